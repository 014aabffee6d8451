using System.Globalization;
using Haochaping.Ui;
using Haochaping.WorkOrders.Domain;

namespace Haochaping.WorkOrders.Features.Pages;

/// <summary>工单表单 — what the forms about orders ask for beyond the fields of any form.</summary>
internal static class OrderForms
{
    extension(PostedForm form)
    {
        /// <summary>The act of the form, or null on first sight.</summary>
        public OrderAct? Act => Enum.TryParse<OrderAct>(form.Name, out var act) ? act : null;

        /// <summary>What is to be done with many orders; each stands as <c>id</c> or, where a version was seen, <c>id.version</c>. What is neither is left out.</summary>
        public ManyOrders Many() => new(
            Enum.TryParse<OrderAct>(form.Text("act"), out var act) ? act : OrderAct.Opened,
            [.. form.All("order").Select(text => text.Split('.')).Where(parts => Guid.TryParse(parts[0], out _)).DistinctBy(parts => parts[0])
                .Select(parts => (Guid.Parse(parts[0]), parts.Length > 1 && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var version) ? version : (int?)null))],
            form.Text("text"));
    }
}

/// <summary>表单环境 — what the fields of one act's form need to know.</summary>
/// <param name="Act">Whose form.</param>
/// <param name="Posted">What was posted, where this is the form that was.</param>
/// <param name="Refusal">What was said about it.</param>
internal sealed record ActContext(OrderAct Act, PostedForm? Posted, Refusal? Refusal)
{
    /// <summary>Id of a field: the plain one for the form that complaints lead to, since several forms share names.</summary>
    public string IdOf(string field) => FieldError.IdOf(Posted is null ? $"{Act}.{field}" : field);
}
