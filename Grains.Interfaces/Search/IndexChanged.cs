namespace Instagram.Grains.Search;

public enum IndexSubject { Post, User }

/// <summary>
/// A post or an account changed in a way that search and explore may show: it was published, edited, deleted, hidden or
/// shown again, or its privacy changed. It says only which; the index reads the truth and follows it.
/// </summary>
[GenerateSerializer, Immutable, Alias("search.IndexChanged")]
public sealed record IndexChanged(
    [property: Id(0)] long FactId,
    [property: Id(1)] IndexSubject Subject,
    [property: Id(2)] long SubjectId);
