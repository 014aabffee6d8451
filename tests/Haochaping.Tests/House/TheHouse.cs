using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Haochaping.Testing;

namespace Haochaping.Tests.House;

/// <summary>The house as its own tests see it: rooms are discovered from the folder, never from a list kept by hand.</summary>
internal static class TheHouse
{
    /// <summary>Names of the rooms: the folders of src/modules.</summary>
    public static IReadOnlyList<string> Modules { get; } =
        [.. Directory.GetDirectories(Repository.Path("src/modules")).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    /// <summary>The rooms where something is done already: those with slices.</summary>
    public static IReadOnlyList<string> Inhabited { get; } = [.. Modules.Where(m => Files($"src/modules/{m}/Features", ".cs").Count > 0)];

    /// <summary>The modules' assemblies.</summary>
    public static IReadOnlyList<Assembly> ModuleAssemblies { get; } = [.. Modules.Select(m => Assembly.Load("Haochaping." + m))];

    /// <summary>Everything of ours that runs: modules, kernel, pages, host.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } =
        [.. ModuleAssemblies, Assembly.Load("Haochaping.Kernel"), Assembly.Load("Haochaping.Ui"), Assembly.Load("haochaping")];

    /// <summary>Types somebody wrote, as opposed to types the compiler made.</summary>
    public static IReadOnlyList<Type> TypesOf(IEnumerable<Assembly> assemblies) =>
        [.. assemblies.SelectMany(a => a.GetTypes()).Where(t => IsWritten(t) && t.FullName!.StartsWith("Haochaping.", StringComparison.Ordinal))];

    /// <summary>Text files below a folder, with paths relative to the root and forward slashes.</summary>
    public static IReadOnlyList<TextFile> Files(string folder, params string[] endings) =>
        [.. (Directory.Exists(Repository.Path(folder)) ? Repository.Files(folder, endings.Length == 0 ? [""] : endings) : [])
            .Select(f => new TextFile(Path.GetRelativePath(Repository.Root, f).Replace('\\', '/'), File.ReadAllText(f)))
            .OrderBy(f => f.Path, StringComparer.Ordinal)];

    /// <summary>One file by its path from the root.</summary>
    public static string Read(string path) => File.ReadAllText(Repository.Path(path));

    /// <summary>What each module's own project file names: module → modules.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> References() =>
        Modules.ToDictionary(m => m, m => ReferencesOf(Read($"src/modules/{m}/Haochaping.{m}.csproj")));

    internal static IReadOnlyList<string> ReferencesOf(string project) =>
        [.. XDocument.Parse(project).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')))
            .Select(name => name["Haochaping.".Length..])];

    private static bool IsWritten(Type type) =>
        !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        && !type.Name.Contains('<', StringComparison.Ordinal)
        && (type.DeclaringType is null || IsWritten(type.DeclaringType));
}

/// <summary>A file and what it says; planted ones are made up on the spot.</summary>
internal sealed record TextFile(string Path, string Text)
{
    /// <summary>How many lines it has, as an editor counts them.</summary>
    public int Lines => Text.Length == 0 ? 0 : Text.AsSpan().TrimEnd('\n').Count('\n') + 1;
}
