using System.Numerics;

namespace Instagram.ApiHost.Demo.Painting.Scenes;

/// <summary>Blossoms close up, before a garden out of focus.</summary>
internal static class Flowers
{
    private static readonly (Vector3[] Back, Vector3[] Petals, int Heart)[] Gardens =
    [
        (Ink.Of(0x1f3b2d, 0x4d7a4a, 0xa9c27a), Ink.Of(0xf7f3ea, 0xfbe3e6, 0xf6c6d0), 0xe8a92c),
        (Ink.Of(0x3a2440, 0x7a4f74, 0xd9a3b5), Ink.Of(0xf4a6b8, 0xf9d0d6, 0xe56b8c), 0xf2d16b),
        (Ink.Of(0x1d3540, 0x3f7a7c, 0xb7cfae), Ink.Of(0xf08a4b, 0xf6b55f, 0xe4572e), 0x5a2e1a),
        (Ink.Of(0xd7c8b4, 0xe9dfcf, 0xf7f1e6), Ink.Of(0x6a5fa8, 0x9a8fd0, 0x4b3f8a), 0xf0c64f),
        (Ink.Of(0x16212b, 0x27424a, 0x50716a), Ink.Of(0xd7263d, 0xf0596b, 0xa4133c), 0x1c1c1c),
    ];

    public static void Paint(Canvas canvas, Dice dice)
    {
        var (back, petals, heart) = dice.One(Gardens);
        canvas.Sky(canvas.Height, back);
        Blur(canvas, dice, back, petals);
        var flowers = new List<(Vector2 At, float Size)>
        {
            (
                new(canvas.Width * dice.Between(0.4f, 0.58f), canvas.Height * dice.Between(0.36f, 0.46f)),
                canvas.Unit * dice.Between(0.24f, 0.29f)),
            (
                new(canvas.Width * dice.Between(0.18f, 0.28f), canvas.Height * dice.Between(0.6f, 0.72f)),
                canvas.Unit * dice.Between(0.14f, 0.18f)),
            (
                new(canvas.Width * dice.Between(0.74f, 0.84f), canvas.Height * dice.Between(0.58f, 0.76f)),
                canvas.Unit * dice.Between(0.15f, 0.2f)),
            (
                new(canvas.Width * dice.Between(0.75f, 0.9f), canvas.Height * dice.Between(0.14f, 0.22f)),
                canvas.Unit * dice.Between(0.09f, 0.12f)),
        };
        var green = Ink.Mix(Ink.Of(0x3f6b3a), back[0], 0.25f);
        foreach (var (at, size) in flowers)
        {
            Stem(canvas, dice, at, size, green);
        }
        var layers = dice.Whole(2, 4);
        var count = dice.Whole(8, 14);
        flowers.Reverse();
        foreach (var (at, size) in flowers)
        {
            Blossom(canvas, dice, at, size, petals, Ink.Of(heart), layers, count);
        }
    }

    private static void Blur(Canvas canvas, Dice dice, Vector3[] back, Vector3[] petals)
    {
        for (var i = 0; i < 46; i++)
        {
            var color = dice.Chance(0.3f) ? dice.One(petals) : dice.One(back).Lighter(dice.Between(0, 0.35f));
            var at = new Vector2(dice.Between(0, canvas.Width), dice.Between(0, canvas.Height));
            var radius = canvas.Unit * dice.Between(0.03f, 0.13f);
            canvas.Disc(at, radius, color, dice.Between(0.08f, 0.3f), radius * dice.Between(0.12f, 0.9f));
        }
    }

