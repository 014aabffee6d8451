using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain.Sections;

namespace Haochaping.Policy.Domain;

/// <summary>编译 — turns a stack of files into one typed, immutable pack.</summary>
internal static class PackCompiler
{
    /// <summary>Compiles a stack, topmost file first. After complaints the pack is worthless; the caller counts them.</summary>
    /// <param name="reader">Reads through the stack; afterwards it knows every key.</param>
    /// <param name="layers">The stack.</param>
    /// <param name="complaints">Where complaints go.</param>
    public static RulePack Compile(PackReader reader, IReadOnlyList<Layer> layers, Complaints complaints)
    {
        var header = Header.Read(layers, complaints);
        var signatures = layers.TakeWhile(l => l.Kind == LayerKind.Overlay).Select(l => l.Signature!).ToList();
        var pack = Sections(reader, header);
        var unconfirmed = Activation.Unconfirmed(header, pack.Default, layers[^1] == layers.First(l => l.Kind != LayerKind.Overlay));
        var byKey = reader.Values.ToFrozenDictionary(v => v.Key, StringComparer.Ordinal);
        return pack with
        {
            Ref = new PackRef(header.Id, Version(header, reader.Values)),
            Unconfirmed = unconfirmed,
            Banners = Activation.Banners(header, unconfirmed, signatures),
            Confirmations = signatures.ConvertAll(s => s.Cite.Text),
            HeaderReadings = Readings.OfHeader(layers.First(l => l.Kind != LayerKind.Overlay).Tree),
            Values = reader.Values,
            ByKey = byKey,
            ClockCites = complaints.Count > 0 ? [] : [.. Clocks.All.Select(clock => ClockKeys.CitesOf(clock, byKey))],
        };
    }

    private static RulePack Sections(PackReader r, Header header) => new()
    {
        Ref = default,
        Name = header.Name,
        Document = header.Document,
        DocumentNumber = header.DocumentNumber,
        Status = header.Status,
        EffectiveFrom = header.From,
        EffectiveTo = header.To,
        Unconfirmed = [],
        Banners = [],
        Scope = EvaluationSections.Scope(r),
        Form = EvaluationSections.Form(r),
        Window = EvaluationSections.Window(r),
        Default = EvaluationSections.Default(r),
        Reminder = EvaluationSections.Reminder(r),
        Identity = EvaluationSections.Identity(r),
        Channels = EvaluationSections.Channels(r),
        Completion = EvaluationSections.Completion(r),
        ReceiptStage = EvaluationSections.ReceiptStage(r),
        Batch = EvaluationSections.Batch(r),
        Theme = EvaluationSections.Theme(r),
        WorkOrder = OrderSections.WorkOrder(r),
        Deadline = OrderSections.Deadline(r),
        Steps = OrderSections.Steps(r),
        Contact = OrderSections.Contact(r),
        SatisfactionVisit = OrderSections.SatisfactionVisit(r),
        RevisitRate = OrderSections.RevisitRate(r),
        Appeal = OrderSections.Appeal(r),
        Fraud = OrderSections.Fraud(r),
        Publication = PublicationSections.Publication(r),
        Bulletin = PublicationSections.Bulletin(r),
        Ranking = PublicationSections.Ranking(r),
        Appraisal = PublicationSections.Appraisal(r),
        Accountability = PublicationSections.Accountability(r),
        Exchange = PublicationSections.Exchange(r),
        Survey = PublicationSections.Survey(r),
        Analysis = PublicationSections.Analysis(r),
        Values = [],
    };

    /// <summary>The date for people, eight digits of the content's hash for certainty.</summary>
    private static string Version(Header header, IReadOnlyList<PackValue> values)
    {
        var text = new StringBuilder($"{header.Id}\n{header.Document}\n{header.From:yyyy-MM-dd}\n{header.To:yyyy-MM-dd}\n{header.Status}\n");
        foreach (var value in values.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            text.Append(value.Key).Append(": ").Append(value.Raw).Append('\n');
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..8];
        return $"{header.From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "draft"}+{hash}";
    }
}
