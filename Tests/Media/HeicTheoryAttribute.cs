using Instagram.Media.Vips;

namespace Instagram.Tests.Media;

/// <summary>Runs where libvips can write HEIC, which the tests need to have one to read; skipped elsewhere.</summary>
internal sealed class HeicTheoryAttribute : TheoryAttribute
{
    private static readonly Lazy<string?> Reason = new(Try);

    public HeicTheoryAttribute() => Skip = Reason.Value;

    private static string? Try()
    {
        try
        {
            return TestPicture.Plain(64, 64, TestPicture.Red).Heic().Length > 0 ? null : "empty HEIC";
        }
        catch (VipsException failure)
        {
            return $"libvips here has no HEIC encoder to make a test picture with ({failure.Message})";
        }
    }
}
