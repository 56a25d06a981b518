using Instagram.Media.Images;
using Instagram.Media.Vips;

namespace Instagram.Tests.Media;

/// <summary>Counts what libvips holds in this process, so nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(ImagePipelineTests), DisableParallelization = true)]
public sealed class ImagePipelineCollection;

[Collection(nameof(ImagePipelineTests))]
public sealed class ImagePipelineTests
{
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
        await using var pipeline = TestPipeline.Create(new ImageOptions { Workers = 4, QueueLimit = 3 });

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
    public void Hundreds_of_good_and_bad_pictures_leave_nothing_behind()
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
        Round(files, times: 1);
        var (memory, allocations) = (VipsNative.TrackedMemory(), VipsNative.TrackedAllocations());
        Round(files, times: 30);

        Assert.Equal((memory, allocations), (VipsNative.TrackedMemory(), VipsNative.TrackedAllocations()));
    }

    [Fact]
    public void A_process_of_many_threads_shares_no_compiled_loops()
    {
        Assert.Null(VipsRuntime.Check());

        Assert.Equal(0, VipsNative.VectorEnabled());
    }

    private static void Round(byte[][] files, int times)
    {
        var renderer = new PictureRenderer(new ImageOptions());
        var outcomes = Enumerable.Range(0, times).SelectMany(_ => files).Select(file => renderer.Render(file)).ToList();
        Assert.Equal(times * 4, outcomes.OfType<ImageOutcome.Processed>().Count());
        foreach (var processed in outcomes.OfType<ImageOutcome.Processed>())
        {
            Assert.NotNull(renderer.ToJpeg(processed.Variants[0].Bytes));
        }
    }
}
