namespace Instagram.Grains.Moderation;

/// <summary>
/// Has a medium judged that was let through without. Key: media id. Consumes <see cref="MediaUnscreened"/>, which the
/// outbox brings again until the classifier has answered. Calls <see cref="Posts.IPostGrain"/>.
/// </summary>
[Alias("moderation.IScreeningGrain")]
public interface IScreeningGrain : IGrainWithIntegerKey;
