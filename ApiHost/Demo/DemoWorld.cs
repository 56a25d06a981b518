using Instagram.ApiHost.Demo.Painting;
using Instagram.Media.Images;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Instagram.ApiHost.Demo;

/// <summary>
/// Fills an empty instance with a believable little world, through its own front door: the public HTTP contract.
/// A file in the data directory says that it is done; until then every start goes on where the last one stopped.
/// </summary>
internal sealed partial class DemoWorld(
    IServer server, IHostApplicationLifetime lifetime, IConfiguration configuration, TimeProvider time,
    ILogger<DemoWorld> logger) : BackgroundService
{
    public const string Password = "little-world";

    private const int People = 60;
    private const int Posts = 170;
    private const int JpegQuality = 88;
    private const string Marker = "demo-world";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var address = await Listening(stoppingToken);
        var marker = Path.Combine(configuration["data"] ?? "data", Marker);
        var plan = new WorldPlan(People, Posts);
        try
        {
            if (!File.Exists(marker))
            {
                using var http = new HttpClient { BaseAddress = address };
                var settlers = new Settlers(new ContractClient(http, time), plan, Photograph, Password, Tell);
                await settlers.Settle(stoppingToken);
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(marker))!);
                await File.WriteAllTextAsync(marker, "The demo world is complete.\n", stoppingToken);
            }
            Welcome(address, plan);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Tell("The demo world is not complete yet; the next start with --demo goes on.");
        }
        catch (Exception failure)
        {
            // A toy shall not take the instance down, whatever went wrong.
            LogUnfinished(logger, failure.Message);
        }
    }

    private static byte[] Photograph(Scene scene, int seed, int width, int height) =>
        ImagePipeline.EncodeJpeg(Painter.Paint(scene, seed, width, height), width, height, JpegQuality);

    private static void Welcome(Uri address, WorldPlan plan)
    {
        Tell($"The demo world is at {address}. Everybody's password is '{Password}'.");
        var busiest = plan.Following.Index().Skip(1).MaxBy(each => each.Item.Count).Index;
        var closed = plan.People.Index().First(each => each.Item.IsPrivate).Index;
        Introduce(plan.People[WorldPlan.Celebrity], "whom nearly everybody follows");
        Introduce(plan.People[busiest], "has the fullest feed");
        Introduce(plan.People[closed], "is private and has requests to answer");
        Introduce(plan.People[^1], "never posted anything");
        var moderator = plan.People[WorldPlan.Moderator];
        Introduce(moderator, "moderates, at /moderation, once started with:");
        Console.WriteLine($"        ./run --demo --Moderation:Moderators {moderator.Username}");
    }

    private static void Introduce(Person person, string what) =>
        Console.WriteLine($"        {person.Username,-16} {person.DisplayName}, {what}");

    private static void Tell(string line) => Console.WriteLine($"demo:   {line}");

    /// <summary>The address to reach this host under, once it listens.</summary>
    private async Task<Uri> Listening(CancellationToken cancellation)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellation);
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var address = addresses.FirstOrDefault(each => each.StartsWith("http://", StringComparison.Ordinal))
            ?? throw new InvalidOperationException("The demo world needs an http:// address to listen on.");
        var parsed = BindingAddress.Parse(address);
        var host = parsed.Host is "0.0.0.0" or "[::]" or "+" or "*" ? "127.0.0.1" : parsed.Host;
        return new UriBuilder("http", host, parsed.Port).Uri;
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The demo world is not complete: {Reason}. Start again with --demo to go on.")]
    private static partial void LogUnfinished(ILogger logger, string reason);
}
