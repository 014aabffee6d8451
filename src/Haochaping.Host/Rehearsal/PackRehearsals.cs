using Haochaping.Policy.Contracts;

namespace Haochaping.Host.Rehearsal;

/// <summary>草稿演练 — every shipped rehearsal that names a pack, with a draft in its place, one after the other.</summary>
internal sealed class PackRehearsals(OneAtATime stage, IConfiguration settings) : IRehearsePack
{
    public async Task<IReadOnlyList<PlayedRehearsal>> RunAsync(string pack, string draft, Action<int, int> progress, CancellationToken cancel)
    {
        var scripts = await NamingAsync(pack, cancel);
        var understudy = new Understudy(pack, draft);
        var played = new List<PlayedRehearsal>();
        foreach (var (file, title, text) in scripts)
        {
            progress(played.Count, scripts.Count);
            var outcome = await stage.PlayInTurnAsync(file, text, understudy, cancel);
            played.Add(outcome.Is(out var came, out var refusal) ? Tell(file, came) : new(file, title, 0, 1, refusal.Message));
        }

        return played;
    }

    private async Task<List<(string File, string Title, string Text)>> NamingAsync(string pack, CancellationToken cancel)
    {
        var folder = Path.Combine(RuleSource.FolderOf(settings), "rehearsals");
        var scripts = new List<(string, string, string)>();
        IEnumerable<string> files = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories) : [];
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var (name, text) = (Path.GetRelativePath(folder, file).Replace('\\', '/'), await File.ReadAllTextAsync(file, cancel));
            if (ScriptReader.Read(name, text, new Findings(name)) is { } script && script.Packs.Any(p => p.Pack == pack))
            {
                scripts.Add((name, script.Title, text));
            }
        }

        return scripts;
    }

    private static PlayedRehearsal Tell(string file, Outcome outcome) => outcome.Complaints is [var complaint, ..]
        ? new(file, outcome.Title, 0, 1, $"{complaint.Field} {complaint.Message}")
        : new(file, outcome.Title, outcome.Lines.Count, outcome.IsMet ? 0 : Math.Max(1, outcome.Lines.Count(l => !l.IsMet)), outcome.Lines.FirstOrDefault(l => !l.IsMet)?.Sentence);
}
