using System.Text.Json;
using Instagram.Storage.Outbox;
using Instagram.Storage.Shards;
using Npgsql;

namespace Instagram.Tests.Crash;

/// <summary>
/// Compares an instance with the ledger, after what was open is settled: all of it, once, and nothing else.
/// </summary>
internal sealed class Inspection(Wire wire, Ledger ledger, string dataDirectory)
{
    private readonly Requests _requests = new(wire, ledger);

    /// <summary>Media that were still to be processed at the first look.</summary>
    public int MediaInFlight { get; private set; }

    /// <summary>What was acknowledged is there at once, whatever becomes of what was not.</summary>
    public async Task FindsWhatWasAcknowledged()
    {
        foreach (var account in ledger.Members)
        {
            (await _requests.LogIn(account)).Is(200);
            var following = await Usernames($"/api/v1/users/{account.Id}/following", account);
            Assert.Superset(
                Followees(account, onlyAcknowledged: true), following.ToHashSet());
        }
        foreach (var post in ledger.Posts.Values.Where(post => post.IsAcknowledged))
        {
            (await _requests.See(post)).Is(200);
            Assert.True(post.IsPublished || !post.WasPublished, $"Post {post.Id} was published and is not any more.");
        }
        foreach (var (mediaId, upload) in ledger.Uploads.Where(upload => upload.Value.IsAcknowledged))
        {
            var seen = await wire.Get($"/api/v1/media/uploads/{mediaId}", upload.Owner.Token);
            var status = seen.Is(200).Text("status");
            Assert.NotEqual("pending", status);
            MediaInFlight += status is "uploaded" or "processing" ? 1 : 0;
        }
    }

    /// <summary>What got no answer left no trace: no one was made to wait for an answer that never came.</summary>
    public async Task FindsNothingThatWasNotAnswered()
    {
        foreach (var account in ledger.Accounts.Values)
        {
            if (!account.IsAcknowledged)
            {
                (await _requests.LogIn(account)).Is(401);
                continue;
            }
            Assert.Equal(
                Followees(account, onlyAcknowledged: true),
                (await Usernames($"/api/v1/users/{account.Id}/following", account)).ToHashSet());
            Assert.All(
                await wire.All($"/api/v1/users/{account.Id}/posts", account.Token),
                post => Assert.True(ledger.Posts[Caption(post)].IsAcknowledged, $"{post}"));
        }
        foreach (var post in ledger.Posts.Values.Where(post => post.IsPublished))
        {
            Assert.Equal(
                Likers(post, onlyAcknowledged: true),
                (await Usernames($"/api/v1/posts/{post.Id}/likes", post.Author)).ToHashSet());
        }
    }

    /// <summary>Repeats what was open. Each repeat makes the thing or finds it made, whole.</summary>
    public async Task SettlesWhatWasOpen()
    {
        foreach (var account in ledger.Accounts.Values.Where(account => !account.IsAcknowledged))
        {
            if ((await _requests.SignUp(account)).Is(201, 409).Status == 409)
            {
                (await _requests.LogIn(account)).Is(200);
            }
        }
        foreach (var ((follower, followee), _) in ledger.Follows.Where(follow => !follow.Value.IsAcknowledged))
        {
            (await _requests.Follow(ledger.Accounts[follower], ledger.Accounts[followee])).Is(204);
        }
        foreach (var (mediaId, upload) in ledger.Uploads.Where(upload => !upload.Value.IsAcknowledged))
        {
            (await _requests.Finish(mediaId, upload)).Is(202);
        }
        foreach (var post in ledger.Posts.Values.Where(post => !post.IsAcknowledged))
        {
            (await _requests.Post(post)).Is(201);
        }
        foreach (var ((username, key), _) in ledger.Likes.Where(like => !like.Value.IsAcknowledged))
        {
            (await _requests.Like(ledger.Accounts[username], ledger.Posts[key])).Is(204);
        }
    }

