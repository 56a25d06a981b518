namespace Instagram.Grains.Inbox;

/// <summary>Someone who watches an inbox live. Events come in the order of their ids.</summary>
[Alias("inbox.IInboxObserver")]
public interface IInboxObserver : IGrainObserver
{
    [Alias("Happened")]
    void Happened(InboxEvent happened);
}
