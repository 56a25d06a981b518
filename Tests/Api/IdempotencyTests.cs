namespace Instagram.Tests.Api;

[Collection(ApiGroup.Name)]
public sealed class IdempotencyTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task The_same_key_and_body_get_the_first_answer_again()
    {
        var bob = await _product.SignUp("bob");
        var post = new { mediaIds = new[] { await bob.UploadsReady(Pictures.Sunset()) }, caption = "once" };
        var first = await Send(bob, "key-1", post);
        var again = await Send(bob, "key-1", post);
        Assert.Equal(first.As<PostShape>(201).Id, again.As<PostShape>(201).Id);
        Assert.Equal(first.Text, again.Text);
        Assert.Equal(1, (await bob.Me()).PostCount);
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_a_conflict()
    {
        var bob = await _product.SignUp("bob");
        var mediaIds = new[] { await bob.UploadsReady(Pictures.Sunset()) };
        (await Send(bob, "key", new { mediaIds, caption = "one" })).Is(201);
        (await Send(bob, "key", new { mediaIds, caption = "two" })).Problem(409, "conflict");
    }

    [Fact]
    public async Task Repeats_at_once_make_one_post_and_all_get_it()
    {
        var bob = await _product.SignUp("bob");
        var post = new { mediaIds = new[] { await bob.Uploads(Pictures.Sunset()) } };
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Send(bob, "key", post)));
        var id = Assert.Single(answers.Select(answer => answer.As<PostShape>(201).Id).Distinct());
        await Eventually.Holds(async () => (await bob.Me()).PostCount == 1);
        Assert.Equal(id, Assert.Single((await bob.List<PostShape>($"{bob.Path()}/posts")).Items).Id);
    }

    [Fact]
    public async Task A_form_is_the_same_whatever_its_boundary()
    {
        var bob = await _product.SignUp("bob");
        var answers = new[] { await Form(Pictures.Sunset()), await Form(Pictures.Sunset()) };
        Assert.Equal(answers[0].As<PostShape>(201).Id, answers[1].As<PostShape>(201).Id);
        (await Form(Pictures.Sunset(seed: 9))).Problem(409, "conflict");

        Task<Answer> Form(byte[] picture)
        {
            var form = new MultipartFormDataContent { { new ByteArrayContent(picture), "image", "a.jpg" } };
            return bob.Send(HttpMethod.Post, "/api/v1/posts", form, ("Idempotency-Key", "form"));
        }
    }

    [Fact]
    public async Task Keys_belong_to_the_account()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        var first = await Send(alice, "key", new { mediaIds = new[] { await alice.Uploads(Pictures.Sunset()) } });
        var second = await Send(bob, "key", new { mediaIds = new[] { await bob.Uploads(Pictures.Sunset()) } });
        Assert.NotEqual(first.As<PostShape>(201).Id, second.As<PostShape>(201).Id);
    }

    [Fact]
    public async Task A_request_that_failed_can_be_sent_again()
    {
        var bob = await _product.SignUp("bob");
        var ticket = await bob.Announces(Pictures.NoPicture());
        var missing = new { mediaIds = new[] { "123456789" } };
        (await Send(bob, "key", missing)).NotFound();
        (await Send(bob, "key", missing)).NotFound();
        (await Send(bob, "another", new { mediaIds = new[] { ticket.MediaId } })).Is(201);
    }

    [Fact]
    public async Task Without_a_key_a_repeat_is_another_request()
    {
        var bob = await _product.SignUp("bob");
        var answers = new[]
        {
            await bob.PostsForm([], (Pictures.Sunset(), "image/jpeg")),
            await bob.PostsForm([], (Pictures.Sunset(), "image/jpeg")),
        };
        Assert.NotEqual(answers[0].As<PostShape>(201).Id, answers[1].As<PostShape>(201).Id);
    }

    [Theory]
    [InlineData(64, 201)]
    [InlineData(65, 400)]
    public async Task A_key_has_at_most_64_characters(int length, int status)
    {
        var bob = await _product.SignUp("bob");
        (await Send(
            bob, new string('k', length), new { mediaIds = new[] { await bob.Uploads(Pictures.Sunset()) } }))
            .Is(status);
    }

    private static Task<Answer> Send(Member member, string key, object post) => member.Send(
        HttpMethod.Post, "/api/v1/posts", System.Net.Http.Json.JsonContent.Create(post), ("Idempotency-Key", key));
}
