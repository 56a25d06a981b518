using System.Text.RegularExpressions;
using Instagram.ApiHost.Http;

namespace Instagram.Tests.Fuzz.Http;

/// <summary>
/// A little world with everything in it that routes name, so that what is made up reaches deep: people who are seen,
/// and two whose things nobody of those who ask may see. One is private, the other has left. What those two wrote holds
/// the <see cref="Canary"/>, which therefore is in no answer.
/// </summary>
internal sealed partial class World
{
    private const string Nothing = "123456789";
    private const int MaxLearned = 60;

    private readonly Product _product;
    private readonly List<(string Kind, string Id)> _ids =
        [("nothing", Nothing), ("nothing", "1"), ("nothing", "9223372036854775807")];
    private readonly Queue<(string Kind, string Id)> _learned = [];
    private readonly List<string> _cursors = [];
    private readonly List<string> _paths = [];

    private World(Product product, Member moderator)
    {
        _product = product;
        Moderator = moderator;
    }

    /// <summary>What the signed addresses wait for.</summary>
    public static byte[] Picture { get; } = Pictures.Sunset(30, 30);

    public string Canary { get; } = $"canary{Guid.NewGuid():n}";

    /// <summary>On a device of their own, which no made-up request signs out.</summary>
    public Member Moderator { get; }

    public Member Author { get; private set; } = null!;

    public Member Hidden { get; private set; } = null!;

    public PostShape Post { get; private set; } = null!;

    public List<Actor> Actors { get; } = [];

    /// <summary>Of everything there is, and of nothing, by what they are ids of, as in paths: "posts".</summary>
    public ILookup<string, string> Ids
    {
        get
        {
            lock (_learned)
            {
                return _ids.Concat(_learned).ToLookup(known => known.Kind, known => known.Id);
            }
        }
    }

    /// <summary>Of the two that nobody who asks may see.</summary>
    public HashSet<string> HiddenIds { get; } = [];

    /// <summary>Cursors of lists that were really answered.</summary>
    public IReadOnlyList<string> Cursors => _cursors;

    /// <summary>Signed addresses of uploads, not yet used.</summary>
    public IReadOnlyList<string> UploadPaths => _paths;

    public static async Task<World> Make(Product product)
    {
        var world = new World(product, await product.SignUpModerator());
        world.Author = await product.SignUp("author");
        world.Post = await Furnish(world.Author, "#sunset #été by the sea @nobody", world._ids);
        await world.MakeHidden();
        await world.MakeActors();
        await world.ReadCursors();
        return world;
    }

    /// <summary>The person who plays on when an account or its sessions have gone.</summary>
    public async Task Revive(Actor actor)
    {
        await actor.Reviving.WaitAsync();
        try
        {
            if (actor.Member is { } member && (await member.Get("/api/v1/users/me")).Status != 200)
            {
                var again = await _product.Nobody.Post(
                    "/api/v1/auth/login", new { login = member.Username, password = Member.Password });
                actor.Member = again.Status == 200
                    ? new Member(_product, again.As<SignedInShape>())
                    : actor.IsModerator ? throw new InvalidOperationException("The moderator is gone.")
                    : await _product.SignUp("again");
            }
            if (actor is { IsSuspended: true, Member: { } suspended })
            {
                await Moderator.Suspends(suspended);
            }
        }
        finally
        {
            actor.Reviving.Release();
        }
    }

    /// <summary>After a moderator's act on an account: who plays may play on, and who is suspended is again.</summary>
    public async Task Mend(string userId)
    {
        if (Actors.Find(actor => actor.Member?.Id == userId) is { IsSuspended: true, Member: { } suspended })
        {
            await Moderator.Suspends(suspended);
        }
        else if (Actors.Any(actor => actor.Member?.Id == userId) || userId == Author.Id || userId == Hidden.Id)
        {
            (await Moderator.Post($"/api/v1/admin/users/{userId}/restore")).Is(204);
        }
    }

    /// <summary>An id of something made meanwhile, in place of one that came long before.</summary>
    public void Learn(string kind, string id)
    {
        lock (_learned)
        {
            _learned.Enqueue((kind, id));
            if (_learned.Count > MaxLearned)
            {
                _learned.Dequeue();
            }
        }
    }

