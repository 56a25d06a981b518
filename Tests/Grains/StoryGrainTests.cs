using Instagram.Grains.Stories;
using Instagram.Storage.Shards;

namespace Instagram.Tests.Grains;

[Collection(GrainGroup.Name)]
public sealed class StoryGrainTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task The_same_story_sent_again_and_again_is_one()
    {
        var bob = await _product.SignUp("bob");
        var (id, medium) = (NewId(bob), Number(await bob.UploadsReady(Pictures.Sunset())));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Stories(bob).Publish(id, medium)));
        Assert.All(outcomes, outcome => Assert.Equal(PublishStoryResult.Created, outcome.Result));
        Assert.Equal(id, Assert.Single(await Stories(bob).GetLive()).Id);
    }

    [Fact]
    public async Task One_medium_makes_one_story_however_many_are_sent_at_once()
    {
        var bob = await _product.SignUp("bob");
        var medium = Number(await bob.UploadsReady(Pictures.Sunset()));
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => Stories(bob).Publish(NewId(bob), medium)));
        var made = Assert.Single(outcomes, outcome => outcome.Result == PublishStoryResult.Created);
        Assert.Equal(4, outcomes.Count(outcome => outcome.Result == PublishStoryResult.MediaUnusable));
        Assert.Equal(made.Story!.Id, Assert.Single(await Stories(bob).GetLive()).Id);
    }

    [Fact]
    public async Task Stories_that_arrive_out_of_order_are_listed_in_order()
    {
        var bob = await _product.SignUp("bob");
        var (older, newer) = (NewId(bob), NewId(bob));
        foreach (var id in new[] { newer, older })
        {
            await Stories(bob).Publish(id, Number(await bob.UploadsReady(Pictures.Sunset())));
        }
        Assert.Equal([older, newer], (await Stories(bob).GetLive()).Select(story => story.Id));
    }

    [Fact]
    public async Task A_story_is_deleted_once()
    {
        var bob = await _product.SignUp("bob");
        var story = Number((await bob.PostsStory()).Id);
        var deleted = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Stories(bob).Delete(story)));
        Assert.Single(deleted, true);
        Assert.Null(await Stories(bob).Get(story));
        Assert.Empty(await Stories(bob).GetLive());
    }

    [Fact]
    public async Task Questions_while_stories_come_and_go_find_only_whole_ones()
    {
        var bob = await _product.SignUp("bob");
        var kept = Number((await bob.PostsStory()).Id);
        var media = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => bob.Uploads(Pictures.Sunset())));
        var changes = Task.WhenAll(media.Select(async medium =>
        {
            var id = NewId(bob);
            Assert.Equal(PublishStoryResult.Created, (await Stories(bob).Publish(id, Number(medium))).Result);
            Assert.True(await Stories(bob).Delete(id));
        }));
        do
        {
            var live = await Stories(bob).GetLive();
            Assert.Equal(kept, live[0].Id);
            Assert.Equal(live.Length, live.Select(story => story.Media.Id).Distinct().Count());
        }
        while (!changes.IsCompleted);
        await changes;
        Assert.Equal(kept, Assert.Single(await Stories(bob).GetLive()).Id);
    }

    private IStoryGrain Stories(Member author) => _product.Grains.GetGrain<IStoryGrain>(author.Number);

    private long NewId(Member author) =>
        _product.Service<SnowflakeIds>().Next(ShardId.Of(author.Number));

    private static long Number(string id) => long.Parse(id, System.Globalization.CultureInfo.InvariantCulture);
}
