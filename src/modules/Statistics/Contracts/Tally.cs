using Haochaping.Policy.Contracts;

namespace Haochaping.Statistics.Contracts;

/// <summary>合计 — the counts of some services, and every rate that is made of them: the one place where rates are defined.</summary>
public sealed class Tally
{
    private static readonly int Size = Enum.GetValues<Measure>().Length;
    private readonly long[] counts = new long[Size];

    /// <summary>Sums counts; a measure that is not named counts nothing.</summary>
    public Tally(IEnumerable<KeyValuePair<Measure, long>> counts)
    {
        foreach (var (measure, count) in counts)
        {
            this.counts[(int)measure] += count;
        }
    }

    /// <summary>Nothing counted.</summary>
    public static Tally Empty { get; } = new([]);

    /// <summary>One count.</summary>
    public long this[Measure measure] => counts[(int)measure];

    /// <summary>应评.</summary>
    public long Invited => this[Measure.Invited];

    /// <summary>主动评价数.</summary>
    public long Active => Level.BestFirst.Sum(ActiveOf);

    /// <summary>默认评价数.</summary>
    public long Defaulted => Level.BestFirst.Sum(DefaultOf);

    /// <summary>评价期未满 — windows that are still open, so that the figures will still move (初值).</summary>
    public long Open => Invited - Active - Defaulted - this[Measure.Expired];

    /// <summary>主动评价好评率 — without defaults.</summary>
    public Rate PositiveRate => new(this[Measure.ActivePositive], Active);

    /// <summary>全口径好评率 — with the defaults a document orders (Q30).</summary>
    public Rate PositiveRateWithDefaults => new(this[Measure.ActivePositive] + this[Measure.DefaultPositive], Active + Defaulted);

    /// <summary>主动参评率.</summary>
    public Rate ParticipationRate => new(Active, Invited);

    /// <summary>满意及以上占比 — the alternative reading, without 基本满意 (C21).</summary>
    public Rate SatisfiedRate => new(this[Measure.Active4] + this[Measure.Active5], Active);

    /// <summary>不予采纳的评价.</summary>
    public long NotAdopted => Level.BestFirst.Sum(NotAdoptedOf);

    /// <summary>申诉前好评率 — as it would be if no appeal had been upheld; beside the other wherever staff read figures.</summary>
    public Rate PositiveRateBeforeAppeals => new(this[Measure.ActivePositive], Active + NotAdopted);

    /// <summary>申诉成立率 — of the appeals that were decided.</summary>
    public Rate UpheldRate => new(this[Measure.AppealsUpheld], this[Measure.AppealsUpheld] + this[Measure.AppealsRejected]);

    /// <summary>按期整改率.</summary>
    public Rate OnTimeRate => new(this[Measure.OrdersOnTime], this[Measure.OrdersDue]);

    /// <summary>Counts of both.</summary>
    public static Tally operator +(Tally a, Tally b) => new([.. a.NotZero, .. b.NotZero]);

    /// <summary>Counts of both.</summary>
    public static Tally Add(Tally a, Tally b) => a + b;

    /// <summary>What was counted, in the order of <see cref="Measure"/>.</summary>
    public IEnumerable<KeyValuePair<Measure, long>> NotZero =>
        Enum.GetValues<Measure>().Where(m => this[m] != 0).Select(m => KeyValuePair.Create(m, this[m]));

    /// <summary>回访整改率 (江西 第十五条) or 回访率 (吉林 第十九条) of real-name negatives, as the pack defines it (C1, Q12).</summary>
    public Rate RevisitRate(RateDefinition definition) => definition switch
    {
        RateDefinition.ContactedAndRectified => new(this[Measure.RealNameRectified], this[Measure.RealNameDue]),
        RateDefinition.SatisfactionVisited => new(this[Measure.RealNameVisited], this[Measure.RealNameHandled]),
    };

    /// <summary>主动评价 on one level.</summary>
    public long ActiveOf(Level level) => this[Measure.Active1 + ((int)level - 1)];

    /// <summary>不予采纳 on one level.</summary>
    public long NotAdoptedOf(Level level) => this[Measure.NotAdopted1 + ((int)level - 1)];

    /// <summary>默认评价 on one level.</summary>
    public long DefaultOf(Level level) => this[Measure.Default1 + ((int)level - 1)];
}
