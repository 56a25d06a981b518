using System.Net.Http.Json;

namespace Instagram.Tests.Security;

/// <summary>
/// Someone who puts script into every text that the product takes, and someone who meets it on every page: as a
/// follower, an author, a moderator.
/// </summary>
internal sealed class InjectionScene
{
    private const string Canary = "window.__ran=1";

    /// <summary>Fits where the least room is.</summary>
    public const string Short = $"\"><img src=x onerror={Canary}><svg onload={Canary}>";

    public const string Long =
        $"{Short}<script>{Canary}</script><iframe srcdoc='<script>parent.__ran=1</script>'></iframe>"
        + $"<a href=\"javascript:{Canary}\">x</a>`${{{Canary}}}{{{{constructor.constructor('{Canary}')()}}}}"
        + $"</textarea></title><script>{Canary}</script>'-{Canary}-'javascript:{Canary}//";

    private InjectionScene(Product product, Member mallory, Member victim)
    {
        Product = product;
        Mallory = mallory;
        Victim = victim;
    }

    public Product Product { get; }

    public Member Mallory { get; }

    /// <summary>Also moderates.</summary>
    public Member Victim { get; }

    public PostShape Post { get; private set; } = null!;

    public PostShape VictimsPost { get; private set; } = null!;

    public static async Task<InjectionScene> Set(Product product)
    {
        var scene = new InjectionScene(product, await product.SignUp("mallory"), await product.SignUpModerator());
        await scene.Profile();
        await scene.Talk();
        await scene.Complain();
        await scene.Victim.BecomesPrivate();
        await scene.Victim.RemovesFollower(scene.Mallory);
        await scene.Mallory.AsksToFollow(scene.Victim);
        return scene;
    }

    private async Task Profile()
    {
        (await Mallory.Patch("/api/v1/users/me", new { displayName = Short, bio = Long[..Math.Min(500, Long.Length)] }))
            .Is(200);
        var mediaIds = new[] { await Mallory.UploadsReady(Pictures.Sunset()) };
        Post = await Mallory.Published(await Mallory.Submits(new
        {
            mediaIds, caption = $"{Long} #x{Mallory.Username} @{Victim.Username}<b>", altTexts = new[] { Long },
            location = new { name = Short, lat = 1.5, lng = 2.5 },
        }));
        await Mallory.PostsStory();
        (await Product.Nobody.Send(
            HttpMethod.Post, "/api/v1/auth/login",
            JsonContent.Create(new { login = Victim.Username, password = Member.Password }),
            ("User-Agent", Long))).Is(200);
    }

    private async Task Talk()
    {
        await Victim.Follows(Mallory);
        await Mallory.Follows(Victim);
        VictimsPost = await Victim.Posts(Pictures.Sunset(64, 48));
        var story = await Victim.PostsStory();
        var comment = await Mallory.Comments(VictimsPost, Long);
        await Mallory.Comments(VictimsPost, Long, comment);
        await Mallory.Comments(Post, Long);
        await Mallory.Likes(VictimsPost);
        await Mallory.Answers(story, Long);
        await Victim.Post($"{Post.Path()}/save");
        await Victim.IsTold("story_reply");
    }

    private async Task Complain()
    {
        (await Mallory.Reports("post", VictimsPost.Id, Long[..Math.Min(500, Long.Length)])).Is(202);
        var bait = await Mallory.Posts(Pictures.Sunset(48, 48));
        await Victim.Reports("post", bait.Id, Short);
        await Victim.Removes(await Victim.ItemOf(bait));
        (await Mallory.AppealsAgainst(Assert.Single(await Mallory.Decisions()), Long)).Is(202);
    }
}
