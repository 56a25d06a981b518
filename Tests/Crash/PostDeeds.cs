namespace Instagram.Tests.Crash;

/// <summary>What becomes of posts: made, edited, deleted, removed by a moderator.</summary>
internal sealed class PostDeeds(Wire wire, Ledger ledger)
{
    /// <summary>As JSON with a medium or as a form with a picture, as the ledger has it.</summary>
    public Deed Make(LedgerPost post) => new(
        post.Subject, [post.Subject],
        () => post.Picture is { } picture
            ? wire.Send(HttpMethod.Post, "/api/v1/posts", post.Author.Token, Form(post.Caption, picture), post.Key)
            : wire.Post(
                "/api/v1/posts", post.Author.Token, new { mediaIds = new[] { post.MediaId }, caption = post.Caption },
                post.Key),
        201, reply =>
        {
            post.Id = reply.Text("id");
            ledger.Posts.Add(post);
        });

    public Deed Edit(LedgerPost post, string caption) => new(
        post.Subject, [post.Subject],
        () => wire.Send(
            HttpMethod.Patch, $"/api/v1/posts/{post.Id}", post.Author.Token,
            System.Net.Http.Json.JsonContent.Create(new { caption })),
        200, _ => post.Caption = caption);

    public Deed Delete(LedgerPost post) => new(
        post.Subject, [post.Subject], () => wire.Delete($"/api/v1/posts/{post.Id}", post.Author.Token), 204,
        _ => post.IsDeleted = true)
    {
        AlreadyDone = 404,
    };

    public Deed Remove(LedgerPost post, LedgerAccount moderator) => new(
        post.Subject, [post.Subject], () => ReportAndRemove(post, moderator), 204, _ => post.IsRemoved = true)
    {
        // Nobody but its author can report what is removed: then the item is there to be decided, or is.
        Again = async () => await Decide(post, moderator) ?? await ReportAndRemove(post, moderator),
    };

    /// <summary>The post as its author sees it.</summary>
    public async Task<Reply> See(LedgerPost post)
    {
        var reply = await wire.Get($"/api/v1/posts/{post.Id}", post.Author.Token);
        post.IsPublished |= reply.Status == 200 && reply.Text("status") == "published";
        return reply;
    }

    private async Task<Reply> ReportAndRemove(LedgerPost post, LedgerAccount moderator)
    {
        var reported = await wire.Post(
            "/api/v1/reports", moderator.Token, new { kind = "post", id = post.Id, reason = "chosen by lot" });
        return reported.Status == 202 ? (await Decide(post, moderator))! : reported;
    }

    /// <summary>Null when there is no item about the post.</summary>
    private async Task<Reply?> Decide(LedgerPost post, LedgerAccount moderator)
    {
        var list = await wire.Get("/api/v1/admin/moderation?limit=100", moderator.Token);
        if (list.Status != 200)
        {
            return list;
        }
        var item = list.Body.GetProperty("items").EnumerateArray()
            .FirstOrDefault(item => item.GetProperty("targetId").GetString() == post.Id);
        return item.ValueKind == System.Text.Json.JsonValueKind.Undefined
            ? null
            : await wire.Post(
                $"/api/v1/admin/moderation/{item.GetProperty("id").GetString()}/remove", moderator.Token);
    }

    private static MultipartFormDataContent Form(string caption, byte[] picture) =>
        new() { { new StringContent(caption), "caption" }, { Deeds.Jpeg(picture), "image", "picture.jpg" } };
}
