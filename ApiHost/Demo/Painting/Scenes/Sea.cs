using System.Numerics;

namespace Instagram.ApiHost.Demo.Painting.Scenes;

/// <summary>A low sun over water, with a sail, a lighthouse or nothing at all.</summary>
internal static class Sea
{
    private static readonly Vector3[][] Skies =
    [
        Ink.Of(0x1d2b53, 0x7e4a7d, 0xf08a5d, 0xffd08a),
        Ink.Of(0x5aa0c8, 0xa8d3e0, 0xf4e3cf, 0xffe2b8),
        Ink.Of(0x27204d, 0x93476e, 0xf47f6b, 0xffc79c),
        Ink.Of(0x3b5b92, 0x8d9dc8, 0xeab8b8, 0xffdfc0),
        Ink.Of(0x0f2f4a, 0x2c7280, 0xb5c9a8, 0xffe6a7),
    ];

    public static void Paint(Canvas canvas, Dice dice)
    {
        var (sky, noise) = (dice.One(Skies), dice.Noise());
        var horizon = canvas.Height * dice.Between(0.5f, 0.6f);
        canvas.Sky(horizon, sky);
        canvas.Clouds(noise, horizon, sky[^1].Lighter(0.2f), 0.85f);
        var sun = new Vector2(
            canvas.Width * dice.Between(0.3f, 0.7f), horizon - (canvas.Unit * dice.Between(0.02f, 0.16f)));
        var radius = canvas.Unit * dice.Between(0.045f, 0.07f);
        canvas.Sun(sun, radius, sky[^1]);
        Shore(canvas, noise, horizon, Ink.Mix(sky[1], sky[^1], 0.35f).Darker(0.3f));
        canvas.Birds(
            dice, sun + new Vector2(canvas.Unit * dice.Between(-0.25f, 0.25f), -canvas.Unit * 0.2f),
            sky[0].Darker(0.3f));
        Water(canvas, noise, horizon, sun.X, radius, sky);
        var dark = sky[0].Darker(0.55f);
        switch (dice.Whole(0, 3))
        {
            case 0:
                Lighthouse(canvas, noise, horizon, dice.Chance(0.5f), dark, sky[^1]);
                break;
            case 1:
                Sail(
                    canvas, new Vector2(canvas.Width - sun.X + (canvas.Unit * 0.05f), horizon + (canvas.Unit * 0.05f)),
                    dark);
                break;
        }
    }

    private static void Shore(Canvas canvas, Noise noise, float horizon, Vector3 color) =>
        canvas.Below(
            x => horizon - (canvas.Unit * 0.16f * Math.Max(0, noise.Rough(x / canvas.Unit * 1.6f, 40, 5) - 0.5f)),
            (x, y, _) => y < horizon ? color : canvas[x, y]);

    private static void Water(Canvas canvas, Noise noise, float horizon, float sunX, float radius, Vector3[] sky)
    {
        var deep = sky[0].Darker(0.35f);
        canvas.Shade(
            (x, y, _) =>
            {
                var far = (y - horizon) / (canvas.Height - horizon);
                var scale = 0.012f + (far * 0.11f);
                var wave = noise.Rough(x / canvas.Unit * 0.35f / scale, MathF.Log(far + 0.02f) * 26, 3);
                var tilt = (wave - 0.5f) * canvas.Unit * (0.05f + (0.5f * far));
                var mirrored = canvas.Sample(
                    x + (tilt * 0.4f), Math.Min(horizon - 1, horizon - ((y - horizon) * 0.85f) + tilt));
                var water = Ink.Mix(mirrored, deep, 0.22f + (0.45f * far) + ((wave - 0.5f) * 0.7f));
                // The path of the sun: glints that are many and small far away, few and wide near by.
                var width = radius * (0.7f + (far * 3.2f));
                var off = Math.Abs(x - sunX + ((wave - 0.5f) * width * 0.6f)) / width;
                var glint = Ink.Step(0.50f, 0.68f, wave + (0.12f * (1 - off))) * Math.Max(0, 1 - (off * off));
                return Ink.Mix(water, sky[^1].Lighter(0.4f), glint * (0.95f - (far * 0.35f)));
            },
            (int)horizon);
        canvas.Rectangle(0, horizon - 1, canvas.Width, horizon + 1, sky[^1].Darker(0.25f), 0.5f);
    }

