using System.Diagnostics;
using Instagram.Tests.Tidy;
using Xunit.Abstractions;

namespace Instagram.Tests.Crash;

/// <summary>deploy/backup and deploy/restore, of an instance that works meanwhile.</summary>
public sealed class BackupTests(ITestOutputHelper output)
{
    private const int Seed = 7;
    private const int Before = 250;
    private const int Meanwhile = 60;

    [Fact]
    public async Task What_was_acknowledged_before_a_backup_began_is_there_after_a_restore_elsewhere()
    {
        await using var world = await World.Start(Seed);
        using (var crowd = world.Crowd())
        {
            await crowd.Until(world.Ledger.More(Before));
            Assert.Equal(0, await crowd.Ends(tell: true));
        }
        await world.Compare();

        // Others go on before, while and after the copy is made; of theirs either is right.
        var others = new Ledger();
        var backup = Path.Combine(Support.TestDirectories.Fresh(), "backup");
        using (var crowd = world.Crowd(others))
        {
            await crowd.Until(others.More(Meanwhile));
            await Run("backup", backup, "--data", world.DataDirectory);
            await crowd.Until(others.More(Meanwhile));
            await world.Die(KillTarget.Everything);
            await crowd.Ends(tell: false);
        }
        Directory.Delete(world.DataDirectory, recursive: true);

        var elsewhere = Path.Combine(Support.TestDirectories.Fresh(), "data");
        await Run("restore", backup, "--data", elsewhere);
        world.DataDirectory = elsewhere;
        await world.StartAgain();
        await world.CompareAll();
        var opened = await world.OpensEveryPictureOf(others);
        Figures.Show(
            "backup",
            $"{world.Ledger.Acknowledged} operations acknowledged before it, 0 missing after the restore, {opened} pictures opened");
    }

    [Fact]
    public async Task A_restore_never_writes_over_an_instance_nor_a_backup_over_a_backup()
    {
        var directory = Support.TestDirectories.Fresh();
        await File.WriteAllTextAsync(Path.Combine(directory, "something"), "");
        Assert.Contains("is there already", await Fails("backup", directory), StringComparison.Ordinal);
        Assert.Contains("is no backup", await Fails("restore", directory), StringComparison.Ordinal);
        var backup = Path.Combine(Support.TestDirectories.Fresh(), "postgres");
        Directory.CreateDirectory(backup);
        await File.WriteAllTextAsync(Path.Combine(backup, "backup_label"), "");
        Assert.Contains(
            "is not empty", await Fails("restore", Path.GetDirectoryName(backup)!, "--data", directory),
            StringComparison.Ordinal);
        Assert.Contains(
            "No instance runs", await Fails("backup", directory + ".copy", "--data", directory),
            StringComparison.Ordinal);
    }

    private async Task Run(string script, params string[] arguments)
    {
        var (code, said) = await Start(script, arguments);
        output.WriteLine(said);
        Assert.True(code == 0, said);
    }

    private static async Task<string> Fails(string script, params string[] arguments)
    {
        var (code, said) = await Start(script, arguments);
        Assert.Equal(1, code);
        return said;
    }

    private static async Task<(int Code, string Said)> Start(string script, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(
            Path.Combine(SourceTree.Root, "deploy", script), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(said));
    }
}
