using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Instagram.Grains.Feed;

namespace Instagram.ApiHost.Feed;

/// <summary>A page as a <see cref="FeedResponse"/>.</summary>
internal sealed class FeedAnswer(long readerId, FeedOrder order, FeedView page) : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => builder.Metadata.Add(
        new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(FeedResponse), ["application/json"]));

    public Task ExecuteAsync(HttpContext httpContext) =>
        FeedJson.Send(httpContext, page, FeedJson.Tail(readerId, order, page.Next));
}
