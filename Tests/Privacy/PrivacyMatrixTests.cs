using System.Text.Json.Nodes;

namespace Instagram.Tests.Privacy;

/// <summary>
/// Every onlooker × every route × every state of an author, over HTTP. What someone may not see answers byte for byte,
/// but for its traceId, like what never was, and no list holds a trace of it.
/// </summary>
public sealed class PrivacyMatrixTests(MatrixFigures figures) : IAsyncLifetime, IClassFixture<MatrixFigures>
{
    private Product _product = null!;
    private int _cells;

    public async Task InitializeAsync() => _product = await Product.Start(Moderating.Setting);

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public void Every_route_is_in_the_table_and_nothing_else()
    {
        var mapped = RouteRecorder.Mapped(_product.Services).ToHashSet();
        var listed = RouteTable.Rows.Select(row => row.Route).ToHashSet();
        Assert.True(listed.SetEquals(mapped),
            $"not in the table:\n{string.Join('\n', mapped.Except(listed))}\n\n" +
            $"not in the product:\n{string.Join('\n', listed.Except(mapped))}");
    }

    [Theory]
    [InlineData(AuthorState.Public)]
    [InlineData(AuthorState.Private)]
    [InlineData(AuthorState.PrivateSinceAMoment)]
    [InlineData(AuthorState.PublicAgain)]
    [InlineData(AuthorState.Suspended)]
    [InlineData(AuthorState.Deleted)]
    public async Task Everyone_sees_what_they_may_and_not_a_byte_more(AuthorState state)
    {
        var scene = await Scene.Set(_product, state);
        foreach (var (onlooker, visitor) in scene.Onlookers)
        {
            foreach (var row in RouteTable.Rows)
            {
                await (row switch
                {
                    Target target => Check(scene, onlooker, visitor, target),
                    Listing listing => Check(scene, onlooker, visitor, listing),
                    Count count => Check(scene, onlooker, visitor, count),
                    _ => Task.CompletedTask,
                });
            }
        }
        foreach (var (onlooker, visitor) in scene.Onlookers)
        {
            if (visitor is Member member && !Standing.IsGone(onlooker, state))
            {
                await ReplaysNothingHidden(scene, onlooker, member);
                await TakesNothingHiddenAlong(scene, onlooker, member);
            }
        }
        figures.Add(_cells);
    }

    private async Task Check(Scene scene, Onlooker onlooker, Visitor visitor, Target row)
    {
        var isSelf = onlooker == Onlooker.Author;
        var seesCard = SeesWhomTheyBlock(scene, onlooker) && ShowsCardOfBlocked(row);
        if (Standing.IsGone(onlooker, scene.State))
        {
            var dead = await Ask(scene, visitor, row, real: true);
            DeadToken(dead);
            Alike(await Ask(scene, visitor, row, real: false), dead);
        }
        else if (Standing.IsSuspended(onlooker, scene.State) && IsRefusedToSuspended(row))
        {
            var refused = await Ask(scene, visitor, row, real: true);
            Assert.True(refused.Status == 403, $"{onlooker}, {scene.State}: {refused}");
            Alike(await Ask(scene, visitor, row, real: false), refused);
        }
        else if (onlooker == Onlooker.Anonymous && !row.IsOpen)
        {
            var refused = await Ask(scene, visitor, row, real: true);
            refused.Problem(401, "unauthenticated");
            Alike(await Ask(scene, visitor, row, real: false), refused);
        }
        else if ((scene.SightOf(onlooker) < row.Needs && !seesCard)
            || (onlooker == Onlooker.Anonymous && row.HidesFromAnonymous))
        {
            var hidden = await Ask(scene, visitor, row, real: true);
            Assert.True(
                hidden.Status == row.Hidden, $"{onlooker}, {scene.State}: expected {row.Hidden} of {hidden}");
            Alike(await Ask(scene, visitor, row, real: false), hidden);
        }
        else if ((isSelf ? row.OwnSeen ?? row.Seen : row.Seen) is not 0 and var expected)
        {
            var shown = await Ask(scene, visitor, row, real: true);
            Assert.True(shown.Status == expected, $"{onlooker}, {scene.State}: expected {expected} of {shown}");
            NoSecret(scene, onlooker, seesCard ? Sight.Profile : scene.SightOf(onlooker), shown);
        }
    }

    private async Task Check(Scene scene, Onlooker onlooker, Visitor visitor, Listing row)
    {
        if (row.Path(scene, onlooker) is not { } path)
        {
            return;
        }
        var answer = await visitor.Get(path);
        _cells++;
        if (Standing.IsGone(onlooker, scene.State))
        {
            DeadToken(answer);
            return;
        }
        if (onlooker == Onlooker.Anonymous && !row.IsOpen)
        {
            answer.Problem(401, "unauthenticated");
            return;
        }
        var sight = scene.SightOf(onlooker);
        NoSecret(
            scene, onlooker,
            row.MayNameBlocked && SeesWhomTheyBlock(scene, onlooker) ? Sight.Profile : sight,
            answer);
        if (scene.State < AuthorState.Suspended && row.Shows(scene, onlooker))
        {
            await Eventually.Holds(async () =>
                (await visitor.Get(path)).Is(200).Text.Contains(row.Trace(scene), StringComparison.Ordinal));
        }
    }

