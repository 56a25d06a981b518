using Instagram.Media.Images;
using Instagram.Media.Vips;

namespace Instagram.Tests.Media;

/// <summary>Pictures made on the spot: raw sRGB pixels, and files of them through libvips' encoders.</summary>
internal sealed class TestPicture(int width, int height, int bands, byte[] pixels)
{
    internal static readonly (byte R, byte G, byte B) Red = (220, 30, 30);
    internal static readonly (byte R, byte G, byte B) Green = (30, 200, 40);
    internal static readonly (byte R, byte G, byte B) Blue = (30, 40, 210);
    internal static readonly (byte R, byte G, byte B) White = (250, 250, 250);

    internal int Width => width;

    internal int Height => height;

    internal byte[] Pixels => pixels;

    internal static TestPicture Plain(int width, int height, (byte R, byte G, byte B) colour) =>
        Drawn(width, height, (_, _) => colour);

    /// <summary>Red, green / blue, white: every turn and every flip of it looks different.</summary>
    internal static TestPicture Quarters(int width, int height) => Drawn(width, height, (x, y) =>
        (x < width / 2, y < height / 2) switch
        {
            (true, true) => Red,
            (false, true) => Green,
            (true, false) => Blue,
            _ => White,
        });

    /// <summary>Compresses badly, so that a cut always loses something.</summary>
    internal static TestPicture Noise(int width, int height, int seed = 1)
    {
        var bytes = new byte[width * height * 3];
        new Random(seed).NextBytes(bytes);
        return new TestPicture(width, height, 3, bytes);
    }

    internal static TestPicture Drawn(int width, int height, Func<int, int, (byte R, byte G, byte B)> colour)
    {
        var bytes = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                (bytes[((y * width) + x) * 3], bytes[(((y * width) + x) * 3) + 1], bytes[(((y * width) + x) * 3) + 2]) =
                    colour(x, y);
            }
        }
        return new TestPicture(width, height, 3, bytes);
    }

    /// <summary>The same picture with one more band, its opacity.</summary>
    internal TestPicture WithAlpha(Func<int, int, byte> alpha)
    {
        var bytes = new byte[width * height * 4];
        for (var i = 0; i < width * height; i++)
        {
            pixels.AsSpan(i * 3, 3).CopyTo(bytes.AsSpan(i * 4));
            bytes[(i * 4) + 3] = alpha(i % width, i / width);
        }
        return new TestPicture(width, height, 4, bytes);
    }

    internal byte[] Jpeg(int quality = 90) => ImagePipeline.EncodeJpeg(pixels, width, height, quality);

    internal byte[] Png() => Save("pngsave_buffer");

    internal byte[] Webp() => Save("webpsave_buffer", ("lossless", "true"));

    internal byte[] Heic() => Save("heifsave_buffer", ("compression", "hevc"), ("Q", "90"));

    /// <summary>Through any encoder of libvips, after any operations that take and give one image.</summary>
    internal byte[] Save(string encoder, params (string Name, string Value)[] arguments) =>
        Save([], encoder, arguments);

    internal byte[] Save(
        (string Name, (string, string)[] Arguments)[] steps, string encoder, params (string, string)[] arguments)
    {
        var image = VipsImage.FromPixels(pixels, width, height, bands);
        foreach (var (name, stepArguments) in steps)
        {
            using var before = image;
            using var step = With(new VipsOperation(name).Set("in", before), stepArguments);
            image = step.Run().Image();
        }
        using (image)
        {
            using var save = With(new VipsOperation(encoder).Set("in", image), arguments);
            return save.Run().Bytes();
        }
    }

    /// <summary>What a reader of the file sees.</summary>
    internal static TestPicture Read(byte[] file)
    {
        using var bytes = VipsBlob.Of(file);
        using var image = VipsSteps.Open(ImageFormats.Detect(file)!.Value, bytes);
        return new TestPicture(image.Width, image.Height, image.Bands, image.ToPixels());
    }

    internal byte[] At(int x, int y) => pixels[(((y * width) + x) * bands)..((((y * width) + x) * bands) + bands)];

    /// <summary>Lossy encoders keep a colour only roughly.</summary>
    internal void ShowsAt(int x, int y, (byte R, byte G, byte B) colour, int tolerance = 24)
    {
        var found = At(x, y);
        var far = Math.Max(Math.Abs(found[0] - colour.R), Math.Max(
            Math.Abs(found[1] - colour.G), Math.Abs(found[2] - colour.B)));
        Assert.True(far <= tolerance, $"at {x},{y} is {string.Join(' ', found)}, expected about {colour}");
    }

    private static VipsOperation With(VipsOperation operation, (string Name, string Value)[] arguments)
    {
        foreach (var (name, value) in arguments)
        {
            operation.Set(name, value);
        }
        return operation;
    }
}
