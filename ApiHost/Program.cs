using Instagram.ApiHost.Accounts;
using Instagram.ApiHost.Comments;
using Instagram.ApiHost.Demo;
using Instagram.ApiHost.Docs;
using Instagram.ApiHost.Events;
using Instagram.ApiHost.Explore;
using Instagram.ApiHost.Feed;
using Instagram.ApiHost.Graph;
using Instagram.ApiHost.Http;
using Instagram.ApiHost.Inbox;
using Instagram.ApiHost.Leaving;
using Instagram.ApiHost.Media;
using Instagram.ApiHost.Metrics;
using Instagram.ApiHost.Moderation;
using Instagram.ApiHost.Posts;
using Instagram.ApiHost.Saves;
using Instagram.ApiHost.Search;
using Instagram.ApiHost.Stories;
using Instagram.ApiHost.Trending;
using Instagram.ApiHost.Users;
using Instagram.Silo;

namespace Instagram.ApiHost;

/// <summary>What the product is made of, one part a line.</summary>
public static class Program
{
    public static Task<int> Main(string[] args) => ProductHost.Run(args, AddServices, Map);

    internal static void AddServices(WebApplicationBuilder builder)
    {
        builder.AddSilo();
        builder.AddHttp();
        builder.AddEvents();
        builder.AddMetricsText();
        builder.AddApiDescription();
        builder.AddDemoWorld();
    }

    internal static void Map(WebApplication app)
    {
        app.UseHttp();
        app.MapWebClient();
        app.MapHealth();
        app.MapMetrics();
        app.MapApiDescription();
        app.MapObjects();

        var api = app.MapGroup("/api/v1").WithMetadata(TokenRequired.Instance);
        api.MapAccounts();
        api.MapUsers();
        api.MapGraph();
        api.MapUploads();
        api.MapPosts();
        api.MapComments();
        api.MapSaves();
        api.MapFeed();
        api.MapNotifications();
        api.MapEvents();
        api.MapStories();
        api.MapSearch();
        api.MapLeaving();
        api.MapExplore();
        api.MapTrending();
        api.MapReports();
        app.MapModeration();
        app.MapMedia(api);
        app.MapEdge();
    }
}