    /// <summary>The media that were in flight are finished, and what waited for them.</summary>
    public async Task SeesEverythingFinished()
    {
        foreach (var (mediaId, upload) in ledger.Uploads)
        {
            await Deadline.Becomes(
                Deadline.Patience, () => wire.Get($"/api/v1/media/uploads/{mediaId}", upload.Owner.Token),
                seen => seen.Is(200).Text("status") == (upload.IsDamaged ? "rejected" : "ready"));
        }
        foreach (var post in ledger.Posts.Values)
        {
            var seen = await Deadline.Becomes(
                Deadline.Patience, () => _requests.See(post), seen => seen.Is(200).Text("status") == "published");
            post.WasPublished = true;
            foreach (var url in seen.Body.GetProperty("media")[0].GetProperty("urls").EnumerateObject())
            {
                (await wire.Get(url.Value.GetString()!, post.Author.Token)).Is(200);
            }
        }
        await Deadline.Becomes(Deadline.Patience, CountOutbox, left => left == 0);
    }

    public async Task FindsEverythingOnce()
    {
        foreach (var account in ledger.Accounts.Values)
        {
            await FindsGraphOf(account);
            var mine = ledger.Posts.Values.Where(post => post.Author == account).Select(post => post.Key).Order();
            var posts = await wire.All($"/api/v1/users/{account.Id}/posts", account.Token);
            Assert.Equal(mine, posts.Select(Caption).Order());
            await FindsFeedOf(account);
        }
        foreach (var post in ledger.Posts.Values)
        {
            var likers = Likers(post, onlyAcknowledged: false).Order();
            Assert.Equal(likers, (await Usernames($"/api/v1/posts/{post.Id}/likes", post.Author)).Order());
            Assert.Equal(likers.Count(), (await _requests.See(post)).Number("likeCount"));
        }
    }

    private async Task FindsGraphOf(LedgerAccount account)
    {
        var following = Followees(account, onlyAcknowledged: false).Order().ToArray();
        var followers = ledger.Follows.Keys
            .Where(follow => follow.Followee == account.Username).Select(follow => follow.Follower).Order().ToArray();
        Assert.Equal(following, (await Usernames($"/api/v1/users/{account.Id}/following", account)).Order());
        Assert.Equal(followers, (await Usernames($"/api/v1/users/{account.Id}/followers", account)).Order());
        var me = (await wire.Get("/api/v1/users/me", account.Token)).Is(200);
        Assert.Equal(
            (following.Length, followers.Length, ledger.Posts.Values.Count(post => post.Author == account)),
            (me.Number("followingCount"), me.Number("followerCount"), me.Number("postCount")));
    }

    private async Task FindsFeedOf(LedgerAccount account)
    {
        var authors = Followees(account, onlyAcknowledged: false);
        authors.Add(account.Username);
        var expected = string.Join(' ', ledger.Posts.Values
            .Where(post => authors.Contains(post.Author.Username)).Select(post => post.Key).Order());
        await Deadline.Becomes(
            Deadline.Patience,
            async () => string.Join(
                ' ', (await wire.All("/api/v1/feed?order=latest", account.Token, "posts")).Select(Caption).Order()),
            feed => feed == expected, $"the feed of {account.Username} to be {expected}");
    }

    private HashSet<string> Followees(LedgerAccount account, bool onlyAcknowledged) =>
    [
        .. ledger.Follows
            .Where(follow => follow.Key.Follower == account.Username
                && (follow.Value.IsAcknowledged || !onlyAcknowledged))
            .Select(follow => follow.Key.Followee),
    ];

    private HashSet<string> Likers(LedgerPost post, bool onlyAcknowledged) =>
    [
        .. ledger.Likes
            .Where(like => like.Key.PostKey == post.Key && (like.Value.IsAcknowledged || !onlyAcknowledged))
            .Select(like => like.Key.Username),
    ];

    private async Task<List<string>> Usernames(string path, LedgerAccount viewer) =>
        [.. (await wire.All(path, viewer.Token)).Select(card => card.GetProperty("username").GetString()!)];

    private static string Caption(JsonElement post) => post.GetProperty("caption").GetString()!;

    private async Task<long> CountOutbox()
    {
        await using var shards = new ShardMap(new NpgsqlConnectionStringBuilder
        {
            Host = Path.Combine(dataDirectory, "postgres"), Username = "instagram", Database = "instagram",
            Pooling = false,
        }.ConnectionString);
        return await new OutboxStore(shards).Count(CancellationToken.None);
    }
}
