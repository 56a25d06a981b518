using System.Text.Json;
using System.Text.Json.Serialization;

namespace Instagram.Embedded.Messages;

/// <summary>The wire form of messages inside one process.</summary>
internal static class MessageJson
{
    internal static readonly JsonSerializerOptions Options = new()
    {
        IncludeFields = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new PassedValueConverter(), new UnionConverter(), new ImmutableArrayConverter() },
    };
}
