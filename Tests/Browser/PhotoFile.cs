using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Instagram.Tests.Browser;

/// <summary>Photos on disk, drawn here: hills under an evening sky, as PNG. Deleted with the test.</summary>
public sealed class PhotoFile : IDisposable
{
    private PhotoFile(string name, byte[] bytes)
    {
        var directory = Directory.CreateTempSubdirectory("photo-").FullName;
        Path = System.IO.Path.Combine(directory, name);
        File.WriteAllBytes(Path, bytes);
    }

    public string Path { get; }

    public static PhotoFile Hills(string name = "hills.png", int width = 1200, int height = 900, int seed = 1) =>
        new(name, Png(width, height, seed));

    /// <summary>Starts like a photo and ends in the middle of it.</summary>
    public static PhotoFile Damaged(string name = "damaged.png")
    {
        var whole = Png(800, 600, seed: 1);
        return new(name, whole[..(whole.Length / 3)]);
    }

    public void Dispose() => Directory.Delete(System.IO.Path.GetDirectoryName(Path)!, recursive: true);

    private static byte[] Png(int width, int height, int seed)
    {
        using var png = new MemoryStream();
        png.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = 2;
        WriteChunk(png, "IHDR", header);
        WriteChunk(png, "IDAT", Compress(Pixels(width, height, seed)));
        WriteChunk(png, "IEND", []);
        return png.ToArray();
    }

    private static byte[] Pixels(int width, int height, int seed)
    {
        var rows = new byte[height * ((width * 3) + 1)];
        for (int y = 0, at = 0; y < height; y++)
        {
            at++;
            for (var x = 0; x < width; x++, at += 3)
            {
                var (red, green, blue) = Colour((double)x / width, (double)y / height, seed);
                rows[at] = red;
                rows[at + 1] = green;
                rows[at + 2] = blue;
            }
        }

        return rows;
    }

    private static (byte Red, byte Green, byte Blue) Colour(double x, double y, int seed)
    {
        for (var hill = 3; hill >= 1; hill--)
        {
            var top = 0.45 + (hill * 0.13) + (0.06 * Math.Sin((x * (4 + hill)) + (seed * hill)));
            if (y > top)
            {
                return ((byte)(70 - (hill * 15)), (byte)(120 - (hill * 22)), (byte)(115 - (hill * 18)));
            }
        }

        var fromSun = Math.Sqrt(Math.Pow(x - 0.3 - (seed % 5 * 0.1), 2) + Math.Pow(y - 0.28, 2));
        return fromSun < 0.07
            ? ((byte)255, (byte)240, (byte)205)
            : ((byte)(245 - (y * 20)), (byte)(190 - (y * 80)), (byte)(130 - (y * 30)));
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(bytes);
        }

        return packed.ToArray();
    }

    private static void WriteChunk(MemoryStream png, string type, byte[] data)
    {
        var number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        png.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
        png.Write(number);
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320u & (uint)-(int)(crc & 1));
            }
        }

        return ~crc;
    }
}
