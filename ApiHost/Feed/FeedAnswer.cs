using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Instagram.Grains.Feed;

namespace Instagram.ApiHost.Feed;

/// <summary>A page as a <see cref="FeedResponse"/>.</summary>
internal sealed class FeedAnswer(long readerId, FeedOrder order, FeedView page) : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => builder.Metadata.Add(
        new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(FeedResponse), ["application/json"]));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var json = FeedJson.Begin();
        for (var i = 0; i < page.Posts.Count; i++)
        {
            FeedJson.Add(ref json, i, page.Posts[i].Card, page.Posts[i], page.Marks[i]);
        }
        json.Add(FeedJson.Tail(readerId, order, page.Next));
        return FeedJson.Send(httpContext, json);
    }
}
