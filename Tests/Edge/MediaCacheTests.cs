using Instagram.Tests.Media;

namespace Instagram.Tests.Edge;

/// <summary>Bytes come out of nginx's cache, and never to who may not have them at that moment.</summary>
[Collection(EdgeGroup.Name)]
public sealed class MediaCacheTests(EdgeFixture edge)
{
    private const int Watchers = 4;

    [EdgeFact]
    public async Task A_picture_is_fetched_once_and_served_from_the_cache_to_everyone_who_may_see_it()
    {
        var (alice, bob) = (await edge.Product.SignUp("alice"), await edge.Product.SignUp("bob"));
        var post = await bob.Posts(Pictures.Sunset(seed: 21));
        var path = post.Media[0].Urls.Small;

        var first = (await alice.Get(path)).Is(200);
        foreach (var caller in (Visitor[])[bob, alice, edge.Product.Nobody])
        {
            var again = (await caller.Get(path)).Is(200);
            Assert.Equal(first.Bytes, again.Bytes);
            Assert.Equal(first.Headers.ETag, again.Headers.ETag);
            Assert.Equal("image/webp", again.ContentType);
            Assert.Equal(["no-cache", "private"], again.Header("Cache-Control")!.Split(", ").Order());
            Assert.Equal("Accept", again.Header("Vary"));
        }
        Assert.Equal(
            "image/jpeg", (await alice.Send(HttpMethod.Get, path, null, ("Accept", "image/jpeg"))).ContentType);
        Assert.Equal(["MISS", "HIT", "HIT", "HIT", "MISS"], await Uses(path, 5));
        Assert.True(edge.Nginx.Keeps(first.Bytes));
    }

    [EdgeFact]
    public async Task A_cached_picture_is_answered_in_part_and_by_condition_as_the_application_would()
    {
        var bob = await edge.Product.SignUp("bob");
        var picture = TestPicture.Noise(1080, 1080, seed: 22).Jpeg();
        var path = (await bob.Posts(picture)).Media[0].Urls.Large;
        const int Piece = 512 * 1024;

        var part = (await bob.Send(HttpMethod.Get, path, null, ("Range", "bytes=10-19"))).Is(206);
        var whole = (await bob.Get(path)).Is(200);
        Assert.True(whole.Bytes.Length > Piece, $"{whole.Bytes.Length} bytes are one piece");
        Assert.Equal(whole.Bytes[10..20], part.Bytes);
        Assert.Equal($"bytes 10-19/{whole.Bytes.Length}", part.ContentHeaders.ContentRange!.ToString());
        var across = (await bob.Send(
            HttpMethod.Get, path, null, ("Range", $"bytes={Piece - 5}-{Piece + 4}"))).Is(206);
        Assert.Equal(whole.Bytes[(Piece - 5)..(Piece + 5)], across.Bytes);
        var end = (await bob.Send(HttpMethod.Get, path, null, ("Range", "bytes=-5"))).Is(206);
        Assert.Equal(whole.Bytes[^5..], end.Bytes);
        Assert.Equal(
            416, (await bob.Send(HttpMethod.Get, path, null, ("Range", $"bytes={whole.Bytes.Length}-"))).Status);

        var etag = whole.Headers.ETag!.ToString();
        (await bob.Send(HttpMethod.Get, path, null, ("If-None-Match", etag))).Is(304);
        (await bob.Send(HttpMethod.Get, path, null, ("If-None-Match", "\"another\""))).Is(200);
        var head = (await bob.Send(HttpMethod.Head, path)).Is(200);
        Assert.Empty(head.Bytes);
        Assert.Equal(whole.Bytes.Length, head.ContentHeaders.ContentLength);
        Assert.Equal(whole.Headers.ETag, head.Headers.ETag);
        (await bob.Send(HttpMethod.Delete, path)).Problem(405, "invalid");
    }

    [EdgeFact]
    public async Task A_cached_picture_is_refused_from_the_first_request_after_the_answer_that_hides_it()
    {
        var seen = new Watched();
        foreach (var hide in (Func<Member, Member, PostShape, Task>[])
        [
            (alice, bob, _) => alice.Unfollows(bob),
            (alice, bob, _) => bob.RemovesFollower(alice),
            async (alice, bob, _) => (await bob.Post($"{alice.Path()}/block")).Is(204),
            async (alice, bob, _) => (await alice.Post($"{bob.Path()}/block")).Is(204),
            (_, bob, post) => bob.Deletes(post),
        ])
        {
            var (alice, bob) = (await edge.Product.SignUp("alice"), await edge.Product.SignUp("bob"));
            await bob.BecomesPrivate();
            await alice.AsksToFollow(bob);
            await bob.Approves(alice);
            var closed = await bob.Posts(Pictures.Sunset(seed: 23));
            await IsRefusedOnce(seen, alice, closed, post => hide(alice, bob, post));
        }
        var (stranger, author) = (await edge.Product.SignUp("eve"), await edge.Product.SignUp("bob"));
        var open = await author.Posts(Pictures.Sunset(seed: 24));
        (await edge.Product.Nobody.Get(open.Media[0].Urls.Small)).Is(200);
        await IsRefusedOnce(seen, stranger, open, _ => author.BecomesPrivate());

        Assert.Equal(0, seen.Leaks);
        Figures.Show("edge", $"{seen.Requests} media requests through nginx's cache, {seen.Leaks} leaks");
    }

