using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Instagram.Tests.Tidy.Rules;

/// <summary>Calls that this code base does without.</summary>
public static class CallRules
{
    /// <summary>A synchronous end of life has no other way to wait for an asynchronous one.</summary>
    private const string Farewell = "DisposeAsync().AsTask().GetAwaiter()";

    private static readonly string[] Clocks =
        ["DateTime", "DateTimeOffset", "System.DateTime", "System.DateTimeOffset"];

    private static readonly string[] Now = ["Now", "UtcNow", "Today"];

    private static readonly string[] SchedulerEscapes =
        ["Task.Run", "Task.Factory.StartNew", "Thread.Sleep", "Monitor.Enter", "ThreadPool.QueueUserWorkItem"];

    /// <summary>Where a blocking call is right, and why.</summary>
    private static readonly Dictionary<string, string> MayBlock = new()
    {
        ["Media/Images/ImageWorkers.cs"] = "its threads are its own, and waiting for work is what they do",
        ["Grains/Accounts/PasswordVault.cs"] = "its threads are its own, and waiting for work is what they do",
        ["Embedded/Calls/AnsweredCalls.cs"] = "it reads only tasks that have ended",
    };

    public static IEnumerable<Finding> Clock(SourceFile file) =>
        from access in file.Nodes<MemberAccessExpressionSyntax>()
        where file.Room != "Bench"
        where Clocks.Contains(access.Expression.ToString()) && Now.Contains(access.Name.Identifier.Text)
        select file.At(access, $"{access}: take a TimeProvider, so that tests own the time");

    public static IEnumerable<Finding> Blocking(SourceFile file) =>
        from access in file.Nodes<MemberAccessExpressionSyntax>()
        where !MayBlock.ContainsKey(file.Path) && Blocks(file, access)
        select file.At(access, $"'{access.Name}' blocks a thread on a task: await it");

    private static bool Blocks(SourceFile file, MemberAccessExpressionSyntax access)
    {
        var called = access.Parent is InvocationExpressionSyntax;
        return access.Name.Identifier.Text switch
        {
            "Result" => file.Meaning.IsTask(access.Expression),
            "Wait" => called && file.Meaning.IsTask(access.Expression),
            "WaitAll" or "WaitAny" => called && access.Expression.ToString() == "Task",
            "GetResult" => access.Expression.ToString() is var awaiter
                && awaiter.EndsWith("GetAwaiter()", StringComparison.Ordinal)
                && !awaiter.EndsWith(Farewell, StringComparison.Ordinal),
            _ => false,
        };
    }

    /// <summary>A child process that waits to be killed guesses nothing.</summary>
    private static bool IsForever(MemberAccessExpressionSyntax access) =>
        access.Parent is InvocationExpressionSyntax { ArgumentList.Arguments: [var time, ..] }
        && time.ToString() is "Timeout.Infinite" or "Timeout.InfiniteTimeSpan";

    /// <summary>A grain's turn ends on the activation where it began: these leave it, or hold everyone up.</summary>
    public static IEnumerable<Finding> Turns(SourceFile file)
    {
        if (file.Room != "Grains")
        {
            yield break;
        }
        foreach (var statement in file.Nodes<LockStatementSyntax>())
        {
            yield return file.At(statement, "a grain needs no lock: it runs one turn at a time");
        }
        foreach (var access in file.Nodes<MemberAccessExpressionSyntax>())
        {
            if (SchedulerEscapes.Contains(access.ToString()) || access.Expression.ToString() == "Parallel")
            {
                yield return file.At(access, $"{access} leaves the activation's scheduler or blocks it");
            }
        }
        foreach (var call in file.Nodes<InvocationExpressionSyntax>())
        {
            if (call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "ConfigureAwait" }
                && call.ArgumentList.Arguments is [{ Expression.RawKind: (int)SyntaxKind.FalseLiteralExpression }])
            {
                yield return file.At(call, "ConfigureAwait(false) resumes outside of the activation");
            }
        }
    }

    public static IEnumerable<Finding> Sleeping(SourceFile file) =>
        from access in file.Nodes<MemberAccessExpressionSyntax>()
        where file.Room == "Tests" && access.ToString() is "Thread.Sleep" or "Task.Delay"
        where !IsForever(access)
        select file.At(access, $"{access} guesses: wait for the event, or turn a fake clock");
}
