namespace Haochaping.Testing;

/// <summary>The checked-out repository, found by walking up to its solution.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    /// <summary>Files below a folder, without what builds leave behind.</summary>
    public static IEnumerable<string> Files(string folder, params string[] endings) => Directory
        .EnumerateFiles(Path(folder), "*", SearchOption.AllDirectories)
        .Where(file => endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)))
        .Where(file => !file.Split(System.IO.Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules" or "lib"));

    private static string Find(string folder) =>
        File.Exists(System.IO.Path.Combine(folder, "Haochaping.slnx")) ? folder
        : Find(Directory.GetParent(folder)?.FullName ?? throw new InvalidOperationException("Haochaping.slnx was not found above the tests."));
}
