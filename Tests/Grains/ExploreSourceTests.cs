using Instagram.Grains.Explore;
using Instagram.Grains.Search;
using Instagram.Storage.Bulk;
using Instagram.Storage.Explore;
using Instagram.Storage.Media;
using Instagram.Storage.Posts;
using Instagram.Storage.Shards;

namespace Instagram.Tests.Grains;

/// <summary>Old posts that a reader's taste brings, which the newest would never let through.</summary>
public sealed class ExploreSourceTests : IAsyncLifetime
{
    private const int Newest = 20;

    private static readonly MediaRow NoPicture = new(
        0, 0, MediaStatus.Ready, "image/jpeg", 1, null, "none", null, 1, 1, null, [], null, null);

    private Product _product = null!;
    private SnowflakeIds _ids = null!;

    public async Task InitializeAsync()
    {
        _product = await Product.Start($"Explore:PoolSize={Newest}", $"Explore:RankedCandidates={Newest + 10}");
        _ids = _product.Service<SnowflakeIds>();
    }

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task What_people_like_who_like_what_I_like_comes_before_other_old_posts()
    {
        var (alice, bob, cara) =
            (await _product.SignUp("alice"), await _product.SignUp("bob"), await _product.SignUp("cara"));
        var old = await Posts(cara, 40, 30, "long ago");
        var newest = await Posts(cara, Newest, 0, "now");
        await Likes(bob, old[0], old[7]);
        await Likes(alice, old[0]);

        Assert.Equal([old[7]], (await ForTaste(alice)).Select(post => post.PostId).Except([old[0]]));
        var found = (await Candidates(alice)).Take(Newest + 1).ToList();
        Assert.Equal(newest.Order(), found.Take(Newest).Order());
        Assert.Equal(old[7], found[Newest]);
    }

    [Fact]
    public async Task What_is_about_hashtags_that_I_engage_with_comes_before_other_old_posts()
    {
        var (alice, cara) = (await _product.SignUp("alice"), await _product.SignUp("cara"));
        var old = await Posts(cara, 40, 30, "long ago");
        var tagged = await Posts(cara, 2, 20, "the #lighthouse again");
        await Posts(cara, Newest, 0, "now");
        await Likes(alice, tagged[0]);

        Assert.Equal(tagged[1], (await Candidates(alice))[Newest]);
        Assert.DoesNotContain(await ForTaste(alice), post => old.Contains(post.PostId));
    }

    [Fact]
    public async Task Everything_public_comes_in_the_end()
    {
        var (alice, cara) = (await _product.SignUp("alice"), await _product.SignUp("cara"));
        var all = (await Posts(cara, 90, 30, "long ago")).Concat(await Posts(cara, Newest, 0, "now"));
        Assert.Equal(all.Order(), (await Candidates(alice)).Order());
    }

    [Fact]
    public async Task A_like_reaches_the_index_without_being_waited_for()
    {
        var (alice, cara) = (await _product.SignUp("alice"), await _product.SignUp("cara"));
        var post = await cara.PostsAbout("popular");
        await (await _product.SignUp("zoe")).DiscoversOnceIndexed(post);
        await alice.Likes(post);
        await alice.Comments(post, "nice");
        var store = _product.Service<ExploreStore>();
        await Eventually.Becomes(
            () => store.FindOpen([long.Parse(post.Id, null)], default), rows => rows is [{ Likes: 1, Comments: 1 }]);
    }

    /// <summary>Posts an hour apart, the newest some days ago, as if they had always been there.</summary>
    private async Task<List<long>> Posts(Member author, int count, int daysAgo, string caption)
    {
        var now = _product.Service<TimeProvider>().GetUtcNow();
        var shard = ShardId.Of(author.Number);
        var posts = Enumerable.Range(0, count).Select(hours => new PostRow(
            SnowflakeIds.FirstAt(now.AddDays(-daysAgo).AddHours(daysAgo > 0 ? -hours : 0).AddSeconds(-hours), shard),
            author.Number, PostRowStatus.Published, 0, caption,
            [.. Instagram.Grains.Policies.CaptionText.Hashtags(caption)], [], [], [], null, null)).ToList();
        var bulk = new BulkStore(_product.Service<ShardMap>());
        await bulk.AddPosts(posts, NoPicture, default);
        await bulk.Settle(default);
        foreach (var post in posts)
        {
            await _product.Grains.GetGrain<IIndexGrain>(post.Id).Refresh(IndexSubject.Post);
        }
        return posts.ConvertAll(post => post.Id);
    }

    private async Task Likes(Member member, params long[] posts)
    {
        foreach (var post in posts)
        {
            (await member.Post($"/api/v1/posts/{post}/like")).Is(204);
        }
        var store = _product.Service<EngagementStore>();
        await Eventually.Becomes(() => store.Load(member.Number, default), rows => rows.Count >= posts.Length);
    }

    private async Task<IReadOnlyList<PoolPost>> ForTaste(Member reader) => await _product.Service<ExploreSources>()
        .ForTaste(reader.Number, await _product.Service<EngagementStore>().Load(reader.Number, default));

    private async Task<List<long>> Candidates(Member reader) =>
        [.. (await _product.Grains.GetGrain<IExploreGrain>(reader.Number).GetCandidates(null, false, 0, 1_000))
            .Candidates.Select(candidate => candidate.PostId)];
}
