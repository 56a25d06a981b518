using System.Globalization;
using System.Text;
using Instagram.Media.Images;
using Instagram.Media.Videos;
using Instagram.Storage.Files;
using Microsoft.Extensions.Logging;

namespace Instagram.Tests.Media;

/// <summary>Whatever a file does to the process that decodes it, the host lives, and says what became of it.</summary>
public sealed class ImageChildTests
{
    private const int Pictures = 300;

    private static readonly byte[] Picture = TestPicture.Quarters(60, 40).Jpeg();

    private readonly Endings _endings = new();

    [Fact]
    public async Task A_picture_whose_process_is_killed_is_rendered_by_the_next()
    {
        await using var pipeline = Pipeline();
        var directory = TestDirectories.Fresh();
        var outcome = pipeline.Process(UnrulyChild.WaitOnce(directory, Picture), default);

        Posix.Signal(await WaitingChild(directory), Posix.SigKill);

        Assert.IsType<ImageOutcome.Processed>(await outcome);
        Assert.Equal(1, _endings.Count);
    }

    [Theory]
    [InlineData(UnrulyChild.Crash)]
    [InlineData(UnrulyChild.Lie)]
    [InlineData(UnrulyChild.Boast)]
    [InlineData(UnrulyChild.Eat)]
    public async Task A_file_that_no_process_survives_is_rejected_after_the_second(string deed)
    {
        await using var pipeline = Pipeline();

        Assert.Equal(
            new ImageOutcome.Rejected("The picture cannot be read."), await pipeline.Process(File(deed), default));
        Assert.Equal(2, _endings.Count);
        Assert.IsType<ImageOutcome.Processed>(await pipeline.Process(Picture, default));
        Assert.Null(await pipeline.ToJpeg(File(deed), default));
    }

    [Fact]
    public async Task A_file_that_takes_for_ever_is_rejected()
    {
        await using var pipeline = Pipeline(timeoutSeconds: 1);

        Assert.Equal(
            new ImageOutcome.Rejected("The picture takes too long to process."),
            await pipeline.Process(File(UnrulyChild.Hang), default));
        Assert.Equal(2, _endings.Count);
    }

    [Fact]
    public async Task What_a_process_says_beside_its_answers_holds_nobody_up()
    {
        await using var pipeline = Pipeline();

        Assert.Equal(new ImageOutcome.Rejected("said"), await pipeline.Process(File(UnrulyChild.Babble), default));
    }

    [Fact]
    public async Task A_process_compiles_its_loops_as_it_renders_one_picture_at_a_time()
    {
        await using var pipeline = Pipeline();

        Assert.Equal(new ImageOutcome.Rejected("compiled"), await pipeline.Process(File(UnrulyChild.Loops), default));
    }

    [Fact]
    public async Task A_process_has_few_rights_and_nothing_of_ours()
    {
        Environment.SetEnvironmentVariable("SECRET_OF_THE_HOST", "x");
        await using var pipeline = Pipeline();
        var directory = TestDirectories.Fresh();
        var outcome = pipeline.Process(UnrulyChild.WaitOnce(directory, Picture), default);

        var child = await WaitingChild(directory);
        string About(string file) => System.IO.File.ReadAllText($"/proc/{child}/{file}");
        var fields = About("stat")[(About("stat").LastIndexOf(')') + 2)..].Split(' ');

        Assert.DoesNotContain("SECRET_OF_THE_HOST", About("environ"), StringComparison.Ordinal);
        Assert.Matches(@"NoNewPrivs:\s+1\n", About("status"));
        Assert.Matches(@"Max core file size\s+0 ", About("limits"));
        Assert.Matches(@"Max file size\s+0 ", About("limits"));
        Assert.DoesNotMatch(@"Max address space\s+unlimited", About("limits"));
        Assert.Equal("/", new DirectoryInfo($"/proc/{child}/cwd").LinkTarget);
        Assert.Equal(child.ToString(CultureInfo.InvariantCulture), fields[3]);
        Assert.Equal("10", fields[16]);
        if (System.IO.File.Exists($"/proc/{child}/autogroup"))
        {
            Assert.EndsWith(" nice 10\n", About("autogroup"), StringComparison.Ordinal);
        }
        if (await MayTakeTheNetwork())
        {
            Assert.Matches(@"CapEff:\s+0+\n", About("status"));
            Assert.Equal(["lo"], About("net/dev").Split('\n')[2..^1].Select(line => line.Split(':')[0].Trim()));
        }
        Posix.Signal(child, Posix.SigKill);
        await outcome;
    }

    [Fact]
    public async Task A_killed_host_leaves_no_process()
    {
        var directory = TestDirectories.Fresh();
        using var host = ChildProcess.Start(RenderingHost.Program, directory);
        var child = await WaitingChild(directory);

        host.Kill();

        await Gone(child);
    }

