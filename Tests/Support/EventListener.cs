using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace Instagram.Tests.Support;

/// <summary>A client of the event stream: reads it to its end, and gives events one by one.</summary>
public sealed class EventListener : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;
    private readonly HttpResponseMessage _response;
    private readonly Channel<(long Id, string Name, string Data)> _events =
        Channel.CreateUnbounded<(long Id, string Name, string Data)>();
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _reading;

    private EventListener(HttpClient http, HttpResponseMessage response)
    {
        (_http, _response) = (http, response);
        _reading = Read();
    }

    /// <summary>The stream has ended by itself.</summary>
    public Task Ended => _reading.WaitAsync(Patience);

    public static async Task<EventListener> Open(Member member, long? lastEventId = null)
    {
        var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri(member.Product.Address, "/api/v1/events"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", member.AccessToken);
        if (lastEventId is { } last)
        {
            request.Headers.Add("Last-Event-ID", last.ToString(CultureInfo.InvariantCulture));
        }
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Patience);
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.ToString());
        return new EventListener(http, response);
    }

    /// <summary>The next event, which has this name.</summary>
    public async Task<EventShape<T>> Next<T>(string name)
    {
        var (id, came, data) = await _events.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        Assert.True(came == name, $"expected {name}, came {came} {data}");
        return new EventShape<T>(id, came, JsonSerializer.Deserialize<T>(data, Contract.Json)!);
    }

    /// <summary>The next event of this name, whatever comes before.</summary>
    public async Task<EventShape<T>> First<T>(string name)
    {
        while (true)
        {
            var (id, came, data) = await _events.Reader.ReadAsync().AsTask().WaitAsync(Patience);
            if (came == name)
            {
                return new EventShape<T>(id, came, JsonSerializer.Deserialize<T>(data, Contract.Json)!);
            }
        }
    }

    /// <summary>What came, up to the first whose data is like that.</summary>
    public async Task<string> Until(Func<string, bool> isLast)
    {
        var came = new StringBuilder();
        while (true)
        {
            var (_, name, data) = await _events.Reader.ReadAsync().AsTask().WaitAsync(Patience);
            came.Append(CultureInfo.InvariantCulture, $"{name} {data}\n");
            if (isLast(data))
            {
                return came.ToString();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The reading ends first: a response that is disposed under it breaks in ways that say nothing.
        await _closing.CancelAsync();
        await _reading;
        _response.Dispose();
        _http.Dispose();
    }

    private async Task Read()
    {
        try
        {
            using var lines = new StreamReader(await _response.Content.ReadAsStreamAsync());
            var fields = new Dictionary<string, string>();
            while (await lines.ReadLineAsync(_closing.Token) is { } line)
            {
                if (line.Length == 0 && fields.Count > 0)
                {
                    _events.Writer.TryWrite((
                        long.Parse(fields["id"], CultureInfo.InvariantCulture), fields["event"], fields["data"]));
                    fields.Clear();
                }
                else if (line.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon)
                {
                    fields.Add(line[..colon], line[(colon + 2)..]);
                }
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or HttpRequestException)
        {
            // Closed from this side.
        }
        _events.Writer.TryComplete();
    }
}
