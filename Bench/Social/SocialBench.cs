using System.Diagnostics;
using Instagram.ApiHost.Demo;
using Instagram.ApiHost.Demo.Painting;
using Instagram.Bench.Worlds;
using Instagram.Grains.Search;
using Instagram.Media.Images;
using Instagram.Storage.Accounts;
using Instagram.Storage.Bulk;
using Instagram.Storage.Media;
using Instagram.Storage.Places;
using Instagram.Storage.Posts;
using Instagram.Storage.Shards;

namespace Instagram.Bench.Social;

/// <summary>A network of 20,000 people, 2 million follows and 100,000 posts, and what they discover in it.</summary>
internal static class SocialBench
{
    private const int Seed = 7;
    private const int PictureSize = 1080;
    private const string MakingGoal = "all ≤ 5 min";

    private static readonly WorldSize Size = new(
        Users: 20_000, Follows: 2_000_000, Posts: 100_000, LikesPerPost: 8, CommentsPerPost: 1,
        FollowedPostMore: false);

    public static async Task Run(Report report, bool isQuick)
    {
        await using var product = await BenchProduct.Start();
        var whole = Stopwatch.StartNew();
        var picture = await UploadPicture(product);
        var store = new BulkStore(product.Service<ShardMap>());
        var world = new BulkWorld(Seed, product.Service<TimeProvider>().GetUtcNow(), Size);

        var users = world.MakeUsers();
        await Timed($"{users.Count} accounts are made", () => store.AddUsers(users, CancellationToken.None));
        var follows = world.MakeFollows(users);
        await Timed($"{follows.Count} follows", () => store.AddFollows(follows, CancellationToken.None));
        IReadOnlyList<PostRow> posts = [];
        await Timed($"{Size.Posts} posts with pictures", async () =>
        {
            posts = world.MakePosts(users, await MakePlaces(product, world));
            await store.AddPosts(posts, picture, CancellationToken.None);
        });
        var likes = world.MakeLikes(users, posts);
        await Timed($"{likes.Count} likes", () => store.AddLikes(likes, CancellationToken.None));
        var comments = world.MakeComments(users, posts);
        await Timed($"{comments.Count} comments", () => store.AddComments(comments, CancellationToken.None));
        await Timed("counts, and the planner's figures", () => store.Settle(CancellationToken.None));
        var reindexing = product.Service<Reindexing>();
        await Timed("the index is made again from the truth", async () =>
        {
            await reindexing.Begin(CancellationToken.None);
            await reindexing.Run(CancellationToken.None);
        });
        await store.Analyze(CancellationToken.None);
        report.Add("… all of it", whole.Elapsed, "≤ 5 min");

        await DiscoveryBench.Run(product, users, report);

        async Task Timed(string what, Func<Task> make)
        {
            var watch = Stopwatch.StartNew();
            await make();
            report.Add(what, watch.Elapsed, MakingGoal);
        }
    }

    /// <summary>One picture, processed as any other; all the posts show it.</summary>
    private static async Task<MediaRow> UploadPicture(BenchProduct product)
    {
        using var http = new HttpClient { BaseAddress = product.Address };
        var client = new ContractClient(http, product.Service<TimeProvider>());
        var photographer = await client.Enter(
            new Person("photographer", "Photographer", "", []), "never seen again", CancellationToken.None)
            ?? throw new InvalidOperationException("The photographer's name is taken.");
        var jpeg = ImagePipeline.EncodeJpeg(
            Painter.Paint(Scene.Mountains, Seed, PictureSize, PictureSize), PictureSize, PictureSize, 88);
        var mediaId = await client.Upload(jpeg, photographer, CancellationToken.None);
        return await product.Service<MediaStore>().Find(long.Parse(mediaId, null), CancellationToken.None)
            ?? throw new InvalidOperationException("The picture is gone.");
    }

    private static async Task<IReadOnlyList<PlaceRow>> MakePlaces(BenchProduct product, BulkWorld world)
    {
        var ids = product.Service<SnowflakeIds>();
        var store = product.Service<PlaceStore>();
        var places = new List<PlaceRow>();
        foreach (var place in world.MakePlaces())
        {
            places.Add(await store.FindOrCreate(
                place.Name, place.Lat, place.Lng, ids.NextOnRandomShard(), CancellationToken.None));
        }
        return places;
    }
}
