using System.Text.Json;

namespace Haochaping.Chaos;

/// <summary>What was done for a person before they rate: by it the case is reported, if it is.</summary>
internal enum Served
{
    Online,
    AtWindow,
    ByPhone,
    Unreported,
}

/// <summary>渠道 — one way in: after what service, and how a ticket is sent. A new channel is one more line in <see cref="All"/>.</summary>
internal sealed record Way(string Name, Served After, Func<Ticket, Door, Task<Heard>> SendAsync, bool NeedsPhone = false)
{
    /// <summary>Every way in which the house takes a rating over HTTP. Paper is keyed in by staff, twice, and is not among them yet.</summary>
    public static IReadOnlyList<Way> All { get; } =
    [
        new("link", Served.Online, (t, d) => d.JsonAsync($"/api/v1/tasks/{t.Link("website")}/evaluation", new { level = t.Level, text = t.Words }, One("receiptCode"))),
        new("page", Served.Online, (t, d) => d.FormAsync($"/e/{t.Link("app")}", t)),
        new("place code", Served.AtWindow, (t, d) => d.FormAsync($"/e/{t.Link("window_qr")}", t)),
        new("kiosk", Served.AtWindow, (t, d) => d.FormAsync($"/e/{t.Link("kiosk")}", t)),
        new("tablet", Served.AtWindow, (t, d) => d.Tablet.SendAsync(t, d)),
        new("sms", Served.Online, (t, d) => d.JsonAsync("/api/v1/sms/replies", new { messageId = t.CaseNumber, phone = t.Phone, text = $"{t.Level}" }, One("outcome", "rated")), NeedsPhone: true),
        new("hotline", Served.ByPhone, (t, d) => d.JsonAsync(
            "/api/v1/hotline/presses",
            new { callId = t.CaseNumber, source = Ticket.Source, contactNumber = t.CaseNumber, institution = "SZ-12345", @operator = "3072", key = t.Level, pressedAt = t.At },
            One("outcome", "recorded", "waiting"))),
        new("department", Served.Online, (t, d) => d.JsonAsync(
            "/api/v1/evaluations", new { evaluations = new[] { new { source = Ticket.Source, caseNumber = t.CaseNumber, level = t.Level, text = t.Words, channel = "kiosk", capturedAt = t.At } } },
            First("outcome", "recorded", "replayed"))),
        new("with the case", Served.Unreported, (t, d) => d.JsonAsync("/api/v1/cases", t.Case(rated: true), First("outcome", "created", "unchanged"))),
    ];

    /// <summary>An answer acknowledges when this member is there and, where words are named, is one of them; the acknowledgement is the member.</summary>
    private static Func<JsonElement, string?> One(string member, params string[] words) => answer =>
        answer.TryGetProperty(member, out var value) && value.GetString() is { } word && (words.Length == 0 || words.Contains(word)) ? word : null;

    private static Func<JsonElement, string?> First(string member, params string[] words) => answer => One(member, words)(answer.GetProperty("results")[0]);
}
