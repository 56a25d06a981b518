using Instagram.Grains.Inbox;
using Instagram.Grains.Outbox;
using Instagram.Grains.Users;
using Instagram.Storage.Graph;
using Instagram.Storage.Outbox;
using Microsoft.Extensions.Logging;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Instagram.Grains.Graph;

[ImplicitStreamSubscription(Streams.Opened)]
public sealed class AdmissionGrain(
    GraphStore graph, OutboxStore outbox, Facts facts, ILogger<AdmissionGrain> logger)
    : Grain, IAdmissionGrain, IStreamSubscriptionObserver, IAsyncObserver<AccountOpened>
{
    private const int PageSize = 100;
    private const int PagesAtOnce = 10;

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<AccountOpened>().ResumeAsync(this);

    public async Task OnNextAsync(AccountOpened item, StreamSequenceToken? token = null)
    {
        await Admit(int.MaxValue);
        await outbox.Done(item.FactId, CancellationToken.None);
    }

    public Task AdmitMany() => Admit(PagesAtOnce);

    private async Task Admit(int pages)
    {
        var userId = this.GetPrimaryKeyLong();
        // Each request once: that of an account that is closed meanwhile stays until the account is purged.
        var before = long.MaxValue;
        while (pages-- > 0
            && await graph.ListRequests(userId, before, PageSize, CancellationToken.None) is { Count: > 0 } page)
        {
            before = page[^1].EdgeId;
            if ((await GrainFactory.GetGrain<IUserGrain>(userId).GetStanding(0)).IsPrivate)
            {
                return;
            }
            foreach (var request in page)
            {
                if (await GrainFactory.GetGrain<IUserGrain>(request.UserId).Follow(userId, byRequest: true)
                    == FollowResult.TooMany)
                {
                    // Not let in, and no longer waiting either.
                    var told = facts.Notice(
                        NoticeKind.FollowRequest, userId, request.UserId, beside: userId, withdrawn: true);
                    if (await graph.RemoveRequest(userId, request.UserId, told.Rows(), CancellationToken.None))
                    {
                        await this.PublishAll(told, logger);
                    }
                }
            }
            await GrainFactory.GetGrain<IUserGrain>(userId).CountsChanged();
        }
    }
}
