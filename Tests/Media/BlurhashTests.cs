using Instagram.Media.Images;

namespace Instagram.Tests.Media;

public sealed class BlurhashTests
{
    private const string Digits =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";
    private const int LengthOfFourByThree = 28;
    private const int NoTerm = (9 * 19 * 19) + (9 * 19) + 9;

    private static readonly (byte, byte, byte) Black = (0, 0, 0);
    private static readonly (byte, byte, byte) White = (255, 255, 255);
    private static readonly (byte, byte, byte) Red = (255, 0, 0);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(32, 24)]
    [InlineData(1, 32)]
    [InlineData(32, 1)]
    public void A_hash_has_28_characters_of_the_alphabet(int width, int height)
    {
        var hash = Blurhash.Encode(TestPicture.Noise(width, height).Pixels, width, height);

        Assert.Equal(LengthOfFourByThree, hash.Length);
        Assert.All(hash, character => Assert.Contains(character, Digits));
    }

    [Fact]
    public void The_first_character_says_four_by_three() =>
        Assert.Equal(3 + (2 * 9), Decode(Blurhash.Encode(TestPicture.Noise(8, 8).Pixels, 8, 8), 0, 1));

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(255, 255, 255)]
    [InlineData(200, 120, 60)]
    public void The_average_of_a_plain_picture_is_its_colour(byte red, byte green, byte blue)
    {
        var hash = Blurhash.Encode(TestPicture.Plain(20, 15, (red, green, blue)).Pixels, 20, 15);

        Assert.Equal((red << 16) + (green << 8) + blue, Decode(hash, 2, 4));
    }

    [Fact]
    public void The_average_is_taken_in_linear_light()
    {
        var halves = TestPicture.Drawn(32, 32, (x, _) => x < 16 ? Black : White);

        // half the light of white is sRGB 188, where the mean of the numbers would be 128
        Assert.Equal(0xBCBCBC, Decode(Blurhash.Encode(halves.Pixels, 32, 32), 2, 4));
    }

    [Fact]
    public void Black_has_no_other_terms()
    {
        var hash = Blurhash.Encode(new byte[32 * 24 * 3], 32, 24);

        Assert.Equal(0, Decode(hash, 1, 1));
        for (var at = 6; at < hash.Length; at += 2)
        {
            Assert.Equal(NoTerm, Decode(hash, at, 2));
        }
    }

    [Fact]
    public void A_picture_dark_on_the_left_has_a_negative_first_term_across()
    {
        var shade = TestPicture.Drawn(32, 32, (x, _) => ((byte)(x * 8), (byte)(x * 8), (byte)(x * 8)));

        var hash = Blurhash.Encode(shade.Pixels, 32, 32);

        var (red, green, blue) = Term(hash, 1);
        Assert.True(red < 9 && green < 9 && blue < 9, $"{red} {green} {blue}");
        Assert.InRange(Term(hash, 4).Red, 7, 11);
    }

    [Fact]
    public void The_first_term_down_comes_after_the_three_across()
    {
        var shade = TestPicture.Drawn(32, 32, (_, y) => (0, 0, (byte)(y * 8)));

        var (red, _, blue) = Term(Blurhash.Encode(shade.Pixels, 32, 32), 4);

        Assert.Equal(9, red);
        Assert.True(blue < 9, $"blue is {blue}");
    }

    [Fact]
    public void The_largest_term_uses_the_whole_scale()
    {
        var halves = TestPicture.Drawn(32, 32, (x, _) => x < 16 ? Red : Black);

        Assert.Equal(18, Term(Blurhash.Encode(halves.Pixels, 32, 32), 1).Red);
    }

    [Fact]
    public void Pixels_must_fit_the_size() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Blurhash.Encode(new byte[11], 2, 2));

    [Fact]
    public async Task A_processed_picture_has_the_hash_of_its_average()
    {
        var processed = await TestPipeline.Accept(TestPicture.Plain(900, 600, (200, 120, 60)).Png());

        Assert.Equal((200 << 16) + (120 << 8) + 60, Decode(processed.Blurhash, 2, 4));
    }

    [Fact]
    public async Task A_transparent_picture_is_hashed_on_white()
    {
        var picture = TestPicture.Plain(90, 60, (0, 0, 0)).WithAlpha((_, _) => 0);

        var processed = await TestPipeline.Accept(picture.Png());

        Assert.Equal(0xFFFFFF, Decode(processed.Blurhash, 2, 4));
    }

    private static (int Red, int Green, int Blue) Term(string hash, int index)
    {
        var value = Decode(hash, 4 + (index * 2), 2);
        return (value / (19 * 19), value / 19 % 19, value % 19);
    }

    private static int Decode(string hash, int at, int length)
    {
        var value = 0;
        foreach (var character in hash.AsSpan(at, length))
        {
            value = (value * 83) + Digits.IndexOf(character, StringComparison.Ordinal);
        }
        return value;
    }
}
