using System.Collections.Immutable;
using Instagram.Grains.Copies;

namespace Instagram.Grains.Posts;

/// <summary>
/// A published post, encoded, without the people in it and without anything of a viewer's. Whatever changes of it makes
/// another <paramref name="Json"/>, only the counts do not.
/// </summary>
public sealed record PostCard(
    long Id, long AuthorId, ImmutableArray<long> Mentions, PostJson Json, int LikeCount, int CommentCount) : IWeighed
{
    /// <summary>The record, its arrays and their headers.</summary>
    private const int Overhead = 240;

    public int Bytes => Overhead + (Mentions.Length * sizeof(long)) + Json.Length;
}
