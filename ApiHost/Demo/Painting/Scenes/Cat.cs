using System.Numerics;

namespace Instagram.ApiHost.Demo.Painting.Scenes;

/// <summary>A cat on a window sill, looking out at the evening.</summary>
internal static class Cat
{
    private static readonly Vector3[][] Skies =
    [
        Ink.Of(0x23265a, 0x8a4f86, 0xf08c70, 0xffd9a0), Ink.Of(0x0f1a3c, 0x274a7a, 0x6f8fb5, 0xd8cfc8),
        Ink.Of(0x5f9ab8, 0xb7d3cf, 0xfbe4c2, 0xffd2a8), Ink.Of(0x2b1a45, 0x77386e, 0xd8647a, 0xffb58a),
    ];

    public static void Paint(Canvas canvas, Dice dice)
    {
        var (sky, noise) = (dice.One(Skies), dice.Noise());
        var sill = canvas.Height * 0.8f;
        var dark = sky[0].Darker(0.62f);
        canvas.Sky(sill, sky);
        canvas.Clouds(noise, sill, sky[^1], 0.5f);
        var disc = new Vector2(canvas.Width * dice.Between(0.4f, 0.6f), canvas.Height * dice.Between(0.4f, 0.5f));
        if (dice.Chance(0.5f))
        {
            canvas.Moon(disc, canvas.Unit * dice.Between(0.15f, 0.2f), Ink.Of(0xfff0d0), noise);
        }
        else
        {
            canvas.Sun(disc, canvas.Unit * 0.13f, sky[^1]);
        }
        Roofs(canvas, dice, sill, Ink.Mix(sky[^1], sky[0], 0.62f), sky[^1]);
        Frame(canvas, sill, dark);
        var flip = dice.Chance(0.5f) ? 1 : -1;
        Sit(
            canvas, new(canvas.Width * (0.5f - (flip * 0.08f)), sill + 6), canvas.Unit * dice.Between(0.2f, 0.24f),
            flip, dark.Darker(0.25f), sky[^1]);
        Plant(
            canvas, dice, new((canvas.Width * 0.5f) + (flip * canvas.Unit * 0.33f), sill + 4), canvas.Unit * 0.085f,
            dark.Darker(0.1f));
    }

    private static void Roofs(Canvas canvas, Dice dice, float sill, Vector3 color, Vector3 light)
    {
        for (var left = -30f; left < canvas.Width;)
        {
            var wide = canvas.Unit * dice.Between(0.1f, 0.18f);
            var top = sill - (canvas.Unit * dice.Between(0.05f, 0.16f));
            var shade = dice.Near(color, 0.02f);
            canvas.Rectangle(left, top, left + wide, sill, shade);
            canvas.Polygon(
                [new(left - 6, top), new(left + (wide / 2), top - (wide * 0.38f)), new(left + wide + 6, top)],
                shade.Darker(0.15f));
            canvas.Rectangle(
                left + (wide * 0.7f), top - (wide * 0.42f), left + (wide * 0.82f), top, shade.Darker(0.2f));
            for (var x = left + (wide * 0.2f); x < left + (wide * 0.8f); x += wide * 0.25f)
            {
                canvas.Rectangle(
                    x, top + (wide * 0.15f), x + (wide * 0.12f), top + (wide * 0.34f),
                    dice.Chance(0.6f) ? Ink.Of(0xffd98a) : light, dice.Between(0.2f, 0.9f));
            }
            left += wide;
        }
    }

    private static void Frame(Canvas canvas, float sill, Vector3 dark)
    {
        var edge = canvas.Unit * 0.065f;
        var bar = canvas.Unit * 0.013f;
        canvas.Rectangle(0, 0, edge, canvas.Height, dark);
        canvas.Rectangle(canvas.Width - edge, 0, canvas.Width, canvas.Height, dark);
        canvas.Rectangle(0, 0, canvas.Width, edge, dark);
        canvas.Rectangle((canvas.Width / 2f) - bar, 0, (canvas.Width / 2f) + bar, sill, dark);
        canvas.Rectangle(0, (sill * 0.34f) - bar, canvas.Width, (sill * 0.34f) + bar, dark);
        canvas.Shade(
            (_, y, _) => Ink.Mix(dark.Lighter(0.2f), dark, Ink.Step(sill, sill + (canvas.Unit * 0.09f), y)), (int)sill);
        canvas.Rectangle(0, sill, canvas.Width, sill + 3, dark.Lighter(0.4f));
    }

