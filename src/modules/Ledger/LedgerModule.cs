using Haochaping.Kernel;
using Haochaping.Kernel.Web;
using Haochaping.Ledger.Contracts;
using Haochaping.Ledger.Features;
using Haochaping.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Ledger;

/// <summary>评价存证 — seals the journal's facts into a tiled transparency log and lets everyone check it.</summary>
public sealed class LedgerModule : Module
{
    /// <inheritdoc />
    public override void Compose(Room room)
    {
        room.Services.AddSingleton<LogKeys>();
        room.Services.AddSingleton<ISignedTexts, SignedTexts>();
        room.Services.AddScoped<ILedger, SealedLog>();
        room.Services.AddScoped<IVerifyLedger, VerifyLedger>();
        room.Job<SealJournal>(TimeSpan.FromMilliseconds(300))
            .Slice<ReadCheckpoint>()
            .Slice<ReadKey>()
            .Slice<ReadTile>()
            .Slice<ReadEntries>()
            .Act<ShowLedger>()
            .Menu(Words.Key("评价存证"), "/console/ledger", 120, Access.Audit);
    }
}
