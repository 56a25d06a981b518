using System.Collections.Immutable;

namespace Instagram.Grains.Feed;

/// <summary>
/// Posts of a page on their way to be shown: first what the front before knows of them, then the rest.
/// </summary>
internal sealed class FeedPart(long readerId, ImmutableArray<long> postIds, ImmutableArray<long> authorIds)
{
    public long ReaderId => readerId;

    public ImmutableArray<long> PostIds => postIds;

    public ImmutableArray<long> AuthorIds => authorIds;

    /// <summary>With no card for those that are gone or hidden, and for those yet to be asked for.</summary>
    public ShownPost[] Shown { get; private set; } = new ShownPost[postIds.Length];

    public PostMark[] Marks { get; private set; } = new PostMark[postIds.Length];

    /// <summary>The places of those that have to be asked for; null when there are none.</summary>
    public List<int>? Unshown { get; private set; }

    /// <summary>The places of those whose marks have to be asked for; null when there are none.</summary>
    public List<int>? Unmarked { get; private set; }

    /// <summary>
    /// A front shows what may be seen while it knows of every change of ties, and marks while it knows of all of them;
    /// those of posts that are new to the feed went through its cell.
    /// </summary>
    public void TakeOver(FeedFront? before, FeedCell? cell)
    {
        var (knowsTies, knowsMarks) = (before is { KnowsTies: true }, before is { KnowsMarks: true });
        var next = 0;
        for (var place = 0; place < postIds.Length; place++)
        {
            var at = before?.IndexOf(postIds[place], next) ?? -1;
            next = at < 0 ? next : at + 1;
            if (at >= 0 && knowsTies && before!.IsAsShown(at))
            {
                Shown[place] = before.Page.Posts[at];
            }
            else
            {
                (Unshown ??= []).Add(place);
            }
            if ((at >= 0 && knowsMarks ? before!.Page.Marks[at] : cell?.FindMark(postIds[place])) is { } mark)
            {
                Marks[place] = mark;
            }
            else
            {
                (Unmarked ??= []).Add(place);
            }
        }
    }

    /// <summary>Leaves out those that are not shown.</summary>
    public void Close()
    {
        if (!Array.Exists(Shown, post => post.Card is null))
        {
            return;
        }
        Marks = [.. Marks.Where((_, place) => Shown[place].Card is not null)];
        Shown = Array.FindAll(Shown, post => post.Card is not null);
    }
}
