using System.Numerics;

namespace Instagram.ApiHost.Demo.Painting.Scenes;

/// <summary>Sand in long waves, one side in the light and one in the shade.</summary>
internal static class Dunes
{
    private static readonly (Vector3[] Sky, int Lit, int Shade)[] Hours =
    [
        (Ink.Of(0x5f8fb8, 0xb9cfd0, 0xf6dfb8), 0xf0b878, 0x9c5a3c),
        (Ink.Of(0x3a2a58, 0xb0587a, 0xffb27a), 0xf09a5c, 0x5a2a44),
        (Ink.Of(0x88b4cf, 0xd8e0d6, 0xfff0d4), 0xf6d29c, 0xb87c54),
        (Ink.Of(0x1a2348, 0x57548f, 0xe0a0a0), 0xcf9088, 0x3c2c56),
    ];

    public static void Paint(Canvas canvas, Dice dice)
    {
        var (sky, litColor, shadeColor) = dice.One(Hours);
        var (lit, shade, noise) = (Ink.Of(litColor), Ink.Of(shadeColor), dice.Noise());
        var horizon = canvas.Height * dice.Between(0.36f, 0.46f);
        canvas.Sky(horizon * 1.1f, sky);
        canvas.Clouds(noise, horizon, sky[^1].Lighter(0.3f), 0.3f);
        canvas.Sun(
            new(canvas.Width * dice.Between(0.2f, 0.8f), horizon * dice.Between(0.35f, 0.8f)), canvas.Unit * 0.05f,
            sky[^1]);
        const int Layers = 5;
        var caravan = dice.Whole(1, 3);
        var all = Enumerable.Range(0, Layers)
            .Select(layer => Ridge(canvas, dice, horizon, layer / (Layers - 1f)))
            .ToArray();
        for (var layer = 0; layer < Layers; layer++)
        {
            var near = (float)layer / (Layers - 1);
            var ridges = all[layer];
            Dune(
                canvas, noise, ridges, layer + 1 < Layers ? all[layer + 1] : null, near,
                Ink.Mix(sky[^1], lit, 0.45f + (0.55f * near)), Ink.Mix(sky[^1], shade, 0.4f + (0.6f * near)));
            if (layer == caravan)
            {
                Caravan(canvas, dice, ridges, shade.Darker(0.6f));
            }
        }
    }

    private static float[] Ridge(Canvas canvas, Dice dice, float horizon, float near)
    {
        var level = horizon + ((canvas.Height - horizon) * MathF.Pow(near, 1.3f) * 0.72f);
        var swell = canvas.Unit * float.Lerp(0.03f, 0.15f, near);
        var (first, second, third) = (dice.Between(0, 6.3f), dice.Between(0, 6.3f), dice.Between(0, 6.3f));
        var stretch = dice.Between(0.85f, 1.2f) * float.Lerp(1.5f, 0.75f, near);
        var ridges = new float[canvas.Width];
        for (var x = 0; x < ridges.Length; x++)
        {
            var place = x / canvas.Unit * stretch;
            var wave = MathF.Sin((place * 3.1f) + first) + (0.5f * MathF.Sin((place * 6.7f) + second));
            // Wind sharpens the crests.
            var crest = 1 - Math.Abs(MathF.Sin((place * 1.7f) + third));
            ridges[x] = level - (swell * ((0.4f * wave) + crest));
        }
        return ridges;
    }

    private static void Dune(
        Canvas canvas, Noise noise, float[] ridges, float[]? next, float near, Vector3 lit, Vector3 shade)
    {
        var reach = canvas.Unit * float.Lerp(0.1f, 0.5f, near);
        canvas.Below(
            x => ridges[x],
            (x, y, depth) =>
            {
                var leaning = x + (depth * 0.9f)
                    + ((noise.At(x / canvas.Unit * 4, y / canvas.Unit * 4) - 0.5f) * 30 * near);
                var at = (int)Math.Clamp(leaning, 7, ridges.Length - 8);
                var slope = (ridges[at + 7] - ridges[at - 7]) / 14;
                var light = Ink.Step(-0.32f, 0.22f, -slope - (0.1f * depth / reach));
                var drift = noise.At(x / canvas.Unit * 7, y / canvas.Unit * 7) * 90;
                var ripple = MathF.Sin(((y * 1.35f) + (x * 0.22f) + drift) / (1.5f + (near * 6)));
                var fine = 1 + (0.035f * ripple * near * light) + (0.05f * (noise.At(x / 6f, y / 6f) - 0.5f));
                return Ink.Mix(shade, lit, light) * fine;
            },
            next is null ? null : x => next[x]);
    }

    private static void Caravan(Canvas canvas, Dice dice, float[] ridges, Vector3 color)
    {
        var u = canvas.Unit * 0.017f;
        var start = canvas.Width * dice.Between(0.15f, 0.5f);
        for (var i = 0; i < dice.Whole(4, 7); i++)
        {
            var x = start + (i * u * 3.1f);
            var foot = new Vector2(x, ridges[Math.Clamp((int)x, 0, ridges.Length - 1)] + 2);
            Camel(canvas, foot, u, color);
        }
    }

    private static void Camel(Canvas canvas, Vector2 foot, float u, Vector3 color)
    {
        foreach (var leg in (ReadOnlySpan<float>)[-0.62f, -0.4f, 0.38f, 0.6f])
        {
            canvas.Line(
                foot + new Vector2(u * leg, 0), foot + new Vector2(u * leg * 0.85f, -u * 0.95f), u * 0.13f, color);
        }
        canvas.Ellipse(foot + new Vector2(0, -u * 1.1f), u * 0.78f, u * 0.32f, 0, color);
        canvas.Ellipse(foot + new Vector2(-u * 0.05f, -u * 1.42f), u * 0.3f, u * 0.28f, 0, color);
        canvas.Curve(
            [
                foot + new Vector2(-u * 0.68f, -u * 1.1f), foot + new Vector2(-u * 1.0f, -u * 1.2f),
                foot + new Vector2(-u * 1.12f, -u * 1.75f)
            ],
            u * 0.2f, color);
        canvas.Ellipse(foot + new Vector2(-u * 1.26f, -u * 1.78f), u * 0.24f, u * 0.12f, 0.2f, color);
    }
}
