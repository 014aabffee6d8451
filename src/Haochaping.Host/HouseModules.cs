using Haochaping.Kernel;

namespace Haochaping.Host;

/// <summary>The rooms of the house, ground first, then down the river.</summary>
internal static class HouseModules
{
    public static IReadOnlyList<Module> All { get; } =
    [
    ];
}
