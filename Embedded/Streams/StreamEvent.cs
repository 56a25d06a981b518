using Orleans.Streams;

namespace Instagram.Embedded.Streams;

/// <summary>What travels in a stream: an item, or its end, or its failure.</summary>
internal readonly record struct StreamEvent(object? Item, EventToken Token, StreamEventKind Kind);

internal enum StreamEventKind : byte
{
    Next,
    Completed,
    Error,
}

internal sealed class EventToken(long number) : StreamSequenceToken
{
    public override long SequenceNumber { get; protected set; } = number;

    public override int EventIndex { get; protected set; }

    public override int CompareTo(StreamSequenceToken? other) =>
        SequenceNumber.CompareTo(other?.SequenceNumber ?? long.MinValue);

    public override string ToString() => $"#{SequenceNumber}";
}
