using System.Numerics;

namespace Instagram.ApiHost.Demo.Painting.Scenes;

/// <summary>Conifers standing in fog, and light that falls through.</summary>
internal static class Forest
{
    private static readonly (int Fog, int Tree, int Light)[] Moods =
    [
        (0xdfe8e6, 0x12261f, 0xfff6dc), (0xe9dfcd, 0x2b2118, 0xffe7b8), (0xcfdbe6, 0x14222f, 0xf2f6ff),
        (0xf0d9c4, 0x2a1a24, 0xffd9a0), (0xd6e2cf, 0x16281a, 0xfdf6c8),
    ];

    public static void Paint(Canvas canvas, Dice dice)
    {
        var (fogColor, treeColor, lightColor) = dice.One(Moods);
        var (fog, tree, light, noise) = (Ink.Of(fogColor), Ink.Of(treeColor), Ink.Of(lightColor), dice.Noise());
        canvas.Sky(canvas.Height, Ink.Mix(fog, tree, 0.1f), fog, fog.Lighter(0.3f), Ink.Mix(fog, tree, 0.25f));
        var source = new Vector2(canvas.Width * dice.Between(0.2f, 0.8f), canvas.Height * dice.Between(0.1f, 0.3f));
        canvas.Glow(source, canvas.Unit * 0.9f, light, 0.75f);
        const int Layers = 6;
        for (var layer = 0; layer < Layers; layer++)
        {
            var near = (float)layer / (Layers - 1);
            Stand(canvas, dice, noise, near, Ink.Mix(fog, tree, 0.1f + (0.88f * MathF.Pow(near, 1.25f))));
            Fog(canvas, noise, layer, fog, near);
            if (layer == 3)
            {
                Rays(canvas, noise, source, light);
            }
        }
    }

    private static void Stand(Canvas canvas, Dice dice, Noise noise, float near, Vector3 color)
    {
        var ground = canvas.Height * float.Lerp(0.66f, 0.99f, near);
        float Floor(float x) =>
            ground + (canvas.Unit * 0.09f * (noise.Rough((x / canvas.Unit * 1.3f) + (near * 50), near * 9, 4) - 0.5f));
        canvas.Below(x => Floor(x), (_, _, _) => color);
        var gap = canvas.Unit * float.Lerp(0.04f, 0.17f, near);
        for (var x = dice.Between(-gap, 0); x < canvas.Width + gap; x += gap * dice.Between(0.5f, 1.5f))
        {
            // A clearing in the middle lets the eye walk in.
            var middle = Math.Abs((x / canvas.Width) - 0.5f) * 2;
            if (near > 0.5f && middle < 0.42f * near)
            {
                continue;
            }
            var height = canvas.Unit * float.Lerp(0.26f, 0.95f, near) * dice.Between(0.65f, 1.15f);
            canvas.Pine(dice, new(x, Floor(x) + 6), height, dice.Near(color, 0.012f));
        }
    }

    private static void Fog(Canvas canvas, Noise noise, int layer, Vector3 fog, float near)
    {
        if (near >= 1)
        {
            return;
        }
        var level = canvas.Height * float.Lerp(0.66f, 0.95f, near);
        canvas.Shade(
            (x, y, under) =>
            {
                var bank = 1 - (Math.Abs(y - level) / (canvas.Unit * 0.22f));
                if (bank <= 0)
                {
                    return under;
                }
                var thick = noise.Rough((x / canvas.Unit * 2) + (layer * 7), y / canvas.Unit * 5, 3);
                return Ink.Mix(under, fog, Ink.Smooth(bank) * Ink.Step(0.2f, 0.75f, thick) * 0.8f * (1.1f - near));
            },
            (int)(level - (canvas.Unit * 0.22f)),
            (int)(level + (canvas.Unit * 0.22f)));
    }

    private static void Rays(Canvas canvas, Noise noise, Vector2 source, Vector3 light) =>
        canvas.Shade((x, y, under) =>
        {
            var (dx, dy) = (x - source.X, y - source.Y + (canvas.Unit * 0.25f));
            var beam = Ink.Step(0.5f, 0.85f, noise.At(MathF.Atan2(dx, dy) * 9, 4));
            var far = Math.Clamp(1 - (MathF.Sqrt((dx * dx) + (dy * dy)) / canvas.Unit), 0, 1);
            return Ink.Mix(under, light, beam * far * 0.4f);
        });
}
