namespace Instagram.Tests.Crash;

/// <summary>How far a soak has come: a line each in the file that PROGRESS_FILE names, which `./test` shows.</summary>
internal static class Progress
{
    private static readonly string? Notes = Environment.GetEnvironmentVariable("PROGRESS_FILE");

    public static void Note(string line)
    {
        if (Notes is not null)
        {
            File.AppendAllText(Notes, $"{TimeProvider.System.GetUtcNow():HH:mm:ss} {line}\n");
        }
    }
}
