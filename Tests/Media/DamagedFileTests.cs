using Instagram.Media.Images;

namespace Instagram.Tests.Media;

public sealed class DamagedFileTests
{
    private const int Mutations = 1000;

    public static TheoryData<string> Kinds() => ["jpeg", "progressive jpeg", "png", "webp", "lossless webp"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_file_cut_anywhere_is_rejected(string kind)
    {
        var file = Make(kind);
        int[] lengths =
        [
            20, 24, 40, 100, file.Length / 100, file.Length / 10, file.Length / 4, file.Length / 3, file.Length / 2,
            file.Length * 2 / 3, file.Length * 9 / 10, file.Length * 99 / 100, file.Length - 16, file.Length - 13,
            file.Length - 12, file.Length - 4, file.Length - 2, file.Length - 1,
        ];
        await TestPipeline.Accept(file);
        foreach (var length in lengths)
        {
            var outcome = await TestPipeline.Process(file[..length]);
            Assert.True(
                outcome is ImageOutcome.Rejected { Reason: TestPipeline.Damaged },
                $"{kind} cut to {length} of {file.Length} gives {outcome}");
        }
    }

    [Theory]
    [InlineData(25)]
    [InlineData(75)]
    [InlineData(99)]
    public async Task A_large_jpeg_that_is_decoded_small_is_rejected_just_the_same(int percent)
    {
        var file = TestMetadata.IntoJpeg(TestPicture.Noise(2400, 1800).Jpeg(50), orientation: 6);

        await TestPipeline.Reject(file[..(file.Length * percent / 100)], TestPipeline.Damaged);
    }

    [HeicTheory]
    [InlineData(10)]
    [InlineData(50)]
    [InlineData(90)]
    [InlineData(99)]
    public async Task A_heic_cut_anywhere_is_rejected(int percent)
    {
        var file = TestPicture.Noise(128, 128).Heic();

        await TestPipeline.Reject(file[..(file.Length * percent / 100)], TestPipeline.Damaged);
        await TestPipeline.Reject(file[..^1], TestPipeline.Damaged);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_file_of_only_its_first_bytes_is_rejected(string kind)
    {
        var file = Make(kind);
        for (var length = 0; length < 20; length++)
        {
            Assert.IsType<ImageOutcome.Rejected>(await TestPipeline.Process(file[..length]));
        }
    }

    [Fact]
    public async Task A_png_with_a_wrong_checksum_in_its_pixels_is_rejected()
    {
        var file = TestPicture.Noise(64, 64).Png();
        var data = file.AsSpan().IndexOf("IDAT"u8);
        file[data + 100] ^= 0xFF;

        await TestPipeline.Reject(file, TestPipeline.Damaged);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Bytes_after_the_end_do_no_harm(string kind)
    {
        var processed = await TestPipeline.Accept([.. Make(kind), .. new byte[1000]]);

        Assert.All(processed.Variants, variant => Assert.True(variant.Bytes.Length > 0));
    }

    [Theory]
    [InlineData("jpeg", 1)]
    [InlineData("progressive jpeg", 2)]
    [InlineData("png", 3)]
    [InlineData("webp", 4)]
    [InlineData("lossless webp", 5)]
    public async Task A_mutated_file_always_has_an_outcome(string kind, int seed)
    {
        var random = new Random(seed);
        var sound = Make(kind);
        var outcomes = new HashSet<Type>();
        for (var i = 0; i < Mutations / 5; i++)
        {
            outcomes.Add((await TestPipeline.Process(Mutate(sound, random))).GetType());
        }
        Assert.Contains(typeof(ImageOutcome.Rejected), outcomes);
    }

    [HeicTheory]
    [InlineData(6)]
    public async Task A_mutated_heic_always_has_an_outcome(int seed)
    {
        var random = new Random(seed);
        var sound = TestPicture.Noise(64, 64).Heic();
        for (var i = 0; i < Mutations / 5; i++)
        {
            Assert.NotNull(await TestPipeline.Process(Mutate(sound, random)));
        }
    }

    private static byte[] Make(string kind)
    {
        var picture = TestPicture.Noise(96, 64);
        return kind switch
        {
            "jpeg" => picture.Jpeg(),
            "progressive jpeg" => picture.Save("jpegsave_buffer", ("interlace", "true")),
            "png" => picture.Png(),
            "webp" => picture.Save("webpsave_buffer"),
            _ => picture.Webp(),
        };
    }

    private static byte[] Mutate(byte[] sound, Random random)
    {
        var file = sound.ToArray();
        for (var changes = random.Next(1, 6); changes > 0; changes--)
        {
            // half of the changes hit the header, where the sizes are
            var at = random.Next(random.Next(2) == 0 ? Math.Min(file.Length, 200) : file.Length);
            var length = Math.Min(random.Next(1, 32), file.Length - at);
            switch (random.Next(5))
            {
                case 0:
                    file[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    random.NextBytes(file.AsSpan(at, length));
                    break;
                case 2:
                    file.AsSpan(at, length).Fill((byte)(random.Next(2) * 255));
                    break;
                case 3:
                    file = [.. file[..at], .. file[(at + length)..], 0];
                    break;
                default:
                    file = [.. file[..at], .. file.AsSpan(at, length), .. file[at..]];
                    break;
            }
        }
        return file;
    }
}
