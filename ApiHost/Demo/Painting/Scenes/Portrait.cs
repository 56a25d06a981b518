using System.Numerics;

namespace Instagram.ApiHost.Demo.Painting.Scenes;

/// <summary>A face, drawn plainly: what an account shows beside its name.</summary>
internal static class Portrait
{
    private static readonly Vector3[] Skins = Ink.Of(
        0xffdcc2, 0xf3c39f, 0xe0a77e, 0xc68657, 0x9c6240, 0x6e4429, 0xf7d0b0);
    private static readonly Vector3[] Hairs = Ink.Of(
        0x1e1714, 0x3b2417, 0x6b4226, 0xa8683a, 0xd9a85c, 0xb24a2b, 0x8d8a88, 0x2a2a3c);
    private static readonly Vector3[] Cloths = Ink.Of(
        0x2e4057, 0xc8553d, 0x588157, 0xf2cc8f, 0x6d597a, 0x1d3557, 0xe8e4da, 0xd1495b);
    private static readonly Vector3[] Backs = Ink.Of(
        0xf4c7ab, 0xb8d8ba, 0xa9d6e5, 0xffd6a5, 0xcdb4db, 0xffadad, 0xe2d5c3, 0x8ecae6, 0xf9dcc4);

    public static void Paint(Canvas canvas, Dice dice)
    {
        var u = canvas.Unit;
        var (skin, hair, cloth, back) = (dice.One(Skins), dice.One(Hairs), dice.One(Cloths), dice.One(Backs));
        Vector2 P(float x, float y) => new((canvas.Width / 2f) + (x * u), y * u);
        canvas.Sky(canvas.Height, back.Lighter(0.25f), back, back.Darker(0.12f));
        canvas.Disc(P(dice.Between(-0.2f, 0.2f), 0.42f), u * 0.44f, back.Lighter(0.4f), 0.55f, 3);
        var style = dice.Whole(0, 6);
        Behind(canvas, P, u, hair, style);
        canvas.Ellipse(P(0, 1.06f), u * 0.4f, u * 0.32f, 0, cloth);
        canvas.Ellipse(
            P(0, 0.8f), u * 0.13f, u * 0.07f, 0, dice.Chance(0.5f) ? cloth.Lighter(0.25f) : skin.Darker(0.12f));
        canvas.Polygon([P(-0.085f, 0.6f), P(0.085f, 0.6f), P(0.1f, 0.8f), P(-0.1f, 0.8f)], skin.Darker(0.14f));
        canvas.Disc(P(-0.215f, 0.47f), u * 0.042f, skin.Darker(0.06f));
        canvas.Disc(P(0.215f, 0.47f), u * 0.042f, skin.Darker(0.06f));
        canvas.Ellipse(P(0, 0.45f), u * 0.21f, u * 0.255f, 0, skin);
        Face(canvas, dice, P, u, skin, hair, style is 2 or 4 or 5);
        Above(canvas, P, u, hair, style);
        if (dice.Chance(0.3f))
        {
            Glasses(canvas, P, u);
        }
    }

    private static void Behind(Canvas canvas, Func<float, float, Vector2> p, float u, Vector3 hair, int style)
    {
        switch (style)
        {
            case 0:
                canvas.Ellipse(p(0, 0.55f), u * 0.29f, u * 0.37f, 0, hair.Darker(0.15f));
                break;
            case 1:
                canvas.Disc(p(0, 0.14f), u * 0.1f, hair);
                break;
            case 2:
                for (var i = 0; i < 17; i++)
                {
                    var (sin, cos) = MathF.SinCos(MathF.PI + (MathF.PI * 1.2f * i / 16) - 0.3f);
                    canvas.Disc(p(cos * 0.225f, 0.41f + (sin * 0.235f)), u * 0.088f, hair);
                }
                break;
            case 3:
                canvas.Ellipse(p(0, 0.46f), u * 0.265f, u * 0.28f, 0, hair.Darker(0.1f));
                break;
        }
    }

