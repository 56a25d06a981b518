using System.Diagnostics.Metrics;
using Instagram.Grains.Accounts;
using Instagram.Grains.Copies;
using Instagram.Grains.Feed;
using Instagram.Grains.Posts;
using Instagram.Grains.Users;
using Microsoft.Extensions.Hosting;

namespace Instagram.Silo;

/// <summary>
/// What the meter "Instagram.Silo" tells: how much of what is bounded is taken. Looked up when somebody asks.
/// </summary>
internal sealed class SiloMetrics(
    IMeterFactory factory, Copies<PostCard> posts, Copies<UserCardJson> people, FeedCells feeds, WakeLimiter wakes,
    PublishLimiter publishing, SessionCache sessions)
    : IHostedService
{
    public const string MeterName = "Instagram.Silo";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = factory.Create(MeterName);
        meter.CreateObservableUpDownCounter(
            "copies.size",
            () => (Measurement<long>[])
                [new(posts.Bytes, Kind("post")), new(people.Bytes, Kind("user"))],
            "By", "Encoded posts and cards of people");
        meter.CreateObservableUpDownCounter("feeds.awake", () => feeds.Count, "{feed}", "Feeds in memory");
        meter.CreateObservableUpDownCounter("feeds.waiting", () => wakes.Waiting, "{feed}", "Feeds that wait to wake");
        meter.CreateObservableUpDownCounter(
            "posts.waiting", () => publishing.Waiting, "{post}", "Posts that wait to be made");
        meter.CreateObservableUpDownCounter("sessions.known", () => sessions.Count, "{session}", "Sessions in memory");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static KeyValuePair<string, object?> Kind(string kind) => new("kind", kind);
}
