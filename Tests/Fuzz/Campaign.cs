using System.Globalization;
using System.Text;
using FsCheck;
using Microsoft.FSharp.Core;

namespace Instagram.Tests.Fuzz;

/// <summary>
/// What a run is made of. FUZZ_SEED (a number, the same in every run unless set) names all of its cases; FUZZ_TIMES
/// makes it that many times as long.
/// </summary>
internal static class Campaign
{
    private const ulong UsualSeed = 20_260_101;
    private const int MaxTimes = 100_000;

    public static ulong Seed { get; } = Read("FUZZ_SEED") ?? UsualSeed;

    public static int Times { get; } = (int)Math.Clamp(Read("FUZZ_TIMES") ?? 1, 1, MaxTimes);

    /// <summary>The dice of one part, which fall the same whatever the other parts do.</summary>
    public static Rnd Dice(string part)
    {
        var mixed = Seed;
        foreach (var letter in Encoding.UTF8.GetBytes(part))
        {
            mixed = (mixed ^ letter) * 1_099_511_628_211;
        }
        return new Rnd(mixed);
    }

    /// <summary>Throws with the smallest case that breaks the law, and the dice that bring it again.</summary>
    public static Config Config(string law, int cases) => FsCheck.Config.QuickThrowOnFailure
        .WithName(law).WithMaxTest(cases * Times).WithQuietOnSuccess(true)
        .WithReplay(new Replay(Dice(law), FSharpOption<int>.None));

    private static ulong? Read(string variable) =>
        ulong.TryParse(
            Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture,
            out var number)
            ? number
            : null;
}