    private static void Sit(Canvas canvas, Vector2 foot, float u, int flip, Vector3 coat, Vector3 light)
    {
        Vector2 P(float x, float y) => foot + new Vector2(x * u * flip, -y * u);
        var tail = new Vector2[30];
        for (var i = 0; i < tail.Length; i++)
        {
            var t = i / (tail.Length - 1f);
            tail[i] = P(
                -0.5f - (0.75f * t) + (0.12f * MathF.Sin(t * 4)),
                0.1f + (0.5f * MathF.Pow(t, 3)) - (0.05f * MathF.Sin(t * 3)));
        }
        canvas.Curve(tail, u * 0.17f, coat);
        (Vector2 At, float X, float Y)[] body =
        [
            (P(-0.12f, 0.48f), 0.56f, 0.5f), (P(0, 0.85f), 0.44f, 0.55f), (P(0.12f, 1.3f), 0.31f, 0.4f),
            (P(0.2f, 1.75f), 0.34f, 0.3f), (P(0.3f, 0.1f), 0.26f, 0.12f),
        ];
        foreach (var (at, x, y) in body)
        {
            canvas.Ellipse(at, u * x, u * y, 0, coat, 1, 2);
        }
        canvas.Polygon([P(-0.12f, 1.82f), P(-0.1f, 2.3f), P(0.18f, 2.0f)], coat);
        canvas.Polygon([P(0.24f, 2.0f), P(0.5f, 2.3f), P(0.53f, 1.8f)], coat);
        canvas.Polygon([P(0.1f, 0), P(0.12f, 1.2f), P(0.42f, 1.1f), P(0.4f, 0)], coat);
        // The light of the evening on whiskers and the edge of the back.
        foreach (var y in (ReadOnlySpan<float>)[1.62f, 1.67f, 1.72f])
        {
            canvas.Line(P(0.5f, 1.67f), P(0.8f, y + ((y - 1.67f) * 2.4f)), 1.6f, light, 0.7f);
            canvas.Line(P(-0.1f, 1.67f), P(-0.4f, y + ((y - 1.67f) * 2.4f)), 1.6f, light, 0.5f);
        }
        canvas.Curve(
            [P(-0.14f, 1.84f), P(-0.115f, 2.27f), P(0.14f, 2.02f), P(0.26f, 2.02f), P(0.49f, 2.27f), P(0.545f, 1.84f)],
            2.6f, light, 0.55f);
    }

    private static void Plant(Canvas canvas, Dice dice, Vector2 foot, float u, Vector3 dark)
    {
        canvas.Polygon(
            [
                foot + new Vector2(-u * 0.6f, -u), foot + new Vector2(u * 0.6f, -u), foot + new Vector2(u * 0.45f, 0),
                foot + new Vector2(-u * 0.45f, 0)
            ],
            Ink.Mix(Ink.Of(0xa5523a), dark, 0.55f));
        canvas.Rectangle(
            foot.X - (u * 0.68f), foot.Y - (u * 1.15f), foot.X + (u * 0.68f), foot.Y - (u * 0.92f),
            Ink.Mix(Ink.Of(0xb5614a), dark, 0.5f));
        for (var i = 0; i < 11; i++)
        {
            var angle = -1.3f + (2.6f * i / 10) + dice.Between(-0.08f, 0.08f);
            var length = u * dice.Between(1.5f, 2.6f);
            var direction = new Vector2(MathF.Sin(angle), -MathF.Cos(angle));
            var root = foot + new Vector2(0, -u * 1.1f);
            canvas.Line(root, root + (direction * length * 0.6f), u * 0.06f, Ink.Mix(Ink.Of(0x2f5a40), dark, 0.5f));
            canvas.Ellipse(
                root + (direction * length * 0.75f), length * 0.34f, u * 0.22f, MathF.Atan2(direction.Y, direction.X),
                Ink.Mix(Ink.Of(0x3a6b4a), dark, dice.Between(0.35f, 0.65f)));
        }
    }
}
