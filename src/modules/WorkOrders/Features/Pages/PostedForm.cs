using System.Globalization;
using Haochaping.WorkOrders.Domain;
using Microsoft.AspNetCore.Http;

namespace Haochaping.WorkOrders.Features.Pages;

/// <summary>提交的表单 — which act was posted and what was written, so that a refusal loses no word.</summary>
internal sealed class PostedForm(HttpRequest request)
{
    private readonly IFormCollection? form = request.HasFormContentType ? request.Form : null;
    private readonly Dictionary<string, string> written = [];

    /// <summary>The act of the form, or null on first sight.</summary>
    public OrderAct? Act => Enum.TryParse<OrderAct>(Text("_handler"), out var act) ? act : null;

    /// <summary>Whether the form of this name was posted.</summary>
    public bool Is(string name) => Text("_handler") == name;

    /// <summary>The version the sender saw.</summary>
    public int? Version => int.TryParse(Text("version"), CultureInfo.InvariantCulture, out var version) ? version : null;

    /// <summary>What was written in a field, or null.</summary>
    public string? Text(string field) => written.TryGetValue(field, out var instead) ? instead : form?[field].FirstOrDefault() is { Length: > 0 } text ? text : null;

    /// <summary>Puts a text behind what was written in a field.</summary>
    public void Write(string field, string text) => written[field] = Text(field) is { } before ? $"{before}\n{text}" : text;

    /// <summary>A date as browsers send it, or null.</summary>
    public DateOnly? Day(string field) => DateOnly.TryParseExact(Text(field), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>One of a list, or null.</summary>
    public TEnum? Choice<TEnum>(string field)
        where TEnum : struct, Enum => Enum.TryParse<TEnum>(Text(field), out var choice) && Enum.IsDefined(choice) ? choice : null;

    /// <summary>One of a list for each field whose name begins so, by the rest of the name.</summary>
    public IReadOnlyDictionary<string, TEnum> Choices<TEnum>(string prefix)
        where TEnum : struct, Enum => (form?.Keys ?? []).Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
        .Select(key => (Of: key[prefix.Length..], Choice: Choice<TEnum>(key))).Where(f => f.Choice is not null).ToDictionary(f => f.Of, f => f.Choice!.Value);

    /// <summary>What is to be done with many orders; each stands as <c>id</c> or, where a version was seen, <c>id.version</c>. What is neither is left out.</summary>
    public ManyOrders Many() => new(
        Enum.TryParse<OrderAct>(Text("act"), out var act) ? act : OrderAct.Opened,
        [.. (form?["order"] ?? default).Select(text => (text ?? "").Split('.')).Where(parts => Guid.TryParse(parts[0], out _)).DistinctBy(parts => parts[0])
            .Select(parts => (Guid.Parse(parts[0]), parts.Length > 1 && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var version) ? version : (int?)null))],
        Text("text"));

    /// <summary>Yes or no, or null where nothing was chosen.</summary>
    public bool? Flag(string field) => bool.TryParse(Text(field), out var flag) ? flag : null;
}

/// <summary>表单环境 — what the fields of one act's form need to know.</summary>
/// <param name="Act">Whose form.</param>
/// <param name="Posted">What was posted, where this is the form that was.</param>
/// <param name="Refusal">What was said about it.</param>
internal sealed record ActContext(OrderAct Act, PostedForm? Posted, Refusal? Refusal)
{
    /// <summary>Id of a field: the plain one for the form that complaints lead to, since several forms share names.</summary>
    public string IdOf(string field) => Ui.FieldError.IdOf(Posted is null ? $"{Act}.{field}" : field);
}
