using System.Text.Json;
using System.Text.Json.Serialization;

namespace Instagram.Embedded.Messages;

/// <summary>A member of an abstract message type travels with the name of its case.</summary>
internal sealed class UnionConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert is { IsAbstract: true, IsInterface: false } && MessageRules.IsMessage(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert))!;

    private sealed class Of<T> : JsonConverter<T>
    {
        public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            reader.Read();
            var type = Type.GetType(reader.GetString()!, throwOnError: true)!;
            reader.Read();
            var value = (T?)JsonSerializer.Deserialize(ref reader, type, options);
            reader.Read();
            return value;
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            var type = value!.GetType();
            writer.WriteStartArray();
            writer.WriteStringValue(type.AssemblyQualifiedName);
            JsonSerializer.Serialize(writer, value, type, options);
            writer.WriteEndArray();
        }
    }
}
