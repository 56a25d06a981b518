using System.Numerics;

namespace Instagram.ApiHost.Demo.Painting.Scenes;

/// <summary>A hut in the snow with a light on.</summary>
internal static class Cabin
{
    private static readonly Vector3[][] Skies =
    [
        Ink.Of(0x0d1533, 0x2a3a6e, 0x7f86b8, 0xd9b8c4), Ink.Of(0x10203f, 0x1f4a6b, 0x6fa3b5, 0xe8dcc8),
        Ink.Of(0x1c1440, 0x553a7a, 0xb06a92, 0xf3b79c),
    ];

    public static void Paint(Canvas canvas, Dice dice)
    {
        var (sky, noise) = (dice.One(Skies), dice.Noise());
        var ground = canvas.Height * dice.Between(0.66f, 0.72f);
        canvas.Sky(ground, sky);
        canvas.Stars(dice, ground * 0.7f, 190);
        canvas.Moon(
            new(canvas.Width * dice.Between(0.12f, 0.3f), canvas.Height * 0.16f), canvas.Unit * 0.035f,
            Ink.Of(0xfff6e2), noise);
        var snow = Ink.Mix(Ink.Of(0xdfe8f6), sky[1], 0.22f);
        Peaks(canvas, noise, ground, sky, snow);
        var tree = Ink.Mix(sky[0], Ink.Of(0x0c1a22), 0.6f);
        for (var x = -10f; x < canvas.Width + 10; x += canvas.Unit * dice.Between(0.015f, 0.04f))
        {
            canvas.Pine(
                dice, new(x, ground + 8), canvas.Unit * dice.Between(0.06f, 0.15f), Ink.Mix(tree, sky[^2], 0.45f),
                Ink.Mix(snow, sky[^2], 0.4f));
        }
        float Hill(float x) => ground + (canvas.Unit * 0.13f * (noise.Rough((x / canvas.Unit) + 5, 8, 3) - 0.55f));
        canvas.Below(
            x => Hill(x),
            (x, y, depth) =>
                Ink.Mix(
                    snow.Lighter(0.25f), Ink.Mix(snow, sky[1], 0.55f),
                    Ink.Step(0, canvas.Unit * 0.45f, depth + (90 * (noise.Rough(x / 160f, y / 50f, 3) - 0.5f)))));
        var hut = canvas.Width * dice.Between(0.42f, 0.62f);
        Hut(canvas, new(hut, Hill(hut) + (canvas.Unit * 0.05f)), canvas.Unit * 0.15f, snow.Lighter(0.4f));
        foreach (var part in (ReadOnlySpan<float>)[0.06f, 0.17f, 0.86f, 0.96f])
        {
            var x = canvas.Width * (part + dice.Between(-0.03f, 0.03f));
            canvas.Pine(
                dice, new(x, Hill(x) + (canvas.Unit * dice.Between(0.05f, 0.2f))),
                canvas.Unit * dice.Between(0.3f, 0.52f), tree, snow.Lighter(0.2f));
        }
        for (var i = 0; i < 260; i++)
        {
            var near = MathF.Pow(dice.Between(0, 1), 4);
            canvas.Disc(
                new(dice.Between(0, canvas.Width), dice.Between(0, canvas.Height)), 1 + (near * 4.5f), Ink.White,
                0.75f - (near * 0.3f), 1 + (near * 4));
        }
    }

    private static void Peaks(Canvas canvas, Noise noise, float ground, Vector3[] sky, Vector3 snow)
    {
        var ridges = new float[canvas.Width];
        for (var x = 0; x < ridges.Length; x++)
        {
            ridges[x] = ground - (canvas.Unit * 0.55f * (noise.Ridged(x / canvas.Unit * 1.3f, 2, 6) - 0.35f));
        }
        canvas.Below(
            x => ridges[x],
            (x, y, depth) =>
            {
                var slope = ridges[Math.Min(x + 5, ridges.Length - 1)] - ridges[Math.Max(x - 5, 0)];
                var rock = Ink.Step(
                    0.42f, 0.6f, noise.Rough((x + depth) / 55f, y / 70f, 4) + (depth / canvas.Unit * 0.45f));
                var lit = Ink.Mix(snow, sky[1], 0.42f - (0.05f * Math.Clamp(slope, -6, 6)));
                return Ink.Mix(
                    Ink.Mix(lit, Ink.Mix(sky[1], sky[^2], 0.3f), rock * 0.8f), sky[^2],
                    Ink.Step(0, canvas.Unit * 0.4f, depth) * 0.5f);
            });
    }

