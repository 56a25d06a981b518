using System.Diagnostics;
using System.Reflection;

namespace Instagram.Tests.Support;

/// <summary>
/// This test assembly run as a program of its own, for tests that kill a host. The first argument names one of the
/// programs in <see cref="Main"/>.
/// </summary>
public static class ChildProcess
{
    /// <summary>Starts a program; its output is redirected.</summary>
    public static Process Start(string program, params string[] arguments)
    {
        var assembly = Assembly.GetExecutingAssembly().Location;
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
        };
        foreach (var argument in (string[])["exec", assembly, program, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }
        return Process.Start(start)!;
    }

    public static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case [Storage.PrivatePostgresHost.Program, var directory]:
                await Storage.PrivatePostgresHost.Run(directory);
                return 0;
            case [Media.BoundedProcessHost.Program, var seconds]:
                await Media.BoundedProcessHost.Run(seconds);
                return 0;
            case [Media.UnrulyChild.Program, .. var settings]:
                return Media.UnrulyChild.Run(settings);
            case [Media.RenderingHost.Program, var directory]:
                await Media.RenderingHost.Run(directory);
                return 0;
            default:
                await Console.Error.WriteLineAsync("These are tests: run them with `dotnet test`.");
                return 2;
        }
    }
}
