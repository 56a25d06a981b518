using Instagram.Grains.Policies;

namespace Instagram.Tests.Grains;

/// <summary>The whole truth table: every one of the 128 cases against the sentence of the design.</summary>
public sealed class VisibilityTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, 128)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Posts_are_seen_by_their_author_and_by_whom_nothing_stands_against(int bits)
    {
        var sighting = Of(bits);
        var expected = sighting.AuthorExists
            && (sighting.IsSelf
                || (!sighting.AuthorBlocksViewer && !sighting.ViewerBlocksAuthor && !sighting.IsSuspended
                    && (!sighting.IsPrivate || sighting.ViewerFollows)));
        Assert.Equal(expected, Visibility.MaySeePosts(sighting));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_profile_is_seen_like_posts_but_for_privacy(int bits)
    {
        var sighting = Of(bits);
        Assert.Equal(
            Visibility.MaySeePosts(sighting with { IsPrivate = false }), Visibility.MaySeeProfile(sighting));
        Assert.True(Visibility.MaySeeProfile(sighting) || !Visibility.MaySeePosts(sighting));
    }

    [Fact]
    public void Nobody_signed_in_is_never_self_and_follows_nobody()
    {
        var sighting = Sighting.Of(0, 7, new(true, true, false, false, null), default);
        Assert.Equal((false, false), (sighting.IsSelf, sighting.ViewerFollows));
        Assert.False(Visibility.MaySeePosts(sighting));
        Assert.True(Visibility.MaySeeProfile(sighting));
    }

    private static Sighting Of(int bits) => new(
        (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0, (bits & 16) != 0, (bits & 32) != 0,
        (bits & 64) != 0);
}
