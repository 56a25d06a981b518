using System.Numerics;

namespace Instagram.ApiHost.Demo.Painting;

/// <summary>
/// A picture in the making: red, green and blue from 0 to 1 for every pixel. Shapes are anti-aliased by the share of
/// a pixel that they cover.
/// </summary>
internal sealed class Canvas(int width, int height)
{
    private readonly Vector3[] pixels = new Vector3[width * height];

    public int Width { get; } = width;

    public int Height { get; } = height;

    /// <summary>The shorter side: what sizes are relative to.</summary>
    public float Unit { get; } = Math.Min(width, height);

    public ref Vector3 this[int x, int y] => ref pixels[(y * Width) + x];

    public Vector3 Sample(float x, float y) =>
        this[Math.Clamp((int)x, 0, Width - 1), Math.Clamp((int)y, 0, Height - 1)];

    public void Shade(Func<int, int, Vector3, Vector3> color, int fromRow = 0, int toRow = int.MaxValue)
    {
        for (var y = Math.Max(fromRow, 0); y < Math.Min(toRow, Height); y++)
        {
            for (var x = 0; x < Width; x++)
            {
                ref var pixel = ref this[x, y];
                pixel = color(x, y, pixel);
            }
        }
    }

    /// <summary>From top to bottom through evenly spaced colours.</summary>
    public void Sky(float toRow, params ReadOnlySpan<Vector3> stops)
    {
        for (var y = 0; y < Height; y++)
        {
            var color = Ink.Along(stops, y / toRow);
            pixels.AsSpan(y * Width, Width).Fill(color);
        }
    }

    /// <summary>
    /// Everything below a line, such as a ridge of mountains, down to where something nearer will be.
    /// </summary>
    public void Below(Func<int, float> ridge, Func<int, int, float, Vector3> color, Func<int, float>? until = null)
    {
        var tops = new float[Width];
        var ends = new float[Width];
        for (var x = 0; x < Width; x++)
        {
            tops[x] = ridge(x);
            ends[x] = until is null ? Height : until(x) + 2;
        }
        for (var y = Math.Max(0, (int)tops.Min()); y < Math.Min(Height, ends.Max()); y++)
        {
            for (var x = 0; x < Width; x++)
            {
                if (y > tops[x] - 1 && y < ends[x])
                {
                    ref var pixel = ref this[x, y];
                    pixel = Vector3.Lerp(pixel, color(x, y, y - tops[x]), Math.Clamp(y + 1 - tops[x], 0, 1));
                }
            }
        }
    }

    public void Disc(Vector2 center, float radius, Vector3 color, float alpha = 1, float soft = 1) =>
        Ellipse(center, radius, radius, 0, color, alpha, soft);

    public void Ellipse(
        Vector2 center, float radiusX, float radiusY, float angle, Vector3 color, float alpha = 1, float soft = 1)
    {
        var (sin, cos) = MathF.SinCos(angle);
        var least = Math.Min(radiusX, radiusY);
        var reach = 1 + (soft / least);
        var across = reach * new Vector2(
            MathF.Sqrt((radiusX * cos * radiusX * cos) + (radiusY * sin * radiusY * sin)),
            MathF.Sqrt((radiusX * sin * radiusX * sin) + (radiusY * cos * radiusY * cos)));
        var (toX, toY) = (new Vector2(cos, sin) / radiusX, new Vector2(-sin, cos) / radiusY);
        Each(center, across, (ref Vector3 pixel, float x, float y) =>
        {
            var (u, v) = ((x * toX.X) + (y * toX.Y), (x * toY.X) + (y * toY.Y));
            var square = (u * u) + (v * v);
            if (square < reach * reach)
            {
                var inside = (1 - MathF.Sqrt(square)) * least;
                pixel = Vector3.Lerp(pixel, color, alpha * Math.Clamp((inside / soft) + 0.5f, 0, 1));
            }
        });
    }

    public void Ring(Vector2 center, float radius, float thickness, Vector3 color, float alpha = 1) =>
        Box(center, radius + thickness, (x, y) =>
        {
            var inside = (thickness / 2) - Math.Abs(MathF.Sqrt((x * x) + (y * y)) - radius);
            return (color, alpha * Math.Clamp(inside + 0.5f, 0, 1));
        });

