using Haochaping.Kernel;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain;

namespace Haochaping.Policy.Features.Drafts;

/// <summary>推演 — compiles the draft beside the files and lets every room hold its history against it. Nothing is written.</summary>
internal sealed class AskWhatIf(RuleFolder folder, RunningRules rules, IEnumerable<IWhatIf> rooms, TimeProvider clock) : IAskWhatIf
{
    public async Task<Result<WhatIfAnswer>> RunAsync(string fileName, string draft, DateOnly since, Action<long, long> progress, CancellationToken cancel)
    {
        // parse, load
        if (!folder.Read().Is(out var files, out var refusal))
        {
            return refusal;
        }

        var source = new SourceText($"packs/{fileName}", draft);
        var trial = RuleSetLoader.Try(files with { Packs = [.. files.Packs.Where(p => p.Name != source.Name)] }, source);
        if (trial.Complaints.Count > 0 || trial.Pack is not { } compiled)
        {
            return new Refusal(RefusalKind.Unprocessable, "bad-rule-packs", $"规则包有 {trial.Complaints.Count} 处问题，不能推演。", Complaints: trial.Complaints);
        }

        // decide
        var set = rules.Set;
        var question = new WhatIfQuestion(compiled.Pack, since, clock.Now(), region => set.IdOf(region) == compiled.Pack.Ref.Id);
        long total = 0;
        foreach (var room in rooms)
        {
            total += await room.CountAsync(question, cancel);
        }

        var tally = new WhatIfTally(looked => progress(looked, total));
        foreach (var room in rooms)
        {
            await room.ReplayAsync(question, tally, cancel);
        }

        return new WhatIfAnswer(compiled.Pack.Ref.ToString(), since, tally.Looked, tally.Changes);
    }
}
