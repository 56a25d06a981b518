namespace Instagram.Tests.Api;

/// <summary>Hidden, deleted and never-existing answer the same 404, the same body but for its traceId.</summary>
[Collection(ApiGroup.Name)]
public sealed class HiddenTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task What_is_hidden_cannot_be_told_from_what_never_was()
    {
        var (bob, eve) = (await _product.SignUp("bob"), await _product.SignUp("eve"));
        await bob.BecomesPrivate();
        var (hidden, deleted) = (await bob.Posts(Pictures.Sunset()), await bob.Posts(Pictures.Sunset(seed: 1)));
        await bob.Deletes(deleted);
        const string Nothing = "123456789";

        foreach (var viewer in new[] { eve, _product.Nobody })
        {
            await Alike(viewer, id => $"/api/v1/posts/{id}", hidden.Id, deleted.Id, Nothing);
            await Alike(
                viewer, id => $"/media/{id}/small", hidden.Media[0].Id, deleted.Media[0].Id, Nothing);
            await Alike(
                viewer, id => $"/api/v1/media/{id}/large", hidden.Media[0].Id, deleted.Media[0].Id, Nothing);
            await Alike(viewer, id => $"/api/v1/users/{id}/posts", bob.Id, Nothing);
        }
        await Alike(eve, id => $"/api/v1/posts/{id}/likes", hidden.Id, deleted.Id, Nothing);
        await Alike(eve, id => $"/api/v1/users/{id}/followers", bob.Id, Nothing);
        await Alike(eve, id => $"/api/v1/users/{id}/following", bob.Id, Nothing);
        await Alike(eve, id => $"/api/v1/media/uploads/{id}", hidden.Media[0].Id, deleted.Media[0].Id, Nothing);
        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Delete })
        {
            var answers = new List<Answer>();
            foreach (var id in new[] { hidden.Id, deleted.Id, Nothing })
            {
                answers.Add(await eve.Send(method, $"/api/v1/posts/{id}/like"));
            }
            Same(answers);
        }
    }

    private static async Task Alike(Visitor viewer, Func<string, string> path, params string[] ids)
    {
        var answers = new List<Answer>();
        foreach (var id in ids)
        {
            answers.Add(await viewer.Get(path(id)));
        }
        Same(answers);
    }

    private static void Same(List<Answer> answers)
    {
        foreach (var answer in answers)
        {
            answer.NotFound();
            Assert.Equal(answers[0].WithoutTrace(), answer.WithoutTrace());
            Assert.Equal(Headers(answers[0]), Headers(answer));
        }
    }

    private static string Headers(Answer answer) => string.Join('\n', answer.Headers.Concat(answer.ContentHeaders)
        .Where(header => header.Key is not ("Date" or "Content-Length"))
        .Select(header => $"{header.Key}: {string.Join(',', header.Value)}").Order());
}
