using System.Globalization;
using System.Runtime.InteropServices;
using Instagram.Media.Vips;

namespace Instagram.Media.Images;

/// <summary>
/// The program of a child process: it reads a file, answers, and reads the next, until the host closes the pipe. It
/// renders one picture at a time, so here libvips may compile its loops, which is a third of the time.
/// </summary>
internal static partial class RenderingChild
{
    private const int CannotWork = 1;
    private const int StandardError = 2;

    /// <summary>What <see cref="Main"/> must be told.</summary>
    internal static IEnumerable<string> ArgumentsOf(ImageOptions options) =>
        ((int[])[options.MaxMegapixels, options.WebpQuality, options.WebpEffort, options.JpegQuality])
        .Select(number => number.ToString(CultureInfo.InvariantCulture));

    private static int Main(string[] arguments) => Serve(arguments, Answer);

    /// <summary>1 with a sentence on standard error when this machine cannot render.</summary>
    internal static int Serve(string[] arguments, Func<PictureRenderer, ImageTask, byte[], byte[]> answer)
    {
        if (VipsRuntime.Check() is { } missing)
        {
            Console.Error.WriteLine(missing);
            return CannotWork;
        }
        VipsNative.SetVectorEnabled(1);
        var numbers = Array.ConvertAll(arguments, text => int.Parse(text, CultureInfo.InvariantCulture));
        var renderer = new PictureRenderer(new ImageOptions
        {
            MaxMegapixels = numbers[0], WebpQuality = numbers[1], WebpEffort = numbers[2], JpegQuality = numbers[3],
        });
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();
        output.Write([ImageFrames.Ready]);
        output.Flush();
        FallSilent();
        while (ImageFrames.ReadTask(input) is var (task, file))
        {
            ImageFrames.WriteAnswer(output, answer(renderer, task, file));
        }
        return 0;
    }

    internal static byte[] Answer(PictureRenderer renderer, ImageTask task, byte[] file) => task switch
    {
        ImageTask.Render => ImageAnswers.Of(renderer.Render(file)),
        ImageTask.ToJpeg => ImageAnswers.OfJpeg(renderer.ToJpeg(file)),
        _ => throw new InvalidDataException($"There is no task {task}."),
    };

    /// <summary>Nobody reads standard error any more: a decoder that complains a lot must not wait for it.</summary>
    private static void FallSilent()
    {
        using var nowhere = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.Write);
        _ = DuplicateTo(nowhere, StandardError);
    }

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int DuplicateTo(SafeHandle file, int descriptor);
}
