using System.Security.Cryptography;
using System.Text;
using Orleans.Runtime;

namespace Instagram.Embedded.Streams;

/// <summary>Names a subscription; an implicit one has no number of its own, only its consumer.</summary>
internal readonly record struct SubscriptionKey(StreamId Stream, string Provider, GrainId Consumer, Guid Number)
{
    internal bool IsImplicit => Number == Guid.Empty;

    internal Guid HandleId => IsImplicit
        ? new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{Provider}\n{Stream}\n{Consumer}")).AsSpan(0, 16))
        : Number;
}
