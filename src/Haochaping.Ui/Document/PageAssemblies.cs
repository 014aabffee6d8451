using System.Reflection;

namespace Haochaping.Ui;

/// <summary>Where pages are found besides Ui itself: the modules' assemblies.</summary>
public sealed record PageAssemblies(IReadOnlyList<Assembly> Modules);