    private static void Sail(Canvas canvas, Vector2 at, Vector3 dark)
    {
        var u = canvas.Unit * 0.11f;
        for (var i = 0; i < 14; i++)
        {
            var y = at.Y + (u * (0.16f + (0.09f * i)));
            var half = u * (0.42f - (0.025f * i)) * (i % 2 == 0 ? 1 : 0.7f);
            canvas.Ellipse(at with { Y = y }, half, u * 0.028f, 0, dark, 0.55f - (0.035f * i));
        }
        canvas.Polygon(
            [
                at + new Vector2(-u * 0.5f, 0), at + new Vector2(u * 0.55f, -u * 0.02f),
                at + new Vector2(u * 0.36f, u * 0.15f), at + new Vector2(-u * 0.36f, u * 0.15f)
            ],
            dark);
        canvas.Line(at, at + new Vector2(0, -u * 1.5f), 3, dark);
        canvas.Polygon(
            [
                at + new Vector2(u * 0.05f, -u * 1.5f), at + new Vector2(u * 0.34f, -u * 0.7f),
                at + new Vector2(u * 0.5f, -u * 0.1f), at + new Vector2(u * 0.05f, -u * 0.1f)
            ],
            Ink.Of(0xfbf3e6));
        canvas.Polygon(
            [
                at + new Vector2(-u * 0.05f, -u * 1.35f), at + new Vector2(-u * 0.05f, -u * 0.1f),
                at + new Vector2(-u * 0.42f, -u * 0.1f)
            ],
            Ink.Of(0xe9d9c6));
    }

    private static void Lighthouse(Canvas canvas, Noise noise, float horizon, bool left, Vector3 dark, Vector3 light)
    {
        float X(float part) => left ? canvas.Unit * part : canvas.Width - (canvas.Unit * part);
        var ground = horizon - (canvas.Unit * 0.05f);
        float Waterline(int x) => horizon + (canvas.Unit * (0.2f
            - (0.22f * (left ? x : canvas.Width - x) / canvas.Unit)
                + (0.02f * noise.Rough(x / canvas.Unit * 12, 5, 3))));
        canvas.Below(
            x =>
            {
                var part = (left ? x : canvas.Width - x) / canvas.Unit;
                var crumbled = 0.05f * noise.Rough(x / canvas.Unit * 9, 3, 4);
                return ground + (canvas.Unit * (crumbled + (1.1f * MathF.Pow(Math.Max(0, part - 0.2f), 1.5f))));
            },
            (x, y, depth) =>
            {
                var rock = noise.Rough(x / canvas.Unit * 16, y / canvas.Unit * 7, 4);
                var grass = Ink.Step(26, 4, depth + (rock * 14)) * 0.3f;
                return Ink.Mix(Ink.Mix(dark, dark.Lighter(0.34f), (rock * 0.9f) - 0.1f), light, grass);
            },
            Waterline);
        // The surf, where the rock meets the water.
        for (var x = 0; x < canvas.Width; x += 2)
        {
            var part = (left ? x : canvas.Width - x) / canvas.Unit;
            if (part < 0.47f)
            {
                var foam = noise.Rough(x / canvas.Unit * 30, 9, 3);
                canvas.Ellipse(
                    new(x, Waterline(x) + (foam * 9)), 9, 2 + (foam * 5), 0, Ink.White,
                    0.28f * foam * Ink.Step(0.47f, 0.4f, part), 4);
            }
        }
        var (foot, top) = (ground + (canvas.Unit * 0.04f), ground - (canvas.Unit * 0.3f));
        for (var band = 0; band < 5; band++)
        {
            var (from, to) = (float.Lerp(top, foot, band / 5f), float.Lerp(top, foot, (band + 1) / 5f));
            var (upper, lower) = (0.024f + (0.014f * band / 5), 0.024f + (0.014f * (band + 1) / 5));
            canvas.Polygon(
                [
                    new(X(0.14f - upper), from), new(X(0.14f + upper), from), new(X(0.14f + lower), to),
                    new(X(0.14f - lower), to)
                ],
                band % 2 == 0 ? Ink.Of(0xf3e9dc) : Ink.Of(0xb8404a));
            canvas.Polygon(
                [new(X(0.14f), from), new(X(0.14f + upper), from), new(X(0.14f + lower), to), new(X(0.14f), to)],
                dark,
                0.22f);
        }
        var lamp = new Vector2(X(0.14f), top - (canvas.Unit * 0.022f));
        var (least, most) = (Math.Min(X(0.115f), X(0.165f)), Math.Max(X(0.115f), X(0.165f)));
        canvas.Rectangle(least, top - 5, most, top + 3, dark);
        canvas.Rectangle(least + 8, lamp.Y - (canvas.Unit * 0.016f), most - 8, top - 4, light.Lighter(0.6f));
        canvas.Polygon(
            [
                new(least, lamp.Y - (canvas.Unit * 0.016f)), new(lamp.X, lamp.Y - (canvas.Unit * 0.05f)),
                new(most, lamp.Y - (canvas.Unit * 0.016f))
            ],
            Ink.Of(0x8e2f3c));
        canvas.Glow(lamp, canvas.Unit * 0.14f, light, 0.9f);
    }
}
