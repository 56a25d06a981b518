namespace Instagram.Tests.Support;

/// <summary>What people report and moderators decide.</summary>
public static class Moderating
{
    public const string ModeratorName = "the.moderator";

    /// <summary>Makes <see cref="SignUpModerator"/>'s account a moderator's; names ignore case.</summary>
    public const string Setting = "Moderation:Moderators=somebody, The.Moderator";

    /// <summary>The moderator of a product started with <see cref="Setting"/>; there is one.</summary>
    public static async Task<Member> SignUpModerator(this Product product)
    {
        var answer = await product.Nobody.Post("/api/v1/auth/signup", new
        {
            username = ModeratorName, email = $"{ModeratorName}@example.org", password = Member.Password,
        });
        return new Member(product, answer.As<SignedInShape>(201));
    }

    extension(Member member)
    {
        public Task<Answer> Reports(string kind, string id, string reason = "not for here") =>
            member.Post("/api/v1/reports", new { kind, id, reason });

        public async Task Reports(PostShape post) => (await member.Reports("post", post.Id)).Is(202);

        public async Task Reports(CommentShape comment) => (await member.Reports("comment", comment.Id)).Is(202);

        public async Task Reports(Member other) => (await member.Reports("user", other.Id)).Is(202);

        /// <summary>The items about a thing, newest first.</summary>
        public async Task<List<ItemShape>> ItemsOf(string kind, string targetId) =>
            (await member.All<ItemShape>("/api/v1/admin/moderation", 100))
                .FindAll(item => item.Kind == kind && item.TargetId == targetId);

        public async Task<ItemShape> ItemOf(PostShape post) => Assert.Single(await member.ItemsOf("post", post.Id));

        public async Task<ItemShape> ItemOf(CommentShape comment) =>
            Assert.Single(await member.ItemsOf("comment", comment.Id));

        public async Task<ItemShape> ItemOf(Member other) => Assert.Single(await member.ItemsOf("user", other.Id));

        public async Task Approves(ItemShape item) =>
            (await member.Post($"/api/v1/admin/moderation/{item.Id}/approve")).Is(204);

        public async Task Removes(ItemShape item) =>
            (await member.Post($"/api/v1/admin/moderation/{item.Id}/remove")).Is(204);

        public async Task Suspends(Member other) =>
            (await member.Post($"/api/v1/admin/users/{other.Id}/suspend")).Is(204);

        public async Task Restores(Member other) =>
            (await member.Post($"/api/v1/admin/users/{other.Id}/restore")).Is(204);

        /// <summary>What was decided about this member, newest first.</summary>
        public async Task<IReadOnlyList<DecisionShape>> Decisions() =>
            (await member.List<DecisionShape>("/api/v1/users/me/moderation")).Items;

        public Task<Answer> AppealsAgainst(DecisionShape decision, string text = "it is art") =>
            member.Post($"/api/v1/users/me/moderation/{decision.Id}/appeal", new { text });

        public async Task Appeals(DecisionShape decision) => (await member.AppealsAgainst(decision)).Is(202);

        /// <summary>What the log says of the thing, newest first.</summary>
        public async Task<IReadOnlyList<(string Actor, string Action)>> LogOf(string targetId) =>
            [.. (await member.All<AuditShape>("/api/v1/admin/audit", 100))
                .Where(entry => entry.TargetId == targetId).Select(entry => (entry.Actor, entry.Action))];
    }
}
