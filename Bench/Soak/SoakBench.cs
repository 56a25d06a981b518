using System.Globalization;
using System.Text;
using Instagram.Bench.Growth;
using Instagram.Bench.Load;
using Instagram.Bench.Speed;
using Instagram.Storage.Bulk;

namespace Instagram.Bench.Soak;

/// <summary>
/// More people and posts than fit into the bounds of what a silo keeps, which are set low for this, read, post, like,
/// follow and unfollow for a while: what it holds is looked at all along, and must not grow once it is full.
/// </summary>
internal static class SoakBench
{
    private const int DefaultMinutes = 3;
    private const int SamplesTaken = 24;
    private const int People = 6_000;
    private const int Authors = 2_000;
    private const int PostsEach = 15;
    private const int Followees = 40;

    private const int ReadsPerSecond = 80;
    private const int LikesPerSecond = 30;
    private const int FollowsPerSecond = 20;
    private const int PostsPerSecond = 5;
    private const int Connections = 16;

    private const int CopyMegabytes = 2;
    private const int Sessions = 2_000;
    private const int Activations = 6_000;

    private static readonly string[] Loads = ["reads", "likes", "follows", "posts"];

    public static async Task Run(Report report, Arguments arguments)
    {
        var duration = TimeSpan.FromMinutes(arguments.Minutes ?? (arguments.IsQuick ? 1 : DefaultMinutes));
        var (readers, authors) = (Array.Empty<GrowthPeople.Person>(), Array.Empty<GrowthPeople.Person>());
        var (posts, media) = (Array.Empty<long>(), Array.Empty<(GrowthPeople.Person Owner, long Id)>());
        await using var store = await GrowthStore.Make();
        await store.Fill(async (people, bulk) =>
        {
            authors = await people.Join(Authors);
            readers = await people.Join(People);
            posts = await people.Post(authors, PostsEach, withPictures: true);
            media = await people.Upload(authors, (int)(PostsPerSecond * duration.TotalSeconds));
            await bulk.AddFollows([.. people.Follows(readers, authors, Followees)], CancellationToken.None);
            await bulk.Settle(CancellationToken.None);
        });
        await using var product = await store.Start(
            "--Feed:CopyMegabytes", Text(CopyMegabytes), "--Feed:CountedPosts", "4096",
            "--Accounts:CachedSessions", Text(Sessions), "--Engine:MaxActivations", Text(Activations));
        var random = new Random(17);
        var load = Task.WhenAll(
            Drive(ReadsPerSecond, 200, _ => RequestBytes.Get(FeedVariants.Path, AnyOf(readers).Token)),
            Drive(LikesPerSecond, 204, _ => RequestBytes.Post(
                $"/api/v1/posts/{AnyOf(posts)}/like", AnyOf(readers).Token)),
            Drive(FollowsPerSecond, 204, at => Follow(at)),
            Drive(PostsPerSecond, 201, at => RequestBytes.PostJson(
                "/api/v1/posts", media[at].Owner.Token, $$"""{"mediaIds":["{{media[at].Id}}"],"caption":"soaked"}""")));
        var samples = new List<Sample>();
        for (var at = 1; at <= SamplesTaken; at++)
        {
            await Task.Delay(duration / SamplesTaken);
            samples.Add(await Look(product, duration.TotalMinutes * at / SamplesTaken));
            await Console.Error.WriteLineAsync($"{samples[^1]}");
        }
        foreach (var (what, outcome) in Loads.Zip(await load))
        {
            report.Say(
                FormattableString.Invariant($"{what}: {outcome.Milliseconds.Count:#,0}{outcome.Failures}"),
                outcome.Milliseconds, "ms");
        }
        report.Append(Table(samples));
        Judge(report, samples);

        Task<PacedOutcome> Drive(double perSecond, int status, Func<int, byte[]> request) => PacedClient.Run(
            product.Address, request, perSecond, duration, status, Connections);

        byte[] Follow(int at)
        {
            // A follow and, the next time, its end: how many are followed stays about the same.
            var (reader, author) = (readers[at / 2 % readers.Length], authors[at / 2 * 7 % authors.Length]);
            var path = $"/api/v1/users/{author.Id}/follow";
            return at % 2 == 0 ? RequestBytes.Post(path, reader.Token) : RequestBytes.Delete(path, reader.Token);
        }

        T AnyOf<T>(T[] all)
        {
            lock (random)
            {
                return all[random.Next(all.Length)];
            }
        }
    }

    private static async Task<Sample> Look(ProductProcess product, double minutes)
    {
        var (heap, resident) = await product.HeldKilobytes();
        var metrics = await product.Metrics();
        return new Sample(
            minutes, heap / 1024, resident / 1024, metrics["copies_size_bytes"] / 1024 / 1024,
            metrics["sessions_known"], metrics["feeds_awake"], metrics["grain_activations"],
            metrics["grain_requests_waiting"], metrics["feeds_waiting"],
            metrics["http_server_request_duration_seconds_count"]);
    }

    private static void Judge(Report report, List<Sample> samples)
    {
        report.Add(new GoalRow(
            "soak: growth of the heap from the second quarter to the last", Sample.Growth(samples) * 100, "%",
            Goal.AtMost(5)));
        Most("copies of posts and people", sample => sample.Copies, "MB", 2 * CopyMegabytes);
        Most("sessions in memory", sample => sample.Sessions, "", Sessions);
        Most("activations", sample => sample.Activations, "", Activations);

        void Most(string what, Func<Sample, double> value, string unit, double bound) =>
            report.Add(new GoalRow($"soak: {what}, at most", samples.Max(value), unit, Goal.AtMost(bound)));
    }

    private static string Table(List<Sample> samples)
    {
        var text = new StringBuilder(
            """
            | min | heap | process | copies | sessions | awake feeds | activations | calls wait | wakes wait | done |
            |---|---|---|---|---|---|---|---|---|---|

            """);
        foreach (var at in samples)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {at.Minutes:0.0} | {at.Heap:0.0} MB | {at.Resident:0} MB | {at.Copies:0.00} MB ")
                .Append(
                    CultureInfo.InvariantCulture,
                    $"| {at.Sessions:#,0} | {at.AwakeFeeds:#,0} | {at.Activations:#,0} | {at.WaitingRequests:#,0} ")
                .Append(CultureInfo.InvariantCulture, $"| {at.WaitingWakes:#,0} | {at.Answered:#,0} |\n");
        }
        return text.ToString();
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
