namespace Instagram.Tests.Security;

/// <summary>A route that names things by id, and what it does for someone whose things they are not.</summary>
internal abstract record ForeignId(string Route);

/// <summary>
/// Only for whom the thing belongs to. The intruder, who follows the owner and sees everything, gets
/// <paramref name="Refusal"/>, and nothing changes. A 204 is the answer to taking back what never was.
/// </summary>
internal sealed record OfOwner(string Route, int Refusal, Func<Estate, string> Path, Func<Estate, object>? Body = null)
    : ForeignId(Route)
{
    public HttpMethod Method { get; } = new(Route[..Route.IndexOf(' ', StringComparison.Ordinal)]);
}

/// <summary>For everyone who may see the thing; who may not is asked in the privacy matrix.</summary>
internal sealed record OfOnlookers(string Route) : ForeignId(Route);

/// <summary>The id is part of no account's: why, is in <paramref name="Because"/>.</summary>
internal sealed record OfNobody(string Route, string Because) : ForeignId(Route);
