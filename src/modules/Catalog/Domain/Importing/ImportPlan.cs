using Haochaping.Catalog.Domain.Sheets;

namespace Haochaping.Catalog.Domain.Importing;

/// <summary>What happens to a row.</summary>
internal enum Outcome
{
    /// <summary>新增.</summary>
    Add,

    /// <summary>更新.</summary>
    Update,

    /// <summary>不变.</summary>
    Keep,

    /// <summary>拒绝.</summary>
    Reject,
}

/// <summary>One row and its outcome.</summary>
internal sealed record PlannedRow(Outcome Outcome, Draft Draft);

/// <summary>
/// 导入计划 — what a file does to the catalogue: a pure function of file, mapping and what is known. Preview, saving and
/// the file of rejected rows are three walks through the same plan.
/// </summary>
internal sealed class ImportPlan(Kind kind, Sheet sheet, Columns columns, Survey survey, Known known, bool createMissing)
{
    public const int ShownRejections = 200;

    public int Rows => survey.Rows;

    /// <summary>Institutions to register along the way, by code; complete after a walk.</summary>
    public Dictionary<string, Values> Institutions { get; } = [];

    /// <summary>Walks the file once; each row is planned when it is reached.</summary>
    public IEnumerable<PlannedRow> Walk()
    {
        Institutions.Clear();
        var seen = new Dictionary<string, (Guid Print, int Line)>();
        var lineage = new Lineage(kind, survey, known, Exists);
        foreach (var row in sheet.Rows().Where(r => !r.IsBlank))
        {
            var draft = columns.Read(row);
            yield return new PlannedRow(draft.Faults.Count > 0 ? Outcome.Reject : Judge(draft, seen, lineage), draft);
        }
    }

    /// <summary>One whole walk, counted.</summary>
    public (ImportCounts Counts, IReadOnlyList<RejectedCell> Rejected) Preview()
    {
        var counts = new int[4];
        var rejected = new List<RejectedCell>();
        foreach (var row in Walk())
        {
            counts[(int)row.Outcome]++;
            rejected.AddRange(row.Draft.Faults.Take(ShownRejections - rejected.Count));
        }

        return (new(counts[0], counts[1], counts[2], counts[3], Institutions.Count), rejected);
    }

    private Outcome Judge(Draft draft, Dictionary<string, (Guid Print, int Line)> seen, Lineage lineage)
    {
        var print = Known.Print(columns.Compared, draft.Values.Of);
        if (seen.TryGetValue(draft.Key, out var first))
        {
            if (first.Print == print || kind.IsPlaceholder(draft.Values))
            {
                return Outcome.Keep;
            }

            var keyField = kind.Fields.First(f => f.Required && !f.Compared).Name;
            draft.Faults.Add(columns.Fault(draft.Row, keyField, "duplicate-in-file", $"与第 {first.Line} 行重复，内容却不同。"));
            return Outcome.Reject;
        }

        CheckReferences(draft);
        CheckSuperior(draft, lineage);
        if (draft.Faults.Count > 0)
        {
            return Outcome.Reject;
        }

        seen[draft.Key] = (print, draft.Row.Line);
        var outcome = known.Find(kind.Id, draft.Key) is not { } entry ? Outcome.Add : entry.Print == print ? Outcome.Keep : Outcome.Update;
        NoteInstitutions(draft);
        return outcome;
    }

    private bool Exists(ImportKind to, string key) => known.Has(to, key);

    private void CheckReferences(Draft draft)
    {
        foreach (var reference in kind.References)
        {
            var key = reference.KeyOf(draft.Values);
            if (key.Length > 0 && !known.Has(reference.To, key) && !(createMissing && reference.Create is not null))
            {
                var what = Kinds.KnownKinds.Of(reference.To).Title;
                var hint = reference.Create is null ? $"请先导入{what}。" : $"请先导入{what}，或勾选“自动登记缺少的机构”。";
                draft.Faults.Add(columns.Fault(draft.Row, reference.Field, UnknownCode(reference.To), $"{what}“{key}”没有登记。{hint}"));
            }
        }
    }

    private void CheckSuperior(Draft draft, Lineage lineage)
    {
        if (kind.Superior is not { } superior || superior.KeyOf(draft.Values) is not { Length: > 0 } above)
        {
            return;
        }

        if (above == draft.Key || !lineage.Stands(above))
        {
            draft.Faults.Add(columns.Fault(draft.Row, superior.Field, "unknown-parent", $"上级“{above}”没有登记，本文件中也没有可用的这一行。"));
        }
        else if (!kind.FitsUnder(kind.RankOf(draft.Values), lineage.RankOf(above)))
        {
            draft.Faults.Add(columns.Fault(draft.Row, superior.Field, "wrong-level", $"上级“{above}”的层级不高于本行。"));
        }
    }

    private void NoteInstitutions(Draft draft)
    {
        foreach (var reference in kind.References.Where(r => r.Create is not null))
        {
            var key = reference.KeyOf(draft.Values);
            if (createMissing && key.Length > 0 && !known.Has(reference.To, key))
            {
                Institutions.TryAdd(key, reference.Create!(draft.Values));
            }
        }
    }

    private static string UnknownCode(ImportKind to) => to switch
    {
        ImportKind.Regions => "unknown-region",
        ImportKind.Institutions => "unknown-institution",
        ImportKind.Items => "unknown-item",
        ImportKind.Halls => "unknown-hall",
        ImportKind.Windows => "unknown-window",
        ImportKind.Platforms => "unknown-platform",
        ImportKind.Staff => "unknown-staff",
        ImportKind.Roster => "unknown-roster",
    };
}
