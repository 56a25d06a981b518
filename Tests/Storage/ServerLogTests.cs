using Instagram.Storage.Postgres;
using Instagram.Tests.Support;

namespace Instagram.Tests.Storage;

public sealed class ServerLogTests
{
    private readonly string _path = Path.Combine(TestDirectories.Fresh(), "postgres.log");

    [Fact]
    public async Task The_log_is_bounded_and_keeps_the_newest()
    {
        var lines = Enumerable.Range(0, 1000).Select(i => $"line {i}").ToList();

        await new ServerLog(_path, 1000).Pump(new StringReader(string.Join('\n', lines)));

        Assert.InRange(new FileInfo(_path).Length + new FileInfo(_path + ".1").Length, 1000, 2100);
        var kept = (await File.ReadAllLinesAsync(_path + ".1")).Concat(await File.ReadAllLinesAsync(_path)).ToList();
        Assert.Equal(lines.TakeLast(kept.Count), kept);
    }

    [Fact]
    public async Task A_later_start_appends()
    {
        await new ServerLog(_path, 1000).Pump(new StringReader("first\n"));
        await new ServerLog(_path, 1000).Pump(new StringReader("second\n"));

        Assert.Equal(["first", "second"], await File.ReadAllLinesAsync(_path));
    }

    [Fact]
    public async Task A_log_that_cannot_be_written_is_read_all_the_same()
    {
        var log = new ServerLog("/proc/nowhere/postgres.log", 1000);

        await log.Pump(new StringReader("x [1] LOG:  database system is ready to accept connections\n"));

        Assert.True(log.Ready.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task The_newest_failure_is_the_complaint()
    {
        var log = new ServerLog(_path, 1000);
        Assert.Equal("it said nothing", log.Complaint());

        await log.Pump(new StringReader("a FATAL:  no memory\nb LOG:  database system is shut down\n"));

        Assert.Equal("a FATAL:  no memory", log.Complaint());
        Assert.False(log.Ready.IsCompleted);
    }
}
