using System.Security.Cryptography;
using Instagram.Media.Images;
using Instagram.Media.Vips;

namespace Instagram.Tests.Media;

/// <summary>Counts what libvips holds in the whole process, so nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(ImagePipelineTests), DisableParallelization = true)]
public sealed class ImagePipelineCollection;

[Collection(nameof(ImagePipelineTests))]
public sealed class ImagePipelineTests
{
    [Fact]
    public async Task The_hash_is_of_the_original()
    {
        var file = TestPicture.Noise(50, 40).Jpeg();

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file)), (await TestPipeline.Accept(file)).Sha256Hex);
    }

    [Fact]
    public async Task The_same_file_gives_the_same_bytes()
    {
        var file = TestPicture.Noise(700, 500).Jpeg();

        var first = await TestPipeline.Accept(file);
        var second = await TestPipeline.Accept(file);

        Assert.Equal(first.Blurhash, second.Blurhash);
        foreach (var variant in first.Variants)
        {
            Assert.Equal(variant.Bytes, second.Variant(variant.Name).Bytes);
        }
    }

    [Fact]
    public async Task Pictures_that_are_processed_together_do_not_mix()
    {
        await using var pipeline = new ImagePipeline(new ImageOptions { Workers = 4, QueueLimit = 3 });

        var colours = Enumerable.Range(0, 60).Select(i => ((byte)(i * 4), (byte)(255 - (i * 4)), (byte)(i % 5 * 50)));
        await Task.WhenAll(colours.Select(async (colour, i) =>
        {
            var file = i % 3 == 2 ? new byte[i] : TestPicture.Plain(300 + i, 200, colour).Png();
            var outcome = await pipeline.Process(file, CancellationToken.None);
            if (i % 3 == 2)
            {
                Assert.IsType<ImageOutcome.Rejected>(outcome);
                return;
            }
            var processed = Assert.IsType<ImageOutcome.Processed>(outcome);
            Assert.Equal(300 + i, processed.Width);
            processed.Look(RenderedVariant.Small).ShowsAt(100, 100, colour, tolerance: 8);
        }));
    }

    [Fact]
    public async Task Hundreds_of_good_and_bad_pictures_leave_nothing_behind()
    {
        var good = TestPicture.Noise(400, 300).Jpeg();
        var transparent = TestPicture.Noise(300, 300).WithAlpha((x, _) => (byte)x).Png();
        byte[][] files =
        [
            good, TestMetadata.IntoJpeg(good, orientation: 6), good[..(good.Length / 2)], good[..200],
            transparent, transparent[..(transparent.Length / 2)], TestPicture.Noise(200, 200).Webp(),
            TestPng.Rows(50_001, 1_000, 1, TestPng.Grey, new byte[6_251]), [], "GIF89a"u8.ToArray(),
        ];

        // the first round loads plug-ins and tables that stay
        await Round(files, times: 1);
        var (memory, allocations) = (VipsNative.TrackedMemory(), VipsNative.TrackedAllocations());
        await Round(files, times: 30);

        Assert.Equal((memory, allocations), (VipsNative.TrackedMemory(), VipsNative.TrackedAllocations()));
    }

    [Fact]
    public async Task Pictures_rendered_side_by_side_share_no_compiled_loops()
    {
        await using var pipeline = new ImagePipeline(new ImageOptions { Workers = 2 });

        Assert.Equal(0, VipsNative.VectorEnabled());
    }

    private static async Task Round(byte[][] files, int times)
    {
        await using var pipeline = new ImagePipeline(new ImageOptions { Workers = 2, QueueLimit = 4 });
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, times).SelectMany(_ => files).Select(f => pipeline.Process(f, CancellationToken.None)));
        Assert.Equal(times * 4, outcomes.OfType<ImageOutcome.Processed>().Count());
        foreach (var processed in outcomes.OfType<ImageOutcome.Processed>())
        {
            Assert.NotNull(await pipeline.ToJpeg(processed.Variants[0].Bytes, CancellationToken.None));
        }
    }
}
