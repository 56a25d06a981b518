using System.Text.Json;
using Instagram.Grains;
using Instagram.Grains.Leaving;
using Instagram.Storage.Leaving;
using Instagram.Storage.Media;
using Instagram.Storage.Objects;
using Instagram.Storage.Outbox;
using Instagram.Storage.Shards;
using Instagram.Tests.Storage;

namespace Instagram.Tests.Scenarios;

/// <summary>Closing an account: gone at once for everyone, and then gone from the rows and the objects.</summary>
public sealed class LeavingTests : IAsyncLifetime
{
    /// <summary>What is kept for ever: the row as a tombstone, the name in the directory.</summary>
    private static readonly string[] Kept = ["usernames.user_id", "users.id"];

    private readonly ShiftedTime _time = new();

    private Product _product = null!;

    public async Task InitializeAsync() => _product = await Product.Start(_time, "Leaving:SettleSeconds=1");

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task From_the_answer_on_the_account_is_gone_for_everyone_everywhere()
    {
        var (bob, alice, carl) = (
            await _product.SignUp("bob"), await _product.SignUp("alice"), await _product.SignUp("carl"));
        await bob.Follows(alice);
        await alice.Follows(bob);
        var pictureId = await bob.UploadsReady(Pictures.Sunset(seed: 9));
        var avatar = (await bob.Put("/api/v1/users/me/avatar", new { mediaId = pictureId })).As<UserShape>().AvatarUrl!;
        var (post, hers) = (await bob.Posts(Pictures.Sunset()), await alice.Posts(Pictures.Sunset(seed: 1)));
        await alice.SeesInFeed(post);
        await bob.Likes(hers);
        var comment = await bob.Comments(hers, "hello");
        var phone = await bob.SignsInAgain();

        await bob.Leaves();

        foreach (var anyone in new Visitor[] { alice, carl, _product.Nobody })
        {
            (await anyone.Get(bob.Path())).NotFound();
            (await anyone.Get($"/api/v1/users/by-username/{bob.Username}")).NotFound();
            (await anyone.Get(avatar)).NotFound();
            await anyone.DoesNotSee(post);
            Assert.Empty((await anyone.List<CommentShape>($"{hers.Path()}/comments")).Items);
        }
        await alice.DoesNotSeeInFeed(post);
        (await alice.Get($"{bob.Path()}/followers")).NotFound();
        (await alice.Post($"{bob.Path()}/follow")).NotFound();
        (await alice.Post($"{post.Path()}/like")).NotFound();
        (await alice.Get($"{hers.Path()}/comments?replyTo={comment.Id}")).NotFound();
        Assert.Empty((await alice.List<CardShape>($"{hers.Path()}/likes")).Items);
        Assert.Empty((await alice.List<CardShape>($"{alice.Path()}/followers")).Items);
        Assert.Empty((await alice.List<CardShape>($"{alice.Path()}/following")).Items);
        foreach (var device in new[] { bob, phone })
        {
            (await device.Get("/api/v1/users/me")).Problem(401, "unauthenticated");
            (await device.Get(post.Path())).Problem(401, "unauthenticated");
            (await Refresh(device)).Problem(401, "unauthenticated");
        }
        (await _product.Nobody.Send(HttpMethod.Get, avatar, null, ("Cookie", $"session={bob.AccessToken}"))).NotFound();
        var unknown = await LogIn("nobody_at_all", Member.Password);
        Assert.Equal(unknown.WithoutTrace(), (await LogIn(bob.Username, Member.Password)).WithoutTrace());
        Assert.Equal(unknown.WithoutTrace(), (await LogIn(bob.Email, Member.Password)).WithoutTrace());
    }