    /// <summary>Light that adds to what is there and fades with the distance.</summary>
    public void Glow(Vector2 center, float radius, Vector3 light, float strength = 1)
    {
        Each(center, new Vector2(radius), (ref Vector3 pixel, float x, float y) =>
        {
            var near = 1 - (((x * x) + (y * y)) / (radius * radius));
            if (near > 0)
            {
                var add = light * (strength * near * near * near);
                pixel = Vector3.One - ((Vector3.One - pixel) * Vector3.Clamp(Vector3.One - add, default, Vector3.One));
            }
        });
    }

    /// <summary>A stroke with round ends.</summary>
    public void Line(Vector2 from, Vector2 to, float thickness, Vector3 color, float alpha = 1)
    {
        var middle = (from + to) / 2;
        var half = (to - from) / 2;
        var length = Math.Max(half.Length(), 0.01f);
        var direction = half / length;
        Box(middle, length + thickness, (x, y) =>
        {
            var point = new Vector2(x, y);
            var nearest = direction * Math.Clamp(Vector2.Dot(point, direction), -length, length);
            var inside = (thickness / 2) - Vector2.Distance(point, nearest);
            return (color, alpha * Math.Clamp(inside + 0.5f, 0, 1));
        });
    }

    public void Curve(ReadOnlySpan<Vector2> points, float thickness, Vector3 color, float alpha = 1)
    {
        for (var i = 1; i < points.Length; i++)
        {
            Line(points[i - 1], points[i], thickness, color, alpha);
        }
    }

    public void Rectangle(float left, float top, float right, float bottom, Vector3 color, float alpha = 1)
    {
        for (var y = Math.Max(0, (int)top); y < Math.Min(Height, bottom); y++)
        {
            var rows = Math.Min(y + 1, bottom) - Math.Max(y, top);
            for (var x = Math.Max(0, (int)left); x < Math.Min(Width, right); x++)
            {
                var columns = Math.Min(x + 1, right) - Math.Max(x, left);
                ref var pixel = ref this[x, y];
                pixel = Vector3.Lerp(pixel, color, alpha * Math.Clamp(rows * columns, 0, 1));
            }
        }
    }

    public void Polygon(ReadOnlySpan<Vector2> corners, Vector3 color, float alpha = 1) =>
        PolygonFill.Fill(this, corners, color, alpha);

    /// <summary>Darker corners, a little grain as of film, and out as bytes, three a pixel.</summary>
    public byte[] Develop(int seed, float vignette = 0.22f, float grain = 0.022f)
    {
        var bytes = new byte[pixels.Length * 3];
        var at = 0;
        for (var y = 0; y < Height; y++)
        {
            var down = ((float)y / Height) - 0.5f;
            for (var x = 0; x < Width; x++)
            {
                var across = ((float)x / Width) - 0.5f;
                var shade = 1 - (vignette * 2 * ((across * across) + (down * down)));
                var speck = (Noise.Hash(x, y, seed) - 0.5f) * grain;
                var color = (this[x, y] * shade) + new Vector3(speck);
                bytes[at++] = (byte)(Math.Clamp(color.X, 0, 1) * 255.99f);
                bytes[at++] = (byte)(Math.Clamp(color.Y, 0, 1) * 255.99f);
                bytes[at++] = (byte)(Math.Clamp(color.Z, 0, 1) * 255.99f);
            }
        }
        return bytes;
    }

    private delegate void Touch(ref Vector3 pixel, float x, float y);

    private void Box(Vector2 center, float reach, Func<float, float, (Vector3 Color, float Alpha)> paint) =>
        Each(center, new Vector2(reach), (ref Vector3 pixel, float x, float y) =>
        {
            var (color, alpha) = paint(x, y);
            if (alpha > 0)
            {
                pixel = Vector3.Lerp(pixel, color, alpha);
            }
        });

    /// <summary>Visits the box around a point; positions are relative to it.</summary>
    private void Each(Vector2 center, Vector2 reach, Touch touch)
    {
        var (from, to) = (center - reach, center + reach);
        var (left, right) = (Math.Max(0, (int)from.X), Math.Min(Width - 1, (int)to.X + 1));
        var (top, bottom) = (Math.Max(0, (int)from.Y), Math.Min(Height - 1, (int)to.Y + 1));
        for (var y = top; y <= bottom; y++)
        {
            for (var x = left; x <= right; x++)
            {
                touch(ref this[x, y], x + 0.5f - center.X, y + 0.5f - center.Y);
            }
        }
    }
}
