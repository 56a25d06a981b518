using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Instagram.Media.Images;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Instagram.Bench.Media;

/// <summary>
/// A picture asked for by someone who is signed in, against the same bytes of a file from a bare Kestrel in the same
/// process: wrk asks the one and the other in turns.
/// </summary>
internal static class ServeBench
{
    private const int Rounds = 5;
    private const int Seconds = 3;
    private const int Connections = 32;

    private static readonly TimeSpan UntilPublished = TimeSpan.FromSeconds(60);

    public static async Task Run(TextWriter output, BenchProduct product, byte[] picture)
    {
        using var http = new HttpClient { BaseAddress = product.Address };
        var token = await SignUp(http);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var variants = await Publish(http, picture);
        await output.WriteLineAsync(
            "| a picture | bytes | requests/s | CPU µs | a bare file: requests/s | CPU µs | ratio |");
        await output.WriteLineAsync("|---|---|---|---|---|---|---|");
        foreach (var name in (string[])["small", "large"])
        {
            var path = variants.GetProperty(name).GetString()!;
            var answer = await http.GetAsync(path);
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            await using var bare = await BareFile(bytes);
            var (ours, file) = ($"{product.Address}{path[1..]}", $"{bare.Urls.Single()}/file");
            string[] signed = [$"Authorization: Bearer {token}"];
            await Compare(output, $"{name}, 200", bytes.Length, (ours, signed), (file, signed));
            await Compare(
                output, $"{name}, 304", 0, (ours, [.. signed, $"If-None-Match: {answer.Headers.ETag}"]),
                (file, [.. signed, "If-None-Match: \"same\""]));
            await Compare(
                output, $"{name}, 206", 1000, (ours, [.. signed, "Range: bytes=1000-1999"]),
                (file, [.. signed, "Range: bytes=1000-1999"]));
        }
    }

    private static async Task Compare(
        TextWriter output, string what, int size, (string Url, string[] Headers) ours,
        (string Url, string[] Headers) bare)
    {
        await Ask(ours.Url, ours.Headers);
        await Ask(bare.Url, bare.Headers);
        var (mine, theirs) = (new List<Load>(), new List<Load>());
        for (var round = 0; round < Rounds; round++)
        {
            mine.Add(await Ask(ours.Url, ours.Headers));
            theirs.Add(await Ask(bare.Url, bare.Headers));
        }
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {size} | {Median(mine, load => load.PerSecond):0} | "
            + $"{Median(mine, load => load.CpuMicros):0} | "
            + $"{Median(theirs, load => load.PerSecond):0} | {Median(theirs, load => load.CpuMicros):0} | "
            + $"{Median([.. mine.Zip(theirs)], pair => pair.First.PerSecond / pair.Second.PerSecond):0.00} |"));
    }

    /// <summary>The processor time is of both servers, of which one is idle.</summary>
    private static async Task<Load> Ask(string url, string[] headers)
    {
        var started = new ProcessStartInfo("wrk")
        {
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "-t1", $"-c{Connections}", string.Create(CultureInfo.InvariantCulture, $"-d{Seconds}s"),
            },
        };
        foreach (var header in headers)
        {
            started.ArgumentList.Add("-H");
            started.ArgumentList.Add(header);
        }
        started.ArgumentList.Add(url);
        var used = Environment.CpuUsage.TotalTime;
        using var wrk = Process.Start(started)!;
        var told = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        var cpu = Environment.CpuUsage.TotalTime - used;
        if (told.Contains("Non-2xx", StringComparison.Ordinal)
            || told.Contains("Socket errors", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{url}: {told}");
        }
        var line = told.Split('\n').Single(text => text.StartsWith("Requests/sec:", StringComparison.Ordinal));
        var perSecond = double.Parse(line.Split(':')[1], CultureInfo.InvariantCulture);
        return new Load(perSecond, cpu.TotalMicroseconds / (perSecond * Seconds));
    }

    private static async Task<string> SignUp(HttpClient http)
    {
        var answer = await http.PostAsJsonAsync("/api/v1/auth/signup", new
        {
            username = "photographer", email = "photographer@example.org", password = "a long password",
        });
        var told = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        return told.GetProperty("accessToken").GetString()!;
    }

    /// <summary>The addresses of the variants.</summary>
    private static async Task<JsonElement> Publish(HttpClient http, byte[] picture)
    {
        using var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(picture);
        file.Headers.ContentType = new MediaTypeHeaderValue(ImageFormat.Jpeg.ContentType());
        form.Add(file, "image", "picture");
        var answer = await http.PostAsync("/api/v1/posts", form);
        var post = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        var watch = Stopwatch.StartNew();
        while (post.GetProperty("status").GetString() != "published")
        {
            if (watch.Elapsed > UntilPublished)
            {
                throw new TimeoutException($"The post is not published: {post}");
            }
            await Task.Delay(100);
            post = await http.GetFromJsonAsync<JsonElement>($"/api/v1/posts/{post.GetProperty("id").GetString()}");
        }
        return post.GetProperty("media")[0].GetProperty("urls");
    }

    private static async Task<WebApplication> BareFile(byte[] bytes)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("instagram-bench-file-").FullName, "file.webp");
        await File.WriteAllBytesAsync(path, bytes);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add($"http://{IPAddress.Loopback}:0");
        var tag = new Microsoft.Net.Http.Headers.EntityTagHeaderValue("\"same\"");
        app.MapGet(
            "/file", () => TypedResults.PhysicalFile(path, "image/webp", entityTag: tag, enableRangeProcessing: true));
        await app.StartAsync();
        return app;
    }

    private static double Median<T>(List<T> of, Func<T, double> value) =>
        of.Select(value).Order().ElementAt(of.Count / 2);

    private sealed record Load(double PerSecond, double CpuMicros);
}
