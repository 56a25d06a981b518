using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Instagram.Media.Images;
using Instagram.Media.Vips;

namespace Instagram.Tests.Media;

/// <summary>The program of a child that does what a file says, as one with a hole would; else it renders.</summary>
internal static class UnrulyChild
{
    public const string Program = "unruly-child";

    public const string Crash = "crash";
    public const string Hang = "hang";
    public const string Lie = "lie";
    public const string Boast = "boast";
    public const string Babble = "babble";
    public const string Eat = "eat";
    public const string Loops = "loops";
    public const string Who = "who";

    private const string Wait = "wait ";
    private const nint NobodysAddress = 0x1010;
    private const int Meal = 64 * 1024 * 1024;
    private const int Meals = 64;

    public static IReadOnlyList<string> CommandLine { get; } =
        [RenderProcess.Program[0], "exec", typeof(UnrulyChild).Assembly.Location, Program];

    /// <summary>A picture that the first child never finishes: it leaves a file named by its number.</summary>
    public static byte[] WaitOnce(string directory, byte[] picture) =>
        [.. Encoding.UTF8.GetBytes($"{Wait}{directory}\n"), .. picture];

    public static int Run(string[] arguments) => RenderingChild.Serve(arguments, Answer);

    private static byte[] Answer(PictureRenderer renderer, ImageTask task, byte[] file)
    {
        switch (Encoding.Latin1.GetString(file.AsSpan(0, Math.Min(file.Length, 8))))
        {
            case Crash:
                Marshal.FreeHGlobal(NobodysAddress);
                return [];
            case Hang:
                while (true)
                {
                    Thread.SpinWait(1_000);
                }
            case Lie:
                return [1, 2, 3];
            case Boast:
                using (var output = Console.OpenStandardOutput())
                {
                    output.Write([0xFF, 0xFF, 0xFF, 0x7F]);
                }
                return [];
            case Babble:
                var complaint = new byte[1024 * 1024];
                using (var errors = Console.OpenStandardError())
                {
                    errors.Write(complaint);
                }
                return Say("said");
            case Eat:
                for (var meal = 0; meal < Meals; meal++)
                {
                    Marshal.AllocHGlobal(Meal);
                }
                return Say("eaten");
            case Loops:
                return Say(VipsNative.VectorEnabled() == 1 ? "compiled" : "not compiled");
            case Who:
                return Say(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            default:
                return RenderingChild.Answer(renderer, task, file.AsSpan().StartsWith("wait "u8) ? First(file) : file);
        }
    }

    private static byte[] First(byte[] file)
    {
        var end = Array.IndexOf(file, (byte)'\n');
        var directory = Encoding.UTF8.GetString(file, Wait.Length, end - Wait.Length);
        if (Directory.GetFiles(directory).Length == 0)
        {
            File.Create(Path.Combine(directory, $"{Environment.ProcessId}")).Dispose();
            Thread.Sleep(Timeout.Infinite);
        }
        return file[(end + 1)..];
    }

    private static byte[] Say(string reason) => ImageAnswers.Of(new ImageOutcome.Rejected(reason));
}
