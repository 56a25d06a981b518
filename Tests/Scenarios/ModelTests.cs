namespace Instagram.Tests.Scenarios;

/// <summary>
/// A few people do everything at once; in the end every feed, count and page is what it must be. With a threshold so
/// low that authors change between pushed and pulled all the time.
/// </summary>
public sealed class ModelTests : IAsyncLifetime
{
    private const int Steps = 30;

    private Product _product = null!;

    public async Task InitializeAsync() => _product = await Product.Start("Feed:CelebrityThreshold=2");

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_people_do_at_once_every_feed_ends_with_what_its_reader_follows(int seed)
    {
        var model = new Model(await _product.SignUpMany("someone", 6));

        await Task.WhenAll(model.Members.Select((member, at) => Live(model, member, new Random((seed * 100) + at))));

        foreach (var member in model.Members)
        {
            var expected = model.FeedOf(member).ToList();
            await Eventually.Becomes(
                async () => string.Join(' ', (await member.FeedToEnd("latest", 7)).Select(post => post.Id)),
                seen => seen == string.Join(' ', expected));
            Assert.Equal(expected.Order(), (await member.FeedToEnd("ranked", 7)).Select(post => post.Id).Order());
            var profile = await member.Me();
            var posts = model.Posts.Count(post => post.Author == member);
            Assert.Equal(
                (model.FollowersOf(member), model.FolloweesOf(member), posts),
                (profile.FollowerCount, profile.FollowingCount, profile.PostCount));
            foreach (var other in model.Members.Where(other => other != member))
            {
                Assert.Equal(model.Follows(member, other), (await member.Profile(other)).Viewer!.Follows);
            }
        }
    }

    private static async Task Live(Model model, Member member, Random random)
    {
        var mine = new List<PostShape>();
        for (var step = 0; step < Steps; step++)
        {
            var other = model.Members[random.Next(model.Members.Count)];
            switch (random.Next(8))
            {
                case 0 or 1 when other != member:
                    await member.Follows(other);
                    model.Followed(member, other);
                    break;
                case 2 when other != member:
                    await member.Unfollows(other);
                    model.Unfollowed(member, other);
                    Assert.DoesNotContain((await member.Feed()).Posts, post => post.Author.Id == other.Id);
                    break;
                case 3 or 4:
                    var answer = await member.PostsForm([], (Pictures.Sunset(24, 24, step), "image/jpeg"));
                    mine.Add(await member.Published(answer.As<PostShape>(201)));
                    model.Posted(member, mine[^1]);
                    break;
                case 5 when mine.Count > 0:
                    var gone = mine[random.Next(mine.Count)];
                    mine.Remove(gone);
                    model.Deleted(gone);
                    await member.Deletes(gone);
                    break;
                default:
                    var feed = (await member.Feed($"?order={(random.Next(2) == 0 ? "latest" : "ranked")}")).Posts;
                    Assert.Equal(feed.Count, feed.Select(post => post.Id).Distinct().Count());
                    Assert.All(feed, post => Assert.True(
                        post.Author.Id == member.Id || model.Members.Any(author =>
                            author.Id == post.Author.Id && model.Follows(member, author))));
                    break;
            }
        }
    }
}
