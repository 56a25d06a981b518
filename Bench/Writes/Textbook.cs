using System.Collections.Frozen;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Instagram.Bench.Writes;

/// <summary>Like and counter, follow and counters: one statement, one commit for each request.</summary>
internal sealed class Textbook(WebApplication app) : IAsyncDisposable
{
    public Uri Address => new(app.Urls.Single());

    public static async Task<Textbook> Start(
        NpgsqlDataSource database, string[] tokens, long[] users, long[] posts)
    {
        await Execute(
            """
            create table textbook_likes (post_id bigint, user_id bigint, primary key (post_id, user_id));
            create table textbook_counts (id bigint primary key, n integer not null default 0);
            create table textbook_follows (
                follower_id bigint, followee_id bigint, primary key (follower_id, followee_id));
            """);
        await using (var fill = database.CreateCommand("insert into textbook_counts (id) select unnest($1)"))
        {
            fill.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. users, .. posts] });
            await fill.ExecuteNonQueryAsync();
        }
        var sessions = tokens.Zip(users).ToFrozenDictionary(
            pair => Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(pair.First))), pair => pair.Second);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add($"http://{IPAddress.Loopback}:0");
        app.MapPost("/api/v1/posts/{id:long}/like", (long id, HttpContext http) => Write(http,
            """
            with added as (insert into textbook_likes values ($1, $2) on conflict do nothing returning 1)
            update textbook_counts set n = n + 1 where id = $1 and exists (select from added)
            """, id));
        app.MapPost("/api/v1/users/{id:long}/follow", (long id, HttpContext http) => Write(http,
            """
            with added as (insert into textbook_follows values ($2, $1) on conflict do nothing returning 1)
            update textbook_counts set n = n + 1 where id = $1 and exists (select from added)
            """, id));
        await app.StartAsync();
        return new Textbook(app);

        async Task<IResult> Write(HttpContext http, string sql, long id)
        {
            var token = http.Request.Headers.Authorization.ToString()["Bearer ".Length..];
            if (!sessions.TryGetValue(
                Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(token))), out var user))
            {
                return TypedResults.Unauthorized();
            }
            await using var command = database.CreateCommand(sql);
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = user });
            await command.ExecuteNonQueryAsync();
            return TypedResults.NoContent();
        }

        async Task Execute(string sql)
        {
            await using var command = database.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
