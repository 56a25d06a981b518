using System.Numerics;

namespace Instagram.ApiHost.Demo.Painting;

/// <summary>Fills polygons by scan lines: four a pixel row, with exact coverage along the row.</summary>
internal static class PolygonFill
{
    private const int LinesPerRow = 4;

    public static void Fill(Canvas canvas, ReadOnlySpan<Vector2> corners, Vector3 color, float alpha)
    {
        var (least, most) = (corners[0], corners[0]);
        foreach (var corner in corners)
        {
            (least, most) = (Vector2.Min(least, corner), Vector2.Max(most, corner));
        }
        var (top, bottom) = (least.Y, most.Y);
        var (left, right) = (Math.Max(0, (int)least.X), Math.Min(canvas.Width, (int)most.X + 2));
        if (right <= left)
        {
            return;
        }
        var coverage = new float[canvas.Width];
        var crossings = new List<float>();
        for (var y = Math.Max(0, (int)top); y <= Math.Min(canvas.Height - 1, (int)bottom); y++)
        {
            Array.Clear(coverage, left, right - left);
            for (var line = 0; line < LinesPerRow; line++)
            {
                Cross(corners, y + ((line + 0.5f) / LinesPerRow), crossings);
                for (var i = 0; i + 1 < crossings.Count; i += 2)
                {
                    Cover(coverage, crossings[i], crossings[i + 1]);
                }
            }
            for (var x = left; x < right; x++)
            {
                if (coverage[x] > 0)
                {
                    ref var pixel = ref canvas[x, y];
                    pixel = Vector3.Lerp(pixel, color, alpha * Math.Min(1, coverage[x] / LinesPerRow));
                }
            }
        }
    }

    private static void Cross(ReadOnlySpan<Vector2> corners, float y, List<float> crossings)
    {
        crossings.Clear();
        for (var i = 0; i < corners.Length; i++)
        {
            var (from, to) = (corners[i], corners[(i + 1) % corners.Length]);
            if (from.Y <= y != to.Y <= y)
            {
                crossings.Add(from.X + ((y - from.Y) / (to.Y - from.Y) * (to.X - from.X)));
            }
        }
        crossings.Sort();
    }

    private static void Cover(float[] coverage, float from, float to)
    {
        for (var x = Math.Max(0, (int)from); x < Math.Min(coverage.Length, to); x++)
        {
            coverage[x] += Math.Clamp(Math.Min(x + 1, to) - Math.Max(x, from), 0, 1);
        }
    }
}
