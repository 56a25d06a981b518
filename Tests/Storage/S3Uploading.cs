using Instagram.Storage.Objects;

namespace Instagram.Tests.Storage;

internal static class S3Uploading
{
    /// <summary>
    /// As a client does that was given the address: its headers, and the length that HTTP itself sends.
    /// </summary>
    public static async Task<HttpResponseMessage> Upload(this HttpClient client, PresignedPut put, byte[] bytes)
    {
        using var request = new HttpRequestMessage(new HttpMethod(put.Method), put.Url);
        request.Content = new ByteArrayContent(bytes);
        foreach (var (name, value) in put.Headers)
        {
            if (!request.Content.Headers.TryAddWithoutValidation(name, value))
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }
        return await client.SendAsync(request);
    }
}
