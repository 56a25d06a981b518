using System.Text.Json;
using Instagram.Embedded.Calls;

namespace Instagram.Embedded.Messages;

/// <summary>
/// Sends a value through a serializer as a network would, so that tests prove that every message survives it. The
/// type is checked first: a message with a mutable part is refused, as the parts of two grains would share it.
/// </summary>
public sealed class MessageCopier
{
    private readonly MessageRules rules = new();

    internal MessageCopier()
    {
    }

    public T Copy<T>(T value, CallMethod method, string what)
    {
        ArgumentNullException.ThrowIfNull(method);
        return Copy(value, $"{method.InterfaceName}.{method.Name}: {what}");
    }

    internal T Copy<T>(T value, string where)
    {
        rules.Check(typeof(T), where);
        if (value is null || MessageRules.IsPassedAsIs(value.GetType()))
        {
            return value;
        }

        var type = value.GetType();
        rules.Check(type, where);
        try
        {
            using (PassedValues.Begin())
            {
                var bytes = JsonSerializer.SerializeToUtf8Bytes(value, type, MessageJson.Options);
                return (T)JsonSerializer.Deserialize(bytes, type, MessageJson.Options)!;
            }
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw new MessageException($"{where}: {type} did not survive serialization: {failure.Message}", failure);
        }
    }
}
