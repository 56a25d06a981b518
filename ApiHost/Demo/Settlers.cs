using Instagram.ApiHost.Demo.Painting;

namespace Instagram.ApiHost.Demo;

/// <summary>
/// Carries a plan out. Every step may be repeated: who is there logs in, who follows follows, and an author goes on
/// after the posts that are already there.
/// </summary>
internal sealed class Settlers(
    ContractClient client, WorldPlan plan, Func<Scene, int, int, int, byte[]> photograph, string password,
    Action<string> tell)
{
    private const int AvatarSize = 400;
    private const int PostsPerLine = 25;

    /// <summary>Two cores' worth: the instance answers its visitors meanwhile.</summary>
    private const int Parallelism = 3;

    private readonly Account[] accounts = new Account[plan.People.Count];

    public async Task Settle(CancellationToken cancellation)
    {
        await MoveIn(cancellation);
        await Meet(cancellation);
        await Publish(cancellation);
        await TellStories(cancellation);
        await React(cancellation);
    }

    private async Task MoveIn(CancellationToken cancellation)
    {
        tell($"{plan.People.Count} people are moving in ...");
        await Each(plan.People.Count, async (index, token) =>
        {
            var person = plan.People[index];
            accounts[index] = await client.Enter(person, password, token)
                ?? throw new DemoException($"'{person.Username}' is taken by a stranger: this instance is not empty");
            var profile = new { bio = person.Bio, isPrivate = person.IsPrivate };
            await client.Do(HttpMethod.Patch, "users/me", accounts[index], token, profile);
            var avatar = photograph(Scene.Portrait, index + 1, AvatarSize, AvatarSize);
            var mediaId = await client.Upload(avatar, accounts[index], token);
            await client.Do(HttpMethod.Put, "users/me/avatar", accounts[index], token, new { mediaId });
        }, cancellation);
    }

    private async Task Meet(CancellationToken cancellation)
    {
        await Each(plan.People.Count, async (index, token) =>
        {
            foreach (var target in plan.Following[index])
            {
                await client.Do(HttpMethod.Post, $"users/{accounts[target].Id}/follow", accounts[index], token);
            }
        }, cancellation);
        await Each(plan.People.Count, async (index, token) =>
        {
            var followers = Enumerable.Range(0, plan.People.Count)
                .Where(other => plan.Following[other].Contains(index));
            foreach (var follower in followers.Where(_ => plan.People[index].IsPrivate))
            {
                if (!WorldPlan.IsLeftOpen(follower, index))
                {
                    await client.Do(
                        HttpMethod.Post, $"follow-requests/{accounts[follower].Id}/approve", accounts[index], token);
                }
            }
        }, cancellation);
        tell($"They follow each other {plan.Following.Sum(list => list.Count)} times. Now they take pictures ...");
    }

    private async Task Publish(CancellationToken cancellation)
    {
        var present = accounts.Select(account => account.PostCount).ToArray();
        var missing = plan.Posts.Where(post => present[post.Author]-- <= 0).ToArray();
        var done = 0;
        await Each(missing.Length, async (index, token) =>
        {
            await Publish(missing[index], token);
            if (Interlocked.Increment(ref done) is var count && (count % PostsPerLine == 0 || count == missing.Length))
            {
                tell($"{count} of {missing.Length} posts");
            }
        }, cancellation);
    }

    private async Task Publish(PlannedPost post, CancellationToken cancellation)
    {
        var author = accounts[post.Author];
        var mediaIds = new List<string>();
        foreach (var seed in post.Seeds)
        {
            var photo = photograph(post.Scene, seed, post.Width, post.Height);
            mediaIds.Add(await client.Upload(photo, author, cancellation));
        }
        var alt = Subjects.All[post.Scene].AltText;
        var body = new {
            mediaIds, caption = post.Caption, altTexts = mediaIds.Select(_ => alt), location = post.Place};
        await client.Create("posts", author, body, cancellation);
    }

    private async Task TellStories(CancellationToken cancellation)
    {
        var tellers = new StoryTellers(client, accounts, photograph);
        var byAuthor = plan.Stories.GroupBy(story => story.Author).ToArray();
        var told = 0;
        await Each(byAuthor.Length, async (index, token) =>
        {
            var stories = byAuthor[index];
            Interlocked.Add(ref told, await tellers.Tell(stories.Key, [.. stories], token));
        }, cancellation);
        tell($"{told} stories, for a day from now");
    }

    private async Task React(CancellationToken cancellation)
    {
        var reactions = new Reactions(client, accounts);
        await Each(accounts.Length, async (author, token) =>
        {
            var list = await client.Get($"users/{accounts[author].Id}/posts?limit=100", accounts[author], token);
            var items = list.GetProperty("items").EnumerateArray();
            var ids = items.Reverse().Select(item => item.GetProperty("id").GetString());
            foreach (var (id, post) in ids.Zip(plan.Posts.Where(post => post.Author == author)))
            {
                await reactions.To(id!, post, token);
            }
        }, cancellation);
        tell(reactions.Summary);
    }

    private static Task Each(int count, Func<int, CancellationToken, ValueTask> act, CancellationToken cancellation)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellation };
        return Parallel.ForAsync(0, count, options, act);
    }
}
