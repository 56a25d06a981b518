using System.Collections.Concurrent;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Instagram.Tests.Fuzz.Http;

namespace Instagram.Tests.Fuzz;

/// <summary>What is hardly HTTP any more: broken lines, lengths and chunks, byte by byte.</summary>
public sealed class WireFuzzTests : IAsyncLifetime
{
    private const int Cases = 2_000;
    private const int Size = 30;
    private const int Lines = 8;

    private static readonly string[] Requests =
    [
        "GET /api/v1/users/1 HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST /api/v1/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 29\r\n\r\n"
            + "{\"login\":\"a\",\"password\":\"bcd\"}",
        "POST /api/v1/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"log\r\n18\r\nin\":\"a\",\"password\":\"bcd\"}\r\n0\r\n\r\n",
        "PUT /objects/a/b?expires=1&type=image/jpeg&size=3&signature=x HTTP/1.1\r\nHost: a\r\n"
            + "Content-Length: 3\r\n\r\nabc",
        "GET /media/1/small HTTP/1.1\r\nHost: a\r\nRange: bytes=0-1\r\n"
            + "Cookie: session=a\r\nConnection: keep-alive\r\n\r\n",
        "POST /api/v1/posts HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=x\r\n"
            + "Content-Length: 67\r\n\r\n--x\r\nContent-Disposition: form-data; name=\"caption\"\r\n\r\n"
            + "hello\r\n--x--\r\n",
    ];

    private static readonly string[] Odds =
    [
        "\r\n", "\n", "\r", " ", "\t", "\0", ":", "\r\n\r\n", "\r\n ", "HTTP/1.0", "HTTP/2.0",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "Content-Length: 5\r\n", "Content-Length: 5, 6\r\n", "Transfer-Encoding: chunked\r\n", "Host: b\r\n", "-1",
        "0x10",
        "ffffffffffffffff", "5;ext=\"a\r\nb\"", "0\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", "\u00ff", "é", "%00",
        "http://b/",
        "Expect: 100-continue\r\n", "Connection: upgrade\r\nUpgrade: h2c\r\n", "\u0016\u0003\u0001\u0002\u0000", "//",
        "#a",
    ];

    private static readonly Gen<byte[]> Broken =
        from request in Gen.Elements(Requests)
        from count in Gen.Choose(1, 3)
        from changes in Gen.ArrayOf(
            from at in Gen.Choose(0, 10_000) from odd in Gen.Elements(Odds) from gone in Gen.Choose(0, 4)
            select (at, odd, gone), count)
        from rest in Gen.Frequency((4, Gen.Constant(1.0)), (1, Gen.Choose(0, 100).Select(share => share / 100.0)))
        let whole = changes.Aggregate(request, (text, change) =>
            Change(text, change.at % text.Length, change.odd, change.gone))
        select Encoding.Latin1.GetBytes(whole[..(int)(whole.Length * rest)]);

    private readonly ErrorLog _errors = new();
    private Product _product = null!;

    public async Task InitializeAsync()
    {
        _product = await Product.Start();
        _product.Service<Microsoft.Extensions.Logging.ILoggerFactory>().AddProvider(_errors);
    }

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task Whatever_comes_is_answered_with_a_problem_or_not_at_all()
    {
        var waiting = new ConcurrentQueue<byte[]>(
            Broken.Sample(Cases * Campaign.Times, Campaign.Dice("wire"), Size));
        var (total, failures) = (waiting.Count, new ConcurrentQueue<string>());
        var answered = 0;
        await Task.WhenAll(Enumerable.Range(0, Lines).Select(async _ =>
        {
            using var line = new Line(_product.Address);
            while (waiting.TryDequeue(out var bytes))
            {
                var text = Encoding.Latin1.GetString(bytes);
                var heard = await line.Ask(bytes, text.StartsWith("HEAD", StringComparison.Ordinal), endsThere: true);
                answered += heard.Status == 0 ? 0 : 1;
                if (heard.Status >= 500 || AnswerRules.BrokenProblem(false, heard) is not null)
                {
                    failures.Enqueue($"{text}\n→ {heard} {AnswerRules.BrokenProblem(false, heard)}");
                }
            }
        }));
        var requests = $"{total} broken requests (seed {Campaign.Seed}), {answered} answered";
        Figures.Show(
            "fuzz of the wire", $"{requests}, {failures.Count} not by a problem, {_errors.Count} unhandled");
        Assert.True(failures.IsEmpty, string.Join("\n\n=====\n\n", failures.Take(10)));
        Assert.True(answered > total / 2, $"only {answered} of {total} were answered");
        Assert.True(_errors.Count == 0, $"{_errors}");
        (await (await _product.SignUp("still")).Get("/api/v1/feed")).Is(200);
    }

    private static string Change(string text, int at, string odd, int gone) =>
        text[..at] + odd + text[Math.Min(text.Length, at + gone)..];
}
