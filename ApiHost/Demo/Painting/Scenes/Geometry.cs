using System.Numerics;

namespace Instagram.ApiHost.Demo.Painting.Scenes;

/// <summary>A printed pattern of quarter circles, arcs and leaves on paper.</summary>
internal static class Geometry
{
    private static readonly Vector3[][] Prints =
    [
        Ink.Of(0xf4ead5, 0xd8572a, 0xf7b538, 0x2b4162, 0x780116),
        Ink.Of(0xf1ede1, 0x264653, 0x2a9d8f, 0xe9c46a, 0xe76f51),
        Ink.Of(0xfaf0e6, 0x3d405b, 0x81b29a, 0xf2cc8f, 0xe07a5f),
        Ink.Of(0xf6f1eb, 0x1d3557, 0x457b9d, 0xa8dadc, 0xe63946),
        Ink.Of(0xf8efe2, 0x4a3f55, 0xb56576, 0xeaac8b, 0x355070),
    ];

    public static void Paint(Canvas canvas, Dice dice)
    {
        var (print, noise) = (dice.One(Prints), dice.Noise());
        var paper = print[0];
        canvas.Sky(canvas.Height, paper, paper);
        var columns = dice.Whole(4, 7);
        var margin = canvas.Unit * 0.07f;
        var tile = (canvas.Width - (2 * margin)) / columns;
        var rows = (int)((canvas.Height - (2 * margin)) / tile);
        var top = (canvas.Height - (rows * tile)) / 2;
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                Tile(canvas, dice, margin + (column * tile), top + (row * tile), tile, print);
            }
        }
        // Ink on paper is never quite even.
        canvas.Shade((x, y, under) => under
            * (0.95f + (0.07f * noise.Rough(x / 5f, y / 5f, 2)) + (0.03f * noise.At(x / 300f, y / 300f))));
    }

    private static void Tile(Canvas canvas, Dice dice, float left, float top, float size, Vector3[] print)
    {
        var colors = dice.Shuffled(print);
        var (back, first, second, third) = (colors[0], colors[1], colors[2], colors[3]);
        var (cornerX, cornerY) = (dice.Whole(0, 2), dice.Whole(0, 2));
        var kind = dice.Whole(0, 7);
        for (var y = (int)top; y < Math.Min(canvas.Height, top + size); y++)
        {
            for (var x = (int)left; x < Math.Min(canvas.Width, left + size); x++)
            {
                var (u, v) = ((x + 0.5f - left) / size, (y + 0.5f - top) / size);
                (u, v) = (cornerX == 0 ? u : 1 - u, cornerY == 0 ? v : 1 - v);
                canvas[x, y] = At(kind, u, v, size, back, first, second, third);
            }
        }
    }

    private static Vector3 At(
        int kind, float u, float v, float size, Vector3 back, Vector3 first, Vector3 second, Vector3 third)
    {
        float In(float radius, float distance) => Math.Clamp(((radius - distance) * size) + 0.5f, 0, 1);
        var corner = MathF.Sqrt((u * u) + (v * v));
        var opposite = MathF.Sqrt(((1 - u) * (1 - u)) + ((1 - v) * (1 - v)));
        var middle = MathF.Sqrt(((u - 0.5f) * (u - 0.5f)) + ((v - 0.5f) * (v - 0.5f)));
        return kind switch
        {
            0 => Ink.Mix(back, first, In(1, corner)),
            1 =>
                Ink.Mix(
                    Ink.Mix(Ink.Mix(back, first, In(1, corner)), second, In(0.68f, corner)), third, In(0.36f, corner)),
            2 => Ink.Mix(back, first, Math.Min(In(1, corner), In(1, opposite))),
            3 => Ink.Mix(Ink.Mix(back, first, In(0.42f, middle)), second, In(0.2f, middle)),
            4 =>
                Ink.Mix(
                    Ink.Mix(back, first, In(0.5f, MathF.Sqrt((u * u) + ((v - 0.5f) * (v - 0.5f))))), second,
                    In(0.5f, MathF.Sqrt(((u - 1) * (u - 1)) + ((v - 0.5f) * (v - 0.5f))))),
            5 => Ink.Mix(back, first, In(0.5f, (u + v) / 2)),
            _ => Ink.Mix(back, first, In(0.25f, Math.Abs((v * 3 % 1) - 0.5f))),
        };
    }
}
