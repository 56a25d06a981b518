using System.Runtime.CompilerServices;
using FsCheck;
using FsCheck.Fluent;

namespace Instagram.Tests.Fuzz.Laws;

/// <summary>
/// Tries laws on thousands of made-up cases and counts them; a law that breaks fails with the smallest case that was
/// found for it.
/// </summary>
public sealed class LawBook : IDisposable
{
    private const int UsualCases = 1_000;

    private int _cases;
    private int _laws;

    internal void Holds<T>(
        Gen<T> cases, Action<T> law, int count = UsualCases, [CallerMemberName] string name = "") =>
        Holds(Arb.From(cases), law, count, name);

    internal void Holds<T>(
        Arbitrary<T> cases, Action<T> law, int count = UsualCases, [CallerMemberName] string name = "")
    {
        Check.One(Campaign.Config(name, count), Prop.ForAll(cases, law));
        _cases += count * Campaign.Times;
        _laws++;
    }

    internal void Holds<T>(
        Arbitrary<T> cases, Func<T, Task> law, int count = UsualCases, [CallerMemberName] string name = "")
    {
        Check.One(Campaign.Config(name, count), Prop.ForAll(cases, law));
        _cases += count * Campaign.Times;
        _laws++;
    }

    public void Dispose() =>
        Figures.Show("fuzz of the rules", $"{_laws} laws hold in {_cases} cases (seed {Campaign.Seed})");
}
