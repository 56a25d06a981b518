namespace Instagram.ApiHost.Docs;

/// <summary>The contract in a form that machines and people read: <c>/openapi/v1.json</c> and <c>/docs</c>.</summary>
internal static class ApiDescription
{
    public static void AddApiDescription(this WebApplicationBuilder builder) =>
        builder.Services.AddOpenApi("v1", options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Instagram.Orleans";
            document.Info.Version = "v1";
            document.Info.Description = "A photo social network. Errors are RFC 9457 problems with a stable code.";
            document.Servers = [];
            return Task.CompletedTask;
        }));

    public static void MapApiDescription(this WebApplication app)
    {
        // There is one; asked for another, in the path or in the query, the framework would make an error of its own.
        app.MapOpenApi("/openapi/{documentName:regex(^v1$)}.json");
        app.UseSwaggerUI(ui =>
        {
            ui.RoutePrefix = "docs";
            ui.SwaggerEndpoint("/openapi/v1.json", "v1");
            ui.DocumentTitle = "Instagram.Orleans API";
        });
    }
}
