using Instagram.ApiHost.Demo.Painting;
using Instagram.Media.Images;

namespace Instagram.Bench.Speed;

/// <summary>A JPEG of 12 megapixels, as a telephone takes it.</summary>
internal static class Photo
{
    private const int Width = 4_032;
    private const int Height = 3_024;
    private const int Magnified = 4;
    private const int Quality = 88;
    private const int Seed = 3;

    /// <summary>A smaller one is painted and every pixel of it drawn larger, with a little grain.</summary>
    public static byte[] Make()
    {
        var (columns, rows) = (Width / Magnified, Height / Magnified);
        var painted = Painter.Paint(Scene.Mountains, Seed, columns, rows);
        var pixels = new byte[3 * Width * Height];
        var random = new Random(Seed);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var (to, from) = (3 * ((y * Width) + x), 3 * ((y / Magnified * columns) + (x / Magnified)));
                var grain = random.Next(-6, 7);
                for (var band = 0; band < 3; band++)
                {
                    pixels[to + band] = (byte)Math.Clamp(painted[from + band] + grain, 0, 255);
                }
            }
        }
        return ImagePipeline.EncodeJpeg(pixels, Width, Height, Quality);
    }
}
