using System.Numerics;

namespace Instagram.ApiHost.Demo.Painting.Scenes;

/// <summary>A skyline at night, its windows lit, on a river that mirrors it.</summary>
internal static class City
{
    private static readonly Vector3[][] Skies =
    [
        Ink.Of(0x0b1030, 0x27265f, 0x7a3f7a, 0xf0866a),
        Ink.Of(0x081426, 0x12304f, 0x2f6280, 0x9fc0b8),
        Ink.Of(0x120c2b, 0x3a1f5c, 0x93356f, 0xff9a76),
        Ink.Of(0x0a0f24, 0x1b2450, 0x3f4f8f, 0xb79bc4),
    ];

    private static readonly Vector3[] Windows = Ink.Of(0xffd98a, 0xffc36b, 0xfff0c2, 0xffb057, 0xd8ecff);

    public static void Paint(Canvas canvas, Dice dice)
    {
        var (sky, noise) = (dice.One(Skies), dice.Noise());
        var river = canvas.Height * dice.Between(0.7f, 0.78f);
        canvas.Sky(river, sky);
        canvas.Stars(dice, river * 0.6f, 130);
        canvas.Clouds(noise, river, sky[^1], 0.35f);
        canvas.Moon(
            new Vector2(canvas.Width * dice.Between(0.15f, 0.85f), canvas.Height * dice.Between(0.12f, 0.25f)),
            canvas.Unit * dice.Between(0.03f, 0.055f),
            Ink.Of(0xfff4dc),
            noise);
        for (var layer = 0; layer < 3; layer++)
        {
            var color = Ink.Mix(sky[^1], Ink.Of(0x0a0d1e), 0.42f + (layer * 0.26f));
            Row(canvas, dice, river, layer, color);
        }
        canvas.Glow(new Vector2(canvas.Width / 2f, river), canvas.Unit * 0.8f, sky[^1], 0.14f);
        Mirror(canvas, noise, river, sky);
    }

    private static void Row(Canvas canvas, Dice dice, float river, int layer, Vector3 color)
    {
        var tallest = canvas.Unit * (0.58f - (layer * 0.13f));
        for (var left = -canvas.Unit * 0.05f; left < canvas.Width;)
        {
            var wide = canvas.Unit * dice.Between(0.045f, 0.11f);
            var tall = tallest * MathF.Pow(dice.Between(0.3f, 1), 1.3f);
            Building(canvas, dice, left, river - tall, left + wide, river, layer, dice.Near(color, 0.012f));
            left += wide + (canvas.Unit * dice.Between(-0.01f, 0.015f));
        }
    }

    private static void Building(
        Canvas canvas, Dice dice, float left, float top, float right, float bottom, int layer, Vector3 color)
    {
        var (middle, wide) = ((left + right) / 2, right - left);
        switch (dice.Whole(0, 5))
        {
            case 0:
                canvas.Line(new(middle, top), new(middle, top - (wide * 0.9f)), 2.5f, color);
                canvas.Disc(new(middle, top - (wide * 0.9f)), 2.4f, Ink.Of(0xff5a4f));
                canvas.Glow(new(middle, top - (wide * 0.9f)), 16, Ink.Of(0xff5a4f), 0.7f);
                break;
            case 1:
                canvas.Rectangle(left + (wide * 0.2f), top - (wide * 0.25f), right - (wide * 0.2f), top, color);
                canvas.Rectangle(left + (wide * 0.36f), top - (wide * 0.5f), right - (wide * 0.36f), top, color);
                break;
            case 2:
                canvas.Polygon([new(left, top), new(middle, top - (wide * 0.75f)), new(right, top)], color);
                break;
            case 3:
                canvas.Polygon([new(left, top), new(right, top - (wide * 0.35f)), new(right, top)], color);
                break;
        }
        canvas.Rectangle(left, top, right, bottom, color);
        canvas.Rectangle(right - (wide * 0.12f), top, right, bottom, color.Darker(0.3f), 0.5f);
        var size = canvas.Unit * (0.0055f + (layer * 0.0022f));
        var busy = dice.Between(0.12f, 0.6f);
        var tone = dice.One(Windows);
        for (var y = top + (size * 1.8f); y < bottom - (size * 2); y += size * 2.3f)
        {
            // Offices are lit by whole floors, homes window by window.
            var floor = dice.Chance(0.1f) ? 0.95f : busy;
            for (var x = left + (size * 1.2f); x < right - (size * 1.6f); x += size * 1.9f)
            {
                if (dice.Chance(floor))
                {
                    var light = dice.Chance(0.8f) ? tone : dice.One(Windows);
                    canvas.Rectangle(
                        x, y, x + size, y + (size * 1.35f), light,
                        dice.Between(0.35f, 0.95f) * (0.55f + (layer * 0.22f)));
                }
            }
        }
    }

    private static void Mirror(Canvas canvas, Noise noise, float river, Vector3[] sky)
    {
        var water = sky[0].Darker(0.2f);
        canvas.Shade(
            (x, y, _) =>
            {
                var depth = y - river;
                var wave = noise.Rough(x / canvas.Unit * 7, y / canvas.Unit * 75, 3) - 0.5f;
                var sum = Vector3.Zero;
                for (var tap = 0; tap < 5; tap++)
                {
                    // Smeared downwards, as light on moving water is.
                    var up = (depth * (0.95f + (0.3f * tap))) + (wave * canvas.Unit * 0.06f) + 2;
                    sum += canvas.Sample(x + (wave * depth * 0.25f), Math.Min(river - 2, river - up));
                }
                var far = depth / (canvas.Height - river);
                return Ink.Mix(sum / 5 * 1.1f, water, 0.2f + (0.35f * far) - (wave * 0.5f));
            },
            (int)river);
        canvas.Rectangle(0, river - 3, canvas.Width, river + 2, Ink.Of(0x0a0d1e), 0.9f);
        for (var x = canvas.Unit * 0.03f; x < canvas.Width; x += canvas.Unit * 0.065f)
        {
            canvas.Glow(new(x, river - 9), canvas.Unit * 0.03f, Windows[1], 0.75f);
            canvas.Disc(new(x, river - 9), 2.6f, Windows[2]);
            canvas.Ellipse(new(x, river + (canvas.Unit * 0.035f)), 3, canvas.Unit * 0.032f, 0, Windows[1], 0.35f, 3);
        }
    }
}
