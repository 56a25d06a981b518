namespace Instagram.Tests.Support;

public sealed record HashtagShape(string Tag, int PostCount);

public sealed record PlaceHitShape(string Id, string Name, double Lat, double Lng, int PostCount);
