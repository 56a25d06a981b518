namespace Instagram.Grains.Moderation;

/// <summary>
/// Has a medium judged that was let through without, and sees to what it is in. Key: media id. Consumes
/// <see cref="MediaScreening"/>, which the outbox brings again until the classifier has answered. Calls
/// <see cref="Posts.IPostGrain"/>, <see cref="Stories.IStoryGrain"/> and <see cref="Users.IUserGrain"/>.
/// </summary>
[Alias("moderation.IScreeningGrain")]
public interface IScreeningGrain : IGrainWithIntegerKey;
