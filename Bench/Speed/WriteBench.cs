using Instagram.Bench.Load;
using Instagram.Bench.Worlds;

namespace Instagram.Bench.Speed;

/// <summary>Likes and follows over HTTP, each answered once it is on the disk, against one commit each.</summary>
internal static class WriteBench
{
    private const int LikedPosts = 20_000;
    private const int Visible = 10;

    public static async Task Run(Report report, Contenders contenders, HttpClient http, Rounds rounds)
    {
        var world = contenders.World;
        var tokens = await contenders.Write(
            "writers", SpeedWorld.Plain.Concat(SpeedWorld.Fans).Select(at => world.Tokens[at]));
        var open = world.Users.Where(user => !user.IsPrivate).Select(user => user.Id).ToHashSet();
        var posts = await contenders.Write(
            "posts",
            world.Posts.Where(post => open.Contains(post.AuthorId)).Take(LikedPosts).Select(post => $"{post.Id}"));
        var people = await contenders.Write(
            "people", world.Users.Take(9_000).Skip(SpeedWorld.Celebrities + 1).Where(user => open.Contains(user.Id))
                .Select(user => $"{user.Id}"));
        string[] like = [tokens, "/api/v1/posts/", posts, "/like"];
        string[] follow = [tokens, "/api/v1/users/", people, "/follow"];

        var likes = OfProduct("durable like", like);
        var likesOfOne = OfTextbook("textbook: like, one commit each", like);
        var follows = OfProduct("durable follow", follow);
        var followsOfOne = OfTextbook("textbook: follow, one commit each", follow);
        var rows = await rounds.Run(report, likes, likesOfOne, follows, followsOfOne);
        report.Add(new GoalRow(
            "durable like against one commit each: requests/s",
            rows[likes].RequestsPerSecond / rows[likesOfOne].RequestsPerSecond, "×", Goal.AtLeast(3)));
        report.Add(new GoalRow(
            "durable like: CPU with PostgreSQL", rows[likes].AllCpu, "µs", Goal.AtMost(45),
            $"{rows[likesOfOne].AllCpu:0} µs with one commit each"));
        report.Add(new GoalRow("durable like: p99", rows[likes].P99Milliseconds, "ms", Goal.AtMost(10)));
        report.Add(new GoalRow(
            "durable follow against one commit each: requests/s",
            rows[follows].RequestsPerSecond / rows[followsOfOne].RequestsPerSecond, "×", Goal.AtLeast(3),
            await FollowsShow(contenders) + " follows show in the next feed read"));

        Variant OfProduct(string what, string[] arguments) => new(
            what, contenders.Product.Address, "post.lua", arguments, () => ProcessCpu.Of(contenders.Product.Pid),
            () => ProcessCpu.OfTree(contenders.Product.PostgresPid), contenders.Product.AllocatedBytes);

        Variant OfTextbook(string what, string[] arguments) => new(
            what, contenders.Postgres.Address, "post.lua", arguments, () => ProcessCpu.Of(contenders.Postgres.Pid),
            () => ProcessCpu.OfTree(contenders.PostgresStorePid), () => contenders.Postgres.AllocatedBytes(http));
    }

    /// <summary>Somebody has just posted; who follows them then finds it in the very next read.</summary>
    private static async Task<string> FollowsShow(Contenders contenders)
    {
        var (world, client, shown) = (contenders.World, contenders.Client, 0);
        // Of those who have not just followed at random: what comes by a push may come later.
        foreach (var reader in SpeedWorld.Others.Take(Visible))
        {
            var (owner, medium) = contenders.NextMedium();
            var postId = await client.Create(
                "posts", contenders.Account(owner), new { mediaIds = (string[])[$"{medium.Id}"] }, default);
            var account = contenders.Account(reader);
            await client.Do(HttpMethod.Post, $"users/{world.Users[owner].Id}/follow", account, default);
            var page = await client.Get("feed?order=latest", account, default);
            shown += page.GetProperty("posts").EnumerateArray()
                .Any(post => post.GetProperty("id").GetString() == postId) ? 1 : 0;
        }
        return $"{shown} of {Visible}";
    }
}
