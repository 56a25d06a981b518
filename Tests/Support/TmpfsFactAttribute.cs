namespace Instagram.Tests.Support;

/// <summary>Runs where small file systems can be mounted, which takes root; skipped elsewhere.</summary>
internal sealed class TmpfsFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Missing = new(Try);

    public TmpfsFactAttribute() => Skip = Missing.Value;

    private static string? Try()
    {
        var directory = TestDirectories.Fresh();
        if (!SmallDisk.TryMount(directory, 1))
        {
            return "No tmpfs can be mounted here.";
        }
        SmallDisk.Unmount(directory);
        return null;
    }
}