    private static void Above(Canvas canvas, Func<float, float, Vector2> p, float u, Vector3 hair, int style)
    {
        var crown = Enumerable.Range(0, 25).Select(i => MathF.PI + (MathF.PI * i / 24))
            .Select(angle => p(MathF.Cos(angle) * 0.228f, 0.43f + (MathF.Sin(angle) * 0.265f))).ToArray();
        Vector2[] fringe = style switch
        {
            0 or 3 => [p(0.2f, 0.4f), p(0.13f, 0.3f), p(-0.04f, 0.27f), p(-0.14f, 0.33f), p(-0.21f, 0.44f)],
            1 => [p(0.205f, 0.38f), p(0.12f, 0.28f), p(0, 0.255f), p(-0.12f, 0.28f), p(-0.205f, 0.38f)],
            4 => [p(0.2f, 0.33f), p(0, 0.3f), p(-0.2f, 0.33f)],
            _ => [p(0.205f, 0.36f), p(0.17f, 0.28f), p(0.02f, 0.31f), p(-0.1f, 0.26f), p(-0.2f, 0.37f)],
        };
        canvas.Polygon([.. crown, p(0.185f, 0.44f), .. fringe, p(-0.185f, 0.44f)], hair);
        if (style == 4)
        {
            Beanie(canvas, p, u, crown, Ink.Mix(Ink.Of(0xc8553d), hair, 0.25f));
            return;
        }
        canvas.Curve([p(-0.12f, 0.225f), p(-0.04f, 0.195f), p(0.05f, 0.195f)], u * 0.012f, hair.Lighter(0.3f), 0.5f);
    }

    private static void Beanie(
        Canvas canvas, Func<float, float, Vector2> p, float u, Vector2[] crown, Vector3 wool)
    {
        canvas.Polygon(
            [.. crown.Select(at => at - new Vector2(0, u * 0.05f)), p(0.21f, 0.33f), p(-0.21f, 0.33f)], wool);
        canvas.Line(p(-0.205f, 0.335f), p(0.205f, 0.335f), u * 0.075f, wool.Darker(0.18f));
        for (var i = -8; i <= 8; i++)
        {
            canvas.Line(p(i * 0.026f, 0.31f), p(i * 0.026f, 0.36f), u * 0.006f, wool.Darker(0.35f), 0.6f);
        }
        canvas.Disc(p(0, 0.1f), u * 0.06f, wool.Lighter(0.35f), 1, 4);
    }

    private static void Face(
        Canvas canvas, Dice dice, Func<float, float, Vector2> p, float u, Vector3 skin, Vector3 hair, bool mayHaveBeard)
    {
        var ink = Ink.Of(0x2a1c1a);
        var smile = dice.Between(0.02f, 0.05f);
        if (mayHaveBeard && hair.Length() < skin.Length() * 0.75f && dice.Chance(0.55f))
        {
            canvas.Polygon(
                [
                    .. Enumerable.Range(0, 21)
                        .Select(i => MathF.PI * i / 20)
                        .Select(a => p(MathF.Cos(a) * 0.205f, 0.46f + (MathF.Sin(a) * 0.25f))),
                    p(-0.13f, 0.53f), p(0, 0.56f), p(0.13f, 0.53f)
                ],
                hair, 0.9f);
        }
        foreach (var side in (ReadOnlySpan<float>)[-1, 1])
        {
            canvas.Disc(p(side * 0.125f, 0.535f), u * 0.05f, Ink.Of(0xe0685a), 0.22f, u * 0.05f);
            canvas.Ellipse(p(side * 0.085f, 0.455f), u * 0.019f, u * 0.024f, 0, ink);
            canvas.Disc(p((side * 0.085f) + 0.006f, 0.447f), u * 0.006f, Ink.White, 0.9f);
            canvas.Curve(
                [p(side * 0.05f, 0.4f), p(side * 0.09f, 0.388f), p(side * 0.125f, 0.402f)], u * 0.014f,
                hair.Darker(0.2f));
        }
        canvas.Curve([p(0.004f, 0.47f), p(0.022f, 0.525f), p(-0.008f, 0.532f)], u * 0.01f, skin.Darker(0.3f), 0.8f);
        canvas.Curve(
            [.. Enumerable.Range(0, 9).Select(i => (i - 4) / 4f).Select(t => p(t * 0.07f, 0.6f - (smile * t * t)))],
            u * 0.015f, Ink.Mix(Ink.Of(0x9c3b3b), skin, 0.15f));
    }

    private static void Glasses(Canvas canvas, Func<float, float, Vector2> p, float u)
    {
        var ink = Ink.Of(0x2b2b33);
        foreach (var side in (ReadOnlySpan<float>)[-1, 1])
        {
            canvas.Disc(p(side * 0.088f, 0.458f), u * 0.06f, Ink.White, 0.14f);
            canvas.Ring(p(side * 0.088f, 0.458f), u * 0.06f, u * 0.012f, ink);
            canvas.Line(p(side * 0.148f, 0.452f), p(side * 0.205f, 0.44f), u * 0.01f, ink);
        }
        canvas.Line(p(-0.03f, 0.452f), p(0.03f, 0.452f), u * 0.01f, ink);
    }
}
