using System.Numerics;

namespace Instagram.ApiHost.Demo.Painting.Scenes;

/// <summary>A cup with a leaf poured into it, from above.</summary>
internal static class Coffee
{
    private static readonly (int Table, int Cup, int Accent)[] Cafes =
    [
        (0x8a5a3a, 0xf7f3ea, 0x3f6b4f), (0x5f4334, 0x2f4858, 0xe0a458), (0xc7a17a, 0xfaf6ef, 0xc8553d),
        (0xdcd3c6, 0x6b8f8a, 0xd99a6c), (0x3e2f2a, 0xe8ded0, 0xb5838d),
    ];

    public static void Paint(Canvas canvas, Dice dice)
    {
        var (table, cup, accent) = dice.One(Cafes);
        var noise = dice.Noise();
        Table(canvas, noise, Ink.Of(table));
        var u = canvas.Unit * dice.Between(0.25f, 0.29f);
        var center = new Vector2(canvas.Width * dice.Between(0.44f, 0.56f), canvas.Height * dice.Between(0.46f, 0.56f));
        Napkin(canvas, dice, center, u, Ink.Of(accent));
        Cup(canvas, center, u, Ink.Of(cup), dice.Between(0.2f, 0.9f));
        Pour(canvas, center, u * 0.82f, dice);
        Biscuits(canvas, dice, center, u);
        Beans(canvas, dice, center, u);
        // A window somewhere on the left.
        canvas.Shade((x, y, under) => under
            * (1.1f - (0.3f * ((x / (float)canvas.Width * 0.6f) + (y / (float)canvas.Height * 0.4f)))));
    }

    private static void Table(Canvas canvas, Noise noise, Vector3 wood)
    {
        var plank = canvas.Unit * 0.24f;
        canvas.Shade((x, y, _) =>
        {
            var row = (int)(y / plank);
            var bend = noise.At(x / canvas.Unit * 1.2f, (y / canvas.Unit * 2) + (row * 9));
            var fiber = noise.Rough((x / canvas.Unit * 1.6f) + (row * 37), (y / canvas.Unit * 55) + (bend * 16), 2);
            var ring = 0.5f + (0.5f * MathF.Sin(((y / canvas.Unit) + (bend * 0.8f)) * 60));
            var seam = Ink.Step(0, 3, Math.Abs(y - (row * plank))) * 0.45f;
            return wood * (0.5f + (0.28f * fiber) + (0.06f * ring) + (0.07f * Noise.Hash(row, 3, 5)) + seam - 0.08f);
        });
    }

    private static void Napkin(Canvas canvas, Dice dice, Vector2 center, float u, Vector3 cloth)
    {
        var turn = dice.Between(0.15f, 0.6f);
        var corners = new Vector2[4];
        for (var i = 0; i < 4; i++)
        {
            var (sin, cos) = MathF.SinCos(turn + (i * MathF.PI / 2));
            corners[i] = center + (new Vector2(cos, sin) * u * 2.05f);
        }
        canvas.Polygon([.. corners.Select(corner => corner + new Vector2(8, 12))], Vector3.Zero, 0.3f);
        canvas.Polygon(corners, cloth);
        for (var i = 1; i < 9; i++)
        {
            var part = i / 9f;
            canvas.Line(
                Vector2.Lerp(corners[0], corners[1], part), Vector2.Lerp(corners[3], corners[2], part), 3,
                cloth.Lighter(0.35f), 0.55f);
            canvas.Line(
                Vector2.Lerp(corners[1], corners[2], part), Vector2.Lerp(corners[0], corners[3], part), 3,
                cloth.Lighter(0.35f), 0.35f);
        }
    }

    private static void Cup(Canvas canvas, Vector2 center, float u, Vector3 color, float angle)
    {
        var shadow = new Vector2(u * 0.1f, u * 0.14f);
        canvas.Disc(center + shadow, u * 1.52f, Vector3.Zero, 0.45f, u * 0.3f);
        canvas.Disc(center, u * 1.48f, color.Darker(0.06f), 1, 2);
        canvas.Ring(center, u * 1.44f, u * 0.035f, color.Lighter(0.5f), 0.8f);
        canvas.Ring(center, u * 1.1f, u * 0.05f, color.Darker(0.2f), 0.5f);
        var handle = new Vector2(MathF.Cos(angle), MathF.Sin(angle));
        canvas.Disc(center + (shadow * 0.8f), u * 1.04f, Vector3.Zero, 0.4f, u * 0.22f);
        canvas.Line(center + (handle * u * 0.9f), center + (handle * u * 1.42f), u * 0.23f, color.Darker(0.2f));
        canvas.Line(center + (handle * u * 0.9f), center + (handle * u * 1.4f), u * 0.17f, color);
        canvas.Disc(center, u, color, 1, 2);
        canvas.Ring(center, u * 0.965f, u * 0.035f, color.Lighter(0.6f), 0.9f);
        canvas.Disc(center, u * 0.9f, color.Darker(0.35f), 1, 3);
    }