    [EdgeFact]
    public async Task The_question_that_nginx_asks_and_the_figures_are_not_for_clients()
    {
        var bob = await edge.Product.SignUp("bob");
        var id = (await bob.Posts(Pictures.Sunset(seed: 25))).Media[0].Id;
        foreach (var path in (string[])
        [
            $"/edge/media/{id}/small", $"/%65dge/media/{id}/small", $"//edge/media/{id}/small",
            $"/x/../edge/media/{id}/small", $"/EDGE/media/{id}/small", $"/%2fedge/media/{id}/small",
            $"/edge;/media/{id}/small", "/.media-question", "/metrics", "/%6detrics", "/METRICS",
        ])
        {
            var answer = await RawConnection.Exchange(
                edge.Nginx.Port,
                $"GET {path} HTTP/1.1\r\nHost: {Nginx.Name}\r\nConnection: close\r\n"
                + $"Authorization: Bearer {bob.AccessToken}\r\n\r\n");
            Assert.True(answer.StartsWith("HTTP/1.1 404 ", StringComparison.Ordinal), $"{path}\n→ {answer}");
            Assert.DoesNotContain("X-Edge", answer, StringComparison.OrdinalIgnoreCase);
        }
        Assert.Null((await bob.Get($"/media/{id}/small")).Header("X-Edge-Object"));
    }

    [EdgeFact]
    public async Task Nothing_of_the_API_is_ever_kept()
    {
        var bob = await edge.Product.SignUp("bob");
        await bob.Me();
        (await bob.Get("/api/v1/users/me")).Is(200);
        Assert.All(await Uses("/api/v1/users/me", 2), use => Assert.Equal("-", use));
    }

    /// <summary>Watched all the time, from before until after.</summary>
    private async Task IsRefusedOnce(Watched seen, Member viewer, PostShape post, Func<PostShape, Task> hide)
    {
        var path = post.Media[0].Urls.Small;
        var etag = (await viewer.Get(path)).Is(200).Headers.ETag!.ToString();
        (await viewer.Get(path)).Is(200);
        using var stop = new CancellationTokenSource();
        var watchers = Enumerable.Range(0, Watchers)
            .Select(number => seen.Watch(viewer, path, number, stop.Token)).ToArray();
        await seen.More(Watchers * 3);

        await hide(post);
        seen.IsHidden = true;
        foreach (var visitor in (Visitor[])[viewer, edge.Product.Nobody])
        {
            (await visitor.Get(path)).NotFound();
            (await visitor.Get($"/api/v1{path}")).NotFound();
            Assert.Equal(404, (await visitor.Send(HttpMethod.Head, path)).Status);
            (await visitor.Send(HttpMethod.Get, path, null, ("Range", "bytes=0-9"))).NotFound();
            (await visitor.Send(HttpMethod.Get, path, null, ("If-None-Match", etag))).NotFound();
            (await visitor.Send(HttpMethod.Get, path, null, ("If-Range", etag), ("Range", "bytes=0-"))).NotFound();
        }
        (await edge.Product.Nobody.Send(
            HttpMethod.Get, path, null, ("Cookie", $"session={viewer.AccessToken}"))).NotFound();
        (await edge.Product.Nobody.Send(HttpMethod.Get, path, null, ("Authorization", "Bearer nonsense")))
            .Problem(401, "unauthenticated");
        await seen.More(Watchers * 3);
        await stop.CancelAsync();
        await Task.WhenAll(watchers);
        seen.IsHidden = false;
    }

    private Task<IReadOnlyList<string>> Uses(string path, int count) => Eventually.Becomes(
        () => Task.FromResult(edge.Nginx.CacheUse(path)), uses => uses.Count >= count);

    /// <summary>Counts what was asked, and what came of it after it was hidden.</summary>
    private sealed class Watched
    {
        private int _requests;
        private int _leaks;

        public volatile bool IsHidden;

        public int Requests => Volatile.Read(ref _requests);

        public int Leaks => Volatile.Read(ref _leaks);

        public async Task Watch(Member viewer, string path, int number, CancellationToken stop)
        {
            while (!stop.IsCancellationRequested)
            {
                var isHidden = IsHidden;
                var answer = await viewer.Send(number % 2 == 0 ? HttpMethod.Get : HttpMethod.Head, path);
                Interlocked.Increment(ref _requests);
                if (isHidden && answer.Status != 404)
                {
                    Interlocked.Increment(ref _leaks);
                }
            }
        }

        public Task<int> More(int count)
        {
            var before = Requests;
            return Eventually.Becomes(() => Task.FromResult(Requests), requests => requests >= before + count);
        }
    }
}