    private static void Hut(Canvas canvas, Vector2 foot, float u, Vector3 snow)
    {
        var (wood, dark, light) = (Ink.Of(0x5a3826), Ink.Of(0x2d1a14), Ink.Of(0xffc565));
        canvas.Rectangle(foot.X - u, foot.Y - (u * 0.8f), foot.X + u, foot.Y, wood);
        for (var row = 1; row < 7; row++)
        {
            canvas.Rectangle(
                foot.X - u, foot.Y - (u * 0.8f * row / 7), foot.X + u, foot.Y - (u * 0.8f * row / 7) + 2, dark, 0.6f);
        }
        canvas.Rectangle(foot.X + (u * 0.5f), foot.Y - (u * 1.75f), foot.X + (u * 0.72f), foot.Y - u, dark);
        canvas.Rectangle(foot.X + (u * 0.47f), foot.Y - (u * 1.82f), foot.X + (u * 0.75f), foot.Y - (u * 1.7f), snow);
        for (var puff = 0; puff < 9; puff++)
        {
            var at = foot + new Vector2(u * (0.61f + (0.012f * puff * puff)), -u * (1.9f + (0.22f * puff)));
            canvas.Disc(at, u * (0.07f + (0.03f * puff)), Ink.White, 0.17f - (0.016f * puff), u * 0.16f);
        }
        canvas.Polygon(
            [
                foot + new Vector2(-u * 1.22f, -u * 0.72f), foot + new Vector2(0, -u * 1.62f),
                foot + new Vector2(u * 1.22f, -u * 0.72f)
            ],
            wood.Darker(0.25f));
        canvas.Polygon(
            [
                foot + new Vector2(-u * 1.3f, -u * 0.7f), foot + new Vector2(-u * 0.02f, -u * 1.78f),
                foot + new Vector2(u * 1.3f, -u * 0.7f),
                foot + new Vector2(u * 1.12f, -u * 0.68f), foot + new Vector2(0, -u * 1.5f),
                foot + new Vector2(-u * 1.12f, -u * 0.68f),
            ],
            snow);
        Window(canvas, foot + new Vector2(-u * 0.55f, -u * 0.42f), u * 0.2f, light, dark);
        Window(canvas, foot + new Vector2(u * 0.55f, -u * 0.42f), u * 0.2f, light, dark);
        canvas.Disc(foot + new Vector2(0, -u * 1.12f), u * 0.13f, dark);
        canvas.Disc(foot + new Vector2(0, -u * 1.12f), u * 0.1f, light);
        canvas.Rectangle(foot.X - (u * 0.17f), foot.Y - (u * 0.6f), foot.X + (u * 0.17f), foot.Y, dark);
        canvas.Disc(foot + new Vector2(u * 0.1f, -u * 0.28f), u * 0.025f, light);
        canvas.Ellipse(foot + new Vector2(0, u * 0.03f), u * 1.25f, u * 0.09f, 0, snow, 1, 5);
        canvas.Ellipse(foot + new Vector2(0, u * 0.3f), u * 1.0f, u * 0.26f, 0, light, 0.28f, u * 0.25f);
        canvas.Glow(foot + new Vector2(0, -u * 0.4f), u * 2.6f, light, 0.3f);
    }

    private static void Window(Canvas canvas, Vector2 at, float half, Vector3 light, Vector3 dark)
    {
        canvas.Rectangle(at.X - half - 4, at.Y - half - 4, at.X + half + 4, at.Y + half + 4, dark);
        canvas.Rectangle(at.X - half, at.Y - half, at.X + half, at.Y + half, light);
        canvas.Rectangle(at.X - 2, at.Y - half, at.X + 2, at.Y + half, dark);
        canvas.Rectangle(at.X - half, at.Y - 2, at.X + half, at.Y + 2, dark);
        canvas.Glow(at, half * 5, light, 0.5f);
    }
}
