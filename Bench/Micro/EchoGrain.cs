using Orleans;

namespace Instagram.Bench.Micro;

/// <summary>The tests have one of this name too, and run beside this assembly.</summary>
[GrainType("bench-echo")]
internal sealed class EchoGrain : Grain, IEchoGrain
{
    public Task<long> Echo(long value) => Task.FromResult(value);
}
