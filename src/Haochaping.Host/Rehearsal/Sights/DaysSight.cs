using Haochaping.Policy.Contracts;

namespace Haochaping.Host.Rehearsal;

/// <summary>逐日计算 — a deadline as the public explanation counts it.</summary>
[Place(6)]
internal sealed class DaysSight() : SightKind(
    "days", "逐日", "“期限怎么算的”：哪些日子计入。",
    Field.May("pack", "规则包", Kinds.Text, "默认本演练的第一个"),
    Field.Must("clock", "时限", Kinds.Choice([.. Clocks.All.Select(c => (c.Wire(), c.Word()))]), "哪一个时限"),
    Field.Must("from", "起算", Kinds.Moment, "事件的时刻"),
    Field.Shows("counted", "计入", Kinds.ListOf(Kinds.Day), "计入的日子"),
    Field.Shows("last_day", "最后一日", Kinds.Day, "至 24:00"),
    Field.Shows("provisional", "暂定", Kinds.Flag, "因缺年度日历而暂定"))
{
    public override async Task<Seen> LookAsync(Stage stage, Given given, CancellationToken cancel)
    {
        var pack = given["pack"] ?? stage.FirstPack;
        var told = await stage.Citizen.LookAsync($"/api/v1/policy/explain?pack={Uri.EscapeDataString(pack)}&clock={given["clock"]}&from={Uri.EscapeDataString(given.Of("from"))}", cancel);
        if (!told.IsYes)
        {
            return Seen.Nothing(told.Code("detail"));
        }

        var basis = string.Join("、", told.Body.GetProperty("cites").EnumerateArray().Select(c => c.GetProperty("text").GetString()).Distinct());
        return new Seen()
            .With("counted", [.. told.Body.GetProperty("days").EnumerateArray().Where(d => d.GetProperty("counted").GetBoolean()).Select(d => d.GetProperty("date").GetString()!)], basis)
            .With("last_day", told.Code("lastDay"), basis).With("provisional", told.Code("provisional"));
    }
}
