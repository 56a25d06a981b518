namespace Instagram.Tests.Support;

/// <summary>What a person does with videos.</summary>
internal static class VideoMembers
{
    public const string Mp4 = "video/mp4";

    public static async Task<PartsShape> AsksForParts(this Member member, string mediaId) =>
        (await member.Post($"/api/v1/media/uploads/{mediaId}/parts")).As<PartsShape>();

    /// <summary>The stretch of the file that the part's address is for.</summary>
    public static Task<Answer> SendsPart(this Member member, PartShape part, byte[] file) =>
        member.SendsPart(part, file.AsMemory((int)part.Offset, (int)part.Size));

    public static Task<Answer> SendsPart(this Member member, PartShape part, ReadOnlyMemory<byte> bytes)
    {
        var content = new ReadOnlyMemoryContent(bytes);
        foreach (var (name, value) in part.Upload!.Headers)
        {
            content.Headers.TryAddWithoutValidation(name, value);
        }
        return member.Product.Nobody.Send(new HttpMethod(part.Upload.Method), part.Upload.Url, content);
    }

    public static async Task<UploadShape> UploadsVideo(this Member member, byte[] video, string contentType = Mp4) =>
        await member.Settled(await member.Uploads(video, contentType));

    /// <summary>Where the rendition of a medium is.</summary>
    public static string Video(this MediaShape media) => $"/media/{media.Id}/video";
}
