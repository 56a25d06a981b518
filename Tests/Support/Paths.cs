namespace Instagram.Tests.Support;

/// <summary>Where things are.</summary>
public static class Paths
{
    public static string Path(this PostShape post) => $"/api/v1/posts/{post.Id}";

    public static string Path(this CommentShape comment) => $"/api/v1/comments/{comment.Id}";

    public static string Path(this Member member) => $"/api/v1/users/{member.Id}";
}
