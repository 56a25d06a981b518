using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Instagram.Embedded.Messages;
using Instagram.Grains.Users;

namespace Instagram.Tests.Fuzz.Laws;

/// <summary>Every message of every grain, filled with whatever fits, survives the way.</summary>
[Collection(LawGroup.Name)]
public sealed class MessageLaws(LawBook book)
{
    private const int Deepest = 4;

    public static TheoryData<string> Messages() => Data(_ => true);

    public static TheoryData<string> Facts() => Data(type => type.GetProperty("FactId") is not null);

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_arrives_as_it_was_sent(string name)
    {
        var type = typeof(IUserGrain).Assembly.GetType(name)!;
        Assert.NotNull(type);
        typeof(MessageLaws).GetMethod(nameof(Arrives), BindingFlags.NonPublic | BindingFlags.Instance)!
            .MakeGenericMethod(type).Invoke(this, [name]);
    }

    /// <summary>As a fact waits in the outbox, and is read again after a crash.</summary>
    [Theory]
    [MemberData(nameof(Facts))]
    public void A_fact_is_read_as_it_was_kept(string name)
    {
        var type = typeof(IUserGrain).Assembly.GetType(name)!;
        book.Holds(Of(type, 0).Where(IsFinite), fact =>
        {
            var kept = JsonSerializer.Serialize(fact, type);
            Assert.Equal(kept, JsonSerializer.Serialize(JsonSerializer.Deserialize(kept, type), type));
        }, 100, $"fact {name}");
    }

    private void Arrives<T>(string name)
    {
        var copier = new MessageCopier();
        book.Holds(Of(typeof(T), 0).Select(made => (T)made), message =>
        {
            var arrived = copier.Copy(message, name);
            Assert.Equal(Written(message, typeof(T)), Written(arrived, typeof(T)));
            Assert.True(
                typeof(T).GetProperties().Any(IsMany) || typeof(T).GetProperties().Any(HasMany)
                || Equals(message, arrived),
                $"{message}\n{arrived}");
        }, 30, name);
    }

    /// <summary>Scores are from 0 to 1: what measures them refuses others.</summary>
    private static bool IsFinite(object fact) => fact.GetType().GetProperties()
        .Where(property => property.PropertyType == typeof(double))
        .All(property => double.IsFinite((double)property.GetValue(fact)!));

    /// <summary>Lists compare by what they are, not by what is in them.</summary>
    private static bool HasMany(PropertyInfo property) =>
        MessageRules.IsMessage(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)
        && (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType).GetProperties()
            .Any(inner => IsMany(inner) || HasMany(inner));

    private static TheoryData<string> Data(Func<Type, bool> wanted)
    {
        var data = new TheoryData<string>();
        foreach (var type in typeof(IUserGrain).Assembly.GetTypes().Where(MessageRules.IsMessage))
        {
            if (!type.IsAbstract && !type.IsGenericTypeDefinition && wanted(type))
            {
                data.Add(type.FullName!);
            }
        }
        return data;
    }

    private static string Written(object? message, Type type) =>
        JsonSerializer.Serialize(message, type, MessageJson.Options);

    private static bool IsMany(PropertyInfo property) =>
        property.PropertyType != typeof(string)
        && property.PropertyType.IsAssignableTo(typeof(System.Collections.IEnumerable));

    private static Gen<object> Of(Type type, int depth)
    {
        if (Nullable.GetUnderlyingType(type) is { } bare)
        {
            return Gen.Frequency((1, Gen.Constant<object>(null!)), (2, Of(bare, depth)));
        }
        return type switch
        {
            _ when type == typeof(string) =>
                Texts.Gens.Where(ApiHost.Http.Checks.IsStorable).Select(text => (object)text),
            _ when type == typeof(long) => Numbers.Longs.Select(number => (object)number),
            _ when type == typeof(int) => Gen.Choose(int.MinValue, int.MaxValue).Select(number => (object)number),
            _ when type == typeof(short) =>
                Gen.Choose(short.MinValue, short.MaxValue).Select(number => (object)(short)number),
            _ when type == typeof(bool) => Gen.Elements<object>(true, false),
            _ when type == typeof(double) => Numbers.Doubles.Select(number => (object)number),
            _ when type == typeof(DateTimeOffset) => Gen.Choose(0, int.MaxValue)
                .Select(second => (object)DateTimeOffset.FromUnixTimeSeconds(second).AddTicks(second % 10_000_000)),
            _ when type == typeof(TimeSpan) => Gen.Choose(0, int.MaxValue).Select(tick => (object)new TimeSpan(tick)),
            _ when type.IsEnum => Gen.Elements(Enum.GetValues(type).Cast<object>().ToArray()),
            _ when type.IsArray => Many(type.GetElementType()!, depth),
            _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) =>
                Many(type.GetGenericArguments()[0], depth).Select(items => Immutable(type, (Array)items)),
            _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) =>
                Many(type.GetGenericArguments()[0], depth),
            _ when type == typeof(ImmutableDictionary<string, string>) =>
                from names in Gen.SubListOf("a", "Content-Type", "é", "")
                from value in Texts.Gens.Where(ApiHost.Http.Checks.IsStorable)
                select (object)names.ToImmutableDictionary(name => name, _ => value),
            _ when type.IsAbstract => Gen.OneOf(type.GetNestedTypes().Where(each => each.IsSubclassOf(type))
                .Select(each => Of(each, depth + 1))),
            _ => Made(type, depth),
        };
    }

    private static Gen<object> Made(Type type, int depth)
    {
        var constructor = type.GetConstructors().MaxBy(each => each.GetParameters().Length)
            ?? throw new NotSupportedException($"How is a {type} made?");
        return
            from values in Gen.CollectToArray(
                constructor.GetParameters(), parameter => Of(parameter.ParameterType, depth + 1))
            select constructor.Invoke(values);
    }

    private static Gen<object> Many(Type element, int depth) =>
        from count in depth >= Deepest ? Gen.Constant(0) : Gen.Choose(0, 4)
        from items in Gen.ArrayOf(Of(element, depth + 1), count)
        select (object)Filled(Array.CreateInstance(element, count), items);

    private static Array Filled(Array array, object[] items)
    {
        for (var at = 0; at < items.Length; at++)
        {
            array.SetValue(items[at], at);
        }
        return array;
    }

    private static object Immutable(Type type, Array items) =>
        typeof(ImmutableCollectionsMarshalOf<>).MakeGenericType(type.GetGenericArguments())
            .GetMethod(nameof(ImmutableCollectionsMarshalOf<int>.Of))!.Invoke(null, [items])!;

    private static class ImmutableCollectionsMarshalOf<T>
    {
        public static ImmutableArray<T> Of(T[] items) => [.. items];
    }
}
