using Haochaping.Accountability.Contracts;
using Haochaping.Accountability.Domain;
using Haochaping.Appraisal.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;

namespace Haochaping.Accountability.Features;

/// <summary>
/// 考评预警 — a unit among the lowest for as many months in a row as the pack says (吉林 第二十四条), and a grade below 良好 where the place
/// grades (GEN-A09). A person orders the measure and its day; one that is missed raises the next alert.
/// </summary>
internal sealed class RaiseByResult(IRulePacks packs, TimeProvider clock) : IFollower
{
    private const int WorstGoodBand = 1;

    /// <inheritdoc />
    public IReadOnlyCollection<Type> Wants { get; } = [typeof(UnitAppraised)];

    /// <inheritdoc />
    public async Task FollowAsync(IReadOnlyList<Recorded<IFact>> facts, AppDb db, CancellationToken cancel)
    {
        foreach (var fact in facts.Select(f => f.Fact).OfType<UnitAppraised>())
        {
            var (result, pack) = (fact.Result, packs.Get(PackRef.Parse(fact.Result.Pack)));
            var said = $"{result.Month:yyyy-MM}：主动评价 {result.Ratings} 件，好评 {result.Positive} 件，得分 {result.Points / 100m:0.00}";
            if (result.LowInARow >= pack.Ranking.LowAlertPeriods && pack.Accountability.Triggers.Any(t => t.Code == Named.Code(AlertTrigger.ConsecutiveLowRank)))
            {
                await MakeAlert.ByResultAsync(db, AlertTrigger.ConsecutiveLowRank, fact, $"{said}；第 {result.Places} 名，共 {result.Places?.Of} 家；连续 {result.LowInARow} 个月靠后。", clock.Now(), cancel);
            }

            if (result.Band > WorstGoodBand)
            {
                await MakeAlert.ByResultAsync(db, AlertTrigger.PoorGrade, fact, $"{said}；等次：{result.Grade}。", clock.Now(), cancel);
            }
        }
    }
}