    [Fact]
    public async Task Everything_is_removed_and_the_counts_of_others_are_right()
    {
        var (bob, alice, carl) = (
            await _product.SignUp("bob"), await _product.SignUp("alice"), await _product.SignUp("carl"));
        var (bobs, hers) = await LiveTogether(bob, alice, carl);
        var objects = await ObjectsOf(bob);
        Assert.NotEmpty(objects);

        await bob.Leaves();
        await IsPurged(_product);

        var shards = _product.Service<ShardMap>();
        Assert.Equal(Kept, await Remains.Of(bob.Number, shards));
        Assert.Equal("||||f|f|2", await Remains.Tombstone(bob.Number, shards));
        Assert.Empty(await RemainsOf(bobs));
        Assert.Equal(0, await Remains.WrongCounts(shards));
        foreach (var key in objects)
        {
            Assert.Null(await _product.Service<IObjectStore>().Head(key));
        }
        var seen = (await alice.Get(hers.Path())).As<PostShape>();
        Assert.Equal((1, 1), (seen.LikeCount, seen.CommentCount));
        var left = Assert.Single((await alice.List<CommentShape>($"{hers.Path()}/comments")).Items);
        Assert.Equal((carl.Id, 0, 0), (left.Author.Id, left.LikeCount, left.ReplyCount));
        Assert.Equal((1, 0), await Counts(alice));
        Assert.Equal((0, 1), await Counts(carl));
        await alice.Feed();
    }

    [Fact]
    public async Task The_name_stays_taken_and_the_address_becomes_free()
    {
        var bob = await _product.SignUp("bob");
        await bob.Leaves();
        await IsPurged(_product);

        (await SignUp(bob.Username, "other@example.org")).Problem(409, "conflict");
        (await SignUp(bob.Username.ToUpperInvariant(), "other@example.org")).Problem(409, "conflict");
        var again = (await SignUp($"new_{bob.Username}"[..20], bob.Email)).As<SignedInShape>(201);

        Assert.NotEqual(bob.Id, again.User.Id);
        (await LogIn(bob.Email, Member.Password)).As<SignedInShape>();
        (await LogIn(bob.Username, Member.Password)).Problem(401, "unauthenticated");
        (await _product.Nobody.Get($"/api/v1/users/by-username/{bob.Username}")).NotFound();
    }

    [Fact]
    public async Task A_purge_that_never_began_is_brought_by_the_outbox_after_a_restart()
    {
        var (bob, alice, carl) = (
            await _product.SignUp("bob"), await _product.SignUp("alice"), await _product.SignUp("carl"));
        var (bobs, _) = await LiveTogether(bob, alice, carl);
        var hash = await _product.Service<Instagram.Storage.Accounts.AccountStore>()
            .GetPasswordHash(bob.Number, CancellationToken.None);

        await _product.Restart(async () =>
        {
            var factId = _product.Service<SnowflakeIds>().Next(ShardId.Of(bob.Number));
            var closed = new AccountClosed(factId, bob.Number, DateTimeOffset.UnixEpoch);
            Assert.NotNull(await _product.Service<ClosingStore>().Close(
                bob.Number, hash!,
                [
                    new OutboxFact(
                        factId, Streams.Closed, bob.Number, JsonSerializer.Serialize(closed), DateTimeOffset.UnixEpoch),
                ],
                CancellationToken.None));
        });

        (await bob.Get("/api/v1/users/me")).Problem(401, "unauthenticated");
        await alice.DoesNotSee(bobs);
        await IsPurged(_product);
        Assert.Equal(0, await Remains.WrongCounts(_product.Service<ShardMap>()));
        Assert.Empty(await RemainsOf(bobs));
    }

    [Fact]
    public async Task A_purge_that_stopped_halfway_goes_on_with_the_rest()
    {
        var (bob, alice, carl) = (
            await _product.SignUp("bob"), await _product.SignUp("alice"), await _product.SignUp("carl"));
        await LiveTogether(bob, alice, carl);
        await bob.Leaves();

        await _product.Restart();

        await IsPurged(_product);
        Assert.Equal(Kept, await Remains.Of(bob.Number, _product.Service<ShardMap>()));
        Assert.Equal(0, await Remains.WrongCounts(_product.Service<ShardMap>()));
    }

