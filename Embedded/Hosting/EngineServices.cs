using Microsoft.Extensions.DependencyInjection;
namespace Instagram.Embedded.Hosting;
internal static class EngineServices
{
    internal static IServiceCollection AddEmbeddedEngine(this IServiceCollection services) => services;
}
