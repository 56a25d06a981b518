namespace Instagram.Tests.Privacy;

/// <summary>An author in one state with everything an author has, and everyone who may or may not look at it.</summary>
internal sealed class Scene
{
    private readonly Product _product;

    private Scene(Product product, AuthorState state, Member author)
    {
        _product = product;
        State = state;
        Author = author;
    }

    public AuthorState State { get; }

    public Member Author { get; }

    /// <summary>Words that stand nowhere but in what the author wrote.</summary>
    public string Word { get; } = $"w{Guid.NewGuid():n}";

    /// <summary>Words of the author's under what others posted.</summary>
    public string Voice { get; } = $"v{Guid.NewGuid():n}";

    public PostShape Post { get; private set; } = null!;

    public CommentShape Comment { get; private set; } = null!;

    public CommentShape Reply { get; private set; } = null!;

    public StoryShape Story { get; private set; } = null!;

    public string Avatar { get; private set; } = "";

    /// <summary>What the store of a client knows of the author's picture.</summary>
    public string ETag { get; private set; } = "";

    public SessionShape Session { get; private set; } = null!;

    public NoticeShape Notice { get; private set; } = null!;

    /// <summary>Someone in public whom the author follows, likes and talks to: what is there is not the author's.</summary>
    public Past Host { get; private set; } = null!;

    public Dictionary<Onlooker, Visitor> Onlookers { get; } = [];

    /// <summary>Only of those who saw the author's posts at first.</summary>
    public Dictionary<Onlooker, Past> Pasts { get; } = [];

    public static async Task<Scene> Set(Product product, AuthorState state)
    {
        var scene = new Scene(product, state, await product.SignUp("author"));
        await scene.Live();
        if (state is AuthorState.Private or AuthorState.PublicAgain)
        {
            await scene.Author.BecomesPrivate();
        }
        await scene.Gather();
        scene.Session = (await scene.Author.List<SessionShape>("/api/v1/auth/sessions")).Items[0];
        scene.Notice = (await Eventually.Becomes(
            scene.Author.Notices, told => told.Any(notice => notice.Kind == "like"))).First(
            notice => notice.Kind == "like");
        var moderator = await product.SignUpModerator();
        await moderator.Suspends((Member)scene.Onlookers[Onlooker.Suspended]);
        await ((Member)scene.Onlookers[Onlooker.Deleted]).Leaves();
        if (state == AuthorState.PrivateSinceAMoment)
        {
            await scene.Author.BecomesPrivate();
            await ((Member)scene.Onlookers[Onlooker.Requested]).AsksToFollow(scene.Author);
        }
        if (state == AuthorState.PublicAgain)
        {
            await scene.Author.BecomesPublic();
        }
        if (state == AuthorState.Suspended)
        {
            await moderator.Suspends(scene.Author);
        }
        if (state == AuthorState.Deleted)
        {
            await scene.Author.Leaves();
        }
        return scene;
    }

    public Sight SightOf(Onlooker onlooker) => Standing.Of(onlooker, State);

    /// <summary>What must be nowhere in an answer to someone who sees only so much.</summary>
    public IEnumerable<(string Name, string Text)> SecretsFrom(Sight sight)
    {
        if (sight < Sight.Posts)
        {
            yield return ("the caption", Word);
            yield return ("the post", $"\"{Post.Id}\"");
            yield return ("the picture", $"/{Post.Media[0].Id}/");
            yield return ("the story", $"\"{Story.Id}\"");
            yield return ("the story's picture", $"/{Story.Media.Id}/");
            yield return ("the comment", $"\"{Comment.Id}\"");
        }
        if (sight < Sight.Profile)
        {
            yield return ("what the author said", Voice);
            yield return ("the username", $"\"{Author.Username}\"");
            yield return ("the account", $"\"{Author.Id}\"");
            yield return ("the avatar", $"/{Avatar}/");
        }
    }

    private async Task Live()
    {
        Avatar = await Author.UploadsReady(Pictures.Sunset(48, 48));
        (await Author.Put("/api/v1/users/me/avatar", new { mediaId = Avatar })).Is(200);
        var mediaIds = new[] { await Author.Uploads(Pictures.Sunset(64, 48)) };
        Post = await Author.Published(await Author.Submits(new
        {
            mediaIds, caption = $"{Word} #{Word}", location = new { name = Word, lat = 12.5, lng = 45.25 },
        }));
        Story = await Author.PostsStory();
        Comment = await Author.Comments(Post, $"{Word} first");
        Reply = await Author.Comments(Post, $"{Word} answered", Comment);
        await Author.Likes(Post);
        ETag = (await Author.Get(Post.Media[0].Urls.Large)).Headers.ETag!.ToString();
    }

    /// <summary>Everyone but those who stand outside has followed; what parts them comes after.</summary>
    private async Task Gather()
    {
        var host = await _product.SignUp("host");
        await Connect(host);
        Host = await Past.Between(this, host, Voice, asPrivate: false);
        foreach (var onlooker in Enum.GetValues<Onlooker>())
        {
            Onlookers[onlooker] = onlooker switch
            {
                Onlooker.Anonymous => _product.Nobody,
                Onlooker.Author => Author,
                _ => await _product.SignUp(onlooker.ToString().ToLowerInvariant()),
            };
            if (Onlookers[onlooker] is Member member && member != Author)
            {
                await Approach(onlooker, member);
            }
        }
    }

    private async Task Approach(Onlooker onlooker, Member member)
    {
        var isPrivate = State is AuthorState.Private or AuthorState.PublicAgain;
        if (onlooker is Onlooker.Stranger || (onlooker is Onlooker.Requested && !isPrivate))
        {
            return;
        }
        if (onlooker == Onlooker.Requested)
        {
            await member.AsksToFollow(Author);
            return;
        }
        await Connect(member);
        // Half of them the author may follow, the others are asked whether it may.
        Pasts[onlooker] = await Past.Between(this, member, Voice, asPrivate: (int)onlooker % 2 == 1);
        await (onlooker switch
        {
            Onlooker.ExFollower => member.Unfollows(Author),
            Onlooker.Removed => Author.RemovesFollower(member),
            Onlooker.Blocked => Shun(Author, member, "block"),
            Onlooker.Blocking => Shun(member, Author, "block"),
            Onlooker.Muting => Shun(member, Author, "mute"),
            _ => Task.CompletedTask,
        });
    }

    private async Task Connect(Member member)
    {
        if (State is AuthorState.Private or AuthorState.PublicAgain)
        {
            await member.AsksToFollow(Author);
            await Author.Approves(member);
        }
        else
        {
            await member.Follows(Author);
        }
    }

    private static async Task Shun(Member member, Member other, string verb) =>
        (await member.Post($"{other.Path()}/{verb}")).Is(204);
}
