using Instagram.Bench.Worlds;
using Instagram.Grains.Search;
using Instagram.Storage.Bulk;
using Instagram.Storage.Shards;

namespace Instagram.Bench.Growth;

/// <summary>Bytes on the disk of what people make, with every row, index and search entry that it brings.</summary>
internal static class RowCost
{
    private const int People = 5_000;
    private const int PostsEach = 4;
    private const int Followees = 60;

    private static readonly WorldSize Talk = new(People, 0, 0, LikesPerPost: 10, CommentsPerPost: 2, false);

    public static async Task<IReadOnlyList<Panel>> Run(Report report, bool isQuick)
    {
        await using var product = await BenchProduct.Start();
        var shards = product.Service<ShardMap>();
        var (store, now) = (new BulkStore(shards), product.Service<TimeProvider>().GetUtcNow());
        var world = new BulkWorld(13, now, Talk with { Posts = People * PostsEach, FollowedPostMore = false });
        var people = new GrowthPeople(now, store);
        var (users, token) = (world.MakeUsers(), CancellationToken.None);
        await store.AddUsers(users, token);
        var posts = world.MakePosts(users, []);
        await store.AddPosts(posts, Picture.Ready, token);
        await store.AddLikes(world.MakeLikes(users, posts), token);
        await store.AddComments(world.MakeComments(users, posts), token);
        GrowthPeople.Person[] everybody = [.. users.Select(user => new GrowthPeople.Person(user.Id, ""))];
        await store.AddFollows([.. people.Follows(everybody, everybody, Followees)], token);
        await store.Settle(token);
        var index = product.Service<Reindexing>();
        await index.Begin(token);
        await index.Run(token);
        await store.Analyze(token);
        var sizes = await new BulkFigures(shards).Sizes(token);
        Say("a post with one picture", "posts", "media", "post_counts", "indexed_posts", "post_hashtags");
        Say("a like", "likes", "engagements");
        Say("a comment", "comments", "comment_counts");
        Say("a follow", "following", "followers");
        Say("an account", "users", "user_counts", "usernames", "emails", "indexed_users");
        return [];

        void Say(string what, string table, params string[] beside) => report.Say(
            $"on the disk with its indexes: {what} ({string.Join(", ", [table, .. beside])})",
            (sizes[table].Bytes + beside.Sum(other => sizes.TryGetValue(other, out var size) ? size.Bytes : 0))
            / (double)sizes[table].Rows,
            "bytes");
    }
}
