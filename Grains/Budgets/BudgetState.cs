namespace Instagram.Grains.Budgets;

/// <summary>By action, a count for each minute since 1970 that had any; at most 60 minutes each.</summary>
[GenerateSerializer, Alias("budgets.BudgetState")]
public sealed class BudgetState
{
    [Id(0)]
    public Dictionary<BudgetedAction, SortedDictionary<long, int>> Spent { get; set; } = [];
}
