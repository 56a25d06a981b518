namespace Instagram.Grains.Search;

/// <summary>
/// One post or account in the index that search and explore read. Key: its id. Consumes <see cref="IndexChanged"/>:
/// reads the truth and writes or removes the index's rows, one turn at a time, so that an older truth never comes after
/// a newer one. Holds nothing. Calls no grain.
/// </summary>
[Alias("search.IIndexGrain")]
public interface IIndexGrain : IGrainWithIntegerKey
{
    /// <summary>When it returns, the index says what the truth said when it was asked, or something newer.</summary>
    [Alias("Refresh")]
    Task Refresh(IndexSubject subject);
}
