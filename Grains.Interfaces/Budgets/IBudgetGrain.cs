namespace Instagram.Grains.Budgets;

/// <summary>What an account may do only so often an hour.</summary>
public enum BudgetedAction { Like, Comment, Follow, Post }

/// <summary>
/// How often an account did what is budgeted. Key: user id. Holds a count a minute for the last hour; a crash forgets
/// at most the last ten seconds of them. Calls no grain.
/// </summary>
[Alias("budgets.IBudgetGrain")]
public interface IBudgetGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Counts one more action; or counts nothing and says in how many seconds, 1 to 3,600, the next one is possible.
    /// </summary>
    [Alias("Spend")]
    Task<int?> Spend(BudgetedAction action);
}
