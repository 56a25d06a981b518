using Instagram.ApiHost.Demo.Painting;

namespace Instagram.ApiHost.Demo;

/// <summary>Somebody of the demo world, and what they like to photograph.</summary>
internal sealed record Person(string Username, string DisplayName, string Bio, Scene[] Scenes, bool IsPrivate = false)
{
    public string Email => $"{Username}@demo.example";
}
