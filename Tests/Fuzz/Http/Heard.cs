using System.Text;

namespace Instagram.Tests.Fuzz.Http;

/// <summary>An answer as it came over the wire. Status 0: none came.</summary>
internal sealed record Heard(int Status, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)
{
    public static Heard Lost(string because) => new(0, [], Encoding.UTF8.GetBytes(because));

    public string? Header(string name) =>
        Headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public string Text => Encoding.UTF8.GetString(Body);

    public override string ToString() =>
        $"{Status}\n{string.Join('\n', Headers.Select(header => $"{header.Name}: {header.Value}"))}\n\n" +
        Text[..Math.Min(Text.Length, 2_000)];
}
