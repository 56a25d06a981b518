using Instagram.Grains.Users;
using Instagram.Storage.Graph;
using Instagram.Storage.Outbox;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Instagram.Grains.Graph;

[ImplicitStreamSubscription(Streams.Opened)]
public sealed class AdmissionGrain(GraphStore graph, OutboxStore outbox)
    : Grain, IAdmissionGrain, IStreamSubscriptionObserver, IAsyncObserver<AccountOpened>
{
    private const int PageSize = 100;

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<AccountOpened>().ResumeAsync(this);

    public async Task OnNextAsync(AccountOpened item, StreamSequenceToken? token = null)
    {
        await AdmitAll();
        await outbox.Done(item.FactId, CancellationToken.None);
    }

    public async Task AdmitAll()
    {
        var userId = this.GetPrimaryKeyLong();
        while (await graph.ListRequests(userId, long.MaxValue, PageSize, CancellationToken.None) is { Count: > 0 } page)
        {
            if ((await GrainFactory.GetGrain<IUserGrain>(userId).GetStanding(0)).IsPrivate)
            {
                return;
            }
            foreach (var request in page)
            {
                // Someone who follows too many already is not let in, and no longer waits either.
                await GrainFactory.GetGrain<IUserGrain>(request.UserId).Follow(userId);
                await graph.RemoveRequest(userId, request.UserId, CancellationToken.None);
            }
            await GrainFactory.GetGrain<IUserGrain>(userId).CountsChanged();
        }
    }
}
