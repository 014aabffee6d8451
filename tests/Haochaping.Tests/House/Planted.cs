#pragma warning disable CA1852, CA1812 // planted to be found by the house tests
using Haochaping.Kernel.Facts;

namespace Haochaping.Tests.House.Planted
{
    public class LooseManager;

    internal class Parent;

    internal sealed class Heir : Parent;

    internal sealed class Service;

    internal class Nameless : IFact
    {
        public Guid CaseId => Guid.Empty;
    }
}

namespace Haochaping.Tests.House.Planted.Contracts
{
    [Fact("planted-fact", 1)]
    public sealed record PlantedFact(Guid CaseId) : IFact;

    [Fact("Planted_Fact", 1)]
    public sealed record Crooked(Guid CaseId, string RaterPhone) : IFact;

    [Fact("planted-fact", 1)]
    public sealed record Twin(Guid CaseId) : IFact;
}
