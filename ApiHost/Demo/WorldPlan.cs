using Instagram.ApiHost.Demo.Painting;

namespace Instagram.ApiHost.Demo;

/// <summary>
/// Who follows whom and who posts what: all that will happen, decided beforehand, the same every time.
/// </summary>
internal sealed class WorldPlan
{
    public const int Celebrity = 0;

    /// <summary>Whoever starts the instance may make them one; the world cannot.</summary>
    public const int Moderator = 12;

    private const int Seed = 20260101;
    private const int StoryTellers = 15;

    /// <summary>Far above the seeds of posts and portraits.</summary>
    private const int FirstStorySeed = 100_000;

    private static readonly (int Width, int Height)[] Sizes = [(1080, 1350), (1080, 1350), (1080, 1080), (1280, 960)];

    private readonly Dice dice = new(Seed);
    private readonly Conversations conversations;

    public WorldPlan(int people, int posts)
    {
        People = [.. Cast.People.Take(people)];
        Following = [.. People.Select((_, person) => Choose(person))];
        conversations = new Conversations(dice, People, Following);
        Posts = [.. Authors(posts).Select(Post)];
        Posts = WithTrouble([.. Posts]);
        Stories = [.. Tellers().SelectMany(StoriesOf)];
    }

    public IReadOnlyList<Person> People { get; }

    /// <summary>For each person whom they follow, or ask to.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Following { get; }

    /// <summary>In the order of posting.</summary>
    public IReadOnlyList<PlannedPost> Posts { get; }

    /// <summary>Each author's together, in the order of posting.</summary>
    public IReadOnlyList<PlannedStory> Stories { get; }

    /// <summary>Some requests to private accounts stay open, so that there is something to answer.</summary>
    public static bool IsLeftOpen(int follower, int target) => (follower + target) % 3 == 0;

    private int[] Choose(int person)
    {
        var chosen = new HashSet<int>();
        if (dice.Chance(0.96f))
        {
            chosen.Add(Celebrity);
        }
        var others = Math.Min(People.Count - 1, 6 + dice.Zipf(26, 0.6));
        for (var tries = 0; chosen.Count < others && tries < 400; tries++)
        {
            chosen.Add(dice.Zipf(People.Count, 0.85));
        }
        // A few friends beyond the famous, so that nobody is left alone.
        chosen.Add((person + 1) % People.Count);
        chosen.Add((person + 7) % People.Count);
        chosen.Remove(person);
        return [.. chosen.Order()];
    }

    private int[] Authors(int posts)
    {
        // Everybody but the last two, who only look, posts once; then the busy ones go on.
        var once = Enumerable.Range(0, Math.Max(1, People.Count - 2)).Take(posts).ToList();
        var more = Enumerable.Range(0, posts - once.Count).Select(_ => dice.Zipf(once.Count, 0.55));
        return dice.Shuffled(once.Concat(more));
    }

    private PlannedPost Post(int author, int number)
    {
        var scene = dice.One<Scene>(People[author].Scenes);
        var photos = 1 + dice.Zipf(4, 2.4);
        var (width, height) = dice.One<(int, int)>(Sizes);
        var subject = Subjects.All[scene];
        var seeds = Enumerable.Range(0, photos).Select(photo => (number * 10) + photo + 1).ToArray();
        return new PlannedPost(
            author, scene, seeds, width, height, Caption(author, subject),
            dice.Chance(0.6f) ? dice.One<Place>(subject.Places) : null, Likers(author),
            [.. Audience(author).Take(dice.Zipf(5, 0.8))], conversations.Under(author, Audience(author)));
    }

    private string Caption(int author, Subject subject)
    {
        var line = dice.One<string>(subject.Lines);
        if (dice.Chance(0.16f))
        {
            line += $" With @{People[dice.One<int>([.. Following[author]])].Username}.";
        }
        var hashtags = dice.Shuffled(subject.Hashtags).Take(dice.Whole(1, 4)).Select(tag => $"#{tag}");
        return dice.Chance(0.9f) ? $"{line} {string.Join(' ', hashtags)}" : line;
    }

    private int[] Likers(int author)
    {
        var audience = Audience(author);
        var share = 0.08f + (0.9f * MathF.Pow(dice.Between(0, 1), 2.2f));
        return [.. audience.Take((int)MathF.Ceiling(audience.Length * share))];
    }

    /// <summary>The celebrity's newest post gets a comment that is reported, another's post is reported.</summary>
    private PlannedPost[] WithTrouble(PlannedPost[] posts)
    {
        var spammer = People.Count - 2;
        var spammed = Array.FindLastIndex(posts, post => post.Author == Celebrity);
        var spam = new PlannedComment(spammer, Phrases.Spam, [], []) {
            Reports = Reports(Celebrity, Phrases.SpamReports, spammer)};
        // One comment a person, since the key that makes a comment safe to repeat names the person.
        var others = posts[spammed].Comments.Where(comment => comment.Author != spammer);
        posts[spammed] = posts[spammed] with { Comments = [.. others, spam] };
        var doubted = Array.FindLastIndex(
            posts, post => post.Author != Celebrity && !People[post.Author].IsPrivate);
        posts[doubted] = posts[doubted] with { Reports = Reports(posts[doubted].Author, Phrases.PostReports) };
        return posts;
    }

    private PlannedWords[] Reports(int author, IReadOnlyList<string> reasons, int except = -1) =>
    [
        .. Audience(author).Where(person => person != except && person != Moderator)
            .Zip(reasons, (person, reason) => new PlannedWords(person, reason))
    ];

    /// <summary>The celebrity and whoever else is in the mood, of those who post at all.</summary>
    private int[] Tellers()
    {
        var authors = Posts.Select(post => post.Author).Distinct().Order().ToArray();
        return [.. dice.Shuffled(authors.Skip(1)).Prepend(authors[0]).Take(StoryTellers)];
    }

    private IEnumerable<PlannedStory> StoriesOf(int author, int teller)
    {
        var count = 1 + dice.Zipf(3, 1);
        for (var number = 0; number < count; number++)
        {
            var audience = Audience(author);
            var viewers = audience[..(int)(audience.Length * dice.Between(0, 0.7f))];
            var replies = viewers.Take(dice.Zipf(4, 0.8)).Zip(
                dice.Shuffled(Phrases.StoryReplies), (person, text) => new PlannedWords(person, text));
            var scene = dice.One<Scene>(People[author].Scenes);
            var seed = FirstStorySeed + (teller * 10) + number;
            yield return new PlannedStory(author, scene, seed, viewers, [.. replies]);
        }
    }

    private int[] Audience(int author) => dice.Shuffled(
        Enumerable.Range(0, People.Count).Where(person => person != author && Sees(person, author)));

    /// <summary>Followers whose request was answered, and at a public account now and then a passer-by.</summary>
    private bool Sees(int person, int author) => Following[person].Contains(author)
        ? !People[author].IsPrivate || !IsLeftOpen(person, author)
        : !People[author].IsPrivate && dice.Chance(0.06f);
}
