namespace Instagram.Grains.Posts;

/// <summary>
/// A post as its author wrote it, checked for form; alt texts go with media by position and may be fewer.
/// </summary>
public sealed record PostDraft(
    long AuthorId,
    IReadOnlyList<long> MediaIds,
    IReadOnlyList<string?> AltTexts,
    string Caption,
    PlaceDraft? Place);

public sealed record PlaceDraft(string Name, double Lat, double Lng);
