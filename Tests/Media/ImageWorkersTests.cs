using System.Collections.Concurrent;
using Instagram.Media.Images;
using Microsoft.Extensions.Logging.Abstractions;

namespace Instagram.Tests.Media;

public sealed class ImageWorkersTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task No_more_work_runs_at_once_than_there_are_workers()
    {
        await using var workers = Workers(2, queueLimit: 50);
        using var bothAreIn = new Barrier(2);
        var now = 0;
        var most = 0;
        var work = Enumerable.Range(0, 20).Select(_ => workers.Run(_ =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref now));
            bothAreIn.SignalAndWait(None);
            return Interlocked.Decrement(ref now);
        }, None));

        await Task.WhenAll(work);

        Assert.Equal(2, most);
    }

    [Fact]
    public async Task A_caller_who_finds_the_queue_full_waits_and_is_served()
    {
        await using var workers = Workers(1, queueLimit: 2);
        using var gate = new Gate();
        var first = workers.Run(gate.Hold, None);
        await gate.Entered;
        var done = new ConcurrentQueue<int>();
        var waiting = Enumerable.Range(0, 5).Select(i => workers.Run(_ => Note(done, i), None)).ToArray();

        Assert.Equal(2, workers.Queued);
        Assert.All(waiting, task => Assert.False(task.IsCompleted));

        gate.Open();
        await first;
        await Task.WhenAll(waiting);
        Assert.Equal([0, 1, 2, 3, 4], done);
    }

    [Fact]
    public async Task Waiting_for_room_can_be_called_off()
    {
        await using var workers = Workers(1, queueLimit: 1);
        using var gate = new Gate();
        using var impatience = new CancellationTokenSource();
        var first = workers.Run(gate.Hold, None);
        await gate.Entered;
        var queued = workers.Run(_ => 1, None);
        var outside = workers.Run(_ => 2, impatience.Token);

        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => outside);
        gate.Open();
        await first;
        Assert.Equal(1, await queued);
    }

    [Fact]
    public async Task Queued_work_that_is_called_off_never_starts()
    {
        await using var workers = Workers(1, queueLimit: 5);
        using var gate = new Gate();
        using var impatience = new CancellationTokenSource();
        var started = false;
        var first = workers.Run(gate.Hold, None);
        await gate.Entered;
        var queued = workers.Run(_ => started = true, impatience.Token);

        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queued);
        gate.Open();
        await first;
        await workers.Run(_ => 0, None);
        Assert.False(started);
    }

    [Fact]
    public async Task Work_that_has_started_is_called_off_when_it_has_ended()
    {
        await using var workers = Workers(1, queueLimit: 5);
        using var gate = new Gate();
        using var impatience = new CancellationTokenSource();
        var running = workers.Run(gate.Hold, impatience.Token);
        await gate.Entered;

        await impatience.CancelAsync();
        Assert.False(running.IsCompleted);

        gate.Open();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_token_that_is_already_cancelled_starts_nothing()
    {
        await using var pipeline = TestPipeline.Create(new ImageOptions { Workers = 1 });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => pipeline.Process(TestPicture.Noise(20, 20).Png(), new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Work_that_fails_hurts_only_its_caller()
    {
        await using var workers = Workers(1, queueLimit: 5);

        await Assert.ThrowsAsync<FormatException>(() => workers.Run<int>(_ => throw new FormatException(), None));

        Assert.Equal(7, await workers.Run(_ => 7, None));
    }

    [Fact]
    public async Task Closing_finishes_the_work_in_hand_and_gives_the_rest_back()
    {
        var workers = Workers(1, queueLimit: 1);
        using var gate = new Gate();
        var inHand = workers.Run(gate.Hold, None);
        await gate.Entered;
        var queued = workers.Run(_ => 1, None);
        var outside = workers.Run(_ => 2, None);

        var closed = workers.DisposeAsync();
        Assert.False(closed.IsCompleted);
        gate.Open();
        await closed;

        await inHand;
        await Assert.ThrowsAsync<ObjectDisposedException>(() => queued);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => outside);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => workers.Run(_ => 3, None));
    }

    [Fact]
    public async Task Closing_twice_is_harmless()
    {
        var pipeline = TestPipeline.Create(new ImageOptions { Workers = 1 });

        await pipeline.DisposeAsync();
        pipeline.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => pipeline.Process(new byte[1], None));
    }

    /// <summary>Their children are never asked for a picture, so none is started.</summary>
    private static ImageWorkers Workers(int workers, int queueLimit) => new(
        workers, queueLimit, Timeout.InfiniteTimeSpan,
        () => new ImageChild(new ImageOptions(), [], NullLogger.Instance));

    private static int Note(ConcurrentQueue<int> done, int number)
    {
        done.Enqueue(number);
        return number;
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }

    /// <summary>Work that says when it has begun and stays until it is let go.</summary>
    private sealed class Gate : IDisposable
    {
        private readonly TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim open = new();

        internal Task Entered => entered.Task;

        internal int Hold(ImageChild child)
        {
            entered.TrySetResult();
            open.Wait();
            return 0;
        }

        internal void Open() => open.Set();

        public void Dispose()
        {
            open.Set();
            open.Dispose();
        }
    }
}
