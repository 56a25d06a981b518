using System.Text.RegularExpressions;
using Instagram.ApiHost.Demo;

namespace Instagram.Tests.Demo;

public sealed partial class WorldPlanTests
{
    private readonly WorldPlan plan = new(people: 60, posts: 170);

    [GeneratedRegex("^[a-z0-9_.]{3,30}$")]
    private static partial Regex Username { get; }

    [Fact]
    public void Sixty_people_have_names_that_the_contract_takes()
    {
        Assert.Equal(60, plan.People.Select(person => person.Username).Distinct().Count());
        Assert.All(plan.People, person => Assert.Matches(Username, person.Username));
        Assert.All(plan.People, person => Assert.InRange(person.Bio.Length, 1, 500));
        Assert.Equal(8, plan.People.Count(person => person.IsPrivate));
    }

    [Fact]
    public void The_same_world_is_planned_every_time()
    {
        var again = new WorldPlan(people: 60, posts: 170);
        Assert.Equal(plan.Following, again.Following);
        Assert.Equal(plan.Posts.Select(post => post.Caption), again.Posts.Select(post => post.Caption));
        Assert.Equal(plan.Posts.Select(post => post.Likers), again.Posts.Select(post => post.Likers));
    }

    [Fact]
    public void Nearly_everybody_follows_the_celebrity_and_the_rest_has_a_heavy_tail()
    {
        var followers = Enumerable.Range(0, 60)
            .Select(person => plan.Following.Count(list => list.Contains(person))).OrderDescending().ToArray();
        Assert.InRange(plan.Following.Count(list => list.Contains(WorldPlan.Celebrity)), 50, 59);
        Assert.True(followers[..12].Sum() > followers[30..].Sum(), string.Join(' ', followers));
        Assert.All(followers, count => Assert.True(count > 0));
    }

    [Fact]
    public void Nobody_follows_likes_or_mentions_themselves()
    {
        Assert.All(plan.Following.Index(), each => Assert.DoesNotContain(each.Index, each.Item));
        Assert.All(plan.Posts, post => Assert.DoesNotContain(post.Author, post.Likers));
        Assert.All(plan.Posts, post => Assert.DoesNotContain($"@{plan.People[post.Author].Username}", post.Caption));
    }

    [Fact]
    public void Private_accounts_are_left_with_requests_to_answer()
    {
        var closed = plan.People.Index().Where(each => each.Item.IsPrivate).Select(each => each.Index);
        var open = closed.SelectMany(target => Enumerable.Range(0, 60)
            .Where(follower => plan.Following[follower].Contains(target) && WorldPlan.IsLeftOpen(follower, target)));
        Assert.InRange(open.Count(), 5, 60);
    }

    [Fact]
    public void Posts_have_one_to_four_photos_of_what_their_author_likes()
    {
        Assert.Equal(170, plan.Posts.Count);
        Assert.All(plan.Posts, post => Assert.InRange(post.Seeds.Length, 1, 4));
        Assert.All(plan.Posts, post => Assert.Contains(post.Scene, plan.People[post.Author].Scenes));
        Assert.Equal(
            plan.Posts.Sum(post => post.Seeds.Length), plan.Posts.SelectMany(post => post.Seeds).Distinct().Count());
        Assert.Contains(plan.Posts, post => post.Seeds.Length > 2);
        Assert.Contains(plan.Posts, post => post.Caption.Contains('@', StringComparison.Ordinal));
    }
}
