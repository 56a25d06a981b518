using Instagram.ApiHost.Http;
using Instagram.Storage.Search;

namespace Instagram.ApiHost.Search;

/// <summary>A hashtag without its mark, and how many posts with it the caller may see.</summary>
public sealed record HashtagResponse(string Tag, int PostCount)
{
    internal static HashtagResponse Of(HashtagHit hit) => new(hit.Tag, hit.Posts);
}

public sealed record PlaceResponse(string Id, string Name, double Lat, double Lng, int PostCount)
{
    internal static PlaceResponse Of(PlaceHit hit) => new(Ids.Text(hit.Id), hit.Name, hit.Lat, hit.Lng, hit.Posts);
}
