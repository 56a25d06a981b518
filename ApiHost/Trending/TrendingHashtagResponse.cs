namespace Instagram.ApiHost.Trending;

public sealed record TrendingHashtagResponse(string Tag, int PostCount);
