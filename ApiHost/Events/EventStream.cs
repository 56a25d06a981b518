using System.Threading.Channels;
using Instagram.Grains.Inbox;

namespace Instagram.ApiHost.Events;

/// <summary>What an inbox has told one stream and the client has not got yet.</summary>
internal sealed class EventStream(long userId, int maxWaiting) : IInboxObserver
{
    private readonly Channel<InboxEvent> _events = Channel.CreateBounded<InboxEvent>(maxWaiting);

    public long UserId => userId;

    public ChannelReader<InboxEvent> Events => _events.Reader;

    /// <summary>The client reads too slowly: it is sent away, and gets what it missed when it comes again.</summary>
    public bool HasOverflowed { get; private set; }

    public void Happened(InboxEvent happened)
    {
        if (!_events.Writer.TryWrite(happened))
        {
            HasOverflowed = true;
        }
    }
}
