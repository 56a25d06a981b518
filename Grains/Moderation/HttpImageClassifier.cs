using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Instagram.Grains.Moderation;

/// <summary>
/// Posts the picture's bytes to an endpoint that answers <c>{"explicit": 0.97}</c>. What does not answer in time, or
/// answers something else, is asked again a bounded number of times; the waiting for a turn counts into the bound, so
/// that an endpoint that hangs holds nobody up for longer, however many pictures wait.
/// </summary>
public sealed partial class HttpImageClassifier : IImageClassifier, IDisposable
{
    private const int MaxAnswerBytes = 16 * 1024;

    private readonly ClassifierOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<HttpImageClassifier> _logger;
    private readonly SemaphoreSlim _free;
    private readonly HttpClient _http;

    public HttpImageClassifier(
        IOptions<ClassifierOptions> options, TimeProvider time, ILogger<HttpImageClassifier> logger)
    {
        _options = options.Value;
        _time = time;
        _logger = logger;
        _free = new SemaphoreSlim(_options.AtOnce);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            MaxResponseContentBufferSize = MaxAnswerBytes, Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public async Task<double?> Score(ReadOnlyMemory<byte> picture, string contentType, CancellationToken ct)
    {
        using var bound = new CancellationTokenSource(
            TimeSpan.FromSeconds(_options.TimeoutSeconds * _options.Attempts), _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, ct);
        try
        {
            await _free.WaitAsync(both.Token);
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            LogNoAnswer(_logger, 0, late);
            return null;
        }
        try
        {
            return await Ask(picture, contentType, both.Token, ct);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _free.Dispose();
    }

    private async Task<double?> Ask(
        ReadOnlyMemory<byte> picture, string contentType, CancellationToken bound, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await AskOnce(picture, contentType, bound);
            }
            catch (Exception failure) when (
                !ct.IsCancellationRequested
                && failure is HttpRequestException or OperationCanceledException or JsonException or IOException)
            {
                if (attempt == _options.Attempts || bound.IsCancellationRequested)
                {
                    LogNoAnswer(_logger, attempt, failure);
                    return null;
                }
            }
            await Task.Delay(TimeSpan.FromSeconds(_options.RetryDelaySeconds), _time, ct);
        }
    }

    private async Task<double> AskOnce(ReadOnlyMemory<byte> picture, string contentType, CancellationToken bound)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(_options.TimeoutSeconds), _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, bound);
        using var content = new ReadOnlyMemoryContent(picture);
        content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        using var answer = await _http.PostAsync(new Uri(_options.Endpoint!), content, both.Token);
        answer.EnsureSuccessStatusCode();
        var verdict = JsonSerializer.Deserialize<Verdict>(
            await answer.Content.ReadAsByteArrayAsync(both.Token), JsonSerializerOptions.Web);
        return verdict?.Explicit is { } score and >= 0 and <= 1
            ? score
            : throw new JsonException("The classifier's answer has no score from 0 to 1.");
    }

    private sealed record Verdict(double? Explicit);

    [LoggerMessage(
        LogLevel.Warning, "The image check gave no answer after {Attempts} attempts; the picture is sent again later.")]
    private static partial void LogNoAnswer(ILogger logger, int attempts, Exception failure);
}
