using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;

namespace Instagram.Tests.Fuzz.Http;

/// <summary>Sends what is made up over several lines at once, and keeps what should not have come back.</summary>
internal sealed partial class Fuzzer(Product product, World world, ErrorLog errors)
{
    private const int Lines = 10;
    private const int Batch = 500;
    private const int Size = 30;
    private const int Enough = 12;

    private readonly AnswerRules _rules = new(world);
    private readonly ConcurrentDictionary<string, string> _broken = new();
    private readonly ConcurrentDictionary<int, int> _statuses = new();
    private readonly ConcurrentDictionary<string, int> _reached = new();
    private readonly ConcurrentDictionary<Changes, int> _kinds = new();

    /// <summary>One of each kind, with the request and the answer.</summary>
    public ICollection<string> Broken => _broken.Values;

    public IReadOnlyDictionary<int, int> Statuses => _statuses;

    public IReadOnlyDictionary<string, int> Reached => _reached;

    public IReadOnlyDictionary<Changes, int> Kinds => _kinds;

    public int Sent => _statuses.Values.Sum();

    public async Task Run(int requests)
    {
        var askings = new Askings(world, Surface.Of(product.Services));
        for (var sent = 0; sent < requests && _broken.Count < Enough; sent += Batch)
        {
            // Made anew each time, with the ids of what came to be meanwhile.
            var waiting = new ConcurrentQueue<Asking>(
                askings.All().Sample(Math.Min(Batch, requests - sent), Campaign.Dice($"http {sent}"), Size));
            await Task.WhenAll(Enumerable.Range(0, Lines).Select(_ => Work(waiting)));
            if (errors.Count > 0 && _broken.IsEmpty)
            {
                _broken["logged"] = $"an error was logged behind an answer\n{errors}";
            }
        }
    }

    private async Task Work(ConcurrentQueue<Asking> waiting)
    {
        using var line = new Line(product.Address);
        while (waiting.TryDequeue(out var asking))
        {
            var heard = await line.Ask(asking.Bytes(), asking.Method == "HEAD", asking.EndsThere);
            Count(asking, heard);
            if (_rules.Broken(asking, heard) is { } rule)
            {
                _broken.TryAdd($"{rule} {asking.Route}", $"{rule}\n{asking}\n→ {heard}\n{errors}");
            }
            await Follow(asking, heard);
        }
    }

    private void Count(Asking asking, Heard heard)
    {
        _statuses.AddOrUpdate(heard.Status, 1, (_, count) => count + 1);
        var kind = (asking.Changed & (asking.Changed - 1)) == 0 ? asking.Changed : (Changes)(-1);
        _kinds.AddOrUpdate(kind, 1, (_, count) => count + 1);
        if (heard.Status is >= 200 and < 400)
        {
            _reached.AddOrUpdate(asking.Route.ToString(), 1, (_, count) => count + 1);
        }
    }

    /// <summary>Undoes what would end the game, and remembers what has come to be.</summary>
    private async Task Follow(Asking asking, Heard heard)
    {
        if (heard.Status == 401 && asking.Token == Asking.OwnToken && asking.Actor.Member is not null)
        {
            await world.Revive(asking.Actor);
        }
        else if (heard.Status == 204 && AccountOfModeration().Match(asking.Target) is { Success: true } moderated)
        {
            await world.Mend(moderated.Groups[1].Value);
        }
        else if (heard.Status == 201 && NewId().Match(heard.Text) is { Success: true } made)
        {
            world.Learn(KindOf(asking.Route.Pattern), made.Groups[1].Value);
        }
    }

    /// <summary>POST /api/v1/posts makes one of "posts"; an upload is one of "media".</summary>
    private static string KindOf(string pattern) =>
        pattern.EndsWith("/uploads", StringComparison.Ordinal) ? "media" : pattern[(pattern.LastIndexOf('/') + 1)..];

    [GeneratedRegex("^/api/v1/admin/users/([0-9]+)/")]
    private static partial Regex AccountOfModeration();

    [GeneratedRegex("^\\{\"(?:id|mediaId)\":\"([0-9]+)\"")]
    private static partial Regex NewId();
}
