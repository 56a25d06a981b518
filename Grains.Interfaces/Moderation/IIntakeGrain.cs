namespace Instagram.Grains.Moderation;

/// <summary>
/// Brings what the classifier found into the queue. Key: the post or story. Consumes <see cref="ContentScreened"/>.
/// Calls no grain.
/// </summary>
[Alias("moderation.IIntakeGrain")]
public interface IIntakeGrain : IGrainWithIntegerKey;
