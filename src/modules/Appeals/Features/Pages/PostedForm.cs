using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Haochaping.Appeals.Features.Pages;

/// <summary>提交的表单 — what was written, so that a refusal loses no word.</summary>
internal sealed class PostedForm(HttpRequest request)
{
    private readonly IFormCollection? form = request.HasFormContentType ? request.Form : null;

    /// <summary>The version the sender saw.</summary>
    public int? Version => int.TryParse(Text("version"), CultureInfo.InvariantCulture, out var version) ? version : null;

    /// <summary>What was written in a field, or null.</summary>
    public string? Text(string field) => form?[field].FirstOrDefault() is { Length: > 0 } text ? text : null;

    /// <summary>Everything that was ticked.</summary>
    public IReadOnlyList<string> All(string field) => form is null ? [] : [.. form[field].OfType<string>().Where(text => text.Length > 0)];

    /// <summary>One of a list, or null.</summary>
    public TEnum? Choice<TEnum>(string field)
        where TEnum : struct, Enum => Enum.TryParse<TEnum>(Text(field), out var choice) && Enum.IsDefined(choice) ? choice : null;

    /// <summary>Yes or no, or null where nothing was chosen.</summary>
    public bool? Flag(string field) => bool.TryParse(Text(field), out var flag) ? flag : null;
}
