namespace Instagram.Tests.Support;

/// <summary>What people discover, in the words of the product.</summary>
public static class ExploreMembers
{
    extension(Member member)
    {
        public async Task<ListShape<PostShape>> Explores(string query = "") =>
            await member.List<PostShape>($"/api/v1/explore{query}");

        /// <summary>Page by page; a page before the last is full but where an author has more posts.</summary>
        public async Task<List<ListShape<PostShape>>> ExploresToEnd(int limit = 100, string? cursor = null)
        {
            var pages = new List<ListShape<PostShape>>();
            do
            {
                pages.Add(await member.Explores($"?limit={limit}{(cursor is null ? "" : $"&cursor={cursor}")}"));
                cursor = pages[^1].Cursor;
                Assert.Equal(pages[^1].HasMore, cursor is not null);
                Assert.True(cursor is null || pages[^1].Items.Count > 0, "a page in the middle is empty");
            }
            while (cursor is not null);
            return pages;
        }

        public async Task<List<string>> Discovers() =>
            (await member.ExploresToEnd()).SelectMany(page => page.Items).Select(post => post.Id).ToList();

        public async Task DiscoversOnceIndexed(params PostShape[] posts) => await Eventually.Becomes(
            member.Discovers, found => posts.All(post => found.Contains(post.Id)));

        public async Task Opens(PostShape post) => (await member.Get(post.Path())).Is(200);

        /// <summary>A published post with this caption.</summary>
        public async Task<PostShape> PostsAbout(string caption) => await member.Published(
            await member.Submits(new { mediaIds = new[] { await member.Uploads(Pictures.Sunset(40, 40)) }, caption }));

        public async Task<IReadOnlyList<TrendingShape>> Trending() =>
            (await member.List<TrendingShape>("/api/v1/trending/hashtags")).Items;
    }
}
