using Microsoft.Extensions.Options;

namespace Instagram.Grains.Budgets;

/// <summary>Lets an account act as often as its budgets allow.</summary>
public sealed class ActionBudgets(IGrainFactory grains, IOptions<LimitOptions> options)
{
    /// <summary>Null when the action is counted and may go on; otherwise the seconds, 1 to 3,600, to wait.</summary>
    public Task<int?> Spend(long userId, BudgetedAction action) => options.Value.Enabled
        ? grains.GetGrain<IBudgetGrain>(userId).Spend(action)
        : Task.FromResult<int?>(null);
}
