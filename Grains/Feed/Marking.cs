namespace Instagram.Grains.Feed;

/// <summary>
/// A reader's mark on its way to the store. One that is not said to be done may have been stored or not.
/// </summary>
public sealed class Marking(FeedCells cells, long readerId, FeedCell? cell, long begun) : IDisposable
{
    private bool _isDone;

    public void Done(long postId, PostMark mark, bool isSet)
    {
        _isDone = true;
        cell?.MarkEnds(begun, postId, mark, isSet);
        DoubtAnotherCell();
    }

    public void Dispose()
    {
        if (!_isDone)
        {
            cell?.MarksDoubted();
            DoubtAnotherCell();
        }
    }

    /// <summary>A feed that woke meanwhile may have read before the mark was stored.</summary>
    private void DoubtAnotherCell()
    {
        if (cells.Find(readerId) is { } now && now != cell)
        {
            now.MarksDoubted();
        }
    }
}
