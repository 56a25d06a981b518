using Instagram.Grains.Policies;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Orleans.Storage;

namespace Instagram.Grains.Budgets;

public sealed partial class BudgetGrain(
    [PersistentState("budget", GrainStorageNames.Default)] IPersistentState<BudgetState> spent,
    IOptions<LimitOptions> options, TimeProvider time, ILogger<BudgetGrain> logger)
    : Grain, IBudgetGrain
{
    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(10);

    private IGrainTimer? _saving;
    private bool _changed;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Save();

    public Task<int?> Spend(BudgetedAction action)
    {
        if (!spent.State.Spent.TryGetValue(action, out var minutes))
        {
            spent.State.Spent[action] = minutes = [];
        }
        var wait = ActionBudget.Spend(minutes, Limit(action), time.GetUtcNow());
        _changed |= wait is null;
        _saving ??= this.RegisterGrainTimer(_ => Save(), new GrainTimerCreationOptions(SaveEvery, SaveEvery));
        return Task.FromResult(wait);
    }

    private int Limit(BudgetedAction action) => action switch
    {
        BudgetedAction.Like => options.Value.LikesPerHour,
        BudgetedAction.Comment => options.Value.CommentsPerHour,
        BudgetedAction.Follow => options.Value.FollowsPerHour,
        _ => options.Value.PostsPerHour,
    };

    private async Task Save()
    {
        if (!_changed)
        {
            return;
        }
        try
        {
            await spent.WriteStateAsync();
            _changed = false;
        }
        catch (Exception failure)
        {
            // A count that is lost lets someone do a little more; a failing store must not stop them from doing it.
            LogNotSaved(logger, this.GetPrimaryKeyLong(), failure);
            if (failure is InconsistentStateException)
            {
                await spent.ReadStateAsync();
                _changed = false;
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The action budget of user {UserId} was not saved.")]
    private static partial void LogNotSaved(ILogger logger, long userId, Exception failure);
}
