using System.Net.Http.Headers;

namespace Instagram.Tests.Races;

/// <summary>
/// One of several devices of one member: does what comes to its mind, and compares what it is shown with what anyone
/// has been answered.
/// </summary>
internal sealed class RaceClient(Race race, Member me, Random random)
{
    private const string Tag = "race";

    private Knowledge Known => race.Knowledge;

    public async Task Act()
    {
        var other = race.Others(me)[random.Next(race.Others(me).Count)];
        await (random.Next(100) switch
        {
            < 9 => Follow(other),
            < 15 => Change(HttpMethod.Delete, $"{other.Path()}/follow", 204,
                (FactKind.Follows, me.Id, other.Id, false), (FactKind.Requests, me.Id, other.Id, false)),
            < 18 => Change(HttpMethod.Delete, $"/api/v1/users/me/followers/{other.Id}", 204,
                (FactKind.Follows, other.Id, me.Id, false), (FactKind.Requests, other.Id, me.Id, false)),
            < 21 => Change(HttpMethod.Post, $"/api/v1/follow-requests/{other.Id}/approve", 204,
                (FactKind.Follows, other.Id, me.Id, true)),
            < 24 => Change(HttpMethod.Post, $"{other.Path()}/block", 204,
                (FactKind.Blocks, me.Id, other.Id, true),
                (FactKind.Follows, me.Id, other.Id, false), (FactKind.Follows, other.Id, me.Id, false),
                (FactKind.Requests, me.Id, other.Id, false), (FactKind.Requests, other.Id, me.Id, false)),
            < 29 => Change(HttpMethod.Delete, $"{other.Path()}/block", 204,
                (FactKind.Blocks, me.Id, other.Id, false)),
            < 32 => Change(HttpMethod.Patch, "/api/v1/users/me", 200, new { isPrivate = true },
                (FactKind.IsPrivate, me.Id, "", true)),
            < 36 => BecomePublic(),
            < 39 => PostOnce(),
            < 41 => DeletePost(),
            < 47 => Touch(HttpMethod.Post, "like"),
            < 50 => Touch(HttpMethod.Delete, "like"),
            < 53 => Touch(HttpMethod.Post, "comments", new { text = "seen" }),
            < 60 => LookAtPost(),
            < 68 => LookAtPicture(),
            < 78 => LookAtFeed(),
            < 81 => WalkFeed(),
            < 84 => LookAtList($"{other.Path()}/posts"),
            < 87 => LookAtList("/api/v1/explore"),
            < 90 => LookAtList($"/api/v1/search?type=posts&q={Tag}"),
            < 92 => LookAtList($"/api/v1/hashtags/{Tag}/posts"),
            < 96 => LookAtProfile(other),
            _ => LookAtPeople(other),
        });
    }

    private async Task Follow(Member other)
    {
        var follows = Known.Begin((FactKind.Follows, me.Id, other.Id, true));
        var requests = Known.Begin((FactKind.Requests, me.Id, other.Id, true));
        var status = (await Send(HttpMethod.Post, $"{other.Path()}/follow")).Status;
        Assert.Contains(status, new[] { 202, 204, 404 });
        var mayBeLetIn = status == 202 && Known.MayBe(FactKind.IsPrivate, other.Id, "", false);
        follows.Ends(status == 204 ? Effect.Certain : mayBeLetIn ? Effect.Possible : Effect.None);
        requests.Ends(status == 202 ? Effect.Certain : Effect.None);
    }

    private Task Change(
        HttpMethod method, string path, int done,
        params (FactKind Kind, string Who, string Whom, bool Value)[] changes) =>
        Change(method, path, done, null, changes);

    /// <summary>What is answered otherwise has changed nothing.</summary>
    private async Task Change(
        HttpMethod method, string path, int done, object? body,
        params (FactKind Kind, string Who, string Whom, bool Value)[] changes)
    {
        var deed = Known.Begin(changes);
        var status = (await Send(method, path, body)).Status;
        Assert.True(status == done || status == 404, $"{method} {path}: {status}");
        deed.Ends(status == done ? Effect.Certain : Effect.None);
    }

    private async Task BecomePublic()
    {
        var deed = Known.Begin((FactKind.IsPrivate, me.Id, "", false));
        var letIn = Known.Begin([.. Known.MayWaitFor(me.Id, race.Others(me).Select(other => other.Id)).SelectMany(
            waiting => new[]
            {
                (FactKind.Follows, waiting, me.Id, true), (FactKind.Requests, waiting, me.Id, false),
            })]);
        // The answer may say private: another device has closed the account again by then.
        (await Send(HttpMethod.Patch, "/api/v1/users/me", new { isPrivate = false })).Is(200);
        deed.Ends(Effect.Certain);
        letIn.Ends(Effect.Possible);
    }

