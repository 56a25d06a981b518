namespace Instagram.Tests.Support;

/// <summary>What people do with stories.</summary>
public static class StoryMembers
{
    public static string Path(this StoryShape story) => $"/api/v1/stories/{story.Id}";

    extension(Member member)
    {
        /// <summary>A story of a picture that is ready, so that everyone who may sees it at once.</summary>
        public async Task<StoryShape> PostsStory() =>
            await member.PostsStory(await member.UploadsReady(Pictures.Sunset()));

        public async Task<StoryShape> PostsStory(string mediaId) =>
            (await member.Post("/api/v1/stories", new { mediaId })).As<StoryShape>(201);

        public async Task<IReadOnlyList<TrayEntryShape>> Tray() =>
            (await member.Get("/api/v1/stories/feed")).As<TrayShape>().Stories;

        public Task<List<StoryShape>> StoriesOf(Member author) =>
            member.All<StoryShape>($"{author.Path()}/stories", 100);

        public async Task Watches(StoryShape story) => (await member.Post($"{story.Path()}/seen")).Is(204);

        public async Task Answers(StoryShape story, string text) =>
            (await member.Post($"{story.Path()}/reply", new { text })).Is(204);

        /// <summary>In the tray, in the author's list and its picture.</summary>
        public async Task SeesStory(Member author, StoryShape story)
        {
            Assert.Contains(await member.StoriesOf(author), shown => shown.Id == story.Id);
            Assert.Contains(await member.Tray(), entry =>
                entry.User.Id == author.Id && entry.Items.Any(item => item.Id == story.Id));
            (await member.Get(story.Media.Urls.Small)).Is(200);
        }

        /// <summary>Nowhere, not its picture, and nothing can be done with it: as if it had never been.</summary>
        public async Task DoesNotSeeStory(Member author, StoryShape story)
        {
            var list = await member.Get($"{author.Path()}/stories");
            if (list.Status == 200)
            {
                Assert.DoesNotContain(list.As<ListShape<StoryShape>>().Items, shown => shown.Id == story.Id);
            }
            else
            {
                list.NotFound();
            }
            Assert.DoesNotContain(await member.Tray(), entry => entry.Items.Any(item => item.Id == story.Id));
            (await member.Get(story.Media.Urls.Small)).NotFound();
            (await member.Get($"/api/v1/media/uploads/{story.Media.Id}")).NotFound();
            (await member.Post($"{story.Path()}/seen")).NotFound();
            (await member.Post($"{story.Path()}/reply", new { text = "hello?" })).NotFound();
            (await member.Get($"{story.Path()}/viewers")).NotFound();
            (await member.Get($"{story.Path()}/replies")).NotFound();
            (await member.Delete(story.Path())).NotFound();
        }
    }
}
