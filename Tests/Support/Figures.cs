using System.Globalization;

namespace Instagram.Tests.Support;

/// <summary>
/// The figures that a run of the tests shows: each is one line of the file that FIGURES_FILE names, which
/// <c>./test</c> prints at its end. Without the variable they are kept nowhere.
/// </summary>
public static class Figures
{
    private static readonly string? File = Environment.GetEnvironmentVariable("FIGURES_FILE");
    private static readonly Lock Writing = new();

    /// <summary>One line, such as "crash: 24 kills survived, 0 acknowledged writes lost".</summary>
    public static void Show(string subject, FormattableString figures)
    {
        if (File is null)
        {
            return;
        }
        lock (Writing)
        {
            System.IO.File.AppendAllText(File, $"{subject}: {figures.ToString(CultureInfo.InvariantCulture)}\n");
        }
    }
}
