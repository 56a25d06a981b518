using System.IO.Compression;

namespace Instagram.Tests.Support;

/// <summary>Editing, taking along and leaving.</summary>
public static class LeavingMembers
{
    extension(Member member)
    {
        /// <summary>The post as it is answered after a change of <paramref name="changes"/>.</summary>
        public async Task<PostShape> Edits(PostShape post, object changes) =>
            (await member.Patch(post.Path(), changes)).As<PostShape>();

        public Task<Answer> AsksToLeave(string password = Member.Password) => member.Send(
            HttpMethod.Delete, "/api/v1/users/me", System.Net.Http.Json.JsonContent.Create(new { password }));

        public async Task Leaves() => (await member.AsksToLeave()).Is(202);

        public async Task<ZipArchive> Exports()
        {
            var answer = (await member.Get("/api/v1/users/me/export")).Is(200);
            Assert.Equal("application/zip", answer.ContentType);
            return new ZipArchive(new MemoryStream(answer.Bytes));
        }
    }
}
