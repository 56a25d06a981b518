namespace Instagram.ApiHost.Demo;

public static class DemoWorldRegistration
{
    /// <summary>With <c>--demo true</c> an empty instance fills itself with people and pictures.</summary>
    public static IHostApplicationBuilder AddDemoWorld(this IHostApplicationBuilder builder)
    {
        if (builder.Configuration.GetValue("demo", false))
        {
            builder.Services.AddHostedService<DemoWorld>();
        }
        return builder;
    }
}
