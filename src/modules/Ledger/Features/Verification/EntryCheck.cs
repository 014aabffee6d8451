using System.Text.Json;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Ledger.Contracts;

namespace Haochaping.Ledger.Features.Verification;

/// <summary>核验条目 — the columns of a journal row against the envelope in its bytes.</summary>
/// <param name="Case">Cell of the column; the others likewise.</param>
internal sealed record EntryCells(RawCell Case, RawCell Entry, RawCell Type, RawCell At, RawCell BusinessDate, RawCell Body)
{
    private const string Table = "journal";

    /// <summary>Key of the row as a fault names it.</summary>
    public string Key => $"{Case.Guid?.ToString() ?? "?"}/{Entry.Guid?.ToString() ?? "?"}";

    /// <summary>Tells cells that are malformed, and, where the bytes can be believed, columns that say something else than they do.</summary>
    public void Check(bool believed, Action<Fault> found)
    {
        var envelope = believed && Body.Bytes is { } body ? Read(body) : null;
        if (believed && envelope is null)
        {
            found(new Fault(Table, Key, "body", "body-malformed", "正文不是有效的事实信封。"));
        }

        Column("case_id", Case.Guid, envelope?.Case);
        Column("entry_id", Entry.Guid, envelope?.Entry);
        Column("type", Type.Text, envelope?.Type);
        Column("at", At.Instant, envelope?.At);
        Column("business_date", BusinessDate.Date, envelope?.BusinessDate);

        void Column<T>(string name, T? stored, T? said)
        {
            if (stored is null)
            {
                found(new Fault(Table, Key, name, "cell-malformed", "值不是本系统写入的格式。"));
            }
            else if (said is not null && !stored.Equals(said))
            {
                found(new Fault(Table, Key, name, "column-altered", "列值与已封存的正文不符。"));
            }
        }
    }

    private static Envelope? Read(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<Envelope>(body, FactJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Envelope(Guid? Entry, Guid? Case, string? Type, DateTimeOffset? At, DateOnly? BusinessDate);
}
