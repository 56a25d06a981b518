using System.Numerics;

namespace Instagram.ApiHost.Demo.Painting.Scenes;

/// <summary>Northern lights over a lake.</summary>
internal static class Aurora
{
    private static readonly (int Low, int High)[] Lights =
        [(0x4dffa6, 0x8a5cff), (0x5dffd0, 0x3f7bff), (0x9dff7a, 0xff5fa8), (0x48f0c0, 0xb45cff)];

    public static void Paint(Canvas canvas, Dice dice)
    {
        var ((lowColor, highColor), noise) = (dice.One(Lights), dice.Noise());
        var (low, high) = (Ink.Of(lowColor), Ink.Of(highColor));
        var lake = canvas.Height * dice.Between(0.68f, 0.76f);
        canvas.Sky(lake, Ink.Of(0x050817, 0x0a1430, 0x142a4a, 0x24496a));
        canvas.Stars(dice, lake, 420);
        for (var curtain = 0; curtain < 3; curtain++)
        {
            Curtain(canvas, dice, noise, curtain, lake, low, high);
        }
        var rock = Ink.Of(0x060b18);
        Range(canvas, noise, lake, 0.2f, 21, Ink.Mix(rock, Ink.Of(0x24496a), 0.55f), low);
        Range(canvas, noise, lake, 0.1f, 47, Ink.Mix(rock, Ink.Of(0x24496a), 0.2f), low);
        for (var x = -10f; x < canvas.Width + 10; x += canvas.Unit * dice.Between(0.008f, 0.035f))
        {
            var grove = noise.At(x / canvas.Unit * 3, 91);
            canvas.Pine(dice, new(x, lake + 2), canvas.Unit * (0.02f + (0.13f * grove * grove)), rock);
        }
        Lake(canvas, noise, lake, rock);
    }

    private static void Curtain(
        Canvas canvas, Dice dice, Noise noise, int curtain, float lake, Vector3 low, Vector3 high)
    {
        var level = lake * dice.Between(0.45f, 0.85f);
        var strength = dice.Between(1.05f, 1.45f) / (1 + (curtain * 0.3f));
        var tilt = dice.Between(-0.25f, 0.25f);
        for (var x = 0; x < canvas.Width; x++)
        {
            var place = x / canvas.Unit;
            var foot = level
                + (canvas.Unit
                    * ((0.34f * (noise.Rough((place * 1.3f) + (curtain * 19), curtain, 3) - 0.5f))
                        + (tilt * (place - 0.5f))));
            var ray = noise.Rough((place * 22) + (curtain * 5), 3, 3);
            var fold = Ink.Step(0.25f, 0.75f, noise.At((place * 2.1f) + (curtain * 7), 60));
            var tall = canvas.Unit * (0.18f + (0.42f * ray));
            var end = Math.Min(lake, foot + (canvas.Unit * 0.05f));
            for (var y = Math.Max(0, (int)(foot - (tall * 1.6f))); y < end; y++)
            {
                var up = (foot - y) / tall;
                var shape = up < 0 ? MathF.Exp(up * tall / canvas.Unit * 70)
                    : MathF.Exp(-up * 1.6f) * Math.Max(0, 1 - (up / 1.6f));
                var light = Ink.Mix(low, high, Ink.Step(0.05f, 0.75f, up)) * (shape * strength
                    * (0.35f + (0.65f * ray)) * (0.25f + (0.75f * fold)));
                ref var pixel = ref canvas[x, y];
                pixel = Vector3.One - ((Vector3.One - pixel) * (Vector3.One - Vector3.Min(light, Ink.White)));
            }
        }
    }

    private static void Range(
        Canvas canvas, Noise noise, float lake, float tall, int offset, Vector3 rock, Vector3 light) =>
        canvas.Below(
            x =>
                lake
                    - (canvas.Unit * tall * 1.6f * (noise.Ridged((x / canvas.Unit * 1.5f) + offset, offset, 6) - 0.3f)),
            (x, y, depth) =>
            {
                var shine = (0.09f * MathF.Exp(-depth / 40)) + (0.05f * noise.Rough(x / 30f, y / 30f, 3));
                return y >= lake ? rock : Ink.Mix(rock, light, shine);
            });

    private static void Lake(Canvas canvas, Noise noise, float lake, Vector3 rock) =>
        canvas.Shade(
            (x, y, _) =>
            {
                var far = (y - lake) / (canvas.Height - lake);
                var wave = noise.Rough(x / canvas.Unit * (9 - (5 * far)), y / canvas.Unit * (60 - (35 * far)), 3)
                    - 0.5f;
                var mirrored = canvas.Sample(
                    x + (wave * canvas.Unit * 0.03f),
                    Math.Min(lake - 1, lake - ((y - lake) * 1.15f) + (wave * canvas.Unit * 0.11f * (0.2f + far))));
                return Ink.Mix(mirrored * 0.86f, rock, 0.12f + (0.45f * far) - (wave * 0.4f));
            },
            (int)lake);
}
