using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Instagram.ApiHost.Http;

/// <summary>
/// Writes every problem in full, also to a client that says it accepts pictures only: an error that cannot be read is
/// worse than one in a form that was not asked for.
/// </summary>
internal sealed class ProblemWriter(IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json) : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => true;

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        Problems.Complete(context.ProblemDetails, context.HttpContext);
        await context.HttpContext.Response.WriteAsJsonAsync(
            context.ProblemDetails, json.Value.SerializerOptions.GetTypeInfo(typeof(ProblemDetails)),
            "application/problem+json", context.HttpContext.RequestAborted);
    }
}
