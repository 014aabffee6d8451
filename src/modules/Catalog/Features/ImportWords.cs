using Haochaping.Catalog.Storage;
using Haochaping.Kernel;
using Haochaping.Ui;

namespace Haochaping.Catalog.Features;

/// <summary>How states and complaints of imports are said on pages.</summary>
internal static class ImportWords
{
    extension(Words T)
    {
        public string State(ImportState state) => state switch
        {
            ImportState.Staged => T["待选列"],
            ImportState.Previewed => T["待确认"],
            ImportState.Confirmed => T["写入中"],
            ImportState.Saved => T["已完成"],
            ImportState.Expired => T["已过期"],
        };

        /// <summary>What was done, or what would be; counts of nothing are left out.</summary>
        public string Counts(Import import)
        {
            var done = import.Result is not null;
            return (import.Result ?? import.Promised) is not { } c ? "—"
                : done ? T["新增 {0}，更新 {1}，不变 {2}，拒绝 {3}", T.Number(c.Added), T.Number(c.Updated), T.Number(c.Unchanged), T.Number(c.Rejected)]
                : T["将新增 {0}，更新 {1}，不变 {2}，拒绝 {3}", T.Number(c.Added), T.Number(c.Updated), T.Number(c.Unchanged), T.Number(c.Rejected)];
        }

        /// <summary>The reason of a rejected cell.</summary>
        public string Reason(RejectedCell cell) => T.Complaint(new Complaint(cell.Column, cell.Code, cell.Reason));
    }

    public static Tone Tone(this ImportState state) => state switch
    {
        ImportState.Staged or ImportState.Expired => Ui.Tone.Plain,
        ImportState.Previewed or ImportState.Confirmed => Ui.Tone.Warn,
        ImportState.Saved => Ui.Tone.Ok,
    };
}
