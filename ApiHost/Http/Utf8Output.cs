using System.Buffers.Text;

namespace Instagram.ApiHost.Http;

/// <summary>
/// Where an answer is written to. One is composed twice, so that it goes straight into the connection's memory: to
/// learn its length, which must be said first, and then into that much room.
/// </summary>
internal interface IUtf8Output
{
    void Add(ReadOnlySpan<byte> bytes);

    /// <param name="number">Not negative.</param>
    void Add(int number);
}

/// <summary>Counts what would be written.</summary>
internal struct Utf8Length : IUtf8Output
{
    public int Bytes { get; private set; }

    public void Add(ReadOnlySpan<byte> bytes) => Bytes += bytes.Length;

    public void Add(int number)
    {
        for (Bytes++; number >= 10; number /= 10)
        {
            Bytes++;
        }
    }
}

/// <summary>Writes into room that is large enough.</summary>
internal ref struct Utf8Room(Span<byte> room) : IUtf8Output
{
    private Span<byte> _left = room;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_left);
        _left = _left[bytes.Length..];
    }

    public void Add(int number)
    {
        Utf8Formatter.TryFormat(number, _left, out var written);
        _left = _left[written..];
    }
}
