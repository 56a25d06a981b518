using Instagram.Media.Vips;

namespace Instagram.Tests.Media;

public sealed class VipsRuntimeTests
{
    [Fact]
    public void A_missing_library_is_one_sentence_that_says_what_to_install() =>
        Assert.Equal(
            "libvips is not installed: apt-get install libvips42",
            VipsRuntime.Check("libvips-which-nobody-has.so.42"));

    [Fact]
    public void An_installed_library_is_fine_however_often_and_from_wherever_it_is_asked()
    {
        var answers = new string?[16];
        Parallel.For(0, answers.Length, i => answers[i] = VipsRuntime.Check());

        Assert.All(answers, Assert.Null);
    }

    [Theory]
    [InlineData("svgload_buffer")]
    [InlineData("pdfload_buffer")]
    [InlineData("gifload_buffer")]
    [InlineData("tiffload_buffer")]
    [InlineData("magickload_buffer")]
    public void A_loader_that_is_not_needed_is_shut(string loader)
    {
        Assert.Null(VipsRuntime.Check());

        Assert.Throws<VipsException>(() =>
        {
            using var file = VipsBlob.Of("<svg width='1' height='1'/>"u8);
            using var operation = new VipsOperation(loader).Set("buffer", file).Run();
        });
    }

    [Fact]
    public void A_failure_says_which_operation_failed()
    {
        var failure = Assert.Throws<VipsException>(() =>
        {
            using var file = VipsBlob.Of("nothing"u8);
            using var operation = new VipsOperation("jpegload_buffer").Set("buffer", file).Run();
        });

        Assert.StartsWith("jpegload_buffer", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_operation_that_does_not_exist_is_a_failure() =>
        Assert.Throws<VipsException>(() => new VipsOperation("paint_a_masterpiece"));
}
