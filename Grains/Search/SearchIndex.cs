namespace Instagram.Grains.Search;

/// <summary>
/// Takes out of the index, before it is answered, what nobody may see from then on. What is shown again needs no call:
/// its fact on the index's stream is enough.
/// </summary>
public sealed class SearchIndex(IGrainFactory grains)
{
    /// <summary>
    /// The account turned private, was suspended or deleted, and that is stored: when this returns, nothing of it is
    /// found or counted but what its followers may see.
    /// </summary>
    public Task HideAuthor(long userId) => grains.GetGrain<IIndexGrain>(userId).Refresh(IndexSubject.User);

    /// <summary>
    /// The post was deleted or removed, and that is stored: when this returns, it is not found or counted.
    /// </summary>
    public Task HidePost(long postId) => grains.GetGrain<IIndexGrain>(postId).Refresh(IndexSubject.Post);
}
