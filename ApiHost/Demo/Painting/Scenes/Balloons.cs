using System.Numerics;

namespace Instagram.ApiHost.Demo.Painting.Scenes;

/// <summary>Hot-air balloons in an early sky.</summary>
internal static class Balloons
{
    private static readonly Vector3[][] Skies =
    [
        Ink.Of(0x6ea8d8, 0xb8d8ea, 0xfde6cf), Ink.Of(0x7a6fb0, 0xe3a6bd, 0xffdfc0),
        Ink.Of(0x4f8fb5, 0xa6d5d8, 0xfff3d6),
    ];

    private static readonly Vector3[][] Cloths =
    [
        Ink.Of(0xe4572e, 0xf3a712, 0xf7ede2), Ink.Of(0x2e6f95, 0xf6f2e7, 0xe63946),
        Ink.Of(0x7b2d5b, 0xf2b5a7, 0xffe8c9),
        Ink.Of(0x1f7a6d, 0xf4d35e, 0xfaf3dd), Ink.Of(0xd1495b, 0xedae49, 0x00798c),
        Ink.Of(0x5f4b8b, 0xe69a8d, 0xfff0e0),
    ];

    public static void Paint(Canvas canvas, Dice dice)
    {
        var (sky, noise) = (dice.One(Skies), dice.Noise());
        var horizon = canvas.Height * dice.Between(0.72f, 0.8f);
        canvas.Sky(horizon, sky);
        canvas.Clouds(noise, horizon, Ink.White, 0.7f);
        canvas.Sun(
            new(canvas.Width * dice.Between(0.15f, 0.85f), horizon - (canvas.Unit * 0.05f)), canvas.Unit * 0.04f,
            sky[^1]);
        var far = dice.Whole(4, 8);
        for (var i = 0; i < far; i++)
        {
            var at = new Vector2(dice.Between(0.05f, 0.95f) * canvas.Width, dice.Between(0.2f, 0.75f) * horizon);
            Balloon(canvas, dice, at, canvas.Unit * dice.Between(0.018f, 0.04f), sky[^1], 0.35f);
        }
        Hills(canvas, dice, noise, horizon, sky);
        var side = dice.Chance(0.5f) ? 1 : -1;
        var middle = canvas.Width / 2f;
        Balloon(
            canvas, dice, new(middle + (side * canvas.Unit * 0.28f), canvas.Height * 0.44f),
            canvas.Unit * dice.Between(0.085f, 0.11f), sky[^1], 0.1f);
        Balloon(
            canvas, dice, new(middle - (side * canvas.Unit * dice.Between(0.08f, 0.2f)), canvas.Height * 0.3f),
            canvas.Unit * dice.Between(0.15f, 0.2f), sky[^1], 0);
    }

    private static void Hills(Canvas canvas, Dice dice, Noise noise, float horizon, Vector3[] sky)
    {
        var meadow = dice.One(Ink.Of(0x4d6b3c, 0x6d5a44, 0x3f5f5a));
        for (var layer = 0; layer < 4; layer++)
        {
            var near = layer / 3f;
            var offset = layer * 23;
            float Ridge(float x) => horizon + (canvas.Unit * ((near * 0.17f) - 0.05f
                - (0.2f * (noise.Rough((x / canvas.Unit * (2.4f - near)) + offset, offset, 4) - 0.5f))));
            var body = Ink.Mix(sky[^1], meadow.Darker(0.3f * near), 0.22f + (0.73f * near));
            canvas.Below(
                x => Ridge(x),
                (x, y, depth) =>
                {
                    var field = noise.At((x - (depth * 0.8f)) / canvas.Unit * 6, depth / canvas.Unit * 9) > 0.55f
                        ? 1.07f : 1;
                    var lit = body * field * (0.94f + (0.12f * noise.Rough(x / 40f, y / 14f, 2)));
                    return Ink.Mix(lit, sky[^1], 0.4f * Ink.Step(0, canvas.Unit * 0.2f, depth) * (1 - near));
                });
            for (var x = 0f; layer > 0 && x < canvas.Width; x += canvas.Unit * dice.Between(0.008f, 0.05f))
            {
                if (noise.At(x / canvas.Unit * 5, 31 + layer) > 0.48f)
                {
                    var size = canvas.Unit * (0.006f + (0.012f * near)) * dice.Between(0.7f, 1.3f);
                    canvas.Ellipse(new(x, Ridge(x) - (size * 0.7f)), size * 0.8f, size, 0, body.Darker(0.34f));
                }
            }
        }
    }

    private static void Balloon(Canvas canvas, Dice dice, Vector2 at, float radius, Vector3 haze, float distance)
    {
        var cloth = dice.One(Cloths);
        var gores = dice.One(8, 10, 12);
        var turn = dice.Between(0, 1);
        var chevrons = dice.Chance(0.5f);
        var top = at.Y - radius;
        var bottom = at.Y + (radius * 1.5f);
        for (var y = Math.Max(0, (int)top); y <= Math.Min(canvas.Height - 1, bottom); y++)
        {
            var down = (y - top) / (bottom - top);
            // Round above, a cone below.
            var half = radius * (down < 0.42f ? MathF.Sqrt(1 - MathF.Pow((0.42f - down) / 0.42f, 2))
                : float.Lerp(1, 0.2f, Ink.Smooth(MathF.Pow((down - 0.42f) / 0.58f, 1.15f))));
            for (var x = Math.Max(0, (int)(at.X - half)); x <= Math.Min(canvas.Width - 1, at.X + half); x++)
            {
                var across = Math.Clamp((x + 0.5f - at.X) / Math.Max(half, 0.5f), -1, 1);
                var gore = ((MathF.Asin(across) / MathF.PI) + turn) * gores;
                var row = chevrons && down is > 0.3f and < 0.62f ? (int)((down * 14) + Math.Abs((gore % 1) - 0.5f)) : 0;
                var color = cloth[(((int)gore + row) % cloth.Length + cloth.Length) % cloth.Length];
                var light = 1.08f - (0.34f * Ink.Step(-0.4f, 1, across)) - (0.12f * down);
                var seam = 1 - (0.1f * Ink.Step(0.43f, 0.5f, Math.Abs((gore - MathF.Floor(gore)) - 0.5f)));
                var cover = Math.Clamp(half - Math.Abs(x + 0.5f - at.X) + 0.5f, 0, 1);
                canvas[x, y] = Ink.Mix(canvas[x, y], Ink.Mix(color * (light * seam), haze, distance), cover);
            }
        }
        var rope = Ink.Mix(Ink.Of(0x3b2a20), haze, distance);
        var basket = new Vector2(at.X, bottom + (radius * 0.3f));
        foreach (var side in (ReadOnlySpan<float>)[-1, 1])
        {
            canvas.Line(
                new(at.X + (side * radius * 0.18f), bottom), basket + new Vector2(side * radius * 0.11f, 0),
                Math.Max(1, radius * 0.014f), rope);
        }
        canvas.Rectangle(
            basket.X - (radius * 0.12f), basket.Y, basket.X + (radius * 0.12f), basket.Y + (radius * 0.17f),
            Ink.Mix(Ink.Of(0x8a5a35), haze, distance));
        canvas.Rectangle(
            basket.X - (radius * 0.13f), basket.Y, basket.X + (radius * 0.13f), basket.Y + (radius * 0.035f), rope);
    }
}
