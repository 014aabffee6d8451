using CsvHelper;

namespace Haochaping.Tests.House;

/// <summary>One line of docs/requirements.csv.</summary>
/// <param name="Id">Document and article, e.g. SZ-17c; X-… holds for every place.</param>
/// <param name="Capability">Three letters that say which part of the work it belongs to.</param>
/// <param name="Level">M must, S supported, O organisational: no software can do it.</param>
internal sealed record Requirement(string Id, string Capability, string Level)
{
    /// <summary>The document it comes from.</summary>
    public string Source => Id[..Id.IndexOf('-', StringComparison.Ordinal)];

    public bool IsSoftware => Level != "O";

    public static IReadOnlyList<Requirement> Read(string csv)
    {
        using var reader = CsvReader.FromText(csv, new CsvReaderOptions { HasHeader = false });
        List<Requirement> all = [];
        while (reader.Read())
        {
            all.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        }

        return all[1..]; // after the headings
    }
}

/// <summary>docs/requirements.md — every requirement with the tests that would fail without it, or the room that will bring it.</summary>
internal static class RequirementPage
{
    // Which room answers for a capability; those that do not stand yet have their place in docs/architecture.md.
    private static readonly Dictionary<string, string> Rooms = new()
    {
        ["FRM"] = "Evaluations", ["INV"] = "Evaluations", ["DEF"] = "Evaluations", ["BAT"] = "Evaluations", ["INT"] = "Cases", ["CHN"] = "Channels",
        ["WO"] = "WorkOrders", ["DL"] = "WorkOrders", ["RT"] = "WorkOrders", ["REV"] = "WorkOrders", ["APL"] = "Appeals", ["STA"] = "Statistics", ["RNK"] = "Statistics",
        ["PUB"] = "Publication", ["CAT"] = "Catalog", ["COV"] = "Statistics", ["KNW"] = "Catalog", ["IDP"] = "Identity", ["OTH"] = "Identity", ["AUD"] = "Ledger",
        ["EXC"] = "Exchange", ["APR"] = "Appraisal", ["ACC"] = "Appraisal", ["TRN"] = "Appraisal", ["SUR"] = "Surveys", ["TPS"] = "Surveys", ["SOC"] = "Surveys",
        ["TXT"] = "Insights", ["AF"] = "Integrity", ["X"] = "Policy",
    };

    /// <summary>The page. <paramref name="proofs"/>: names of tests and of shipped rehearsals by requirement id.</summary>
    public static string Write(IReadOnlyList<Requirement> all, ILookup<string, string> proofs)
    {
        string State(Requirement r) => proofs.Contains(r.Id) ? "已证明" : r.IsSoftware ? "待建" : "非软件";
        string Counts(IEnumerable<Requirement> some) => string.Join(" | ", new[] { "已证明", "待建", "非软件" }.Select(state => some.Count(r => State(r) == state)));
        string Proof(Requirement r) => proofs.Contains(r.Id) ? string.Join("<br>", proofs[r.Id].Distinct().Order(StringComparer.Ordinal).Select(p => $"`{p}`")) : r.IsSoftware ? Rooms[r.Capability] : "";

        return $"""
            # 要求与证明 · What is required and what proves it

            Every line of [requirements.csv](requirements.csv) once. 已证明: a test that would fail if the requirement were broken carries its number (`[Requirement("SZ-17c")]`), or a shipped rehearsal says so (`proves:`). 待建: the room that will bring it, or that already does something of it and has no test that proves the whole sentence. 非软件: nothing a program could do. The page is written by `HAOCHAPING_RENEW=1 ./test --filter-class '*.RequirementTests'`; a test holds it to the marks.

            ## 按文件

            | 文件 | 已证明 | 待建 | 非软件 | 合计 |
            |---|--:|--:|--:|--:|
            {Lines(all.GroupBy(r => r.Source).Select(g => $"| {g.Key} | {Counts(g)} | {g.Count()} |"))}
            | 合计 | {Counts(all)} | {all.Count} |

            ## 按房间

            | 房间 | 已证明 | 待建 | 非软件 | 合计 |
            |---|--:|--:|--:|--:|
            {Lines(all.GroupBy(r => Rooms[r.Capability]).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"| {g.Key} | {Counts(g)} | {g.Count()} |"))}

            ## 逐条

            | 编号 | 级别 | 状态 | 由什么证明，或由哪个房间承担 |
            |---|---|---|---|
            {Lines(all.Select(r => $"| {r.Id} | {r.Level} | {State(r)} | {Proof(r)} |"))}

            """;
    }

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
