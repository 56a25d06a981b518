namespace Instagram.Storage.Search;

/// <summary>An account found; <paramref name="Rank"/>: 0 by its very username, 1 followed, 2 anyone else.</summary>
public sealed record PersonHit(int Rank, int Followers, long UserId);

/// <summary>An account whose names are like what was looked for, perhaps.</summary>
public sealed record SimilarName(long UserId, int Followers, string NameKey);

/// <summary>A hashtag with the number of open posts that are not by anyone left out.</summary>
public sealed record HashtagHit(string Tag, int Posts);

/// <inheritdoc cref="HashtagHit"/>
public sealed record PlaceHit(long Id, string Name, double Lat, double Lng, int Posts);

/// <summary>A point on earth in degrees.</summary>
public readonly record struct Spot(double Lat, double Lng);
