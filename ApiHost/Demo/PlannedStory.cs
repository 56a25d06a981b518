using Instagram.ApiHost.Demo.Painting;

namespace Instagram.ApiHost.Demo;

/// <summary>A story to be, by positions in the cast.</summary>
internal sealed record PlannedStory(int Author, Scene Scene, int Seed, int[] Viewers, PlannedWords[] Replies);
