using Instagram.Grains.Policies;

namespace Instagram.Tests.Grains;

public sealed class ActionBudgetTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 30, TimeSpan.Zero);

    private readonly SortedDictionary<long, int> _minutes = [];

    [Fact]
    public void As_many_as_the_limit_pass_and_the_next_waits_for_the_first_to_leave()
    {
        Assert.Null(Spend(TimeSpan.Zero));
        Assert.Null(Spend(TimeSpan.FromMinutes(10)));
        Assert.Null(Spend(TimeSpan.FromMinutes(10)));

        Assert.Equal((49 * 60) + 30, Spend(TimeSpan.FromMinutes(10)));
        Assert.Equal(1, Spend(TimeSpan.FromMinutes(59) + TimeSpan.FromSeconds(29)));
        Assert.Null(Spend(TimeSpan.FromMinutes(59) + TimeSpan.FromSeconds(30)));
        Assert.NotNull(Spend(TimeSpan.FromMinutes(59) + TimeSpan.FromSeconds(31)));
    }

    [Fact]
    public void What_is_refused_is_not_counted()
    {
        for (var i = 0; i < 100; i++)
        {
            Spend(TimeSpan.Zero);
        }
        Assert.Null(Spend(TimeSpan.FromHours(1)));
    }

    [Fact]
    public void An_hour_is_at_most_sixty_numbers()
    {
        for (var minute = 0; minute < 500; minute++)
        {
            ActionBudget.Spend(_minutes, int.MaxValue, Noon.AddMinutes(minute));
        }
        Assert.InRange(_minutes.Count, 1, ActionBudget.WindowMinutes);
    }

    [Fact]
    public void The_longest_wait_is_an_hour()
    {
        ActionBudget.Spend(_minutes, 1, Noon.AddSeconds(-30));
        Assert.Equal(3_600, ActionBudget.Spend(_minutes, 1, Noon.AddSeconds(-30)));
    }

    private int? Spend(TimeSpan after) => ActionBudget.Spend(_minutes, 3, Noon + after);
}
