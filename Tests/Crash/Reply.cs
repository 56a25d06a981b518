using System.Text.Json;

namespace Instagram.Tests.Crash;

/// <summary>What a client got: an answer, or none.</summary>
internal sealed record Reply(string Request, int Status, JsonElement Body, string? Unanswered = null)
{
    public bool IsAnswered => Status != 0;

    /// <summary>Neither done nor refused: what was asked for may have happened or not.</summary>
    public bool IsOpen => Status is 0 or 503;

    public Reply Is(params int[] expected)
    {
        Assert.True(expected.Contains(Status), $"{this}\nexpected {string.Join(" or ", expected)}");
        return this;
    }

    public string Text(string name) => Body.GetProperty(name).GetString()!;

    public int Number(string name) => Body.GetProperty(name).GetInt32();

    public override string ToString() =>
        IsAnswered
            ? $"{Request} → {Status} {(Body.ValueKind == JsonValueKind.Undefined ? "" : Body.GetRawText())}"
            : $"{Request} → no answer: {Unanswered}";
}
