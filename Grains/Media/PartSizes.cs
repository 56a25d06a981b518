namespace Instagram.Grains.Media;

/// <summary>A stretch of an upload, in bytes; the first has number 1.</summary>
internal readonly record struct PartSpan(int Number, long Offset, long Size);

/// <summary>How an upload is cut: into parts of one size, of which the last has what is left.</summary>
internal static class PartSizes
{
    public static IEnumerable<PartSpan> Cut(long byteSize, long partSize)
    {
        var number = 1;
        for (var offset = 0L; offset < byteSize; offset += partSize, number++)
        {
            yield return new PartSpan(number, offset, Math.Min(partSize, byteSize - offset));
        }
    }
}
