namespace Instagram.Bench.Micro;

internal sealed class EchoGrain : Grain, IEchoGrain
{
    public Task<long> Echo(long value) => Task.FromResult(value);
}
