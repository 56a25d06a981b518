using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Instagram.Embedded.Messages;

/// <summary>Which types may be sent: immutable all the way down, and marked as messages.</summary>
internal sealed class MessageRules
{
    private const BindingFlags Members =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly HashSet<Type> Simple =
    [
        typeof(string), typeof(decimal), typeof(Guid), typeof(DateTimeOffset), typeof(DateTime), typeof(TimeSpan),
        typeof(DateOnly), typeof(TimeOnly), typeof(Int128), typeof(UInt128), typeof(Half), typeof(Uri), typeof(Version),
    ];

    private static readonly HashSet<Type> Containers =
    [
        typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableHashSet<>), typeof(ImmutableSortedSet<>),
        typeof(ImmutableDictionary<,>), typeof(ImmutableSortedDictionary<,>), typeof(ImmutableQueue<>),
        typeof(ImmutableStack<>), typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>),
        typeof(IReadOnlyDictionary<,>), typeof(IImmutableList<>), typeof(ReadOnlyMemory<>), typeof(Nullable<>),
        typeof(KeyValuePair<,>),
    ];

    // Null: legal. Otherwise what is wrong, from the type on.
    private readonly ConcurrentDictionary<Type, string?> verdicts = new();

    internal void Check(Type type, string where)
    {
        if (!verdicts.TryGetValue(type, out var fault))
        {
            fault = Judge(type, []);
            verdicts[type] = fault;
        }

        if (fault is not null)
        {
            throw new MessageException($"{where} is no legal message: {fault}");
        }
    }

    /// <summary>Values that are identities or promises: they are handed over uncopied.</summary>
    internal static bool IsPassedAsIs(Type type) =>
        typeof(IAddressable).IsAssignableFrom(type) || type == typeof(GrainId) || type == typeof(StreamId)
        || type == typeof(TickStatus) || type == typeof(CancellationToken)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Immutable<>));

    internal static bool IsMessage(Type type) => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false);

    private static string? Judge(Type type, HashSet<Type> seen)
    {
        if (type.IsPrimitive || type.IsEnum || Simple.Contains(type) || IsPassedAsIs(type) || !seen.Add(type))
        {
            return null;
        }

        if (type.IsArray)
        {
            return Judge(type.GetElementType()!, seen);
        }

        if (type.IsGenericType && IsContainer(type.GetGenericTypeDefinition()))
        {
            return type.GetGenericArguments().Select(argument => Judge(argument, seen)).FirstOrDefault(NotNull);
        }

        if (type.Namespace?.StartsWith("System.Collections", StringComparison.Ordinal) == true)
        {
            return $"{Show(type)} is a mutable collection; use ImmutableArray, ImmutableDictionary or IReadOnlyList.";
        }

        return IsMessage(type) ? JudgeMessage(type, seen) : $"{Show(type)} is not marked [GenerateSerializer].";
    }

    private static string? JudgeMessage(Type type, HashSet<Type> seen)
    {
        var ids = new HashSet<uint>();
        for (var level = type; level is not null && level != typeof(object); level = level.BaseType)
        {
            if (level == typeof(ValueType))
            {
                break;
            }

            if (!IsMessage(level))
            {
                return $"{Show(type)}: its base {Show(level)} is not marked [GenerateSerializer].";
            }

            ids.Clear();
            if (level.GetMembers(Members).Select(member => JudgeMember(member, ids, seen)).FirstOrDefault(NotNull)
                is { } fault)
            {
                return fault;
            }
        }

        // A closed union: whoever declares the base may send any of the cases nested in it.
        return type.IsAbstract
            ? type.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).Where(each => each.IsSubclassOf(type))
                .Select(each => Judge(each, seen)).FirstOrDefault(NotNull)
            : null;
    }

    private static string? JudgeMember(MemberInfo member, HashSet<uint> ids, HashSet<Type> seen)
    {
        var name = $"{Show(member.DeclaringType!)}.{PropertyName(member.Name)}";
        if (member.GetCustomAttribute<IdAttribute>() is { } id && !ids.Add(id.Id))
        {
            return $"{name} has [Id({id.Id})], which another member has too.";
        }

        switch (member)
        {
            case PropertyInfo { SetMethod: { } setter } property when !IsInit(setter):
                return $"{name} can be set after construction; make it init-only (in a struct: readonly). "
                    + $"Its type is {Show(property.PropertyType)}.";
            case FieldInfo { IsInitOnly: false } field when !IsBackingField(field):
                return $"{name} is a field that can be changed; make it readonly.";
            case FieldInfo field:
                return Judge(field.FieldType, seen) is { } fault ? $"{name}: {fault}" : null;
            default:
                return null;
        }
    }

    private static bool IsInit(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    // "<Name>k__BackingField" is the field behind a property.
    private static string PropertyName(string name) => name[0] == '<' ? name[1..name.IndexOf('>')] : name;

    // Of a property that was judged itself.
    private static bool IsBackingField(FieldInfo field) => field.IsDefined(typeof(CompilerGeneratedAttribute));

    private static bool IsContainer(Type definition) =>
        Containers.Contains(definition)
        || definition.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal);

    private static bool NotNull(string? fault) => fault is not null;

    private static string Show(Type type) => type.IsGenericType
        ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Show))}>"
        : type.IsNested ? $"{type.DeclaringType!.Name}.{type.Name}" : type.Name;
}
