using System.Numerics;

namespace Instagram.ApiHost.Demo.Painting;

/// <summary>What several scenes have in common: suns, clouds, stars, trees, birds.</summary>
internal static class Nature
{
    public static void Sun(this Canvas canvas, Vector2 center, float radius, Vector3 color)
    {
        canvas.Glow(center, radius * 14, color, 0.35f);
        canvas.Glow(center, radius * 5, color, 0.45f);
        canvas.Glow(center, radius * 2.4f, Ink.White, 0.35f);
        canvas.Disc(center, radius, color.Lighter(0.75f), 1, 2.5f);
    }

    public static void Moon(this Canvas canvas, Vector2 center, float radius, Vector3 color, Noise noise)
    {
        canvas.Glow(center, radius * 6, color, 0.4f);
        canvas.Disc(center, radius, color, 1, 2);
        for (var i = 0; i < 9; i++)
        {
            var at = new Vector2(noise.At(i * 3.1f, 1) - 0.5f, noise.At(i * 3.1f, 7) - 0.5f) * radius * 1.25f;
            canvas.Disc(
                center + at, radius * (0.1f + (0.16f * noise.At(i, 3))), color.Darker(0.18f), 0.5f, radius * 0.14f);
        }
    }

    /// <summary>Streaks of cloud, thicker towards the horizon.</summary>
    public static void Clouds(this Canvas canvas, Noise noise, float horizon, Vector3 color, float amount)
    {
        canvas.Shade(
            (x, y, under) =>
            {
                var depth = y / horizon;
                var density = noise.Rough(x / canvas.Unit * 2.2f, y / canvas.Unit * (7 + (9 * depth)), 4);
                return Ink.Mix(under, color, Ink.Step(0.5f, 0.78f, density) * amount * (0.35f + (0.65f * depth)));
            },
            0,
            (int)horizon);
    }

    public static void Stars(this Canvas canvas, Dice dice, float horizon, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var at = new Vector2(dice.Between(0, canvas.Width), dice.Between(0, horizon));
            var bright = MathF.Pow(dice.Between(0, 1), 5);
            var color = dice.One(Ink.Of(0xffffff, 0xcfe0ff, 0xfff0d8));
            canvas.Disc(at, 0.7f + (bright * 1.7f), color, (0.3f + (0.7f * bright)) * (1 - (at.Y / horizon * 0.6f)));
            if (bright > 0.75f)
            {
                canvas.Glow(at, 14, color, 0.4f);
            }
        }
    }

    public static void Birds(this Canvas canvas, Dice dice, Vector2 around, Vector3 color)
    {
        for (var i = dice.Whole(4, 9); i > 0; i--)
        {
            var at = around + (new Vector2(dice.Between(-0.13f, 0.13f), dice.Between(-0.06f, 0.06f)) * canvas.Unit);
            var size = canvas.Unit * dice.Between(0.006f, 0.013f);
            var lift = dice.Between(0.3f, 0.7f);
            foreach (var side in (ReadOnlySpan<float>)[-1, 1])
            {
                canvas.Curve(
                    [
                        at, at + new Vector2(side * size * 0.5f, -size * lift),
                        at + new Vector2(side * size, -size * 0.2f)
                    ],
                    1.8f,
                    color,
                    0.85f);
            }
        }
    }

    /// <summary>A conifer standing at a point: branches that droop, wider towards the ground.</summary>
    public static void Pine(
        this Canvas canvas, Dice dice, Vector2 foot, float height, Vector3 color, Vector3? snow = null)
    {
        var tiers = Math.Clamp((int)(height / 9), 5, 16);
        canvas.Rectangle(
            foot.X - (height * 0.015f), foot.Y - (height * 0.2f), foot.X + (height * 0.015f), foot.Y, color);
        for (var tier = tiers; tier >= 1; tier--)
        {
            var top = foot.Y - height + (height * 0.88f * (tier - 1) / tiers);
            var bottom = foot.Y - height + (height * 0.9f * (tier + 0.55f) / tiers);
            var half = height * 0.21f * MathF.Pow((float)tier / tiers, 0.85f);
            var (left, right) = (half * dice.Between(0.8f, 1.15f), half * dice.Between(0.8f, 1.15f));
            canvas.Polygon(
                [
                    new(foot.X, top), new(foot.X + (right * 0.45f), (top * 0.4f) + (bottom * 0.6f)),
                    new(foot.X + right, bottom), new(foot.X + (right * 0.3f), bottom - (height * 0.012f)),
                    new(foot.X - (left * 0.3f), bottom - (height * 0.012f)), new(foot.X - left, bottom),
                    new(foot.X - (left * 0.45f), (top * 0.4f) + (bottom * 0.6f)),
                ],
                color);
            if (snow is { } white)
            {
                canvas.Polygon(
                    [
                        new(foot.X, top), new(foot.X + (right * 0.75f), bottom - (height * 0.02f)),
                        new(foot.X + (right * 0.2f), bottom - (height * 0.05f)),
                        new(foot.X - (left * 0.2f), bottom - (height * 0.03f)),
                        new(foot.X - (left * 0.5f), bottom - (height * 0.045f)),
                    ],
                    white,
                    0.85f);
            }
        }
    }
}
