using System.Text;

namespace Instagram.Media.Images;

/// <summary>
/// A picture as some thirty characters, from which a client paints a blurred placeholder. The algorithm and the
/// alphabet are those of woltapp/blurhash (its Algorithm.md): the first terms of a two-dimensional cosine transform
/// of the linear-light colours, f(i,j) = n/(w·h) · Σ colour(x,y)·cos(πix/w)·cos(πjy/h) with n = 1 for i = j = 0 and
/// 2 otherwise, quantised and written in base 83.
/// </summary>
public static class Blurhash
{
    /// <summary>Terms across and down.</summary>
    public const int ComponentsX = 4;
    public const int ComponentsY = 3;

    /// <summary>Characters of a hash.</summary>
    public const int Length = 4 + (2 * ComponentsX * ComponentsY);

    private const string Digits =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";
    private const int QuantisedMaximumSteps = 82;
    private const double MaximumScale = 166;
    private const int AcMiddle = 9;
    private const int AcSteps = 19;

    /// <summary>Encodes raw RGB, three bytes a pixel, row after row. A picture of 32 pixels a side is plenty.</summary>
    public static string Encode(ReadOnlySpan<byte> rgb, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(rgb.Length, checked(width * height * 3), nameof(rgb));

        var terms = new (double R, double G, double B)[ComponentsX * ComponentsY];
        for (var j = 0; j < ComponentsY; j++)
        {
            for (var i = 0; i < ComponentsX; i++)
            {
                terms[(j * ComponentsX) + i] = Term(rgb, width, height, i, j);
            }
        }
        return Write(terms);
    }

    private static (double R, double G, double B) Term(ReadOnlySpan<byte> rgb, int width, int height, int i, int j)
    {
        double r = 0, g = 0, b = 0;
        for (var y = 0; y < height; y++)
        {
            var down = Math.Cos(Math.PI * j * y / height);
            for (var x = 0; x < width; x++)
            {
                var weight = Math.Cos(Math.PI * i * x / width) * down;
                var at = ((y * width) + x) * 3;
                r += weight * ToLinear(rgb[at]);
                g += weight * ToLinear(rgb[at + 1]);
                b += weight * ToLinear(rgb[at + 2]);
            }
        }
        var scale = (i == 0 && j == 0 ? 1.0 : 2.0) / (width * height);
        return (r * scale, g * scale, b * scale);
    }

    private static string Write((double R, double G, double B)[] terms)
    {
        var largest = 0.0;
        foreach (var (r, g, b) in terms.AsSpan(1))
        {
            largest = Math.Max(largest, Math.Max(Math.Abs(r), Math.Max(Math.Abs(g), Math.Abs(b))));
        }
        var maximumStep = Math.Clamp((int)Math.Floor((largest * MaximumScale) - 0.5), 0, QuantisedMaximumSteps);
        var maximum = (maximumStep + 1) / MaximumScale;

        var hash = new StringBuilder(4 + (2 * terms.Length));
        Append(hash, ComponentsX - 1 + ((ComponentsY - 1) * 9), 1);
        Append(hash, maximumStep, 1);
        var average = terms[0];
        Append(hash, (ToSrgb(average.R) << 16) + (ToSrgb(average.G) << 8) + ToSrgb(average.B), 4);
        foreach (var (r, g, b) in terms.AsSpan(1))
        {
            var value = (Quantise(r, maximum) * AcSteps * AcSteps) + (Quantise(g, maximum) * AcSteps)
                + Quantise(b, maximum);
            Append(hash, value, 2);
        }
        return hash.ToString();
    }

    // the square root spends the few steps on faint differences, which is where eyes notice them
    private static int Quantise(double term, double maximum)
    {
        var signedRoot = Math.CopySign(Math.Sqrt(Math.Abs(term / maximum)), term);
        return Math.Clamp((int)Math.Floor((signedRoot * AcMiddle) + AcMiddle + 0.5), 0, AcSteps - 1);
    }

    private static void Append(StringBuilder hash, int value, int digits)
    {
        for (var place = digits - 1; place >= 0; place--)
        {
            hash.Append(Digits[value / (int)Math.Pow(Digits.Length, place) % Digits.Length]);
        }
    }

    private static double ToLinear(byte value)
    {
        var v = value / 255.0;
        return v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);
    }

    private static int ToSrgb(double value)
    {
        var v = Math.Clamp(value, 0, 1);
        var encoded = v <= 0.0031308 ? v * 12.92 : (1.055 * Math.Pow(v, 1 / 2.4)) - 0.055;
        return (int)((encoded * 255) + 0.5);
    }
}
