using Orleans.Runtime;
using Orleans.Streams;
namespace Instagram.Embedded.Streams;
internal sealed class MemoryStreamProvider : IStreamProvider
{
    public string Name => "";
    public bool IsRewindable => false;
    public IAsyncStream<T> GetStream<T>(StreamId streamId) => throw new NotSupportedException();
}
