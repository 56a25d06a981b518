using System.Numerics;

namespace Instagram.ApiHost.Demo.Painting.Scenes;

/// <summary>Ranges behind ranges in the haze, with pines in front.</summary>
internal static class Mountains
{
    private static readonly Vector3[][] Skies =
    [
        Ink.Of(0x2b2350, 0x7a3f78, 0xe8735f, 0xffc38a),
        Ink.Of(0x4a6fa5, 0x9db7d9, 0xf6d6c3, 0xffe9d2),
        Ink.Of(0x1f3b57, 0x3f7f93, 0x9cc9b8, 0xf7e8c0),
        Ink.Of(0x33204a, 0x8c3b63, 0xf2856d, 0xffd7a1),
        Ink.Of(0x5d77b5, 0xa9a3d6, 0xf0bcc8, 0xffe3c9),
    ];

    private static readonly Vector3[] Fronts = Ink.Of(0x1a1430, 0x20304a, 0x10262c, 0x1d1029, 0x2a2848);

    public static void Paint(Canvas canvas, Dice dice)
    {
        var choice = dice.Whole(0, Skies.Length);
        var (sky, front, noise) = (Skies[choice], Fronts[choice], dice.Noise());
        var horizon = canvas.Height * dice.Between(0.5f, 0.62f);
        var haze = sky[^1];
        canvas.Sky(horizon, sky);
        canvas.Clouds(noise, horizon, sky[^2].Lighter(0.35f), 0.75f);
        var sun = new Vector2(
            canvas.Width * dice.Between(0.22f, 0.78f), horizon - (canvas.Unit * dice.Between(0.08f, 0.26f)));
        canvas.Sun(sun, canvas.Unit * dice.Between(0.028f, 0.05f), haze);
        canvas.Birds(dice, sun + new Vector2(canvas.Unit * dice.Between(-0.2f, 0.2f), -canvas.Unit * 0.12f), front);
        var layers = dice.Whole(5, 7);
        for (var layer = 0; layer < layers; layer++)
        {
            Range(canvas, noise, horizon, layer, (float)layer / (layers - 1), haze, front);
        }
        Pines(canvas, dice, noise, front.Darker(0.35f));
    }

    private static void Range(
        Canvas canvas, Noise noise, float horizon, int layer, float near, Vector3 haze, Vector3 front)
    {
        var base_ = horizon + ((canvas.Height - horizon) * near * 0.8f);
        var tall = canvas.Unit * float.Lerp(0.3f, 0.16f, near);
        var wide = float.Lerp(1.5f, 2.3f, near) / canvas.Unit;
        var ridges = new float[canvas.Width];
        for (var x = 0; x < ridges.Length; x++)
        {
            var crest = noise.Ridged((x * wide) + (layer * 13.7f), layer * 5.3f, 6);
            ridges[x] = base_ - (tall * (crest - 0.35f) * 1.5f);
        }
        var body = Ink.Mix(haze, front, 0.12f + (0.83f * MathF.Pow(near, 0.85f)));
        canvas.Below(
            x => ridges[x],
            (x, y, depth) =>
            {
                // The side that looks to the light is warmer; the valley drowns in haze.
                var above = Math.Clamp((int)(x + (depth * 0.55f)), 0, ridges.Length - 1);
                var slope = (ridges[Math.Min(above + 9, ridges.Length - 1)] - ridges[Math.Max(above - 9, 0)])
                    * MathF.Exp(-depth / tall * 2.2f);
                var relief = noise.Rough((x + (depth * 0.4f)) * wide * 9, y * wide * 4, 2) - 0.5f;
                var lit = body * (1 + (0.011f * Math.Clamp(slope, -9, 9)) + (0.16f * relief));
                return Ink.Mix(lit, haze, Ink.Step(0, tall * 1.8f, depth) * 0.62f * (1 - (near * 0.75f)));
            });
    }

    private static void Pines(Canvas canvas, Dice dice, Noise noise, Vector3 color)
    {
        float Ground(float x) =>
            canvas.Height - (canvas.Unit * 0.13f * noise.Rough((x / canvas.Unit * 1.7f) + 50, 3, 3));
        canvas.Below(x => Ground(x), (_, _, _) => color);
        for (var x = -20f; x < canvas.Width + 20; x += canvas.Unit * dice.Between(0.012f, 0.05f))
        {
            var grove = noise.At((x / canvas.Unit * 2.4f) + 9, 77);
            var height = canvas.Unit * (0.04f + (0.24f * grove * grove)) * dice.Between(0.7f, 1.25f);
            canvas.Pine(dice, new Vector2(x, Ground(x) + 4), height, color);
        }
    }
}
