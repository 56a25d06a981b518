namespace Instagram.Tests.Fuzz.Http;

/// <summary>What of a request is not as a client would send it.</summary>
[Flags]
internal enum Changes
{
    None = 0,
    Path = 1,
    Query = 2,
    Headers = 4,
    Body = 8,
    Method = 16,
    Token = 32,
}
