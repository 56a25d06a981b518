namespace Instagram.Tests.Support;

/// <summary>What a person looks for and finds.</summary>
public static class SearchMembers
{
    /// <summary>A word that no other test uses.</summary>
    public static string NewWord() => "w" + Guid.NewGuid().ToString("n")[..9];

    extension(Member member)
    {
        /// <summary>A published post of one picture with this caption, in the index.</summary>
        public async Task<PostShape> Says(string caption, object? location = null)
        {
            var mediaIds = new[] { await member.Uploads(Pictures.Sunset()) };
            var post = await member.Published(await member.Submits(new { mediaIds, caption, location }));
            if ((await member.Me()).IsPrivate)
            {
                return post;
            }
            var word = caption.Split(' ')[0].Trim('#');
            await Eventually.Holds(async () => (await member.FindsPosts(word)).Any(found => found.Id == post.Id));
            return post;
        }

        public Task<Answer> SearchesRaw(string query) => member.Get($"/api/v1/search?{query}");

        public async Task<IReadOnlyList<string>> FindsPeople(string text) =>
            [.. (await member.Searches<CardShape>("users", text)).Items.Select(card => card.Username)];

        public async Task<IReadOnlyList<HashtagShape>> FindsHashtags(string text) =>
            (await member.Searches<HashtagShape>("hashtags", text)).Items;

        public async Task<IReadOnlyList<PlaceHitShape>> FindsPlaces(string text) =>
            (await member.Searches<PlaceHitShape>("places", text)).Items;

        public async Task<IReadOnlyList<PostShape>> FindsPosts(string text) =>
            (await member.Searches<PostShape>("posts", text)).Items;

        public async Task<ListShape<T>> Searches<T>(string type, string text) =>
            (await member.SearchesRaw($"type={type}&q={Uri.EscapeDataString(text)}")).As<ListShape<T>>();

        public async Task FindsEventually(PostShape post, string text) => await Eventually.Becomes(
            () => member.FindsPosts(text), found => found.Any(hit => hit.Id == post.Id));

        /// <summary>All pages of a search, one after the other.</summary>
        public async Task<IReadOnlyList<T>> AllFound<T>(string query, int limit)
        {
            var (all, cursor) = (new List<T>(), "");
            while (true)
            {
                var page = (await member.SearchesRaw($"{query}&limit={limit}{cursor}")).As<ListShape<T>>();
                all.AddRange(page.Items);
                Assert.Equal(page.HasMore, page.Cursor is not null);
                if (page.Cursor is null)
                {
                    return all;
                }
                cursor = $"&cursor={page.Cursor}";
            }
        }

        public Task<Answer> OpensHashtag(string tag) =>
            member.Get($"/api/v1/hashtags/{Uri.EscapeDataString(tag)}/posts");

        public Task<Answer> OpensPlace(string id) => member.Get($"/api/v1/places/{id}/posts");

        public async Task Shuns(Member other) => (await member.Post($"{other.Path()}/block")).Is(204);

        public async Task Forgives(Member other) => (await member.Delete($"{other.Path()}/block")).Is(204);

        public async Task IsCalled(string displayName) =>
            (await member.Patch("/api/v1/users/me", new { displayName })).Is(200);
    }
}
