using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Instagram.Bench.Worlds;
using Instagram.Grains.Accounts;
using Instagram.Storage.Bulk;

namespace Instagram.Bench.Social;

/// <summary>Explore, search and trending over HTTP, each request by another person.</summary>
internal sealed class DiscoveryBench(HttpClient http, IReadOnlyList<string> tokens, Report report)
{
    private const int Viewers = 600;
    private const int Requests = 300;
    private const int WarmUps = 50;
    private const string Goal = "≤ 50 ms";

    private int _next;

    public static async Task Run(BenchProduct product, IReadOnlyList<BulkUser> users, Report report)
    {
        var sessions = product.Service<Sessions>();
        var tokens = new List<string>();
        for (var at = 0; at < users.Count; at += users.Count / Viewers)
        {
            var signedIn = await sessions.Open(users[at].Id, BulkStore.NoPassword, "bench", CancellationToken.None);
            tokens.Add(signedIn!.AccessToken);
        }
        using var http = new HttpClient { BaseAddress = new Uri(product.Address, "/api/v1/") };
        var bench = new DiscoveryBench(http, tokens, report);
        var posts = (await bench.Get("explore?limit=50", tokens[0])).GetProperty("items").EnumerateArray().ToList();
        var tags = posts.SelectMany(post => post.GetProperty("hashtags").EnumerateArray())
            .Select(tag => tag.GetString()!).Distinct().ToArray();

        await bench.Explore();
        await bench.Measure("trending hashtags", _ => "trending/hashtags");
        await bench.Measure("posts with a hashtag", at => $"hashtags/{tags[at % tags.Length]}/posts");
        await bench.Measure("people by the beginning of a name", at => Search("users", Name(at, users)[..5]));
        await bench.Measure("people by a name with a typo", at => Search("users", Mistyped(Name(at, users))));
        await bench.Measure("hashtags by their beginning", at => Search("hashtags", Word(at)[..2]));
        await bench.Measure("places by name", at => Search("places", Place(at)));
        await bench.Measure("places near a point", at =>
            $"{Search("places", Place(at))}&near={(at * 7 % 120) - 60},{(at * 13 % 340) - 170}");
        await bench.Measure("posts by a word", at => Search("posts", Word(at)));
        await bench.Measure("posts by two words", at => Search("posts", $"{Word(at)} {Word(at / 7)}"));
    }

    /// <summary>Two pages: the first ranks, the second goes on in the same order.</summary>
    private async Task Explore()
    {
        var (first, second) = (new List<double>(), new List<double>());
        for (var at = -WarmUps; at < Requests; at++)
        {
            var token = NextToken();
            var watch = Stopwatch.StartNew();
            var page = await Get("explore", token);
            if (at >= 0)
            {
                first.Add(watch.Elapsed.TotalMilliseconds);
            }
            var cursor = page.GetProperty("cursor").GetString();
            watch.Restart();
            await Get($"explore?cursor={cursor}", token);
            if (at >= 0)
            {
                second.Add(watch.Elapsed.TotalMilliseconds);
            }
        }
        report.Add("explore, the first page", first, Goal);
        report.Add("explore, the page after it", second, Goal);
    }

    private async Task Measure(string what, Func<int, string> path)
    {
        var took = new List<double>(Requests);
        for (var at = -WarmUps; at < Requests; at++)
        {
            var (address, token) = (path(at + WarmUps), NextToken());
            var watch = Stopwatch.StartNew();
            await Get(address, token);
            if (at >= 0)
            {
                took.Add(watch.Elapsed.TotalMilliseconds);
            }
        }
        report.Add(what, took, Goal);
    }

    private string NextToken() => tokens[_next++ % tokens.Count];

    private async Task<JsonElement> Get(string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        using var document = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
        return document.RootElement.Clone();
    }

    private static string Search(string type, string text) => $"search?type={type}&q={Uri.EscapeDataString(text)}";

    private static string Name(int at, IReadOnlyList<BulkUser> users) => users[at * 61 % users.Count].Username;

    /// <summary>Two letters in the middle change places.</summary>
    private static string Mistyped(string name)
    {
        var letters = name.Where(char.IsLetter).ToArray();
        var middle = letters.Length / 2;
        (letters[middle], letters[middle + 1]) = (letters[middle + 1], letters[middle]);
        return new string(letters);
    }

    private static string Word(int at) => Vocabulary.Words[at % Vocabulary.Words.Length];

    private static string Place(int at) => Vocabulary.PlaceNames[at % Vocabulary.PlaceNames.Length];
}