    [Fact]
    public async Task Whatever_is_under_way_while_an_account_closes_leaves_no_orphans()
    {
        var (bob, alice) = (await _product.SignUp("bob"), await _product.SignUp("alice"));
        var others = await _product.SignUpMany("fan", 4);
        var (his, hers) = (await bob.Posts(Pictures.Sunset()), await alice.Posts(Pictures.Sunset(seed: 1)));
        var comment = await alice.Comments(hers, "well?");
        var unused = await bob.UploadsReady(Pictures.Sunset(seed: 2));
        var (phone, tablet) = (await bob.SignsInAgain(), await bob.SignsInAgain());
        Func<int, Task<Answer>>[] deeds =
        [
            i => bob.Post($"{others[i % 4].Path()}/follow"), i => others[i % 4].Post($"{bob.Path()}/follow"),
            _ => bob.Post($"{hers.Path()}/like"), i => others[i % 4].Post($"{his.Path()}/like"),
            i => bob.Post($"{hers.Path()}/comments", new { text = $"{i}" }),
            i => others[i % 4].Post($"{his.Path()}/comments", new { text = $"{i}" }),
            _ => bob.Post($"{comment.Path()}/like"), _ => bob.Post($"{hers.Path()}/save"),
            async _ => await bob.Post("/api/v1/stories", new { mediaId = unused }),
            _ => bob.PostsForm([], (Pictures.Sunset(), "image/jpeg")),
            _ => bob.Post("/api/v1/media/uploads", new { contentType = "image/jpeg", byteSize = 1_000 }),
            i => bob.Post($"{others[i % 4].Path()}/{(i % 2 == 0 ? "mute" : "block")}"),
            i => others[i % 4].Post($"{bob.Path()}/{(i % 2 == 0 ? "mute" : "block")}"),
            _ => bob.Patch("/api/v1/users/me", new { bio = "still here", isPrivate = true }),
            _ => bob.Patch(his.Path(), new { caption = "still here" }), _ => LogIn(bob.Username, Member.Password),
            _ => Refresh(phone), _ => ExportUnlessCut(bob), _ => bob.Get("/api/v1/feed"),
        ];
        var closed = 0;

        await Task.WhenAll(Enumerable.Range(0, 4).SelectMany(i => deeds.Select(async deed =>
        {
            for (var round = 0; round < 3; round++)
            {
                var answer = await deed(i + round);
                Assert.True(answer.Status < 500 && answer.Status != 400, $"{answer}");
            }
        })).Append(Close(bob)).Append(Close(tablet)));

        Assert.InRange(closed, 1, 2);
        await IsPurged(_product);
        await Eventually.Becomes(
            () => Remains.Of(bob.Number, _product.Service<ShardMap>()), left => left.SequenceEqual(Kept));
        Assert.Equal(0, await Remains.WrongCounts(_product.Service<ShardMap>()));
        Assert.Equal("||||f|f|2", await Remains.Tombstone(bob.Number, _product.Service<ShardMap>()));

        async Task Close(Member device)
        {
            await alice.Get(bob.Path());
            var answer = await device.AsksToLeave();
            Assert.True(answer.Status is 202 or 401, $"{answer}");
            Interlocked.Add(ref closed, answer.Status == 202 ? 1 : 0);
        }
    }

    [Fact]
    public async Task People_of_two_databases_leave_nothing_in_either()
    {
        await using var product = await Product.Start(
            _time, "Leaving:SettleSeconds=1",
            $"Shards:Map:0-4095={await TestPostgres.NewDatabase()}",
            $"Shards:Map:4096-8191={await TestPostgres.NewDatabase()}");
        var people = await product.SignUpMany("someone", 6);
        var bob = people[0];
        foreach (var other in people[1..])
        {
            await other.Follows(bob);
            await bob.Follows(other);
            var post = await other.Posts(Pictures.Sunset());
            await bob.Likes(post);
            await bob.Comments(post, "hello");
        }

        await bob.Leaves();
        await IsPurged(product);

        Assert.Equal(Kept, await Remains.Of(bob.Number, product.Service<ShardMap>()));
        Assert.Equal(0, await Remains.WrongCounts(product.Service<ShardMap>()));
    }

