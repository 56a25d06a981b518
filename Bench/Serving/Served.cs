using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Instagram.Bench.Serving;

/// <summary>
/// A variant in a process of its own: Kestrel on its sockets' threads, as the product's is, and nothing before the
/// handler. Its first line of output says where it listens; it ends with its standard input.
/// </summary>
internal static class Served
{
    public const string Argument = "serve";

    public const string AllocatedPath = "/allocated";

    public static async Task Run(Func<HttpContext, Task> handle)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        await using var app = builder.Build();
        app.Run(context => context.Request.Path == AllocatedPath
            ? context.Response.WriteAsync($"{GC.GetTotalAllocatedBytes()}")
            : handle(context));
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }

    public static Task Refuse(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    public static void Begin(HttpResponse response, int length)
    {
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = length;
    }
}
