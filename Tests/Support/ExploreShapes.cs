namespace Instagram.Tests.Support;

public sealed record TrendingShape(string Tag, int PostCount);
