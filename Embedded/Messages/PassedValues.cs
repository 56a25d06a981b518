using System.Text.Json;
using System.Text.Json.Serialization;

namespace Instagram.Embedded.Messages;

/// <summary>References and other identities in a message: written as a number, read back as the same one.</summary>
internal static class PassedValues
{
    [ThreadStatic]
    private static List<object>? values;

    internal static Scope Begin()
    {
        values = [];
        return default;
    }

    internal static int Add(object value)
    {
        values!.Add(value);
        return values.Count - 1;
    }

    internal static object Get(int number) => values![number];

    internal readonly struct Scope : IDisposable
    {
        public void Dispose() => values = null;
    }
}

internal sealed class PassedValueConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => MessageRules.IsPassedAsIs(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert))!;

    private sealed class Of<T> : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            (T)PassedValues.Get(reader.GetInt32());

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(PassedValues.Add(value!));
    }
}
