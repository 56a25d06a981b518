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
    private long _counts = Pack(likeCount, commentCount);

    public long Id => id;

    public long AuthorId => authorId;

    public ImmutableArray<long> Mentions => mentions;

    public ref readonly PostJson Json => ref _json;

    /// <summary>As one of the same moment.</summary>
    public (int Likes, int Comments) Counts
    {
        get
        {
            var counts = Volatile.Read(ref _counts);
            return ((int)(counts >> 32), (int)counts);
        }
    }

    public override int Bytes => Overhead + (mentions.Length * sizeof(long)) + _json.Length;

    internal void Count(int likes, int comments) => Volatile.Write(ref _counts, Pack(likes, comments));

    private static long Pack(int likes, int comments) => ((long)likes << 32) | (uint)comments;
}
