namespace Instagram.Tests.Scenarios;

/// <summary>
/// People talk under a post: comments, one level of replies, likes of comments, and taking them back.
/// </summary>
[Collection(ScenarioGroup.Name)]
public sealed class CommentTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task A_conversation_is_there_for_everyone_who_sees_the_post()
    {
        var (bob, alice, post) = await PostOfBob();
        var first = await alice.Comments(post, "What a light!");
        var second = await bob.Comments(post, "It was cold, too");
        var reply = await bob.Comments(post, "Thank you", first);

        Assert.Equal(
            (post.Id, alice.Id, "What a light!", null),
            (first.PostId, first.Author.Id, first.Text, first.ReplyToCommentId));
        Assert.Equal(first.Id, reply.ReplyToCommentId);
        var top = await _product.Nobody.List<CommentShape>($"{post.Path()}/comments");
        Assert.Equal([second.Id, first.Id], top.Items.Select(comment => comment.Id));
        Assert.Equal(1, top.Items[1].ReplyCount);
        var replies = await alice.List<CommentShape>($"{post.Path()}/comments?replyTo={first.Id}");
        Assert.Equal(reply.Id, Assert.Single(replies.Items).Id);
        Assert.Equal(3, (await alice.Get(post.Path())).As<PostShape>().CommentCount);
    }

    [Fact]
    public async Task A_reply_to_a_reply_answers_the_comment_above_both()
    {
        var (bob, alice, post) = await PostOfBob();
        var first = await alice.Comments(post, "one");
        var reply = await bob.Comments(post, "two", first);
        Assert.Equal(first.Id, (await alice.Comments(post, "three", reply)).ReplyToCommentId);
    }

    [Fact]
    public async Task A_comment_goes_with_its_replies_and_the_count_follows()
    {
        var (bob, alice, post) = await PostOfBob();
        var first = await alice.Comments(post, "one");
        await bob.Comments(post, "two", first);
        var other = await bob.Comments(post, "three");
        var eve = await _product.SignUp("eve");

        (await eve.Delete(first.Path())).Problem(403, "forbidden");
        (await bob.Delete(first.Path())).Is(204);
        (await bob.Delete(first.Path())).NotFound();
        Assert.Equal(other.Id, Assert.Single((await alice.List<CommentShape>($"{post.Path()}/comments")).Items).Id);
        (await alice.Get($"{post.Path()}/comments?replyTo={first.Id}")).NotFound();
        Assert.Equal(1, (await alice.Get(post.Path())).As<PostShape>().CommentCount);
    }

    [Fact]
    public async Task Liking_a_comment_twice_counts_once()
    {
        var (bob, alice, post) = await PostOfBob();
        var comment = await alice.Comments(post, "one");
        (await bob.Post($"{comment.Path()}/like")).Is(204);
        (await bob.Post($"{comment.Path()}/like")).Is(204);
        var seen = Assert.Single((await bob.List<CommentShape>($"{post.Path()}/comments")).Items);
        Assert.Equal((1, true), (seen.LikeCount, seen.Viewer.Liked));
        (await bob.Delete($"{comment.Path()}/like")).Is(204);
        (await bob.Delete($"{comment.Path()}/like")).Is(204);
        seen = Assert.Single((await bob.List<CommentShape>($"{post.Path()}/comments")).Items);
        Assert.Equal((0, false), (seen.LikeCount, seen.Viewer.Liked));
    }

    [Fact]
    public async Task The_same_key_makes_one_comment()
    {
        var (_, alice, post) = await PostOfBob();
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Send("once")));
        Assert.Single(answers.Select(answer => answer.As<CommentShape>(201).Id).Distinct());
        (await Send("twice")).Problem(409, "conflict");
        Assert.Equal(1, (await alice.Get(post.Path())).As<PostShape>().CommentCount);

        Task<Answer> Send(string text) => alice.Send(
            HttpMethod.Post, $"{post.Path()}/comments", System.Net.Http.Json.JsonContent.Create(new { text }),
            ("Idempotency-Key", "k1"));
    }

    [Fact]
    public async Task Under_a_post_that_is_hidden_there_is_no_conversation()
    {
        var (bob, alice, post) = await PostOfBob();
        var comment = await bob.Comments(post, "only for us");
        await bob.BecomesPrivate();
        (await alice.Get($"{post.Path()}/comments")).NotFound();
        (await alice.Post($"{post.Path()}/comments", new { text = "let me in" })).NotFound();
        (await alice.Post($"{comment.Path()}/like")).NotFound();
        (await alice.Delete(comment.Path())).NotFound();
    }

    [Fact]
    public async Task Pages_of_comments_neither_repeat_nor_skip()
    {
        var (_, alice, post) = await PostOfBob();
        var written = new List<string>();
        foreach (var text in Enumerable.Range(0, 7))
        {
            written.Add((await alice.Comments(post, $"{text}")).Id);
        }
        var read = await alice.All<CommentShape>($"{post.Path()}/comments", 3);
        Assert.Equal(Enumerable.Reverse(written), read.Select(comment => comment.Id));
    }

    [Fact]
    public async Task Bad_comments_are_refused_with_the_reason()
    {
        var (_, alice, post) = await PostOfBob();
        (await alice.Post($"{post.Path()}/comments", new { text = "   " })).Invalid("text");
        (await alice.Post($"{post.Path()}/comments", new { text = new string('x', 1_001) })).Invalid("text");
        (await alice.Post($"{post.Path()}/comments", new { text = "a\0b" })).Invalid("text");
        (await alice.Post($"{post.Path()}/comments", new { text = "x", replyToCommentId = "12345" })).NotFound();
        (await alice.Post($"{post.Path()}/comments", new { text = "x", replyToCommentId = "nothing" })).NotFound();
        (await alice.Get($"{post.Path()}/comments?cursor=broken")).Invalid("cursor");
    }

    [Fact]
    public async Task Comments_and_their_count_survive_a_restart()
    {
        await using var product = await Product.Start();
        var bob = await product.SignUp("bob");
        var post = await bob.Posts(Pictures.Sunset());
        var comment = await bob.Comments(post, "still here");
        await product.Restart();
        Assert.Equal(comment.Id, Assert.Single((await bob.List<CommentShape>($"{post.Path()}/comments")).Items).Id);
        Assert.Equal(1, (await bob.Get(post.Path())).As<PostShape>().CommentCount);
    }

    private async Task<(Member Bob, Member Alice, PostShape Post)> PostOfBob()
    {
        var (bob, alice) = (await _product.SignUp("bob"), await _product.SignUp("alice"));
        return (bob, alice, await bob.Posts(Pictures.Sunset()));
    }
}
