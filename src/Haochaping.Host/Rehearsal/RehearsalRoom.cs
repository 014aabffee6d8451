using Haochaping.Host.Scratch;

namespace Haochaping.Host.Rehearsal;

/// <summary>演练场 — a folder of its own for houses that are thrown away, with their template and keys; gone when it is disposed of.</summary>
internal sealed class RehearsalRoom : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("haochaping-rehearsal-").FullName;
    private readonly Lazy<Rehearser> rehearser;

    /// <param name="settings">The installation's settings: which rule packs and confirmations hold.</param>
    public RehearsalRoom(IConfiguration settings) => rehearser = new(() => new Rehearser(
        new RuleSource(settings),
        new SqliteScratch(Directory.CreateDirectory(Path.Combine(folder, "template")).FullName, Path.Combine(folder, "keys.json"), InventedCity.PlantAsync),
        folder));

    /// <summary>Plays one file by the installation's rules.</summary>
    public Task<Outcome> PlayAsync(string file, string text, CancellationToken cancel) => PlayAsync(file, text, null, cancel);

    /// <summary>Plays one file with a draft in the place of one pack.</summary>
    public Task<Outcome> PlayAsync(string file, string text, Understudy? draft, CancellationToken cancel) => rehearser.Value.PlayAsync(file, text, draft, cancel);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
