using System.Text.Json.Nodes;

namespace Instagram.Tests.Security;

/// <summary>
/// Someone with one of everything that has an id, and who may see it all: a follower, and an intruder.
/// </summary>
internal sealed class Estate
{
    private Estate(Member owner, Member intruder) => (Owner, Intruder) = (owner, intruder);

    public Member Owner { get; }

    public Member Intruder { get; }

    public Member Follower { get; private set; } = null!;

    /// <summary>Asks to follow the owner.</summary>
    public Member Asker { get; private set; } = null!;

    public string Session { get; private set; } = "";

    public string Pending { get; private set; } = "";

    public string Ready { get; private set; } = "";

    public string Decision { get; private set; } = "";

    public string Item { get; private set; } = "";

    public PostShape Post { get; private set; } = null!;

    public CommentShape Comment { get; private set; } = null!;

    public StoryShape Story { get; private set; } = null!;

    public NoticeShape Notice { get; private set; } = null!;

    public static async Task<Estate> Of(Product product, Member moderator)
    {
        var estate = new Estate(await product.SignUp("owner"), await product.SignUp("intruder"));
        await estate.Fill(product, moderator);
        return estate;
    }

    /// <summary>
    /// Everything of the owner's that an intruder's request could have changed, as the owner reads it.
    /// </summary>
    public async Task<string> Inventory()
    {
        string[] paths =
        [
            "/api/v1/users/me", Post.Path(), $"{Post.Path()}/comments", Story.Path("viewers"), Story.Path("replies"),
            $"/api/v1/media/uploads/{Pending}", $"/api/v1/media/uploads/{Ready}", "/api/v1/follow-requests",
            $"{Owner.Path()}/followers", $"{Owner.Path()}/stories", "/api/v1/users/me/moderation",
            "/api/v1/notifications", "/api/v1/users/me/saved",
        ];
        var found = new List<string>();
        foreach (var path in paths)
        {
            found.Add($"{path} {(await Owner.Get(path)).Is(200).Text}");
        }
        var sessions = (await Owner.Get("/api/v1/auth/sessions")).Is(200);
        foreach (var session in JsonNode.Parse(sessions.Bytes)!["items"]!.AsArray())
        {
            found.Add($"session {session!["id"]}");
        }
        return string.Join('\n', found);
    }

    private async Task Fill(Product product, Member moderator)
    {
        Follower = await product.SignUp("follower");
        Asker = await product.SignUp("asker");
        await Follower.Follows(Owner);
        await Intruder.Follows(Owner);
        Post = await Owner.Posts(Pictures.Sunset(64, 48));
        Comment = await Owner.Comments(Post, "mine");
        Story = await Owner.PostsStory(await Owner.UploadsReady(Pictures.Sunset(48, 48)));
        Ready = await Owner.UploadsReady(Pictures.Sunset(40, 40));
        Pending = (await Owner.Announces(Pictures.Sunset(32, 32))).MediaId;
        Session = (await Owner.List<SessionShape>("/api/v1/auth/sessions")).Items[0].Id;
        var removed = await Owner.Posts(Pictures.Sunset(36, 36));
        await Follower.Reports(removed);
        var item = await moderator.ItemOf(removed);
        await moderator.Removes(item);
        (Item, Decision) = (item.Id, Assert.Single(await Owner.Decisions()).Id);
        await Follower.Likes(Post);
        Notice = await Owner.IsTold("like");
        await Owner.BecomesPrivate();
        await Asker.AsksToFollow(Owner);
        await Owner.IsTold("follow_request");
    }
}
