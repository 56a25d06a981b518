using Instagram.Tests.Media;

namespace Instagram.Tests.Support;

/// <summary>Picture files drawn on the spot; each call of a drawing with another seed gives other bytes.</summary>
public static class Pictures
{
    /// <summary>A JPEG: a sky that burns down to a dark sea, the sun somewhere in it.</summary>
    public static byte[] Sunset(int width = 200, int height = 160, int seed = 0)
    {
        var (sunX, sunY) = (width * (((seed * 37) % 80) + 10) / 100, height / 2);
        return TestPicture.Drawn(width, height, (x, y) =>
        {
            var isSun = ((x - sunX) * (x - sunX)) + ((y - sunY) * (y - sunY)) < height * height / 100;
            return isSun ? ((byte)255, (byte)240, (byte)200)
                : y > height * 2 / 3 ? ((byte)20, (byte)30, (byte)(60 + (seed % 40)))
                : ((byte)(120 + (130 * y / height)), (byte)(60 + (100 * y / height)), (byte)(120 - (80 * y / height)));
        }).Jpeg();
    }

    public static byte[] Png() => TestPicture.Quarters(64, 48).Png();

    /// <summary>Starts like a JPEG and ends in the middle of it.</summary>
    public static byte[] Damaged() => TestPicture.Noise(200, 200).Jpeg()[..2_000];

    public static byte[] NoPicture() => "This is a letter, not a picture."u8.ToArray();

    public static (int Width, int Height) SizeOf(byte[] file)
    {
        var picture = TestPicture.Read(file);
        return (picture.Width, picture.Height);
    }
}
