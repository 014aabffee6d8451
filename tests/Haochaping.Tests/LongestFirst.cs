using Haochaping.Tests;
using Haochaping.Tests.Browser;
using Haochaping.Tests.Host;
using Haochaping.Tests.Ledger;
using Haochaping.Tests.Policy;
using Haochaping.Tests.Rehearsals;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace Haochaping.Tests;

/// <summary>What takes minutes starts first, or a run ends with one processor idle.</summary>
internal sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = [.. new[] { typeof(ShippedTests), typeof(EveryPageTests), typeof(VerifyLedgerTests), typeof(CrashTests), typeof(KeyEffectTests) }.Select(t => t.FullName!)];

    /// <inheritdoc />
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(c => Array.FindIndex(Long, name => c.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)) is var place and >= 0 ? place : Long.Length)];
}
