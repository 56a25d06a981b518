using Instagram.Tests.Storage;
using Microsoft.Extensions.Configuration;

namespace Instagram.Tests.Scenarios;

/// <summary>
/// A change is stored, and a step behind the commit fails: it is not acknowledged, and the fact brings it to its end.
/// </summary>
public sealed class HalfDoneTests : IAsyncLifetime
{
    private const string Index = "indexed_posts";

    private Product _product = null!;

    private string Database => _product.Service<IConfiguration>()["ConnectionStrings:Main"]!;

    public async Task InitializeAsync() => _product = await Product.Start();

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task A_deletion_that_the_index_cannot_take_in_is_busy_and_the_fact_brings_it_there()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        var tag = $"tag{Guid.NewGuid():n}"[..20];
        var post = await bob.Published(await bob.Submits(new
        {
            mediaIds = new[] { await bob.UploadsReady(Pictures.Sunset()) }, caption = $"#{tag}",
        }));
        await Eventually.Becomes(() => Tags(alice, tag), tags => tags.Count == 1);
        await alice.Sees(post);

        await DatabaseDoor.HideTable(Database, Index);
        using var delete = new HttpRequestMessage(HttpMethod.Delete, new Uri(post.Path(), UriKind.Relative));
        delete.Headers.Authorization = new("Bearer", bob.AccessToken);
        (await _product.Send(delete, mayBeBusy: true)).Problem(503, "busy");
        await alice.DoesNotSee(post);
        (await bob.Delete(post.Path())).NotFound();
        await DatabaseDoor.ShowTable(Database, Index);

        await Eventually.Becomes(() => Tags(alice, tag), tags => tags.Count == 0);
    }

    private static async Task<IReadOnlyList<HashtagShape>> Tags(Member member, string tag) =>
        (await member.List<HashtagShape>($"/api/v1/search?type=hashtags&q={tag}")).Items;
}
