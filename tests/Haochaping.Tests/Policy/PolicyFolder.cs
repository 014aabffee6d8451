using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain;
using Haochaping.Policy.Domain.Drafts;
using Haochaping.Policy.Features;
using Haochaping.Policy.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Haochaping.Tests.Policy;

/// <summary>A copy of the shipped folder that a test may damage, and the rules that run from it.</summary>
internal sealed class PolicyFolder : IDisposable
{
    private readonly Shelf shelf = new();

    public PolicyFolder()
    {
        foreach (var file in Directory.EnumerateFiles(Shipped.Folder, "*", SearchOption.AllDirectories))
        {
            var copy = System.IO.Path.Combine(Path, System.IO.Path.GetRelativePath(Shipped.Folder, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("policy").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    public RunningRules Rules() => new(
        new RuleFolder(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Policy:Folder"] = Path,
            ["Policy:Overlays:0"] = "overlays/demo-JX.yaml",
            ["Policy:Overlays:1"] = "overlays/demo-SZ.yaml",
            ["Policy:Places:36"] = "JX",
            ["Policy:Places:4403"] = "SZ",
        }).Build()),
        shelf,
        new NoYears(),
        new NoDrafts(),
        NullLogger<RunningRules>.Instance);

    public void Edit(string from, string to)
    {
        var file = System.IO.Path.Combine(Path, "packs/SZ.yaml");
        File.WriteAllText(file, File.ReadAllText(file).Replace(from, to, StringComparison.Ordinal));
    }

    private sealed class NoYears : ICalendarArchive
    {
        public CalendarShelf Read() => CalendarShelf.Empty;

        public CalendarShelf Peek() => CalendarShelf.Empty;

        public int Revision() => 0;
    }

    private sealed class NoDrafts : IApprovedDrafts
    {
        public Task<IReadOnlyList<ApprovedPack>> ReadAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<ApprovedPack>>([]);

        public Task<string> FingerprintAsync(CancellationToken cancel) => Task.FromResult("");
    }

    private sealed class Shelf : IPackArchive
    {
        private readonly Dictionary<PackRef, string> stacks = [];

        public string? Find(PackRef reference) => stacks.GetValueOrDefault(reference);

        public Task KeepAsync(IEnumerable<CompiledPack> packs, CancellationToken cancel)
        {
            foreach (var pack in packs)
            {
                stacks.TryAdd(pack.Pack.Ref, pack.Archived());
            }

            return Task.CompletedTask;
        }
    }
}
