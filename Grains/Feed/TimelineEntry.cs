namespace Instagram.Grains.Feed;

internal readonly record struct TimelineEntry(long PostId, long AuthorId, short Kind, int Likes, int Comments);