    /// <summary>Everything that one account can have, with the word in all of it.</summary>
    private static async Task<PostShape> Furnish(Member member, string word, List<(string Kind, string Id)> ids)
    {
        (await member.Patch("/api/v1/users/me", new { bio = word })).Is(200);
        var avatar = await member.UploadsReady(Pictures.Sunset(32, 32));
        (await member.Put("/api/v1/users/me/avatar", new { mediaId = avatar })).Is(200);
        var mediaIds = new[]
        {
            await member.Uploads(Pictures.Sunset(48, 32)), await member.Uploads(Pictures.Png(), "image/png"),
        };
        var post = await member.Published(await member.Submits(new
        {
            mediaIds, caption = word, altTexts = new[] { word },
            location = new { name = word, lat = 48.5, lng = 2.25 },
        }));
        var comment = await member.Comments(post, word);
        var reply = await member.Comments(post, word, comment);
        var story = await member.PostsStory(await member.UploadsReady(Pictures.Sunset(40, 40)));
        var spare = await member.UploadsReady(Pictures.Sunset(36, 36));
        await member.Likes(post);
        ids.AddRange(
        [
            ("posts", post.Id), ("comments", comment.Id), ("comments", reply.Id), ("stories", story.Id),
            ("places", post.Location!.Id), ("media", spare), ("media", story.Media.Id),
            .. post.Media.Select(medium => ("media", medium.Id)),
        ]);
        return post;
    }

    private async Task MakeHidden()
    {
        var ids = new List<(string Kind, string Id)>();
        Hidden = await _product.SignUp("hidden");
        await Hidden.BecomesPrivate();
        await Furnish(Hidden, Canary, ids);
        (await Hidden.Patch("/api/v1/users/me", new { bio = "" })).Is(200);
        var gone = await _product.SignUp("gone");
        (await gone.Patch("/api/v1/users/me", new { displayName = Canary })).Is(200);
        await Furnish(gone, Canary, ids);
        await gone.Leaves();
        HiddenIds.UnionWith(ids.Select(known => known.Id));
        _ids.AddRange([.. ids, ("users", Hidden.Id), ("users", gone.Id)]);
    }

    private async Task MakeActors()
    {
        foreach (var name in new[] { "anna", "ben", "sue" })
        {
            var member = await _product.SignUp(name);
            var post = await Furnish(member, $"#{name} likes it #too", _ids);
            await member.Follows(Author);
            await Author.Likes(post);
            await Eventually.Holds(async () => (await member.Get("/api/v1/notifications")).Text.Contains(post.Id));
            _ids.AddRange((await member.List<NoticeShape>("/api/v1/notifications")).Items
                .Select(notice => ("notices", notice.Id)));
            _ids.Add(("users", member.Id));
            var ticket = await member.Announces(Picture);
            _ids.Add(("media", ticket.MediaId));
            await member.SignsInAgain();
            _ids.AddRange((await member.List<SessionShape>("/api/v1/auth/sessions")).Items
                .Select(session => ("sessions", session.Id)));
            _paths.Add(ticket.Upload.Url);
            Actors.Add(new Actor(name) { Member = member, IsSuspended = name == "sue" });
        }
        _ids.Add(("users", Author.Id));
        var comment = await Actors[0].Member!.Comments(Post, "what a #sunset");
        await Actors[0].Member!.Reports(Post);
        await Actors[1].Member!.Reports(comment);
        _ids.AddRange((await Moderator.List<ItemShape>("/api/v1/admin/moderation")).Items
            .Select(item => ("moderation", item.Id)));
        await Moderator.Suspends(Actors[2].Member!);
        Actors.Add(new Actor("moderator") { Member = await Moderator.SignsInAgain(), IsModerator = true });
        Actors.Add(new Actor("nobody"));
    }

    private async Task ReadCursors()
    {
        foreach (var list in new[]
        {
            "/feed?limit=1", "/feed?order=latest&limit=1", "/explore?limit=1", "/search?type=users&q=a&limit=1",
            $"/posts/{Post.Id}/comments?limit=1", $"/users/{Author.Id}/posts?limit=1", "/auth/sessions?limit=1",
        })
        {
            if ((await Actors[0].Member!.Get($"/api/v1{list}")).Is(200).Text is var text
                && CursorIn().Match(text) is { Success: true } found)
            {
                _cursors.Add(found.Groups[1].Value);
            }
        }
        var anna = Actors[0].Member!.Id;
        // Rightly made, of positions where no list has anything.
        foreach (var scope in new[]
        {
            $"feed:{anna}", $"explore:{anna}", $"search:{anna}:users::a", $"posts:{Author.Id}",
        })
        {
            foreach (var position in new[] { long.MinValue, -1, 0, 1, long.MaxValue })
            {
                _cursors.AddRange(
                    [Cursor.Encode(scope, position), Cursor.Encode(scope, 0, position, position, position)]);
                _cursors.AddRange(
                    [Cursor.Encode(scope, position, position), Cursor.Encode(scope, 0, position, position)]);
            }
        }
    }

    [GeneratedRegex("\"cursor\":\"([^\"]+)\"")]
    private static partial Regex CursorIn();
}
