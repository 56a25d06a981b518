namespace Instagram.Tests.Scenarios;

/// <summary>People are told what others do about them, and no longer when it was undone or must not be seen.</summary>
[Collection(ScenarioGroup.Name)]
public sealed class NotificationTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task Likes_of_one_post_are_one_notice_with_the_newest_first()
    {
        var (bob, post) = await PostOfBob();
        var fans = await _product.SignUpMany("fan", 12);
        foreach (var fan in fans)
        {
            await fan.Likes(post);
        }
        var (ben, ana) = (await _product.SignUp("ben"), await _product.SignUp("ana"));
        await ben.Likes(post);
        await ana.Likes(post);
        await bob.Likes(post);

        var notice = await bob.IsTold("like", actors: 14);
        Assert.Equal([ana.Id, ben.Id, fans[^1].Id], notice.Actors.Select(actor => actor.Id));
        Assert.Equal((post.Id, post.Media[0].Urls.Thumbnail), (notice.Post!.Id, notice.Post.ThumbnailUrl));
        Assert.Null(notice.CommentId);
        Assert.Equal(1, await bob.Unread());
        Assert.Empty(await ana.Notices());
    }

    [Fact]
    public async Task An_unlike_lowers_the_count_and_the_last_one_removes_the_notice()
    {
        var (bob, post) = await PostOfBob();
        var (ana, ben) = (await _product.SignUp("ana"), await _product.SignUp("ben"));
        await ana.Likes(post);
        await ben.Likes(post);
        await bob.IsTold("like", actors: 2);
        await ben.Unlikes(post);
        Assert.Equal(ana.Id, Assert.Single((await bob.IsTold("like", actors: 1)).Actors).Id);
        await ana.Unlikes(post);
        await bob.IsNotTold("like");
        Assert.Equal(0, await bob.Unread());
        await ana.Likes(post);
        await bob.IsTold("like", actors: 1);
    }

    [Fact]
    public async Task What_was_seen_is_unseen_again_when_it_grows()
    {
        var (bob, post) = await PostOfBob();
        var (ana, ben) = (await _product.SignUp("ana"), await _product.SignUp("ben"));
        await ana.Likes(post);
        await bob.IsTold("like");
        await ana.Follows(bob);
        var follow = await bob.IsTold("follow");
        Assert.Equal(["follow", "like"], (await bob.Notices()).Select(notice => notice.Kind));
        Assert.Equal(2, await bob.Unread());

        var like = (await bob.Notices())[1];
        await bob.HasSeen(like);
        Assert.Equal([false, true], (await bob.Notices()).Select(notice => notice.Seen));
        Assert.Equal(1, await bob.Unread());
        await bob.HasSeen(follow);
        Assert.Equal(0, await bob.Unread());

        await ben.Likes(post);
        var grown = await bob.IsTold("like", actors: 2);
        Assert.Equal((like.Id, false), (grown.Id, grown.Seen));
        Assert.Equal(1, await bob.Unread());
        Assert.Equal(like.Id, (await bob.Notices())[0].Id);
    }

    [Fact]
    public async Task A_conversation_tells_each_of_what_concerns_them()
    {
        var (bob, post) = await PostOfBob();
        var (ana, ben) = (await _product.SignUp("ana"), await _product.SignUp("ben"));
        var comment = await ana.Comments(post, $"look, @{ben.Username.ToUpperInvariant()} and @nobody.at.all");
        var told = await bob.IsTold("comment");
        Assert.Equal((comment.Id, post.Id, ana.Id), (told.CommentId, told.Post!.Id, told.Actors[0].Id));
        var mention = await ben.IsTold("mention");
        Assert.Equal((comment.Id, post.Id), (mention.CommentId, mention.Post!.Id));

        var reply = await ben.Comments(post, "nice", comment);
        Assert.Equal(reply.Id, (await ana.IsTold("reply")).CommentId);
        await bob.IsTold("comment", actors: 2);
        await ben.LikesComment(comment);
        Assert.Equal(comment.Id, (await ana.IsTold("comment_like")).CommentId);
        await ben.UnlikesComment(comment);
        await ana.IsNotTold("comment_like");

        (await bob.Delete(comment.Path())).Is(204);
        Assert.Empty(await bob.Notices());
        Assert.Empty(await ben.Notices());
        Assert.Empty(await ana.Notices());
        Assert.Equal((0, 0, 0), (await bob.Unread(), await ben.Unread(), await ana.Unread()));
    }

    [Fact]
    public async Task A_mention_in_a_caption_is_told_until_the_post_is_gone()
    {
        var (bob, ana) = (await _product.SignUp("bob"), await _product.SignUp("ana"));
        var post = await bob.PostsWithCaption($"with @{ana.Username} and @{bob.Username}");
        var mention = await ana.IsTold("mention");
        Assert.Equal((post.Id, bob.Id), (mention.Post!.Id, mention.Actors[0].Id));
        Assert.Empty(await bob.Notices());
        await bob.Deletes(post);
        Assert.Empty(await ana.Notices());
        Assert.Equal(0, await ana.Unread());
    }

    [Fact]
    public async Task A_mention_in_what_one_may_not_see_is_told_to_no_one()
    {
        var (bob, ana, eve) =
            (await _product.SignUp("bob"), await _product.SignUp("ana"), await _product.SignUp("eve"));
        await ana.Follows(bob);
        await bob.BecomesPrivate();
        await bob.PostsWithCaption($"@{eve.Username} @{ana.Username}");
        await ana.IsTold("mention");
        Assert.Empty(await eve.Notices());
        Assert.Equal(0, await eve.Unread());
        await bob.RemovesFollower(ana);
        Assert.Empty(await ana.Notices());
        Assert.Equal(0, await ana.Unread());
    }

    [Fact]
    public async Task A_follow_of_a_public_account_is_told_until_it_ends()
    {
        var (bob, ana) = (await _product.SignUp("bob"), await _product.SignUp("ana"));
        await ana.Follows(bob);
        var follow = await bob.IsTold("follow");
        Assert.Null(follow.Post);
        Assert.Equal(ana.Id, Assert.Single(follow.Actors).Id);
        await ana.Unfollows(bob);
        await bob.IsNotTold("follow");
    }

    [Fact]
    public async Task A_request_is_told_until_it_is_decided_and_its_approval_is_told_to_who_asked()
    {
        var (bob, ana, ben) =
            (await _product.SignUp("bob"), await _product.SignUp("ana"), await _product.SignUp("ben"));
        await bob.BecomesPrivate();
        await ana.AsksToFollow(bob);
        await ben.AsksToFollow(bob);
        await bob.IsTold("follow_request", actors: 2);
        await bob.Rejects(ben);
        await bob.IsTold("follow_request", actors: 1);
        await bob.Approves(ana);
        Assert.Equal(bob.Id, Assert.Single((await ana.IsTold("follow_approved")).Actors).Id);
        await bob.IsNotTold("follow_request");
        Assert.Empty(await bob.Notices());
        Assert.Empty(await ben.Notices());

        await ben.AsksToFollow(bob);
        await bob.IsTold("follow_request");
        await ben.Unfollows(bob);
        await bob.IsNotTold("follow_request");
        await ana.Unfollows(bob);
        await ana.IsNotTold("follow_approved");
    }

    [Fact]
    public async Task A_reply_to_a_story_is_told_to_its_author()
    {
        var (bob, ana) = (await _product.SignUp("bob"), await _product.SignUp("ana"));
        var story = await bob.PostsStory();
        await ana.Answers(story, "lovely");
        var told = await bob.IsTold("story_reply");
        Assert.Equal((ana.Id, null, null), (Assert.Single(told.Actors).Id, told.Post, told.CommentId));
    }

    [Theory]
    [InlineData("mute")]
    [InlineData("block")]
    [InlineData("blocked")]
    public async Task Who_is_shunned_is_neither_shown_nor_counted(string how)
    {
        var (bob, post) = await PostOfBob();
        var (ana, eve) = (await _product.SignUp("ana"), await _product.SignUp("eve"));
        await ana.Likes(post);
        await eve.Likes(post);
        await eve.Comments(post, "hello");
        await bob.IsTold("like", actors: 2);
        await bob.IsTold("comment");
        Assert.Equal(2, await bob.Unread());

        await (how switch { "mute" => bob.Mutes(eve), "block" => bob.Blocks(eve), _ => eve.Blocks(bob) });

        var notice = Assert.Single(await bob.Notices());
        Assert.Equal((1, ana.Id), (notice.ActorCount, Assert.Single(notice.Actors).Id));
        Assert.Equal(1, await bob.Unread());
        if (how == "mute")
        {
            await eve.Comments(post, "hello again");
            Assert.Single(await bob.Notices());
        }
    }

    [Fact]
    public async Task What_someone_muted_adds_makes_nothing_unseen()
    {
        var (bob, post) = await PostOfBob();
        var (ana, eve) = (await _product.SignUp("ana"), await _product.SignUp("eve"));
        await ana.Likes(post);
        var seen = await bob.IsTold("like");
        await bob.HasSeen(seen);
        await bob.Mutes(eve);
        await eve.Likes(post);
        await ana.Follows(bob);
        await bob.IsTold("follow");
        var after = await bob.IsTold("like");
        Assert.Equal((seen.Id, seen.CreatedAt, true), (after.Id, after.CreatedAt, after.Seen));
        Assert.Equal(1, await bob.Unread());
    }

    [Fact]
    public async Task Pages_of_notices_neither_repeat_nor_skip_what_is_hidden()
    {
        var (bob, eve) = (await _product.SignUp("bob"), await _product.SignUp("eve"));
        var fans = await _product.SignUpMany("fan", 5);
        var post = await bob.Posts(Pictures.Sunset());
        var comments = new List<CommentShape>();
        foreach (var fan in fans)
        {
            comments.Add(await bob.Comments(post, "mine"));
            await eve.LikesComment(comments[^1]);
            var other = await bob.Comments(post, "another");
            await fan.LikesComment(other);
        }
        await Eventually.Becomes(bob.Unread, count => count == 10);
        await bob.Mutes(eve);
        var read = await bob.All<NoticeShape>("/api/v1/notifications", 2);
        Assert.Equal(
            fans.Reverse().Select(fan => fan.Id), read.Select(notice => Assert.Single(notice.Actors).Id));
    }

    [Fact]
    public async Task Notices_and_how_far_they_were_seen_survive_a_restart()
    {
        await using var product = await Product.Start();
        var (bob, ana) = (await product.SignUp("bob"), await product.SignUp("ana"));
        var post = await bob.Posts(Pictures.Sunset());
        await ana.Likes(post);
        await bob.HasSeen(await bob.IsTold("like"));
        await ana.Follows(bob);
        await bob.IsTold("follow");
        await product.Restart();
        Assert.Equal(
            [("follow", false), ("like", true)],
            (await bob.Notices()).Select(notice => (notice.Kind, notice.Seen)));
        Assert.Equal(1, await bob.Unread());
    }

    private async Task<(Member Bob, PostShape Post)> PostOfBob()
    {
        var bob = await _product.SignUp("bob");
        return (bob, await bob.Posts(Pictures.Sunset()));
    }
}
