using Instagram.Grains.Moderation;
using Instagram.Grains.Policies;
using Instagram.Storage.Moderation;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Instagram.Grains.Budgets;

public sealed partial class BudgetGrain(
    [PersistentState("budget", GrainStorageNames.Default)] IPersistentState<BudgetState> spent,
    IOptions<LimitOptions> options, ModerationQueue queue, TimeProvider time, ILogger<BudgetGrain> logger)
    : Grain, IBudgetGrain
{
    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(10);

    private readonly WriteBehind<BudgetState> _spent = new(spent);
    private IGrainTimer? _saving;
    private DateOnly _flaggedOn;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Save();

    public async Task<int?> Spend(BudgetedAction action)
    {
        if (!_spent.State.Spent.TryGetValue(action, out var minutes))
        {
            _spent.State.Spent[action] = minutes = [];
        }
        var wait = ActionBudget.Spend(minutes, Limit(action), time.GetUtcNow());
        if (wait is null)
        {
            _spent.Changed();
        }
        _saving ??= this.RegisterGrainTimer(_ => Save(), new GrainTimerCreationOptions(SaveEvery, SaveEvery));
        if (wait is not null)
        {
            await Flag(action);
        }
        return wait;
    }

    /// <summary>Moderators hear of it once a day, however often the account tries on.</summary>
    private async Task Flag(BudgetedAction action)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (_flaggedOn == today)
        {
            return;
        }
        try
        {
            await queue.FlagUser(
                this.GetPrimaryKeyLong(), ModerationSource.Budget, $"Over the hourly budget: {action}.",
                CancellationToken.None);
            _flaggedOn = today;
        }
        catch (Exception failure)
        {
            // The refusal stands without it; the next one tells.
            LogNotFlagged(logger, this.GetPrimaryKeyLong(), failure);
        }
    }

    private int Limit(BudgetedAction action) => action switch
    {
        BudgetedAction.Like => options.Value.LikesPerHour,
        BudgetedAction.Comment => options.Value.CommentsPerHour,
        BudgetedAction.Follow => options.Value.FollowsPerHour,
        _ => options.Value.PostsPerHour,
    };

    /// <summary>A count that is lost lets someone do a little more, which must not stop them from doing it.</summary>
    private async Task Save()
    {
        if (await _spent.Save() is { } failure)
        {
            LogNotSaved(logger, this.GetPrimaryKeyLong(), failure);
        }
    }

    [LoggerMessage(LogLevel.Warning, "User {UserId} is over a budget, and no moderator was told.")]
    private static partial void LogNotFlagged(ILogger logger, long userId, Exception failure);

    [LoggerMessage(LogLevel.Warning, "The action budget of user {UserId} was not saved.")]
    private static partial void LogNotSaved(ILogger logger, long userId, Exception failure);
}
