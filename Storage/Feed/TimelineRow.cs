namespace Instagram.Storage.Feed;

public sealed record TimelineRow(long PostId, long AuthorId, short Kind, int Likes, int Comments);

public sealed record PostCountsRow(long PostId, int Likes, int Comments);

/// <summary>Whether readers pull an author's posts, and whether the awake feeds have been told so.</summary>
public sealed record DeliveryRow(bool Pulled, bool Announced);
