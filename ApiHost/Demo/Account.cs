namespace Instagram.ApiHost.Demo;

/// <summary>A person who has moved in, with the token of their session.</summary>
internal sealed record Account(string Id, Person Person, string AccessToken, int PostCount);
