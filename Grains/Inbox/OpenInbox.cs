namespace Instagram.Grains.Inbox;

/// <summary>What has happened to likes of an inbox's owner since it last looked. Written by any thread.</summary>
internal sealed class OpenInbox
{
    /// <summary>Posts that are told apart; of more than that all is read again.</summary>
    private const int MaxPosts = 1_000;

    private readonly Lock _gate = new();
    private HashSet<long> _liked = [];
    private bool _isUnclear;
    private bool _isCalled;

    /// <summary>Whether the inbox must be called: it has not been, since it last looked.</summary>
    public bool Add(long postId, bool isLiked)
    {
        lock (_gate)
        {
            if (!isLiked || (_liked.Count >= MaxPosts && !_liked.Contains(postId)))
            {
                // A like that was taken back may have been in any notice of its post.
                _isUnclear = true;
            }
            else
            {
                _liked.Add(postId);
            }
            var isFirst = !_isCalled;
            _isCalled = true;
            return isFirst;
        }
    }

    /// <summary>The posts that were liked, and whether that is not all that changed.</summary>
    public (IReadOnlyCollection<long> Liked, bool IsUnclear) Take()
    {
        lock (_gate)
        {
            var taken = (_liked, _isUnclear);
            (_isCalled, _isUnclear) = (false, false);
            if (_liked.Count > 0)
            {
                _liked = [];
            }
            return taken;
        }
    }
}
