using Haochaping.Cases.Contracts;

namespace Haochaping.Host.Probing;

/// <summary>拨测计划 — what is sent where.</summary>
/// <param name="Run">Name of the run; part of every case number, so that runs never meet.</param>
/// <param name="Item">Code of the item that is rated.</param>
/// <param name="Institution">Whose item it is.</param>
/// <param name="Channels">Channel codes.</param>
/// <param name="Now">When the synthetic services ended.</param>
/// <param name="Rounds">Patience: how often to look.</param>
internal sealed record ProbePlan(string Run, string Item, string Institution, IReadOnlyList<string> Channels, DateTimeOffset Now, int Rounds)
{
    /// <summary>Every level through every channel.</summary>
    public IEnumerable<Probe> Probes => Channels.SelectMany(channel => Enumerable.Range(1, 5).Reverse().Select(level => new Probe(Run, channel, level)));
}

/// <summary>到哪一步了.</summary>
internal enum ProbeOutcome
{
    /// <summary>Not rated yet.</summary>
    Waiting,

    /// <summary>The house said thanks.</summary>
    Thanked,

    /// <summary>The rating stands in the sealed log, with its level and channel.</summary>
    Arrived,

    /// <summary>The house said no, or kept something else.</summary>
    Refused,
}

/// <summary>一条拨测 — one level through one channel.</summary>
internal sealed class Probe(string run, string channel, int level)
{
    /// <summary>Nobody's; as long as a real one.</summary>
    public const string Certificate = "000000190001010000";

    public string Channel => channel;

    public int Level => level;

    public string Number { get; } = $"拨测-{run}-{channel}-{level}";

    public Guid CaseId => CaseKeys.Case(Probes.Source, Number);

    public ProbeOutcome Outcome { get; set; }

    /// <summary>Why it has not arrived.</summary>
    public string? Why { get; set; } = "评价入口没有打开";

    public void Refuse(string why) => (Outcome, Why) = (ProbeOutcome.Refused, why);
}

/// <summary>拨测结果 — what was sent and what arrived.</summary>
internal sealed record ProbeReport(string Run, IReadOnlyList<Probe> Probes)
{
    public IReadOnlyList<Probe> Lost => [.. Probes.Where(p => p.Outcome != ProbeOutcome.Arrived)];

    public int Arrived => Probes.Count - Lost.Count;
}
