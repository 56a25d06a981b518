using FsCheck;
using FsCheck.Fluent;

namespace Instagram.Tests.Fuzz;

/// <summary>Files that were sound before: bits turned over, lengths that lie, ends cut off, halves of two.</summary>
internal static class Damage
{
    private const int Header = 96;

    public static Gen<byte[]> Of(params byte[][] files) =>
        from file in Gen.Elements(files)
        from other in Gen.Elements(files)
        from damaged in Gen.Frequency(
            (3, Flipped(file, file.Length)),
            (4, Flipped(file, Math.Min(Header, file.Length))),
            (3, Lied(file)),
            (2, Gen.Choose(0, file.Length).Select(end => file[..end])),
            (1, from at in Gen.Choose(0, file.Length) from start in Gen.Choose(0, other.Length)
                select (byte[])[.. file[..at], .. other[start..]]),
            (1, from at in Gen.Choose(0, file.Length) from count in Gen.Elements(1, 16, 70_000)
                select (byte[])[.. file[..at], .. new byte[count], .. file[at..]]))
        select damaged;

    private static Gen<byte[]> Flipped(byte[] file, int within) =>
        from flips in Gen.Choose(1, 20).SelectMany(count => Gen.ArrayOf(
            from at in Gen.Choose(0, within - 1) from bit in Gen.Choose(0, 7) select (at, bit), count))
        select flips.Aggregate(file.ToArray(), (bytes, flip) =>
        {
            bytes[flip.at] ^= (byte)(1 << flip.bit);
            return bytes;
        });

    /// <summary>Where sizes and lengths stand, numbers that are none.</summary>
    private static Gen<byte[]> Lied(byte[] file) =>
        from at in Gen.OneOf(Gen.Choose(0, Math.Min(Header, file.Length - 4)), Gen.Choose(0, file.Length - 4))
        from lie in Gen.Elements(
            (byte[])[0, 0], [0xff, 0xff], [0x7f, 0xff], [0, 0, 0, 0], [0xff, 0xff, 0xff, 0xff], 
            [0x7f, 0xff, 0xff, 0xff],
            [0, 0, 0, 1], [0x80, 0, 0, 0], [0, 0, 0xff, 0xff], [0xff, 0xff, 0, 0])
        select (byte[])[.. file[..at], .. lie, .. file[(at + lie.Length)..]];
}