    [Fact]
    public async Task A_closed_pipeline_leaves_no_process()
    {
        int child;
        await using (var pipeline = Pipeline())
        {
            child = await Who(pipeline);
            Assert.True(IsAlive(child));
        }

        Assert.False(IsAlive(child));
    }

    [Fact]
    public async Task A_process_without_work_is_sent_away_and_another_comes_with_the_next()
    {
        await using var pipeline = Pipeline(idleSeconds: 1);

        var child = await Who(pipeline);
        await Gone(child);

        Assert.NotEqual(child, await Who(pipeline));
        Assert.Equal(0, _endings.Count);
    }

    [Fact]
    public async Task A_process_is_replaced_after_some_pictures()
    {
        await using var pipeline = Pipeline(picturesPerProcess: 2);

        int[] children =
        [
            await Who(pipeline), await Who(pipeline), await Who(pipeline), await Who(pipeline), await Who(pipeline),
        ];

        Assert.Equal([children[0], children[0], children[2], children[2], children[4]], children);
        Assert.Equal(3, children.Distinct().Count());
    }

    [Fact]
    public async Task A_process_that_dies_between_pictures_is_replaced()
    {
        await using var pipeline = Pipeline();
        var child = await Who(pipeline);

        Posix.Signal(child, Posix.SigKill);
        await Gone(child);

        Assert.NotEqual(child, await Who(pipeline));
    }

    [Fact]
    public async Task Hundreds_of_pictures_side_by_side_lose_no_process()
    {
        var log = new Endings();
        await using var pipeline = new ImagePipeline(
            new ImageOptions { Workers = 2, PicturesPerProcess = 150 }, log, RenderProcess.Program);
        var files = Enumerable.Range(0, 8).Select(i => TestPicture.Noise(240 + (i * 40), 200, i).Jpeg()).ToArray();

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, Pictures).Select(i => pipeline.Process(files[i % files.Length], default)));

        Assert.All(outcomes, outcome => Assert.IsType<ImageOutcome.Processed>(outcome));
        Assert.Equal(0, log.Count);
        Figures.Show("pictures", $"{Pictures} rendered by 2 processes side by side, {log.Count} processes lost");
    }

    [Fact]
    public async Task The_largest_accepted_picture_has_room()
    {
        await using var pipeline = new ImagePipeline(
            new ImageOptions { Workers = 1 }, _endings, RenderProcess.Program);
        var progressive = new TestPicture(10_000, 5_000, 3, new byte[150_000_000])
            .Save("jpegsave_buffer", ("interlace", "true"), ("subsample-mode", "off"));

        Assert.IsType<ImageOutcome.Processed>(await pipeline.Process(progressive, default));
        Assert.Equal(0, _endings.Count);
    }

    [Fact]
    public async Task A_program_that_does_not_start_is_the_machines_fault()
    {
        await using var pipeline = new ImagePipeline(
            new ImageOptions { Workers = 1 }, _endings, ["sh", "-c", "echo no such luck >&2; exit 3"]);

        var failure = await Assert.ThrowsAsync<IOException>(() => pipeline.Process(Picture, default));

        Assert.EndsWith("(3): no such luck\n", failure.Message, StringComparison.Ordinal);
    }

    private ImagePipeline Pipeline(
        int timeoutSeconds = 20, int idleSeconds = 120, int picturesPerProcess = 500) => new(
        new ImageOptions
        {
            Workers = 1, TimeoutSeconds = timeoutSeconds, IdleSeconds = idleSeconds,
            PicturesPerProcess = picturesPerProcess,
        },
        _endings, UnrulyChild.CommandLine);

    /// <summary>Not in every container.</summary>
    private static async Task<bool> MayTakeTheNetwork()
    {
        var limits = new ProcessLimits(TimeSpan.FromSeconds(20), 256, 1);
        return (await BoundedProcess.Run(["unshare", "--net", "true"], limits, default)).ExitCode == 0;
    }

    private static byte[] File(string deed) => Encoding.ASCII.GetBytes(deed);

    private static async Task<int> Who(ImagePipeline pipeline)
    {
        var outcome = await pipeline.Process(File(UnrulyChild.Who), default);
        return int.Parse(Assert.IsType<ImageOutcome.Rejected>(outcome).Reason, CultureInfo.InvariantCulture);
    }

    private static async Task<int> WaitingChild(string directory)
    {
        var left = await Eventually.Becomes(
            () => Task.FromResult(Directory.GetFiles(directory)), files => files.Length > 0);
        return int.Parse(Path.GetFileName(left[0]), CultureInfo.InvariantCulture);
    }

    private static Task Gone(int process) => Eventually.Holds(() => Task.FromResult(!IsAlive(process)));

    /// <summary>A process that has ended and was not waited for has no command line.</summary>
    private static bool IsAlive(int process)
    {
        try
        {
            return System.IO.File.ReadAllText($"/proc/{process}/cmdline").Length > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Counts the processes that ended within a picture.</summary>
    private sealed class Endings : ILogger
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => Interlocked.Increment(ref _count);
    }
}
