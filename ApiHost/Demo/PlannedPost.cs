using Instagram.ApiHost.Demo.Painting;

namespace Instagram.ApiHost.Demo;

/// <summary>A post to be, by positions in the cast; every seed is one photo.</summary>
internal sealed record PlannedPost(
    int Author, Scene Scene, int[] Seeds, int Width, int Height, string Caption, Place? Place, int[] Likers,
    PlannedComment[] Comments);

internal sealed record PlannedComment(int Author, string Text);
