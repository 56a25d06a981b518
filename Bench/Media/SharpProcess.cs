using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Instagram.Bench.Media;

/// <summary>
/// sharp, the library for pictures of Node.js, in a process of its own; it is installed from npm the first time.
/// </summary>
internal sealed class SharpProcess : IDisposable
{
    private const string Package = "sharp@0.35.5";

    private const string StepBack = """
        { echo 10 >/proc/$$/autogroup; } 2>/dev/null
        exec nice -n 10 node sharp.mjs work picture.jpg "$1"
        """;

    private static readonly string Home = Path.Combine(Path.GetTempPath(), "instagram-bench-sharp");

    private readonly Process node;

    private SharpProcess(Process node) => this.node = node;

    private static string Script => Path.Combine(AppContext.BaseDirectory, "Media", "sharp.mjs");

    /// <summary>False when there is no Node.js here, or no package to be had.</summary>
    public static bool Install()
    {
        try
        {
            Directory.CreateDirectory(Home);
            File.Copy(Script, Path.Combine(Home, "sharp.mjs"), overwrite: true);
            return Directory.Exists(Path.Combine(Home, "node_modules", "sharp"))
                || Run("npm", "install", "--prefix", Home, "--no-audit", "--no-fund", Package);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>The picture of twelve megapixels that is measured with, a JPEG file.</summary>
    public static byte[] Picture()
    {
        var file = Path.Combine(Home, "picture.jpg");
        return Install() && Run("node", "sharp.mjs", "draw", file)
            ? File.ReadAllBytes(file)
            : throw new InvalidOperationException("There is no sharp here that draws a picture.");
    }

    /// <summary>
    /// Works on the drawn picture, so many at a time, and stands back behind others as the product's processes do.
    /// </summary>
    public static SharpProcess Start(int jobs) => new(Process.Start(new ProcessStartInfo(
        "setsid", ["sh", "-c", StepBack, "sh", jobs.ToString(CultureInfo.InvariantCulture)])
    {
        WorkingDirectory = Home, RedirectStandardInput = true, RedirectStandardOutput = true,
    })!);

    public async Task<Pace> Work(int pictures, string way)
    {
        await node.StandardInput.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{pictures} {way}"));
        var line = await node.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException("sharp has ended.");
        using var told = JsonDocument.Parse(line);
        return new Pace(
            pictures, told.RootElement.GetProperty("seconds").GetDouble(),
            told.RootElement.GetProperty("cpuSeconds").GetDouble(), told.RootElement.GetProperty("bytes").GetInt32());
    }

    public void Dispose()
    {
        node.StandardInput.Close();
        node.WaitForExit();
        node.Dispose();
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Home, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        _ = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
