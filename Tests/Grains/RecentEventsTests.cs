using Instagram.Grains.Inbox;

namespace Instagram.Tests.Grains;

public sealed class RecentEventsTests
{
    private readonly RecentEvents _events = new(capacity: 3, since: 10);

    [Fact]
    public void What_came_before_it_was_there_is_not_known() => Assert.False(_events.Since(9, 100).Complete);

    [Fact]
    public void The_newest_of_each_subject_is_held_in_order()
    {
        Add(11, subject: 1);
        Add(12, subject: 2);
        Add(13, subject: 1);
        var missed = _events.Since(10, 100);
        Assert.True(missed.Complete);
        Assert.Equal([12L, 13L], missed.Events.Select(happened => happened.Id));
        Assert.Equal(13, Assert.Single(_events.Since(12, 100).Events).Id);
    }

    [Fact]
    public void What_fell_off_the_old_end_makes_it_incomplete()
    {
        for (var id = 11; id <= 14; id++)
        {
            Add(id, subject: id);
        }
        Assert.False(_events.Since(10, 100).Complete);
        Assert.True(_events.Since(11, 100).Complete);
        Assert.Equal([12L, 13L, 14L], _events.Since(11, 100).Events.Select(happened => happened.Id));
    }

    [Fact]
    public void What_was_forgotten_is_not_claimed()
    {
        Add(11, subject: 1);
        _events.Forget(20);
        Assert.False(_events.Since(19, 100).Complete);
        Assert.True(_events.Since(20, 100).Complete);
    }

    private void Add(long id, long subject) => _events.Add(new InboxEvent(id, InboxEventKind.Notice, subject));
}
