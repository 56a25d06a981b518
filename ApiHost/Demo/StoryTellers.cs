using System.Text.Json;
using Instagram.ApiHost.Demo.Painting;

namespace Instagram.ApiHost.Demo;

/// <summary>
/// Stories, who has seen them and what was answered. Told again, a story that is there is not posted twice.
/// </summary>
internal sealed class StoryTellers(
    ContractClient client, IReadOnlyList<Account> accounts, Func<Scene, int, int, int, byte[]> photograph)
{
    private const int Width = 900;
    private const int Height = 1600;

    /// <summary>One author's stories, oldest first; the answer is how many there are now.</summary>
    public async Task<int> Tell(int author, PlannedStory[] stories, CancellationToken cancellation)
    {
        var path = $"users/{accounts[author].Id}/stories?limit=100";
        var present = Ids(await client.TryGet(path, accounts[author], cancellation), item => item.GetProperty("id"));
        var told = 0;
        foreach (var (number, story) in stories.Index())
        {
            var id = number < present.Length ? present[number] : await Post(story, cancellation);
            if (id is null)
            {
                break;
            }
            told++;
            await Watch(id, story, cancellation);
        }
        return told;
    }

    private async Task<string?> Post(PlannedStory story, CancellationToken cancellation)
    {
        var photo = photograph(story.Scene, story.Seed, Width, Height);
        var mediaId = await client.Upload(photo, accounts[story.Author], cancellation);
        return await client.TryCreate("stories", accounts[story.Author], new { mediaId }, cancellation);
    }

    private async Task Watch(string id, PlannedStory story, CancellationToken cancellation)
    {
        foreach (var viewer in story.Viewers)
        {
            await client.Do(HttpMethod.Post, $"stories/{id}/seen", accounts[viewer], cancellation);
        }
        // A reply has no key that would make it safe to repeat, so its author is looked up first.
        var replied = Ids(
            await client.TryGet($"stories/{id}/replies", accounts[story.Author], cancellation),
            item => item.GetProperty("user").GetProperty("id"));
        foreach (var (person, text) in story.Replies.Where(reply => !replied.Contains(accounts[reply.Author].Id)))
        {
            await client.Do(HttpMethod.Post, $"stories/{id}/reply", accounts[person], cancellation, new { text });
        }
    }

    private static string[] Ids(JsonElement? list, Func<JsonElement, JsonElement> of) => list is { } found
        ? [.. found.GetProperty("items").EnumerateArray().Select(item => of(item).GetString()!)]
        : [];
}
