using System.Buffers;

namespace Instagram.Bench.Textbook;

/// <summary>An answer of Redis: its items, in memory that goes back to the pool when it is disposed.</summary>
internal sealed class RespReply(byte[] buffer, Range[] items) : IDisposable
{
    public int Count => items.Length;

    /// <summary>Empty for what is not there.</summary>
    public ReadOnlyMemory<byte> this[int at] => Slice(items[at]);

    public IReadOnlyList<ReadOnlyMemory<byte>> Items => Array.ConvertAll(items, Slice);

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    private ReadOnlyMemory<byte> Slice(Range range) => buffer.AsMemory(range);
}
