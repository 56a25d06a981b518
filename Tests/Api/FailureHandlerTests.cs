using Instagram.ApiHost.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Instagram.Tests.Api;

[Collection(ApiGroup.Name)]
public sealed class FailureHandlerTests(ProductFixture fixture)
{
    /// <summary>Otherwise anyone could fill the log with failures that are none.</summary>
    [Fact]
    public async Task Who_goes_while_they_are_told_of_their_mistake_is_no_failure()
    {
        using var gone = new CancellationTokenSource();
        using var body = new LeavingStream(gone);
        var http = new DefaultHttpContext
        {
            RequestServices = fixture.Product.Services, RequestAborted = gone.Token, Response = { Body = body },
        };

        Assert.True(await new FailureHandler(NullLogger<FailureHandler>.Instance).TryHandleAsync(
            http, new BadHttpRequestException("no JSON", StatusCodes.Status415UnsupportedMediaType), gone.Token));
        Assert.True(gone.IsCancellationRequested);
    }

    /// <summary>Its reader has gone as soon as something is written.</summary>
    private sealed class LeavingStream(CancellationTokenSource gone) : MemoryStream
    {
        public override async ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await gone.CancelAsync();
            gone.Token.ThrowIfCancellationRequested();
        }
    }
}
