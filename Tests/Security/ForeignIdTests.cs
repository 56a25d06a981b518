namespace Instagram.Tests.Security;

/// <summary>An id is no permission: not in a path and not in a body, for reading or writing.</summary>
[Collection(SecurityGroup.Name)]
public sealed class ForeignIdTests(SecurityFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public void Every_route_that_takes_an_id_is_in_the_table()
    {
        var mapped = RouteRecorder.Mapped(_product.Services)
            .Where(route => route.Contains(":id}", StringComparison.Ordinal))
            .Concat(ForeignIds.WithoutIdInPath).ToHashSet();
        var listed = ForeignIds.Rows.Select(row => row.Route).ToHashSet();
        Assert.True(
            listed.SetEquals(mapped),
            $"not in the table:\n{string.Join('\n', mapped.Except(listed))}\n\n" +
            $"not in the product:\n{string.Join('\n', listed.Except(mapped))}");
    }

    [Fact]
    public async Task Who_knows_an_id_and_may_even_see_the_thing_neither_reads_nor_changes_what_is_its_owners_alone()
    {
        var estate = await Estate.Of(_product, fixture.Moderator);
        var before = await estate.Inventory();
        foreach (var row in ForeignIds.Rows.OfType<OfOwner>())
        {
            using var body = row.Body is { } make
                ? System.Net.Http.Json.JsonContent.Create(make(estate))
                : null;
            var answer = await estate.Intruder.Send(row.Method, row.Path(estate), body);
            Assert.True(answer.Status == row.Refusal, $"expected {row.Refusal} of {answer}");
        }
        Assert.Equal(before, await estate.Inventory());
    }

    [Fact]
    public async Task A_comment_under_another_post_cannot_be_answered_from_here()
    {
        var (alice, eve) = (await _product.SignUp("alice"), await _product.SignUp("eve"));
        var (hers, other) = (await alice.Posts(Pictures.Sunset()), await eve.Posts(Pictures.Sunset()));
        var comment = await alice.Comments(hers, "here");
        var answer = await eve.Post(
            $"{other.Path()}/comments", new { text = "there", replyToCommentId = comment.Id });
        answer.NotFound();
        Assert.Equal(1, (await alice.Get(hers.Path())).As<PostShape>().CommentCount);
        Assert.Equal(0, (await eve.Get(other.Path())).As<PostShape>().CommentCount);
    }
}
