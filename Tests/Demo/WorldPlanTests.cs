using System.Text.Json;
using System.Text.RegularExpressions;
using Instagram.ApiHost.Demo;
using Instagram.Grains.Budgets;

namespace Instagram.Tests.Demo;

public sealed partial class WorldPlanTests
{
    private readonly WorldPlan plan = new(people: 60, posts: 170);

    [GeneratedRegex("^[a-z0-9_.]{3,30}$")]
    private static partial Regex Username { get; }

    [GeneratedRegex(@"#\w+")]
    private static partial Regex Hashtag { get; }

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
        Assert.Equal(JsonSerializer.Serialize(plan.Posts), JsonSerializer.Serialize(again.Posts));
        Assert.Equal(JsonSerializer.Serialize(plan.Stories), JsonSerializer.Serialize(again.Stories));
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

    [Fact]
    public void Hashtags_and_places_are_shared_by_enough_people_to_have_pages_and_a_trend()
    {
        var open = plan.Posts.Where(post => !plan.People[post.Author].IsPrivate).ToArray();
        var tags = open.SelectMany(post => Hashtag.Matches(post.Caption).Select(tag => (tag.Value, post.Author)));
        Assert.InRange(Shared(tags, 3), 10, 60);
        var places = open.Where(post => post.Place is not null).Select(post => (post.Place!.Name, post.Author));
        Assert.InRange(Shared(places, 2), 5, 40);
    }

    [Fact]
    public void People_talk_mention_and_answer_each_other()
    {
        var comments = plan.Posts.SelectMany(post => post.Comments).ToArray();
        Assert.All(plan.Posts, post => Assert.Distinct(post.Comments.Select(comment => comment.Author)));
        Assert.All(plan.Posts, post => Assert.DoesNotContain(post.Comments, each => each.Author == post.Author));
        Assert.All(comments, comment => Assert.DoesNotContain(comment.Author, comment.Likers));
        Assert.All(comments, comment => Assert.Distinct(comment.Replies.Select(reply => reply.Author)));
        Assert.InRange(comments.Count(comment => comment.Text.Contains('@', StringComparison.Ordinal)), 20, 200);
        Assert.InRange(comments.Sum(comment => comment.Replies.Length), 50, 400);
        Assert.InRange(comments.Sum(comment => comment.Likers.Length), 200, 2_000);
    }

    [Fact]
    public void Fifteen_people_have_stories_that_some_have_seen_and_a_few_answered()
    {
        Assert.Equal(15, plan.Stories.Select(story => story.Author).Distinct().Count());
        Assert.Equal(plan.Stories.Count, plan.Stories.Select(story => story.Seed).Distinct().Count());
        Assert.Contains(plan.Stories, story => story.Viewers.Length > 3);
        Assert.All(plan.Stories, story => Assert.DoesNotContain(story.Author, story.Viewers));
        Assert.All(plan.Stories, story => Assert.Subset(
            story.Viewers.ToHashSet(), story.Replies.Select(reply => reply.Author).ToHashSet()));
        Assert.InRange(plan.Stories.Sum(story => story.Replies.Length), 5, 40);
        Assert.All(
            plan.Stories, story => Assert.DoesNotContain(story.Viewers, viewer => IsShutOut(viewer, story.Author)));
    }

    [Fact]
    public void A_comment_and_a_post_are_reported_by_others_than_their_author_and_the_moderator()
    {
        var comment = Assert.Single(plan.Posts.SelectMany(post => post.Comments), each => each.Reports.Length > 0);
        var post = Assert.Single(plan.Posts, each => each.Reports.Length > 0);
        Assert.InRange(comment.Reports.Length, 2, 5);
        Assert.InRange(post.Reports.Length, 2, 5);
        Assert.DoesNotContain(comment.Reports, report => report.Author == comment.Author);
        Assert.DoesNotContain(post.Reports, report => report.Author == post.Author);
        Assert.DoesNotContain([.. comment.Reports, .. post.Reports], each => each.Author == WorldPlan.Moderator);
        Assert.False(plan.People[WorldPlan.Moderator].IsPrivate);
    }

    [Fact]
    public void Nobody_does_more_than_an_account_may_do_in_an_hour()
    {
        var limits = new LimitOptions();
        var comments = plan.Posts.SelectMany(post => post.Comments).ToArray();
        var words = comments.Select(comment => comment.Author)
            .Concat(comments.SelectMany(comment => comment.Replies).Select(reply => reply.Author))
            .Concat(plan.Stories.SelectMany(story => story.Replies).Select(reply => reply.Author));
        var likes = plan.Posts.SelectMany(post => post.Likers).Concat(comments.SelectMany(each => each.Likers));
        Assert.InRange(Most(words), 1, limits.CommentsPerHour - 1);
        Assert.InRange(Most(likes), 1, limits.LikesPerHour - 1);
        Assert.InRange(Most(plan.Posts.Select(post => post.Author)), 1, limits.PostsPerHour - 1);
        Assert.InRange(plan.Following.Max(each => each.Count), 1, limits.FollowsPerHour - 1);
    }

    private static int Most(IEnumerable<int> people) => people.CountBy(person => person).Max(each => each.Value);

    private static int Shared(IEnumerable<(string Name, int Author)> uses, int authors) =>
        uses.Distinct().CountBy(use => use.Name).Count(each => each.Value >= authors);

    private bool IsShutOut(int viewer, int author) => plan.People[author].IsPrivate
        && (!plan.Following[viewer].Contains(author) || WorldPlan.IsLeftOpen(viewer, author));
}