    private static void Pour(Canvas canvas, Vector2 center, float radius, Dice dice)
    {
        var (crema, milk) = (Ink.Of(0x9a5a2c), Ink.Of(0xf6e7cf));
        canvas.Disc(center, radius * 1.04f, Ink.Of(0x4a2714), 1, 3);
        canvas.Disc(center, radius, crema, 1, radius * 0.12f);
        canvas.Disc(center, radius * 0.72f, Ink.Of(0xb87840), 0.6f, radius * 0.4f);
        var turn = dice.Between(-0.6f, 0.6f);
        var (sin, cos) = MathF.SinCos(turn);
        Vector2 P(float x, float y) => center + (new Vector2((x * cos) - (y * sin), (x * sin) + (y * cos)) * radius);
        if (dice.Chance(0.4f))
        {
            void Hearts(float size, Vector3 color, float alpha) => canvas.Polygon(
                [.. Enumerable.Range(0, 60).Select(i => Heart(i * MathF.Tau / 60) * size).Select(p => P(p.X, p.Y))],
                color,
                alpha);
            Hearts(0.62f, milk, 0.95f);
            Hearts(0.36f, crema, 0.75f);
            Hearts(0.24f, milk, 0.95f);
            return;
        }
        for (var i = 6; i >= 0; i--)
        {
            var down = 0.62f - (i * 0.175f);
            var half = 0.6f - (0.075f * Math.Abs(i - 1.6f));
            foreach (var side in (ReadOnlySpan<int>)[-1, 1])
            {
                canvas.Curve(
                    [
                        .. Enumerable.Range(0, 12).Select(k => k / 11f)
                            .Select(t => P(side * half * t, down - (0.36f * t * t) - (0.08f * t)))
                    ],
                    radius * 0.095f, milk, 0.95f);
            }
        }
        canvas.Line(P(0, 0.72f), P(0, -0.72f), radius * 0.035f, crema, 0.9f);
        canvas.Disc(P(0, -0.66f), radius * 0.09f, milk);
    }

    private static Vector2 Heart(float t) => new(
        MathF.Pow(MathF.Sin(t), 3),
        -((13 * MathF.Cos(t)) - (5 * MathF.Cos(2 * t)) - (2 * MathF.Cos(3 * t)) - MathF.Cos(4 * t)) / 16);

    private static void Biscuits(Canvas canvas, Dice dice, Vector2 center, float u)
    {
        for (var i = 0; i < 2; i++)
        {
            var angle = 2.2f + (i * 0.42f) + dice.Between(-0.1f, 0.1f);
            var at = center + (new Vector2(MathF.Cos(angle), MathF.Sin(angle)) * u * 1.27f);
            canvas.Disc(at + new Vector2(5, 7), u * 0.25f, Vector3.Zero, 0.35f, 10);
            canvas.Disc(at, u * 0.24f, Ink.Of(0xc98f4e), 1, 2);
            canvas.Disc(at - new Vector2(3, 4), u * 0.2f, Ink.Of(0xdba860), 1, 9);
            for (var chip = 0; chip < 7; chip++)
            {
                var off = new Vector2(dice.Between(-1, 1), dice.Between(-1, 1)) * u * 0.13f;
                canvas.Disc(at + off, u * dice.Between(0.018f, 0.034f), Ink.Of(0x4a2a18));
            }
        }
    }

    private static void Beans(Canvas canvas, Dice dice, Vector2 center, float u)
    {
        for (var i = 0; i < 26; i++)
        {
            var at = new Vector2(dice.Between(0, canvas.Width), dice.Between(0, canvas.Height));
            if (Vector2.Distance(at, center) < u * 1.75f)
            {
                continue;
            }
            var angle = dice.Between(0, MathF.PI);
            var along = new Vector2(MathF.Cos(angle), MathF.Sin(angle)) * u * 0.08f;
            canvas.Ellipse(at + new Vector2(3, 5), u * 0.115f, u * 0.08f, angle, Vector3.Zero, 0.4f, 7);
            canvas.Ellipse(at, u * 0.11f, u * 0.075f, angle, Ink.Of(0x4a2c1c));
            canvas.Ellipse(at - new Vector2(2, 3), u * 0.07f, u * 0.04f, angle, Ink.Of(0x7a4c30), 0.8f, 7);
            canvas.Line(at - along, at + along, u * 0.014f, Ink.Of(0x22120a));
        }
    }
}