    /// <summary>Sent three times at once with one key, as by a client that lost its patience: one post.</summary>
    private async Task PostOnce()
    {
        if (!race.TakePost())
        {
            return;
        }
        using var form = new MultipartFormDataContent("a-boundary");
        form.Add(new StringContent($"by {me.Username} #{Tag}"), "caption");
        using var file = new ByteArrayContent(race.Picture);
        file.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        form.Add(file, "image", "picture");
        var bytes = await form.ReadAsByteArrayAsync();
        var key = Guid.NewGuid().ToString("n");
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ =>
        {
            var body = new ByteArrayContent(bytes);
            body.Headers.TryAddWithoutValidation("Content-Type", form.Headers.ContentType!.ToString());
            race.Counted();
            return (await me.Send(HttpMethod.Post, "/api/v1/posts", body, ("Idempotency-Key", key)))
                .As<PostShape>(201);
        }));
        race.SameKey(answers);
        var post = answers[0];
        Known.Posted(post.Id, me.Id);
        race.Show(await me.Published(post));
    }

    private async Task DeletePost()
    {
        if (race.Shown.Where(post => post.Author.Id == me.Id).ToList() is { Count: > 2 } mine)
        {
            var post = mine[random.Next(mine.Count)];
            await Change(HttpMethod.Delete, post.Path(), 204, (FactKind.IsDeleted, post.Id, "", true));
        }
    }

    private async Task Touch(HttpMethod method, string rest, object? body = null) =>
        await AboutAPost(async post => (await Send(method, $"{post.Path()}/{rest}", body)).Status);

    private Task LookAtPost() => AboutAPost(async post =>
    {
        var answer = await Send(HttpMethod.Get, post.Path());
        if (answer.Status == 200)
        {
            race.IsCount(answer.As<PostShape>());
        }
        return answer.Status;
    });

    private Task LookAtPicture() => AboutAPost(async post => (await Send(
        HttpMethod.Get, random.Next(2) == 0 ? post.Media[0].Urls.Small : post.Media[0].Urls.Large)).Status);

    /// <summary>Asks for something of a post's, which must be there or not.</summary>
    private async Task AboutAPost(Func<PostShape, Task<int>> ask)
    {
        var shown = race.Shown;
        if (shown.Count == 0)
        {
            return;
        }
        var post = shown[random.Next(shown.Count)];
        var (since, author) = (Known.Now(), post.Author.Id);
        var status = await ask(post);
        if (status is >= 200 and < 300)
        {
            race.Judge(Known.MaySee(me.Id, author, post.Id, since), $"{me.Id} reached {post.Id} of {author}");
        }
        else
        {
            Assert.Equal(404, status);
            race.Misses(
                Known.MayBeHidden(me.Id, author, post.Id, since), $"{me.Id} did not reach {post.Id} of {author}");
        }
    }

    private async Task LookAtFeed()
    {
        var since = Known.Now();
        var order = random.Next(2) == 0 ? "latest" : "ranked";
        var feed = (await Send(HttpMethod.Get, $"/api/v1/feed?order={order}&limit=100")).As<FeedShape>();
        JudgeFeed(feed.Posts, since);
    }

    /// <summary>Page by page while everything moves: no post comes twice.</summary>
    private async Task WalkFeed()
    {
        var all = new List<PostShape>();
        for (var cursor = ""; ;)
        {
            var since = Known.Now();
            var page = (await Send(HttpMethod.Get, $"/api/v1/feed?order=latest&limit=7{cursor}")).As<FeedShape>();
            JudgeFeed(page.Posts, since);
            all.AddRange(page.Posts);
            if (page.Cursor is null)
            {
                race.Once(all, "the pages of a feed");
                return;
            }
            cursor = $"&cursor={page.Cursor}";
        }
    }

    private void JudgeFeed(IReadOnlyList<PostShape> posts, long since)
    {
        race.Once(posts, "a feed");
        foreach (var post in posts)
        {
            race.IsCount(post);
            race.Judge(
                Known.MayBeInFeed(me.Id, post.Author.Id, post.Id, since),
                $"{me.Id} found {post.Id} of {post.Author.Id} in the feed");
        }
    }

    private async Task LookAtList(string path)
    {
        var since = Known.Now();
        var answer = await Send(HttpMethod.Get, path);
        if (answer.Status == 404)
        {
            return;
        }
        var posts = answer.As<ListShape<PostShape>>().Items;
        race.Once(posts, path);
        foreach (var post in posts)
        {
            race.IsCount(post);
            race.Judge(
                Known.MaySee(me.Id, post.Author.Id, post.Id, since),
                $"{me.Id} found {post.Id} of {post.Author.Id} in {path}");
        }
    }

    private async Task LookAtProfile(Member other)
    {
        var answer = await Send(HttpMethod.Get, other.Path());
        if (answer.Status == 200)
        {
            race.IsCount(answer.As<UserShape>());
        }
    }

    private async Task LookAtPeople(Member other)
    {
        var since = Known.Now();
        var answer = await Send(
            HttpMethod.Get, $"{other.Path()}/{(random.Next(2) == 0 ? "followers" : "following")}");
        if (answer.Status == 200)
        {
            race.Judge(Known.MaySee(me.Id, other.Id, since), $"{me.Id} saw the people of {other.Id}");
        }
    }

    private Task<Answer> Send(HttpMethod method, string path, object? body = null)
    {
        race.Counted();
        return me.Send(method, path, body is null ? null : System.Net.Http.Json.JsonContent.Create(body));
    }
}
