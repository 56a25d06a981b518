using Instagram.Media.Images;
using Microsoft.Extensions.Logging.Abstractions;
using static Instagram.Media.Images.ImageOutcome;

namespace Instagram.Tests.Media;

/// <summary>One pipeline for all picture tests, as a server has one.</summary>
internal static class TestPipeline
{
    internal const string Unknown = "The file is not an image we can read.";
    internal const string Damaged = "The file is damaged or cut short.";
    internal const string TooLarge = "The picture has more than 50 megapixels.";

    private static readonly ImagePipeline Shared = Create(new ImageOptions { Workers = 2 });

    internal static ImagePipeline Create(ImageOptions options) => new(options, NullLogger<ImagePipeline>.Instance);

    internal static Task<ImageOutcome> Process(byte[] file) => Shared.Process(file, CancellationToken.None);

    internal static Task<byte[]?> ToJpeg(byte[] webp) => Shared.ToJpeg(webp, CancellationToken.None);

    internal static async Task<Processed> Accept(byte[] file) => Assert.IsType<Processed>(await Process(file));

    internal static async Task Reject(byte[] file, string reason) =>
        Assert.Equal(reason, Assert.IsType<Rejected>(await Process(file)).Reason);

    internal static RenderedVariant Variant(this Processed processed, string name) =>
        Assert.Single(processed.Variants, v => v.Name == name);

    internal static TestPicture Look(this Processed processed, string name) =>
        TestPicture.Read(processed.Variant(name).Bytes);
}
