using System.Diagnostics;
using System.Globalization;
using Instagram.ApiHost.Http;

namespace Instagram.Tests.Privacy;

/// <summary>
/// What is hidden takes as long to be refused as what never was: a clock tells nobody which of the two it is. Both are
/// asked in turns, so that a busy machine slows both, and a round that was disturbed is repeated.
/// </summary>
public sealed class HiddenTimeTests : IAsyncLifetime
{
    private const int WarmUp = 8;
    private const int Samples = 40;
    private const int Rounds = 6;
    private const double MostRatio = 1.5;

    private Product _product = null!;
    private Member _author = null!;
    private Member _stranger = null!;
    private Member _blocked = null!;
    private PostShape _post = null!;
    private StoryShape _story = null!;
    private CommentShape _comment = null!;

    public async Task InitializeAsync()
    {
        _product = await Product.Start($"Refusals:AtLeastMilliseconds={new RefusalOptions().AtLeastMilliseconds}");
        _author = await _product.SignUp("author");
        _stranger = await _product.SignUp("stranger");
        _blocked = await _product.SignUp("blocked");
        _post = await _author.Posts(Pictures.Sunset());
        _story = await _author.PostsStory();
        _comment = await _author.Comments(_post, "mine");
        await _author.BecomesPrivate();
        await _author.Blocks(_blocked);
    }

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task A_refusal_takes_no_longer_and_no_shorter_for_what_is_hidden()
    {
        var worst = 1.0;
        foreach (var (visitor, method, path) in Questions())
        {
            var ratio = await Ratio(visitor, method, path);
            Assert.True(ratio <= MostRatio, $"{method} {path(null)}: the medians differ by a factor of {ratio:F2}");
            worst = Math.Max(worst, ratio);
        }
        Figures.Show(
            "time of a refusal", $"hidden and never existing within a factor of {worst:F2} on {Questions().Count} routes");
    }

    private List<(Visitor Visitor, HttpMethod Method, Func<string?, string> Path)> Questions() =>
    [
        (_stranger, HttpMethod.Get, id => $"/api/v1/posts/{id ?? _post.Id}"),
        (_stranger, HttpMethod.Post, id => $"/api/v1/posts/{id ?? _post.Id}/like"),
        (_stranger, HttpMethod.Post, id => $"/api/v1/comments/{id ?? _comment.Id}/like"),
        (_stranger, HttpMethod.Post, id => $"/api/v1/stories/{id ?? _story.Id}/seen"),
        (_stranger, HttpMethod.Get, id => $"/media/{id ?? _post.Media[0].Id}/large"),
        (_product.Nobody, HttpMethod.Get, id => $"/media/{id ?? _post.Media[0].Id}/large"),
        (_blocked, HttpMethod.Get, id => $"/api/v1/users/{id ?? _author.Id}"),
        (_blocked, HttpMethod.Get, id => $"/api/v1/users/by-username/{(id is null ? _author.Username : $"no_{id}")}"),
        (_blocked, HttpMethod.Post, id => $"/api/v1/users/{id ?? _author.Id}/follow"),
    ];

    /// <summary>Of the medians, the longer to the shorter: the first round that is good, or the last.</summary>
    private async Task<double> Ratio(Visitor visitor, HttpMethod method, Func<string?, string> path)
    {
        await Measure(visitor, method, path, WarmUp);
        for (var round = 1; ; round++)
        {
            var (hidden, nothing) = await Measure(visitor, method, path, Samples);
            var ratio = Math.Max(hidden, nothing) / Math.Min(hidden, nothing);
            if (ratio <= MostRatio || round == Rounds)
            {
                return ratio;
            }
        }
    }

    private async Task<(double Hidden, double Nothing)> Measure(
        Visitor visitor, HttpMethod method, Func<string?, string> path, int samples)
    {
        var (hidden, nothing) = (new List<double>(samples), new List<double>(samples));
        var unknown = long.Parse(_post.Id, CultureInfo.InvariantCulture) + Random.Shared.Next(1 << 20);
        for (var sample = 0; sample < samples; sample++)
        {
            var fresh = (++unknown).ToString(CultureInfo.InvariantCulture);
            // Whoever comes second in a pair is not always the same.
            if (sample % 2 == 0)
            {
                hidden.Add(await Time(visitor, method, path(null)));
                nothing.Add(await Time(visitor, method, path(fresh)));
            }
            else
            {
                nothing.Add(await Time(visitor, method, path(fresh)));
                hidden.Add(await Time(visitor, method, path(null)));
            }
        }
        return (Median(hidden), Median(nothing));
    }

    private static async Task<double> Time(Visitor visitor, HttpMethod method, string path)
    {
        var started = Stopwatch.GetTimestamp();
        (await visitor.Send(method, path)).Is(404);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