    /// <summary>A post of bob's and one of alice's, and every tie that there can be between the three.</summary>
    private async Task<(PostShape Bobs, PostShape Alices)> LiveTogether(Member bob, Member alice, Member carl)
    {
        await bob.Follows(alice, carl);
        await alice.Follows(bob);
        await carl.Follows(alice);
        var pictureId = await bob.UploadsReady(Pictures.Sunset(seed: 9));
        (await bob.Put("/api/v1/users/me/avatar", new { mediaId = pictureId })).Is(200);
        await bob.Uploads(Pictures.Sunset(seed: 8));
        await bob.Announces(Pictures.Sunset(seed: 7));
        var (his, hers) = (await bob.Posts(Pictures.Sunset()), await alice.Posts(Pictures.Sunset(seed: 1)));
        foreach (var other in new[] { bob, carl })
        {
            await other.Likes(hers);
            await alice.Likes(his);
        }
        await alice.Comments(his, "fine");
        var comment = await carl.Comments(hers, "nice");
        await bob.Comments(hers, "indeed", comment);
        await carl.Comments(hers, "thank you", await bob.Comments(hers, "lovely"));
        (await bob.Post($"{comment.Path()}/like")).Is(204);
        (await bob.Post($"{hers.Path()}/save")).Is(204);
        (await bob.Send(
            HttpMethod.Post, $"{hers.Path()}/comments", System.Net.Http.Json.JsonContent.Create(new { text = "once" }),
            ("Idempotency-Key", "k"))).Is(201);
        var dave = await _product.SignUp("dave");
        (await bob.Post($"{dave.Path()}/mute")).Is(204);
        (await dave.Post($"{bob.Path()}/mute")).Is(204);
        (await bob.Post($"{dave.Path()}/block")).Is(204);
        (await dave.Post($"{bob.Path()}/block")).Is(404);
        var eve = await _product.SignUp("eve");
        await eve.BecomesPrivate();
        await bob.AsksToFollow(eve);
        await bob.BecomesPrivate();
        await eve.AsksToFollow(bob);
        await bob.Feed();
        await alice.Answers(await bob.PostsStory(), "fine");
        var story = await alice.PostsStory();
        await bob.Watches(story);
        await bob.Answers(story, "fine too");
        return (his, hers);
    }

    /// <summary>Once whatever was under way at the closing has settled, and no upload's address is open.</summary>
    private async Task IsPurged(Product product)
    {
        _time.PutForward(TimeSpan.FromMinutes(20));
        foreach (var stream in new[] { Streams.Closed, Streams.Purge, Streams.Ended, Streams.Index, Streams.Notices })
        {
            await Eventually.Becomes(
                () => product.Service<OutboxStore>().Count(stream, CancellationToken.None), left => left == 0);
        }
    }

    /// <summary>An archive that was begun before the closing is not finished after it.</summary>
    private static async Task<Answer> ExportUnlessCut(Member member)
    {
        try
        {
            return await member.Get("/api/v1/users/me/export");
        }
        catch (HttpRequestException)
        {
            return await member.Get("/api/v1/users/me");
        }
    }

    /// <summary>But for what each reader remembers having done with it: that is bounded, and shows nothing.</summary>
    private async Task<IEnumerable<string>> RemainsOf(PostShape post) =>
        (await Remains.Of(long.Parse(post.Id, null), _product.Service<ShardMap>())).Except(["engagements.post_id"]);

    private async Task<List<string>> ObjectsOf(Member member)
    {
        var keys = new List<string>();
        await foreach (var id in _product.Service<DeedStore>().PostIds(member.Number, CancellationToken.None)
            .Select(async (long postId, CancellationToken ct) =>
                (await _product.Service<Instagram.Storage.Posts.PostStore>().Find(postId, ct))!.MediaIds[0])
            .Concat(_product.Service<DeedStore>().UnusedMediaIds(member.Number, CancellationToken.None)))
        {
            var medium = (await _product.Service<MediaStore>().Find(id, CancellationToken.None))!;
            keys.AddRange([medium.UploadKey, .. medium.Variants.Select(variant => variant.Key)]);
        }
        return keys;
    }

    private static async Task<(int Followers, int Following)> Counts(Member member)
    {
        var me = await member.Me();
        return (me.FollowerCount, me.FollowingCount);
    }

    private Task<Answer> SignUp(string username, string email) => _product.Nobody.Post(
        "/api/v1/auth/signup", new { username, email, password = Member.Password });

    private Task<Answer> LogIn(string login, string password) =>
        _product.Nobody.Post("/api/v1/auth/login", new { login, password });

    private Task<Answer> Refresh(Member member) =>
        _product.Nobody.Post("/api/v1/auth/refresh", new { refreshToken = member.RefreshToken });
}
