using Haochaping.Testing;
using Xunit;

namespace Haochaping.Tests.Host;

/// <summary>Tests with real processes take turns: two cores are soon full.</summary>
[CollectionDefinition(nameof(HouseProcess))]
public sealed class HouseProcesses;
