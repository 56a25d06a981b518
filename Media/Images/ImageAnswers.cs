using System.Collections.Immutable;
using System.Text;

namespace Instagram.Media.Images;

/// <summary>
/// The answers of a child as bytes. Reading throws an <see cref="InvalidDataException"/> or an
/// <see cref="IOException"/> for whatever has another form.
/// </summary>
internal static class ImageAnswers
{
    private const byte Refused = 0;
    private const byte Done = 1;
    private const int MaxReasonBytes = 200;
    private const int MaxSide = 1_000_000;

    private static readonly ImmutableArray<string> Names =
        [RenderedVariant.Thumbnail, RenderedVariant.Small, RenderedVariant.Medium, RenderedVariant.Large];

    internal static byte[] Of(ImageOutcome outcome)
    {
        var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        if (outcome is not ImageOutcome.Processed processed)
        {
            writer.Write(Refused);
            Write(writer, Encoding.UTF8.GetBytes(((ImageOutcome.Rejected)outcome).Reason));
            return bytes.ToArray();
        }
        writer.Write(Done);
        writer.Write(processed.Width);
        writer.Write(processed.Height);
        Write(writer, Encoding.ASCII.GetBytes(processed.Blurhash));
        foreach (var variant in processed.Variants)
        {
            writer.Write(variant.Width);
            writer.Write(variant.Height);
            Write(writer, variant.Bytes);
        }
        return bytes.ToArray();
    }

    internal static byte[] OfJpeg(byte[]? jpeg) => jpeg is null ? [Refused] : [Done, .. jpeg];

    internal static ImageOutcome ReadOutcome(byte[] answer)
    {
        using var reader = new BinaryReader(new MemoryStream(answer));
        if (reader.ReadByte() == Refused)
        {
            return new ImageOutcome.Rejected(Encoding.UTF8.GetString(ReadBlock(reader, MaxReasonBytes)));
        }
        var (width, height) = (ReadSide(reader), ReadSide(reader));
        var blurhash = Encoding.ASCII.GetString(ReadBlock(reader, Blurhash.Length));
        var variants = Names.Select(name => ReadVariant(reader, name)).ToImmutableArray();
        return new ImageOutcome.Processed(width, height, blurhash, variants);
    }

    internal static byte[]? ReadJpeg(byte[] answer)
    {
        if (answer is [Refused])
        {
            return null;
        }
        return answer is [Done, .. var jpeg] && ImageFormats.Detect(jpeg) == ImageFormat.Jpeg
            ? jpeg
            : throw new InvalidDataException("The answer is no JPEG file.");
    }

    private static RenderedVariant ReadVariant(BinaryReader reader, string name)
    {
        var variant = new RenderedVariant(name, ReadSide(reader), ReadSide(reader), ReadBlock(reader, int.MaxValue));
        return ImageFormats.Detect(variant.Bytes) == ImageFormat.Webp
            && FileEnd.IsThere(ImageFormat.Webp, variant.Bytes)
            ? variant
            : throw new InvalidDataException("A variant is no WebP file.");
    }

    private static int ReadSide(BinaryReader reader) => reader.ReadInt32() is >= 1 and <= MaxSide and var side
        ? side
        : throw new InvalidDataException("A side is out of range.");

    private static void Write(BinaryWriter writer, byte[] block)
    {
        writer.Write(block.Length);
        writer.Write(block);
    }

    // judged before anything is allocated
    private static byte[] ReadBlock(BinaryReader reader, int most)
    {
        var length = reader.ReadInt32();
        var left = reader.BaseStream.Length - reader.BaseStream.Position;
        return length >= 0 && length <= Math.Min(left, most)
            ? reader.ReadBytes(length)
            : throw new InvalidDataException($"A block of {length} bytes where {left} are left.");
    }
}
