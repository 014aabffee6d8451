using Microsoft.AspNetCore.Components;

namespace Haochaping.WorkOrders.Features.Pages;

/// <summary>表单项 — what the fields of an act's form have in common: name, label, what was posted, what was said about it.</summary>
public abstract class ActField : ComponentBase
{
    /// <summary>Name as the JSON endpoint spells it.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    /// <summary>What people read.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [CascadingParameter]
    internal ActContext Context { get; set; } = default!;

    private protected string Id => Context.IdOf(Name);

    private protected string? Value => Context.Posted?.Text(Name);

    private protected Refusal? Refusal => Context.Refusal;
}
