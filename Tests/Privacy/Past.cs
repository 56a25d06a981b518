namespace Instagram.Tests.Privacy;

/// <summary>
/// What an author and someone else have had to do with each other before they parted, so that in every list of theirs
/// there is something of the author's that may have to be gone.
/// </summary>
internal sealed class Past
{
    private Past(Member member, PostShape own, StoryShape ownStory)
    {
        Member = member;
        Own = own;
        OwnStory = ownStory;
    }

    public Member Member { get; }

    /// <summary>A post of the other's, which the author has liked and commented on.</summary>
    public PostShape Own { get; }

    /// <summary>A story of the other's, which the author has watched and answered.</summary>
    public StoryShape OwnStory { get; }

    /// <summary>Where reading of a feed went on that had the author's post still to come.</summary>
    public string Ranked { get; private set; } = "";

    public string Latest { get; private set; } = "";

    /// <summary>
    /// The author speaks in <paramref name="voice"/>: words that are seen by whoever sees the author at all.
    /// </summary>
    public static async Task<Past> Between(Scene scene, Member member, string voice, bool asPrivate)
    {
        var author = scene.Author;
        await member.Likes(scene.Post);
        (await member.Post($"{scene.Post.Path()}/save")).Is(204);
        await member.Comments(scene.Post, "mine");
        await member.LikesComment(scene.Comment);
        await member.Watches(scene.Story);
        await member.Answers(scene.Story, "hello");
        await author.Comments(scene.Post, $"{scene.Word} @{member.Username}");
        var picture = Pictures.Sunset(24, 24);
        var past = new Past(
            member,
            await member.Published((await member.PostsForm(
                [("caption", $"for @{author.Username}")], (picture, "image/jpeg"))).As<PostShape>(201)),
            await member.PostsStory(await member.UploadsReady(picture)));
        await author.Likes(past.Own);
        await author.Comments(past.Own, $"{voice} @{member.Username}");
        await author.Watches(past.OwnStory);
        await author.Answers(past.OwnStory, voice);
        past.Ranked = (await member.Feed("?limit=1")).Cursor!;
        past.Latest = (await member.Feed("?limit=1&order=latest")).Cursor!;
        if (asPrivate)
        {
            await member.BecomesPrivate();
            await author.AsksToFollow(member);
        }
        else
        {
            await author.Follows(member);
        }
        return past;
    }
}
