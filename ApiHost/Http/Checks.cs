using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Instagram.ApiHost.Http;

/// <summary>Collects what is wrong with a request, by field, so that a client hears everything at once.</summary>
public sealed class Checks
{
    private readonly Dictionary<string, string[]> _errors = [];

    public bool Failed => _errors.Count > 0;

    public ProblemHttpResult Problem => Problems.Invalid(_errors);

    public void Fail(string field, string reason) =>
        _errors[field] = _errors.TryGetValue(field, out var before) ? [.. before, reason] : [reason];

    /// <summary>The text, or "" with a reason noted. Lengths are in UTF-16 code units.</summary>
    public string Text(string field, string? value, int min, int max)
    {
        if (value is null || value.Length < min)
        {
            Fail(field, min <= 1 ? "This is missing." : $"This must have at least {min} characters.");
            return "";
        }
        return OptionalText(field, value, max) ?? "";
    }

    public string? OptionalText(string field, string? value, int max)
    {
        if (value is null)
        {
            return null;
        }
        if (value.Length > max)
        {
            Fail(field, $"This may have at most {max} characters.");
        }
        if (!IsStorable(value))
        {
            Fail(field, "This has characters that are not text.");
        }
        return value;
    }

    /// <summary>Well-formed Unicode without the NUL that PostgreSQL cannot keep.</summary>
    public static bool IsStorable(string value)
    {
        if (value.Contains('\0'))
        {
            return false;
        }
        for (var rest = value.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var length) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }
            rest = rest[length..];
        }
        return true;
    }
}
