using Xunit.Abstractions;
using Xunit.Sdk;

namespace Instagram.Tests.Storage;

/// <summary>A test class whose store is an S3 server: where none can be started, its tests are skipped.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class NeedsS3Attribute : Attribute;

/// <summary>Of a contract: what it needs is known by the class that inherits it.</summary>
[XunitTestCaseDiscoverer("Instagram.Tests.Storage.StoreFactDiscoverer", "Tests")]
internal sealed class StoreFactAttribute : FactAttribute;

/// <summary>Of a contract: what it needs is known by the class that inherits it.</summary>
[XunitTestCaseDiscoverer("Instagram.Tests.Storage.StoreTheoryDiscoverer", "Tests")]
internal sealed class StoreTheoryAttribute : TheoryAttribute;

internal sealed class StoreFactDiscoverer(IMessageSink sink) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions options, ITestMethod method, IAttributeInfo fact) =>
        SkippedTest.Instead(sink, options, method)
        ?? new FactDiscoverer(sink).Discover(options, method, fact);
}

internal sealed class StoreTheoryDiscoverer(IMessageSink sink) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions options, ITestMethod method, IAttributeInfo fact) =>
        SkippedTest.Instead(sink, options, method)
        ?? new TheoryDiscoverer(sink).Discover(options, method, fact);
}

internal sealed class SkippedTest : XunitTestCase
{
    [Obsolete("For the framework, which sets everything afterwards.")]
    public SkippedTest()
    {
    }

    private SkippedTest(IMessageSink sink, ITestFrameworkDiscoveryOptions options, ITestMethod method)
        : base(sink, options.MethodDisplayOrDefault(), options.MethodDisplayOptionsOrDefault(), method)
    {
    }

    /// <summary>Null when the class has what it needs.</summary>
    public static IEnumerable<IXunitTestCase>? Instead(
        IMessageSink sink, ITestFrameworkDiscoveryOptions options, ITestMethod method) =>
        RgwServer.Missing is not null && method.TestClass.Class.GetCustomAttributes(typeof(NeedsS3Attribute)).Any()
            ? [new SkippedTest(sink, options, method)]
            : null;

    protected override string GetSkipReason(IAttributeInfo factAttribute) => RgwServer.Missing!;
}
