namespace Instagram.Tests.Scenarios;

/// <summary>
/// A few people follow, ask, approve, remove, close and open their accounts and post, all at once. In the end everyone
/// sees exactly what the rule lets them see of what the profiles say, and the feeds show it.
/// </summary>
public sealed class PrivacyModelTests : IAsyncLifetime
{
    private const int Steps = 30;

    private Product _product = null!;

    public async Task InitializeAsync() => _product = await Product.Start("Feed:CelebrityThreshold=2");

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_people_close_and_open_at_once_everyone_sees_what_they_may(int seed)
    {
        var members = await _product.SignUpMany("someone", 5);
        var posts = (await Task.WhenAll(members.Select((member, at) =>
            Live(members, member, new Random((seed * 100) + at))))).SelectMany(some => some).ToList();

        // Requests that were there when an account turned public are let in behind the answer at the latest.
        foreach (var member in members)
        {
            if (!(await member.Me()).IsPrivate)
            {
                await Eventually.Holds(async () =>
                    (await member.List<CardShape>("/api/v1/follow-requests")).Items.Count == 0);
            }
        }
        foreach (var viewer in members)
        {
            var shown = new List<string>();
            foreach (var author in members)
            {
                var profile = await viewer.Profile(author);
                var follows = author == viewer || profile.Viewer!.Follows;
                foreach (var post in posts.Where(post => post.Author.Id == author.Id))
                {
                    await (follows || !profile.IsPrivate ? viewer.Sees(post) : viewer.DoesNotSee(post));
                    if (follows)
                    {
                        shown.Add(post.Id);
                    }
                }
                var followers = await author.All<CardShape>($"{author.Path()}/followers", 2);
                Assert.Equal(profile.FollowerCount, followers.Count);
                Assert.Equal(follows && author != viewer, followers.Any(card => card.Id == viewer.Id));
            }
            await Eventually.Becomes(
                async () => string.Join(' ', (await viewer.FeedToEnd("latest", 3)).Select(post => post.Id).Order()),
                seen => seen == string.Join(' ', shown.Order()));
        }
    }

    private static async Task<List<PostShape>> Live(Member[] members, Member member, Random random)
    {
        var posts = new List<PostShape>();
        for (var step = 0; step < Steps; step++)
        {
            var other = members.Where(other => other != member).ElementAt(random.Next(members.Length - 1));
            switch (random.Next(10))
            {
                case 0 or 1 or 2:
                    Assert.Contains((await member.Post($"{other.Path()}/follow")).Status, new[] { 202, 204 });
                    break;
                case 3:
                    await member.Unfollows(other);
                    break;
                case 4:
                    await member.RemovesFollower(other);
                    break;
                case 5:
                    Assert.Contains(
                        (await member.Post($"/api/v1/follow-requests/{other.Id}/approve")).Status, new[] { 204, 404 });
                    break;
                case 6:
                    await member.BecomesPrivate();
                    break;
                case 7:
                    await member.BecomesPublic();
                    break;
                case 8:
                    var answer = await member.PostsForm([], (Pictures.Sunset(24, 24, step), "image/jpeg"));
                    posts.Add(await member.Published(answer.As<PostShape>(201)));
                    break;
                default:
                    await member.Feed();
                    break;
            }
        }
        return posts;
    }
}
