using Instagram.ApiHost.Demo.Painting;

namespace Instagram.ApiHost.Demo;

/// <summary>A post to be, by positions in the cast; every seed is one photo.</summary>
internal sealed record PlannedPost(
    int Author, Scene Scene, int[] Seeds, int Width, int Height, string Caption, Place? Place, int[] Likers,
    int[] Savers, PlannedComment[] Comments)
{
    public PlannedWords[] Reports { get; init; } = [];
}

internal sealed record PlannedComment(int Author, string Text, int[] Likers, PlannedWords[] Replies)
{
    public PlannedWords[] Reports { get; init; } = [];
}

/// <summary>What somebody says to a thing: a reply, or why they report it.</summary>
internal sealed record PlannedWords(int Author, string Text);
