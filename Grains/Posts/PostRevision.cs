namespace Instagram.Grains.Posts;

/// <summary>
/// What an author wants changed, checked for form; null leaves it, and so does a place unless
/// <paramref name="ChangesPlace"/>.
/// </summary>
public sealed record PostRevision(
    string? Caption, IReadOnlyList<string?>? AltTexts, bool ChangesPlace, PlaceDraft? Place);
