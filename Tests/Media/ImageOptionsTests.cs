using Instagram.Media.Images;

namespace Instagram.Tests.Media;

public sealed class ImageOptionsTests
{
    [Fact]
    public void The_defaults_are_valid_and_leave_a_core_free()
    {
        var options = new ImageOptions();

        options.Validate();
        Assert.InRange(options.Workers, 1, Math.Max(1, Environment.ProcessorCount - 1));
    }

    [Theory]
    [InlineData(nameof(ImageOptions.Workers), 0)]
    [InlineData(nameof(ImageOptions.QueueLimit), 0)]
    [InlineData(nameof(ImageOptions.MaxMegapixels), 0)]
    [InlineData(nameof(ImageOptions.WebpQuality), 101)]
    [InlineData(nameof(ImageOptions.WebpEffort), 7)]
    [InlineData(nameof(ImageOptions.JpegQuality), 0)]
    [InlineData(nameof(ImageOptions.TimeoutSeconds), 0)]
    [InlineData(nameof(ImageOptions.MaxMemoryMegabytes), 63)]
    [InlineData(nameof(ImageOptions.PicturesPerProcess), 0)]
    [InlineData(nameof(ImageOptions.IdleSeconds), 0)]
    public void A_value_without_sense_is_named(string option, int value)
    {
        var options = new ImageOptions();
        typeof(ImageOptions).GetProperty(option)!.SetValue(options, value);

        var refusal = Assert.Throws<InvalidOperationException>(() => TestPipeline.Create(options));

        Assert.Contains(option, refusal.Message, StringComparison.Ordinal);
    }
}
