using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Haochaping.Ui;

/// <summary>提交的表单 — which form was posted and what was written in it, so that a refusal loses no word.</summary>
public sealed class PostedForm(HttpRequest request)
{
    private readonly IFormCollection? form = request.HasFormContentType ? request.Form : null;
    private readonly Dictionary<string, string> written = [];

    /// <summary>Name of the form; null on first sight.</summary>
    public string? Name => Text("_handler");

    /// <summary>Whether the form of this name was posted.</summary>
    public bool Is(string name) => Name == name;

    /// <summary>The version the sender saw.</summary>
    public int? Version => int.TryParse(Text("version"), CultureInfo.InvariantCulture, out var version) ? version : null;

    /// <summary>What was written in a field, or null.</summary>
    public string? Text(string field) => written.TryGetValue(field, out var instead) ? instead : form?[field].FirstOrDefault() is { Length: > 0 } text ? text : null;

    /// <summary>Puts a text behind what was written in a field.</summary>
    public void Write(string field, string text) => written[field] = Text(field) is { } before ? $"{before}\n{text}" : text;

    /// <summary>Everything that was ticked.</summary>
    public IReadOnlyList<string> All(string field) => form is null ? [] : [.. form[field].OfType<string>().Where(text => text.Length > 0)];

    /// <summary>A date as browsers send it, or null.</summary>
    public DateOnly? Day(string field) => DateOnly.TryParseExact(Text(field), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>One of a list, or null.</summary>
    public TEnum? Choice<TEnum>(string field)
        where TEnum : struct, Enum => Enum.TryParse<TEnum>(Text(field), out var choice) && Enum.IsDefined(choice) ? choice : null;

    /// <summary>One of a list for each field whose name begins so, by the rest of the name.</summary>
    public IReadOnlyDictionary<string, TEnum> Choices<TEnum>(string prefix)
        where TEnum : struct, Enum => (form?.Keys ?? []).Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
        .Select(key => (Of: key[prefix.Length..], Choice: Choice<TEnum>(key))).Where(f => f.Choice is not null).ToDictionary(f => f.Of, f => f.Choice!.Value);

    /// <summary>The files that were chosen in a field.</summary>
    public IReadOnlyList<IFormFile> Files(string field) => form?.Files.GetFiles(field) ?? [];

    /// <summary>Yes or no, or null where nothing was chosen.</summary>
    public bool? Flag(string field) => bool.TryParse(Text(field), out var flag) ? flag : null;
}
