using Microsoft.Net.Http.Headers;

namespace Instagram.ApiHost.Media;

/// <summary>
/// A whole file as the answer, read from the system's cache right into the buffers that the connection sends. Kestrel
/// has no sendfile(2): what is called so there reads into a buffer of its own and copies from it.
/// </summary>
internal sealed class FileBytes(FileStream file, string contentType, EntityTagHeaderValue etag) : IResult
{
    /// <summary>As much as Kestrel lets wait for a slow reader.</summary>
    private const int BlockBytes = 64 * 1024;

    public async Task ExecuteAsync(HttpContext http)
    {
        await using (file)
        {
            var (response, length) = (http.Response, file.Length);
            response.ContentType = contentType;
            response.ContentLength = length;
            response.Headers.ETag = etag.ToString();
            if (!HttpMethods.IsHead(http.Request.Method))
            {
                // Before that a buffer would be one of its own, to be copied behind the headers.
                await response.StartAsync(http.RequestAborted);
                await Send(length, http);
            }
        }
    }

    private async Task Send(long length, HttpContext http)
    {
        var body = http.Response.BodyWriter;
        for (long at = 0; at < length;)
        {
            var block = (int)Math.Min(BlockBytes, length - at);
            var read = RandomAccess.Read(file.SafeFileHandle, body.GetMemory(block).Span[..block], at);
            if (read == 0)
            {
                throw new EndOfStreamException("An object became shorter while it was read.");
            }
            body.Advance(read);
            at += read;
            if ((await body.FlushAsync(http.RequestAborted)).IsCompleted)
            {
                return;
            }
        }
    }
}