    private static void Stem(Canvas canvas, Dice dice, Vector2 at, float size, Vector3 green)
    {
        var bend = dice.Between(-0.6f, 0.6f) * size;
        var points = new Vector2[24];
        for (var i = 0; i < points.Length; i++)
        {
            var part = i / (points.Length - 1f);
            points[i] = new(at.X + (bend * MathF.Sin(part * 2)), float.Lerp(at.Y, canvas.Height + 20, part));
        }
        canvas.Curve(points, size * 0.085f, green);
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            var node = points[dice.Whole(9, 16)];
            var angle = dice.Between(0.5f, 0.95f) * side;
            var direction = new Vector2(MathF.Sin(angle), -MathF.Cos(angle));
            Leaf(canvas, node, direction, size * dice.Between(0.9f, 1.3f), dice.Near(green, 0.04f));
        }
    }

    private static void Leaf(Canvas canvas, Vector2 from, Vector2 direction, float length, Vector3 green)
    {
        var across = new Vector2(-direction.Y, direction.X);
        var (left, right) = (new List<Vector2>(), new List<Vector2>());
        for (var i = 0; i <= 16; i++)
        {
            var part = i / 16f;
            var half = length * 0.17f * MathF.Sin(MathF.PI * MathF.Pow(part, 0.8f));
            var spine = from + (direction * length * part) + new Vector2(0, length * 0.18f * part * part);
            left.Add(spine + (across * half));
            right.Add(spine - (across * half));
        }
        var tip = Enumerable.Reverse(right).ToList();
        canvas.Polygon([.. left, .. tip], green);
        canvas.Polygon(
            [.. left, .. Enumerable.Range(0, 17).Reverse().Select(i => (left[i] + right[i]) / 2)],
            green.Lighter(0.13f));
        canvas.Line(from, (left[15] + right[15]) / 2, 2, green.Lighter(0.3f), 0.6f);
    }

    private static void Blossom(
        Canvas canvas, Dice dice, Vector2 at, float size, Vector3[] petals, Vector3 heart, int layers, int count)
    {
        canvas.Disc(at + new Vector2(size * 0.08f, size * 0.14f), size * 0.98f, Vector3.Zero, 0.2f, size * 0.5f);
        for (var layer = 0; layer < layers; layer++)
        {
            var reach = size * (1 - (layer * 0.25f));
            var turn = dice.Between(0, 6.3f);
            for (var i = 0; i < count; i++)
            {
                var angle = turn + (i * MathF.Tau / count) + dice.Between(-0.06f, 0.06f);
                Petal(
                    canvas, at, angle, reach * dice.Between(0.92f, 1.05f), MathF.Tau / count,
                    dice.Near(petals[layer % petals.Length], 0.025f), heart);
            }
        }
        canvas.Disc(at + new Vector2(0, size * 0.02f), size * 0.22f, heart.Darker(0.45f), 0.6f, size * 0.07f);
        canvas.Disc(at, size * 0.19f, heart, 1, 2);
        for (var i = 0; i < 110; i++)
        {
            var (angle, part) = (i * 2.39996f, MathF.Sqrt(i / 110f));
            var seed = at + (new Vector2(MathF.Cos(angle), MathF.Sin(angle)) * size * 0.18f * part);
            canvas.Disc(seed, size * 0.0125f, Ink.Mix(heart.Lighter(0.45f), heart.Darker(0.4f), part), 0.85f);
        }
    }

    private static void Petal(
        Canvas canvas, Vector2 at, float angle, float length, float spread, Vector3 color, Vector3 heart)
    {
        var direction = new Vector2(MathF.Cos(angle), MathF.Sin(angle));
        var half = length * Math.Min(0.34f, spread * 0.42f);
        var middle = at + (direction * length * 0.56f);
        canvas.Ellipse(middle + new Vector2(2, 4), length * 0.47f, half * 1.04f, angle, Vector3.Zero, 0.2f, 7);
        canvas.Ellipse(middle, length * 0.47f, half, angle, color);
        canvas.Ellipse(
            at + (direction * length * 0.66f), length * 0.33f, half * 0.72f, angle, color.Lighter(0.22f), 0.7f,
            half * 0.6f);
        canvas.Ellipse(
            at + (direction * length * 0.27f), length * 0.26f, half * 0.5f, angle,
            Ink.Mix(color, heart, 0.5f).Darker(0.18f), 0.5f, half * 0.6f);
        canvas.Line(
            at + (direction * length * 0.2f), at + (direction * length * 0.86f), 1.5f, color.Darker(0.28f), 0.3f);
    }
}