    private async Task<Answer> Ask(Scene scene, Visitor visitor, Target row, bool real)
    {
        _cells++;
        using var body = row.Body is { } make ? System.Net.Http.Json.JsonContent.Create(make(scene, real)) : null;
        return await visitor.Send(row.Method, real ? row.Path(scene) : row.Nothing, body, row.Headers(scene));
    }

    /// <summary>A number, too, tells of what it counts.</summary>
    private async Task Check(Scene scene, Onlooker onlooker, Visitor visitor, Count row)
    {
        if (visitor is Member member && !Standing.IsGone(onlooker, scene.State))
        {
            _cells++;
            await Eventually.Becomes(
                async () => (Counted: await member.Unread(), Shown: (await member.Notices()).Count(one => !one.Seen)),
                seen => seen.Counted == seen.Shown, $"as many of {row.Route} as shown to {onlooker}, {scene.State}");
        }
    }

    /// <summary>A client that comes back gets everything since the beginning, until an upload of its own ends it.</summary>
    private async Task ReplaysNothingHidden(Scene scene, Onlooker onlooker, Member member)
    {
        _cells++;
        await using var events = await EventListener.Open(member, lastEventId: 1);
        var marker = await member.Uploads(Pictures.Sunset(24, 24));
        var replayed = await events.Until(data => data.Contains(marker, StringComparison.Ordinal));
        NoSecret(scene, onlooker, scene.SightOf(onlooker), "the events", replayed);
    }

    /// <summary>
    /// The archive tells which posts its owner commented on and liked, by their ids, and of others only what is seen.
    /// </summary>
    private async Task TakesNothingHiddenAlong(Scene scene, Onlooker onlooker, Member member)
    {
        _cells++;
        using var archive = await member.Exports();
        foreach (var entry in archive.Entries.Where(entry => entry.Name is not ("comments.json" or "likes.json")))
        {
            using var text = new StreamReader(entry.Open());
            var blocked = entry.Name == "blocks.json" && SeesWhomTheyBlock(scene, onlooker);
            NoSecret(
                scene, onlooker, blocked ? Sight.Profile : scene.SightOf(onlooker), entry.Name,
                await text.ReadToEndAsync());
        }
    }

    private static void DeadToken(Answer answer)
    {
        Assert.True(answer.Status == 401, $"expected 401 of {answer}");
    }

    /// <summary>What a suspended account may still do is its own affair, or takes something back.</summary>
    private static bool IsRefusedToSuspended(Target row) =>
        row.Method != HttpMethod.Get && row.Method != HttpMethod.Head && row.Method != HttpMethod.Delete
        && !row.IsOpenToSuspended;

    private static bool SeesWhomTheyBlock(Scene scene, Onlooker onlooker) =>
        onlooker == Onlooker.Blocking && scene.State < AuthorState.Suspended;

    /// <summary>Who blocks someone still sees whom, and may take it back.</summary>
    private static bool ShowsCardOfBlocked(Target row) => row.Route is
        "GET /api/v1/users/{id:id}" or "GET /api/v1/users/by-username/{name}" or
        "POST /api/v1/users/{id:id}/block" or "DELETE /api/v1/users/{id:id}/block";

    private static void NoSecret(Scene scene, Onlooker onlooker, Sight sight, Answer answer) =>
        NoSecret(scene, onlooker, sight, answer.ToString(), answer.Text);

    private static void NoSecret(Scene scene, Onlooker onlooker, Sight sight, string source, string shown)
    {
        foreach (var (name, text) in scene.SecretsFrom(sight))
        {
            Assert.False(
                shown.Contains(text, StringComparison.Ordinal),
                $"{onlooker}, {scene.State}: {name} shows in {source}\n{shown}");
        }
    }

    /// <summary>Byte for byte but for the traceId, whose length is always the same.</summary>
    private static void Alike(Answer nothing, Answer hidden)
    {
        Assert.Equal(nothing.Status, hidden.Status);
        Assert.Equal(Headers(nothing), Headers(hidden));
        Assert.Equal(Body(nothing), Body(hidden));
    }

    private static string Headers(Answer answer) => string.Join('\n', answer.Headers.Concat(answer.ContentHeaders)
        .Where(header => header.Key is not "Date")
        .Select(header => $"{header.Key}: {string.Join(',', header.Value)}").Order());

    private static string Body(Answer answer) => answer.Bytes.Length == 0
        ? ""
        : answer.Text.Replace(
            JsonNode.Parse(answer.Bytes)!["traceId"]!.GetValue<string>(), "", StringComparison.Ordinal);
}
