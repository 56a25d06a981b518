using System.Text.Json;

namespace Instagram.Tests.Crash;

/// <summary>
/// Compares an instance with the ledger. What was acknowledged is there, and what was undone is not; of what is open
/// either is right.
/// </summary>
internal sealed class Inspection(Wire wire, Ledger ledger, LedgerAccount moderator)
{
    private readonly Deeds _deeds = new(wire, ledger);
    private readonly PostDeeds _posts = new(wire, ledger);

    /// <summary>Things compared so far, each as often as it was.</summary>
    public int Compared { get; private set; }

    /// <summary>Everything that was touched, or with null everything.</summary>
    public async Task FindsWhatWasAcknowledged(HashSet<string>? touched)
    {
        foreach (var account in ledger.Accounts.Where(account => Is(account.Subject)))
        {
            await (account.IsClosed ? FindsNobody(account) : FindsTiesOf(account));
        }
        foreach (var post in ledger.Posts.Where(post => Is(post.Subject) && !ledger.IsOpen(post.Subject)))
        {
            await FindsPost(post);
        }
        foreach (var (mediaId, upload) in ledger.Uploads.Where(upload => Is($"upload {upload.Key}")))
        {
            Assert.NotEqual("pending", (await See(mediaId, upload)).Text("status"));
            Compared++;
        }

        bool Is(string subject) => touched?.Contains(subject) ?? true;
    }

    /// <summary>The media that were in flight are finished, and what waited for them.</summary>
    public async Task SeesEverythingFinished()
    {
        foreach (var (mediaId, upload) in ledger.Uploads.Where(upload => !upload.Value.Owner.IsClosed))
        {
            // A medium goes with its post.
            var wanted = upload.IsDamaged ? "rejected" : "ready";
            await Deadline.Becomes(
                Deadline.Patience, () => wire.Get($"/api/v1/media/uploads/{mediaId}", upload.Owner.Token),
                seen => (seen.Status == 404 && upload.IsSpent) || seen.Is(200).Text("status") == wanted);
        }
        foreach (var post in ledger.Posts.Where(post => post.IsShown))
        {
            var seen = await Deadline.Becomes(
                Deadline.Patience, () => _posts.See(post), seen => seen.Is(200).Text("status") == "published");
            foreach (var url in seen.Body.GetProperty("media")[0].GetProperty("urls").EnumerateObject())
            {
                (await wire.Get(url.Value.GetString()!, post.Author.Token)).Is(200);
                Compared++;
            }
        }
    }

    /// <summary>After everything is settled and finished: feeds, counts, notices and the index, to the last one.</summary>
    public async Task FindsEverythingOnce()
    {
        foreach (var account in ledger.Accounts.Where(account => !account.IsClosed))
        {
            var posts = ledger.Posts.Where(post => post.Author == account && post.IsShown).ToList();
            await Becomes(
                $"/api/v1/users/{account.Id}/posts", account, "items", Caption, posts.Select(post => post.Caption));
            await Becomes(
                $"/api/v1/hashtags/{account.Username}/posts", account, "items", Caption,
                posts.Select(post => post.Caption), mayBeNone: true);
            await Becomes("/api/v1/feed?order=latest", account, "posts", Caption, ledger.Posts
                .Where(post => post.IsShown && (post.Author == account
                    || ledger.Follows.Contains((account.Username, post.Author.Username))))
                .Select(post => post.Caption));
            await Becomes(
                $"/api/v1/users/{account.Id}/stories", account, "items", MediumOf,
                ledger.Stories.Where(story => story.Author == account).Select(story => story.MediaId));
            await Becomes("/api/v1/notifications", account, "items", Notice, NoticesOf(account));
            await Becomes(
                $"/api/v1/search?type=users&q={account.Username}", account, "items", Username, [account.Username],
                atLeast: true);
            var followers = ledger.Follows.Count(follow => follow.Followee == account.Username);
            var following = ledger.Follows.Count(follow => follow.Follower == account.Username);
            await Deadline.Becomes(
                Deadline.Patience, () => wire.Get("/api/v1/users/me", account.Token),
                me => (me.Is(200).Number("followerCount"), me.Number("followingCount"), me.Number("postCount"))
                    == (followers, following, posts.Count),
                $"{account.Username} to have {followers} followers, {following} followees and {posts.Count} posts");
            Compared++;
        }
    }

    private async Task FindsNobody(LedgerAccount account)
    {
        (await _deeds.LogIn(account)).Is(401);
        (await wire.Get($"/api/v1/users/{account.Id}", moderator.Token)).Is(404);
        (await wire.Get("/api/v1/users/me", account.Token)).Is(401);
        Compared++;
    }

    private async Task FindsTiesOf(LedgerAccount account)
    {
        if (ledger.IsOpen(account.Subject))
        {
            return;
        }
        var login = (await _deeds.LogIn(account)).Is(200);
        Deeds.Enters(account, login);
        var byName = ledger.Accounts.ToDictionary(other => other.Username);
        Same(
            ledger.Follows.Where(follow => follow.Follower == account.Username).Select(follow => follow.Followee),
            await All($"/api/v1/users/{account.Id}/following", account, Username),
            other => ledger.IsOpen(Deeds.Pair(account, byName[other])), $"whom {account.Username} follows");
        Same(
            ledger.Blocks.Where(block => block.Blocker == account.Username).Select(block => block.Blocked),
            await All("/api/v1/users/me/blocks", account, Username),
            other => ledger.IsOpen(Deeds.Pair(account, byName[other])), $"whom {account.Username} blocks");
        Same(
            ledger.Saves.Where(save => save.Username == account.Username).Select(save => save.PostKey),
            await All("/api/v1/users/me/saved", account, Key),
            key => ledger.IsOpen($"save {account.Username} {key}"), $"what {account.Username} saved");
        Same(
            ledger.Stories.Where(story => story.Author == account).Select(story => story.MediaId),
            await All($"/api/v1/users/{account.Id}/stories", account, MediumOf),
            // One whose medium is in work is not shown yet.
            mediaId => ledger.IsOpen($"story {mediaId}") || ledger.Stories.Exists(story => story.MediaId == mediaId),
            $"the stories of {account.Username}");
    }

