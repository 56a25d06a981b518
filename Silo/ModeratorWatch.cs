using Instagram.Grains.Accounts;
using Instagram.Grains.Moderation;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Instagram.Silo;

/// <summary>
/// Says at the start which configured moderators have no account: whoever signs up with such a name moderates.
/// </summary>
internal sealed partial class ModeratorWatch(
    Moderators moderators, AccountService accounts, ILogger<ModeratorWatch> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var name in moderators.Names)
        {
            if (await accounts.FindByUsername(name, cancellationToken) is null)
            {
                LogUnclaimed(name);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(
        LogLevel.Warning,
        "The moderator {Name} has no account yet: whoever signs up with this name first moderates. Sign it up now.")]
    private partial void LogUnclaimed(string name);
}
