namespace Instagram.Storage.Explore;

/// <summary>An open post as explore ranks it; its counts may lag a moment.</summary>
public sealed record CandidateRow(long PostId, long AuthorId, short Kind, int Likes, int Comments);

/// <summary>What a post is about, for the taste of who likes it.</summary>
public sealed record PostTopicsRow(long PostId, string[] Hashtags, long? PlaceId);