    private async Task FindsPost(LedgerPost post)
    {
        if (post.Author.IsClosed || post.IsDeleted || post.IsRemoved || ledger.IsOpen(post.Author.Subject))
        {
            if (!post.IsShown)
            {
                (await wire.Get($"/api/v1/posts/{post.Id}", moderator.Token)).Is(404);
                Compared++;
            }
            return;
        }
        var seen = (await _posts.See(post)).Is(200);
        Assert.Equal(post.Caption, Caption(seen.Body));
        Assert.True(
            !post.IsPublished || seen.Text("status") == "published", $"{post.Id} was published and is {seen}");
        Compared++;
        if (post.IsMortal || !post.IsPublished)
        {
            return;
        }
        Same(
            ledger.Likes.Where(like => like.PostKey == post.Key).Select(like => like.Username),
            await All($"/api/v1/posts/{post.Id}/likes", post.Author, Username),
            name => ledger.IsOpen($"like {name} {post.Key}") || ledger.IsOpen(LedgerAccount.SubjectOf(name)),
            $"who likes {post.Key}");
        Same(
            ledger.Comments.Where(comment => comment.Post == post).Select(comment => comment.Text),
            await All($"/api/v1/posts/{post.Id}/comments", post.Author, comment => Text(comment, "text")),
            text => ledger.IsOpen($"comment {text}") || ledger.Comments.Exists(comment =>
                comment.Text == text && ledger.IsOpen(comment.Author.Subject)),
            $"what is said of {post.Key}");
    }

    /// <summary>Each is there once, but what is open may be there or not.</summary>
    private void Same(IEnumerable<string> acknowledged, List<string> there, Func<string, bool> isOpen, string what)
    {
        var wanted = acknowledged.Where(item => !isOpen(item)).Order().ToList();
        Compared += wanted.Count;
        var found = there.Where(item => !isOpen(item)).Order().ToList();
        Assert.True(wanted.SequenceEqual(found), $"{what}: {string.Join(' ', wanted)}, but {string.Join(' ', found)}");
        Assert.Equal(there.Count, there.Distinct().Count());
    }

    /// <summary>As "like of post 17 by 3", each once.</summary>
    private IEnumerable<string> NoticesOf(LedgerAccount account)
    {
        foreach (var post in ledger.Posts.Where(post => post.Author == account && post.IsShown))
        {
            var likers = ledger.Likes.Count(like => like.PostKey == post.Key && like.Username != account.Username);
            if (likers > 0)
            {
                yield return $"like of {post.Id} by {likers}";
            }
            var talkers = ledger.Comments.Where(comment => comment.Post == post && comment.Author != account)
                .Select(comment => comment.Author).Distinct().Count();
            if (talkers > 0)
            {
                yield return $"comment of {post.Id} by {talkers}";
            }
        }
        var followers = ledger.Follows.Count(follow => follow.Followee == account.Username);
        if (followers > 0)
        {
            yield return $"follow of  by {followers}";
        }
    }

    private async Task Becomes(
        string path, LedgerAccount viewer, string items, Func<JsonElement, string> read, IEnumerable<string> expected,
        bool mayBeNone = false, bool atLeast = false)
    {
        var wanted = expected.Order().ToList();
        Compared += wanted.Count;
        await Deadline.Becomes(
            Deadline.Patience,
            async () => mayBeNone && wanted.Count == 0 && (await wire.Get(path, viewer.Token)).Status == 404
                ? [] : (await wire.All(path, viewer.Token, items)).Select(read).Order().ToList(),
            there => atLeast ? wanted.All(there.Contains) : there.SequenceEqual(wanted),
            $"{path} of {viewer.Username} to be [{string.Join(", ", wanted)}]",
            there => string.Join(", ", there));
    }

    private async Task<Reply> See(string mediaId, LedgerUpload upload)
    {
        var seen = await wire.Get($"/api/v1/media/uploads/{mediaId}", upload.Owner.Token);
        return upload.IsSpent && seen.Status == 404
            ? new Reply("gone with its post", 200, JsonSerializer.SerializeToElement(new { status = "gone" }))
            : seen.Is(200);
    }

    private async Task<List<string>> All(string path, LedgerAccount viewer, Func<JsonElement, string> read) =>
        [.. (await wire.All(path, viewer.Token)).Select(read)];

    private static string Notice(JsonElement notice) =>
        $"{Text(notice, "kind")} of {(notice.GetProperty("post") is { ValueKind: JsonValueKind.Object } post
            ? Text(post, "id") : "")} by {notice.GetProperty("actorCount").GetInt32()}";

    private static string MediumOf(JsonElement story) => Text(story.GetProperty("media"), "id");

    private static string Username(JsonElement card) => Text(card, "username");

    private static string Caption(JsonElement post) => Text(post, "caption");

    private static string Key(JsonElement post) => Caption(post).Split(' ')[0];

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
