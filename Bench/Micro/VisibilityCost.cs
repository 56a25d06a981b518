using BenchmarkDotNet.Attributes;
using Instagram.Grains.Policies;

namespace Instagram.Bench.Micro;

/// <summary>The rule of who sees whose posts, for the authors of a page.</summary>
public class VisibilityCost
{
    private const int Authors = 20;

    private readonly Sighting[] _sightings =
    [
        .. Enumerable.Range(0, Authors).Select(at => new Sighting
        {
            AuthorExists = true, IsPrivate = at % 2 == 0, ViewerFollows = at % 3 != 0, AuthorBlocksViewer = at == 7,
        }),
    ];

    [Benchmark(Description = "20 authors asked who may see them", OperationsPerInvoke = 1)]
    public int Ask()
    {
        var seen = 0;
        foreach (var sighting in _sightings)
        {
            seen += Visibility.MaySeePosts(sighting) ? 1 : 0;
        }
        return seen;
    }
}
