namespace Instagram.Tests.Scenarios;

/// <summary>A hashtag is known by what anyone may see, and counts for each viewer what that viewer may see.</summary>
[Collection(ScenarioGroup.Name)]
public sealed class HashtagTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task Hashtags_are_found_by_their_start_with_their_posts_newest_first()
    {
        var (alice, bob, word) =
            (await _product.SignUp("alice"), await _product.SignUp("bob"), SearchMembers.NewWord());
        var first = await bob.Says($"#{word} by the sea");
        var second = await bob.Says($"#{word.ToUpperInvariant()} #{word}beach");
        await Eventually.Becomes(
            () => alice.FindsHashtags(word),
            found => found.SequenceEqual([new HashtagShape(word, 2), new HashtagShape(word + "beach", 1)]));
        Assert.Equal([new HashtagShape(word + "beach", 1)], await alice.FindsHashtags("#" + word + "B"));
        Assert.Equal(
            [new HashtagShape(word, 2), new HashtagShape(word + "beach", 1)],
            await alice.AllFound<HashtagShape>($"type=hashtags&q={word}", 1));

        foreach (var tag in new[] { word, word.ToUpperInvariant() })
        {
            var posts = (await alice.OpensHashtag(tag)).As<ListShape<PostShape>>().Items;
            Assert.Equal([second.Id, first.Id], posts.Select(post => post.Id));
        }
        Assert.Equal(
            [second.Id, first.Id],
            (await alice.All<PostShape>($"/api/v1/hashtags/{word}/posts", 1)).Select(post => post.Id));
    }

    [Fact]
    public async Task A_letter_and_its_accent_typed_apart_are_the_same_hashtag()
    {
        var (bob, word) = (await _product.SignUp("bob"), SearchMembers.NewWord());
        var apart = await bob.Says($"{word} #{word}cafe\u0301 #{word}CAFÉ");
        var together = await bob.Says($"{word} #{word}caf\u00e9");
        Assert.Equal([$"{word}caf\u00e9"], apart.Hashtags);
        Assert.Equal([$"{word}caf\u00e9"], together.Hashtags);
        foreach (var text in new[] { $"{word}cafe\u0301", $"{word}caf\u00e9" })
        {
            await Eventually.Becomes(
                () => bob.FindsHashtags(text), found => found.SequenceEqual([new HashtagShape($"{word}caf\u00e9", 2)]));
            Assert.Equal(2, (await bob.OpensHashtag(text)).As<ListShape<PostShape>>().Items.Count);
        }
    }

    [Fact]
    public async Task Turned_private_an_account_leaves_no_page_and_no_count_also_for_its_followers()
    {
        var (alice, bob, carol) =
            (await _product.SignUp("alice"), await _product.SignUp("bob"), await _product.SignUp("carol"));
        var (shared, own) = (SearchMembers.NewWord(), SearchMembers.NewWord());
        await carol.Follows(bob);
        await bob.Says($"#{shared} #{own}");
        var open = await alice.Says($"#{shared}");
        await Eventually.Becomes(
            () => alice.FindsHashtags(shared), found => found.SequenceEqual([new HashtagShape(shared, 2)]));
        (await alice.OpensHashtag(own)).Is(200);

        await bob.BecomesPrivate();

        var never = (await alice.OpensHashtag(SearchMembers.NewWord())).WithoutTrace();
        foreach (var reader in new[] { alice, carol, bob })
        {
            Assert.Equal([new HashtagShape(shared, 1)], await reader.FindsHashtags(shared));
            Assert.Empty(await reader.FindsHashtags(own));
            var page = (await reader.OpensHashtag(shared)).As<ListShape<PostShape>>();
            Assert.Equal(open.Id, Assert.Single(page.Items).Id);
            Assert.Equal(never, (await reader.OpensHashtag(own)).WithoutTrace());
        }

        await bob.BecomesPublic();
        await Eventually.Becomes(
            () => alice.FindsHashtags(own), found => found.SequenceEqual([new HashtagShape(own, 1)]));
        (await alice.OpensHashtag(own)).Is(200);
    }

    [Fact]
    public async Task What_is_posted_in_private_makes_no_hashtag()
    {
        var (alice, bob, word) =
            (await _product.SignUp("alice"), await _product.SignUp("bob"), SearchMembers.NewWord());
        await bob.BecomesPrivate();
        await bob.Says($"#{word}");
        await bob.BecomesPublic();
        await Eventually.Becomes(
            () => alice.FindsHashtags(word), found => found.SequenceEqual([new HashtagShape(word, 1)]));
    }

    [Fact]
    public async Task Between_two_who_block_each_other_nothing_is_counted()
    {
        var (alice, bob, carol, word) =
            (await _product.SignUp("alice"), await _product.SignUp("bob"), await _product.SignUp("carol"),
                SearchMembers.NewWord());
        await bob.Says($"#{word} #{word}bob");
        await carol.Says($"#{word}");
        await Eventually.Becomes(
            () => alice.FindsHashtags(word),
            found => found.SequenceEqual([new HashtagShape(word, 2), new HashtagShape(word + "bob", 1)]));

        await bob.Shuns(alice);
        Assert.Equal([new HashtagShape(word, 1)], await alice.FindsHashtags(word));
        (await alice.OpensHashtag(word + "bob")).NotFound();
        await bob.Forgives(alice);
        await alice.Shuns(bob);
        Assert.Equal([new HashtagShape(word, 1)], await alice.FindsHashtags(word));
        (await alice.OpensHashtag(word + "bob")).NotFound();
        Assert.Equal(2, (await carol.FindsHashtags(word)).Count);
    }
}
