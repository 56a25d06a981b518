using System.Collections.Immutable;
using Instagram.Grains.Copies;

namespace Instagram.Grains.Posts;

/// <summary>
/// A published post, encoded, without the people in it and without anything of a viewer's. Whatever changes of it makes
/// another card; only its counts change in place.
/// </summary>
public sealed class PostCard(
    long id, long authorId, ImmutableArray<long> mentions, PostJson json, int likeCount, int commentCount) : Copied
{
    /// <summary>The object, its arrays and their headers.</summary>
    private const int Overhead = 144;

    private readonly PostJson _json = json;
    private long _counts = PackedCounts.Pack(likeCount, commentCount);

    public long Id => id;

    public long AuthorId => authorId;

    public ImmutableArray<long> Mentions => mentions;

    public ref readonly PostJson Json => ref _json;

    /// <summary>As one of the same moment.</summary>
    public (int Likes, int Comments) Counts => PackedCounts.Unpack(Volatile.Read(ref _counts));

    public override int Bytes => Overhead + (mentions.Length * sizeof(long)) + _json.Length;

    internal void Count(int likes, int comments) =>
        Volatile.Write(ref _counts, PackedCounts.Pack(likes, comments));
}
