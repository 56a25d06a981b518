namespace Instagram.Bench.Micro;

/// <summary>Key: anything. It owns nothing, calls nobody, and is there to be called.</summary>
[Alias("bench.echo")]
public interface IEchoGrain : IGrainWithIntegerKey
{
    [Alias("Echo")]
    Task<long> Echo(long value);
}
