namespace Instagram.ApiHost.Demo;

/// <summary>What people do with each other's posts; all of it may be repeated.</summary>
internal sealed class Reactions(ContractClient client, IReadOnlyList<Account> accounts)
{
    private int likes;
    private int comments;
    private int replies;

    public string Summary => $"{likes} likes, {comments} comments and {replies} replies";

    public async Task To(string id, PlannedPost post, CancellationToken cancellation)
    {
        Interlocked.Add(ref likes, await Each($"posts/{id}/like", post.Likers, cancellation));
        await Each($"posts/{id}/save", post.Savers, cancellation);
        await Report("post", id, post.Reports, cancellation);
        foreach (var comment in post.Comments)
        {
            await Comment(id, comment, cancellation);
        }
    }

    private async Task Comment(string id, PlannedComment comment, CancellationToken cancellation)
    {
        var (path, key) = ($"posts/{id}/comments", $"demo-{id}-{comment.Author}");
        var body = new { text = comment.Text };
        if (await client.TryCreate(path, accounts[comment.Author], body, cancellation, key) is not { } commentId)
        {
            return;
        }
        Interlocked.Increment(ref comments);
        Interlocked.Add(ref likes, await Each($"comments/{commentId}/like", comment.Likers, cancellation));
        await Report("comment", commentId, comment.Reports, cancellation);
        foreach (var reply in comment.Replies)
        {
            var answer = new { text = reply.Text, replyToCommentId = commentId };
            var replyKey = $"demo-{commentId}-{reply.Author}";
            var isWritten = await client.Do(
                HttpMethod.Post, path, accounts[reply.Author], cancellation, answer, replyKey);
            Interlocked.Add(ref replies, isWritten ? 1 : 0);
        }
    }

    private async Task<int> Each(string path, int[] people, CancellationToken cancellation)
    {
        var done = 0;
        foreach (var person in people)
        {
            done += await client.Do(HttpMethod.Post, path, accounts[person], cancellation) ? 1 : 0;
        }
        return done;
    }

    private async Task Report(string kind, string id, PlannedWords[] reports, CancellationToken cancellation)
    {
        foreach (var report in reports)
        {
            var body = new { kind, id, reason = report.Text };
            await client.Do(HttpMethod.Post, "reports", accounts[report.Author], cancellation, body);
        }
    }
}
