namespace Instagram.Tests.Support;

/// <summary>What members do with their notices.</summary>
public static class InboxMembers
{
    extension(Member member)
    {
        public async Task<IReadOnlyList<NoticeShape>> Notices() =>
            (await member.List<NoticeShape>("/api/v1/notifications?limit=100")).Items;

        public async Task<int> Unread() =>
            (await member.Get("/api/v1/notifications/unread-count")).As<UnreadCountShape>().Count;

        public async Task HasSeen(NoticeShape notice) =>
            (await member.Post("/api/v1/notifications/seen", new { upTo = notice.Id })).Is(204);

        /// <summary>The one notice of this kind, as soon as so many actors are in it.</summary>
        public async Task<NoticeShape> IsTold(string kind, int actors = 1) =>
            (await Eventually.Becomes(
                async () => (await member.Notices()).Where(notice => notice.Kind == kind).ToList(),
                told => told.Count == 1 && told[0].ActorCount == actors,
                $"{actors} actors in one notice of {kind}"))[0];

        /// <summary>As soon as what was under way has come: nothing of this kind.</summary>
        public Task IsNotTold(string kind) => Eventually.Becomes(
            async () => (await member.Notices()).Where(notice => notice.Kind == kind).ToList(),
            told => told.Count == 0, $"no notice of {kind}");

        public async Task LikesComment(CommentShape comment) => (await member.Post($"{comment.Path()}/like")).Is(204);

        public async Task UnlikesComment(CommentShape comment) =>
            (await member.Delete($"{comment.Path()}/like")).Is(204);

        public async Task Blocks(Member other) => (await member.Post($"{other.Path()}/block")).Is(204);

        public async Task Mutes(Member other) => (await member.Post($"{other.Path()}/mute")).Is(204);

        public async Task<PostShape> PostsWithCaption(string caption) => await member.Published(
            await member.Submits(new { mediaIds = new[] { await member.Uploads(Pictures.Sunset()) }, caption }));
    }
}
