using System.Globalization;
using Instagram.ApiHost.Demo.Painting;

namespace Instagram.ApiHost.Demo;

/// <summary>What is said under a post by those who see it, and what is answered.</summary>
internal sealed class Conversations(
    Dice dice, IReadOnlyList<Person> people, IReadOnlyList<IReadOnlyList<int>> following)
{
    private const int MostComments = 9;

    public PlannedComment[] Under(int author, int[] audience)
    {
        var remarks = dice.Shuffled(Phrases.Remarks);
        var count = Math.Min(dice.Zipf(MostComments, 1.1), remarks.Length);
        return [.. audience.Take(count).Zip(remarks, (person, remark) => Comment(author, person, remark, audience))];
    }

    private PlannedComment Comment(int author, int person, string remark, int[] audience)
    {
        var text = dice.Chance(0.2f) ? Nudge(person, author) ?? remark : remark;
        var likers = dice.Shuffled(audience).Where(other => other != person).Take(dice.Zipf(5, 0.9));
        var isLikedByAuthor = dice.Chance(0.5f);
        return new PlannedComment(
            person, text, isLikedByAuthor ? [author, .. likers] : [.. likers], Replies(author, person));
    }

    /// <summary>Shows the post to a friend; null without one who is not its author.</summary>
    private string? Nudge(int person, int author)
    {
        var friends = following[person].Where(friend => friend != author).ToArray();
        return friends.Length == 0
            ? null
            : string.Format(
                CultureInfo.InvariantCulture, dice.One<string>([.. Phrases.Nudges]),
                people[dice.One<int>(friends)].Username);
    }

    private PlannedWords[] Replies(int author, int person)
    {
        if (!dice.Chance(0.35f))
        {
            return [];
        }
        var thanks = new PlannedWords(author, $"@{people[person].Username} {dice.One<string>([.. Phrases.Thanks])}");
        return dice.Chance(0.4f)
            ? [thanks, new PlannedWords(person, dice.One<string>([.. Phrases.Rejoinders]))]
            : [thanks];
    }
}
