using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Instagram.Bench.Micro;

/// <summary>A call of a grain that is awake, in the same process.</summary>
public class CallCost
{
    private IHost _host = null!;
    private IEchoGrain _grain = null!;

    [GlobalSetup]
    public async Task Start()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleans(_ => { });
        _host = builder.Build();
        await _host.StartAsync();
        _grain = _host.Services.GetRequiredService<IGrainFactory>().GetGrain<IEchoGrain>(1);
        await _grain.Echo(0);
    }

    [GlobalCleanup]
    public async Task Stop()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    [Benchmark(Description = "a call of an awake grain")]
    public Task<long> Call() => _grain.Echo(1);
}
