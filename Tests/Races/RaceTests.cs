using System.Diagnostics;
using System.Globalization;

namespace Instagram.Tests.Races;

/// <summary>
/// People with two devices each follow, close, block, post and look, all at once and over real HTTP, for a while
/// (<c>RACE_SECONDS</c>). The threshold is so low that authors change between pushed and pulled all the time.
/// </summary>
public sealed class RaceTests : IAsyncLifetime
{
    private const int Members = 7;
    private const int Devices = 2;
    private const int MostPosts = 150;

    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(int.Parse(
        Environment.GetEnvironmentVariable("RACE_SECONDS") ?? "20", CultureInfo.InvariantCulture));

    private Product _product = null!;

    public async Task InitializeAsync() => _product = await Product.Start(
        Moderating.Setting, "Feed:CelebrityThreshold=2", "Storage:MaxPoolSize=40");

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task After_its_answer_nothing_that_was_closed_is_shown_and_nothing_is_lost()
    {
        var seed = Random.Shared.Next();
        var members = await _product.SignUpMany("someone", Members);
        var target = await _product.SignUp("target");
        var moderator = await _product.SignUpModerator();
        var race = new Race(members, [target], MostPosts * Math.Max(1, (int)Lasts.TotalMinutes));
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var post = await target.Published(
                (await target.PostsForm([], (race.Picture, "image/jpeg"))).As<PostShape>(201));
            race.Knowledge.Posted(post.Id, target.Id);
            race.Show(post);
        }
        var started = Stopwatch.GetTimestamp();
        bool GoesOn() => Stopwatch.GetElapsedTime(started) < Lasts && race.Leaks.Count + race.Missed.Count == 0;

        await Task.WhenAll(members.SelectMany((member, at) => Enumerable.Range(0, Devices).Select(device =>
            Live(new RaceClient(race, member, new Random(seed + (at * Devices) + device)), GoesOn)))
            .Append(Moderate(race, moderator, target, GoesOn)));

        Assert.True(race.Leaks.Count == 0, $"leaks:\n{string.Join('\n', race.Leaks)}");
        Assert.True(race.Missed.Count == 0, $"not shown:\n{string.Join('\n', race.Missed)}");
        Assert.True(race.Doubled.Count == 0, $"doubled:\n{string.Join('\n', race.Doubled)}");
        Assert.True(race.Negative.Count == 0, $"negative:\n{string.Join('\n', race.Negative)}");
        await OpenEverything(members);
        foreach (var member in members)
        {
            await EndsAsItWasAnswered(race, member);
            await CountsAreRows(member);
        }
        Figures.Show(
            "races over HTTP",
            $"{race.Operations} requests by {Members * Devices} clients at once, 0 leaks, 0 lost, 0 doubled");
    }

    private static async Task Live(RaceClient client, Func<bool> goesOn)
    {
        while (goesOn())
        {
            await client.Act();
        }
    }

    private static async Task Moderate(Race race, Member moderator, Member target, Func<bool> goesOn)
    {
        while (goesOn())
        {
            foreach (var suspended in new[] { true, false })
            {
                var deed = race.Knowledge.Begin((FactKind.IsSuspended, target.Id, "", suspended));
                await (suspended ? moderator.Suspends(target) : moderator.Restores(target));
                deed.Ends(Effect.Certain);
                race.Counted();
                await Eventually.Beat();
            }
        }
    }

    /// <summary>So that everyone sees what there is, and it can be compared.</summary>
    private static async Task OpenEverything(IReadOnlyList<Member> members)
    {
        foreach (var member in members)
        {
            foreach (var blocked in await member.All<CardShape>("/api/v1/users/me/blocks", 100))
            {
                (await member.Delete($"/api/v1/users/{blocked.Id}/block")).Is(204);
            }
        }
        foreach (var member in members)
        {
            await member.BecomesPublic();
            await Eventually.Holds(async () =>
                (await member.List<CardShape>("/api/v1/follow-requests")).Items.Count == 0);
        }
    }

    private static async Task EndsAsItWasAnswered(Race race, Member member)
    {
        var followed = new List<string> { member.Id };
        foreach (var other in race.Others(member))
        {
            if ((await member.Profile(other)).Viewer!.Follows)
            {
                followed.Add(other.Id);
            }
        }
        var posts = race.Knowledge.AllPosts()
            .Where(post => race.Knowledge.MayBe(FactKind.IsDeleted, post.Post, "", false)).ToList();
        Assert.Equal(
            posts.Where(post => post.Author == member.Id).Select(post => post.Post).Order(),
            (await member.All<PostShape>($"{member.Path()}/posts", 100)).Select(post => post.Id).Order());
        var expected = string.Join(' ', posts.Where(post => followed.Contains(post.Author))
            .Select(post => post.Post).Order());
        await Eventually.Becomes(
            async () => string.Join(' ', (await member.FeedToEnd("latest", 20)).Select(post => post.Id).Order()),
            seen => seen == expected, $"a feed of {expected}");
        Assert.Equal(
            expected, string.Join(' ', (await member.FeedToEnd("ranked", 20)).Select(post => post.Id).Order()));
    }

    private static async Task CountsAreRows(Member member)
    {
        var profile = await member.Me();
        var posts = await member.All<PostShape>($"{member.Path()}/posts", 100);
        Assert.Equal(
            (profile.FollowerCount, profile.FollowingCount, profile.PostCount),
            ((await member.All<CardShape>($"{member.Path()}/followers", 100)).Count,
                (await member.All<CardShape>($"{member.Path()}/following", 100)).Count, posts.Count));
        foreach (var post in posts)
        {
            Assert.Equal(
                (post.LikeCount, post.CommentCount),
                ((await member.All<CardShape>($"{post.Path()}/likes", 100)).Count,
                    (await member.All<CommentShape>($"{post.Path()}/comments", 100)).Count));
        }
    }
}
