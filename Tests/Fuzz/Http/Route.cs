namespace Instagram.Tests.Fuzz.Http;

/// <summary>
/// A route as it is mapped, with everything that its handler reads: the parts of its path ("/api/v1/users/" and the
/// parameter "id"), its query, and the record that its JSON is read into.
/// </summary>
internal sealed record Route(
    string Method, string Pattern, IReadOnlyList<(string Text, string? Parameter)> Path, IReadOnlyList<string> Query,
    Type? Body, bool TakesForm)
{
    public override string ToString() => $"{Method} {Pattern}";
}
