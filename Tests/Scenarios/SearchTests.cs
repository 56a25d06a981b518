namespace Instagram.Tests.Scenarios;

/// <summary>People and posts are found by those who may see them, and by nobody else.</summary>
[Collection(ScenarioGroup.Name)]
public sealed class SearchTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task A_person_is_found_by_the_start_of_any_of_their_names()
    {
        var (alice, word) = (await _product.SignUp("alice"), SearchMembers.NewWord());
        var bob = await _product.SignUp(word);
        await bob.IsCalled($"Ann-Marie {word}x Müller{word}");
        foreach (var text in new[]
        {
            word[..7], bob.Username, bob.Username.ToUpperInvariant(), "@" + bob.Username, $"  {word} ",
            $"ann mar {word}x", $"müller{word}", $"MÜLLER{word[..8]}", $"marie müller{word[..8]}",
        })
        {
            await Eventually.Becomes(() => alice.FindsPeople(text), found => found.Contains(bob.Username));
        }
        Assert.Empty(await alice.FindsPeople(SearchMembers.NewWord()));
        await bob.IsCalled("Someone Else");
        await Eventually.Becomes(() => alice.FindsPeople($"müller{word}"), found => found.Count == 0);
        Assert.Equal([bob.Username], await alice.FindsPeople(word));
    }

    [Fact]
    public async Task A_small_typo_still_finds_the_person()
    {
        var (alice, word) = (await _product.SignUp("alice"), Guid.NewGuid().ToString("n")[..5]);
        var bob = await _product.SignUp("photographer" + word);
        await Eventually.Becomes(() => alice.FindsPeople(bob.Username), found => found.Count == 1);
        foreach (var typo in new[] { "photografer", "hpotographer", "photogrpaher", "photographher", "phtographer" })
        {
            Assert.Contains(bob.Username, await alice.FindsPeople(typo + word));
        }
        Assert.DoesNotContain(bob.Username, await alice.FindsPeople("typographer" + word));
    }

    [Fact]
    public async Task The_very_name_comes_first_then_who_is_followed_then_who_has_more_followers()
    {
        var (alice, word) = (await _product.SignUp("alice"), SearchMembers.NewWord());
        var (some, known, loved) =
            (await _product.SignUp(word), await _product.SignUp(word), await _product.SignUp(word));
        await alice.Follows(known);
        await Task.WhenAll((await _product.SignUpMany("fan", 2)).Select(fan => fan.Follows(loved)));
        await loved.IsCalled("Loved");
        await Eventually.Becomes(
            () => alice.FindsPeople(word),
            found => found.SequenceEqual([known.Username, loved.Username, some.Username]));
        Assert.Equal([some.Username], await alice.FindsPeople(some.Username));
        var paged = await alice.AllFound<CardShape>($"type=users&q={word}", 1);
        Assert.Equal([known.Id, loved.Id, some.Id], paged.Select(card => card.Id));
    }

    [Fact]
    public async Task A_private_account_is_found_as_a_person_and_its_posts_by_followers_only()
    {
        var (alice, carol, word) =
            (await _product.SignUp("alice"), await _product.SignUp("carol"), SearchMembers.NewWord());
        var bob = await _product.SignUp(word);
        await carol.Follows(bob);
        var post = await bob.Says($"{word} beneath the #{word}");
        await alice.FindsEventually(post, word);
        await bob.BecomesPrivate();

        Assert.Empty(await alice.FindsPosts(word));
        Assert.Equal(post.Id, Assert.Single(await carol.FindsPosts(word)).Id);
        Assert.Equal(post.Id, Assert.Single(await bob.FindsPosts(word)).Id);
        Assert.Equal([bob.Username], await alice.FindsPeople(word));

        await bob.RemovesFollower(carol);
        Assert.Empty(await carol.FindsPosts(word));
        await bob.BecomesPublic();
        await alice.FindsEventually(post, word);
    }

    [Fact]
    public async Task Neither_side_of_a_block_finds_the_other_or_what_they_wrote()
    {
        var (alice, carol, word) =
            (await _product.SignUp("alice"), await _product.SignUp("carol"), SearchMembers.NewWord());
        var bob = await _product.SignUp(word);
        var post = await bob.Says(word);
        await alice.FindsEventually(post, word);
        await bob.Shuns(alice);
        await carol.Shuns(bob);

        foreach (var other in new[] { alice, carol })
        {
            Assert.Empty(await other.FindsPosts(word));
            Assert.Empty(await other.FindsPeople(word));
            Assert.Empty(await other.FindsPeople(bob.Username));
        }
        Assert.DoesNotContain(alice.Username, await bob.FindsPeople(alice.Username));

        await bob.Forgives(alice);
        Assert.Equal([bob.Username], await alice.FindsPeople(word));
        Assert.Single(await alice.FindsPosts(word));
    }

    [Fact]
    public async Task A_deleted_post_is_not_found_from_its_204_on()
    {
        var (alice, word) = (await _product.SignUp("alice"), SearchMembers.NewWord());
        var post = await alice.Says($"#{word}");
        await alice.Deletes(post);
        Assert.Empty(await alice.FindsPosts(word));
        Assert.Empty(await alice.FindsHashtags(word));
        (await alice.OpensHashtag(word)).NotFound();
    }

    [Fact]
    public async Task Posts_are_found_by_all_words_in_any_script_the_followed_first_and_each_newest_first()
    {
        var (alice, bob, carol) =
            (await _product.SignUp("alice"), await _product.SignUp("bob"), await _product.SignUp("carol"));
        var word = SearchMembers.NewWord();
        await alice.Follows(bob);
        var followed = await bob.Says($"{word} Закат над Невой, naïve!");
        var older = await carol.Says($"{word} закат");
        var newer = await carol.Says($"{word} 夕焼け #{word}");
        await alice.FindsEventually(newer, word);

        Assert.Equal(
            [followed.Id, newer.Id, older.Id], (await alice.FindsPosts(word)).Select(post => post.Id));
        Assert.Equal(
            [followed.Id, newer.Id, older.Id],
            (await alice.AllFound<PostShape>($"type=posts&q={word}", 1)).Select(post => post.Id));
        Assert.Equal([followed.Id, older.Id], (await alice.FindsPosts($"ЗАКАТ {word}")).Select(post => post.Id));
        Assert.Equal(newer.Id, Assert.Single(await alice.FindsPosts($"{word} 夕焼")).Id);
        Assert.Equal(followed.Id, Assert.Single(await alice.FindsPosts($"{word} nai\u0308v")).Id);
        Assert.Empty(await alice.FindsPosts($"{word} dawn"));
        Assert.Empty(await alice.FindsPosts("!?'&|:*\\"));
    }

    [Fact]
    public async Task A_cursor_continues_only_its_own_search()
    {
        var (alice, bob, word) =
            (await _product.SignUp("alice"), await _product.SignUp("bob"), SearchMembers.NewWord());
        await _product.SignUpMany(word, 3);
        var page = await Eventually.Becomes(
            async () => (await alice.SearchesRaw($"type=users&limit=2&q={word}")).As<ListShape<CardShape>>(),
            found => found.HasMore);
        (await alice.SearchesRaw($"type=users&q={word}&cursor={page.Cursor}")).Is(200);
        (await alice.SearchesRaw($"type=users&q={word}x&cursor={page.Cursor}")).Invalid("cursor");
        (await alice.SearchesRaw($"type=hashtags&q={word}&cursor={page.Cursor}")).Invalid("cursor");
        (await bob.SearchesRaw($"type=users&q={word}&cursor={page.Cursor}")).Invalid("cursor");
    }
}
