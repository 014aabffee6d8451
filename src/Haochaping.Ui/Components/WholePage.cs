using Microsoft.AspNetCore.Components;

namespace Haochaping.Ui;

/// <summary>
/// 整页 — what every page of the house derives from: it is drawn once all it needs is there. A plain component is drawn at its
/// first wait too, and again at the first wait of a form's handler, when half of its fields may be set; which of them are
/// depends on how fast the store answers. Static pages gain nothing from those drawings: nobody sees them.
/// </summary>
public abstract class WholePage : ComponentBase, IHandleEvent
{
    private bool ready;

    /// <inheritdoc />
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        if (!ready)
        {
            OnInitialized();
            await OnInitializedAsync();
            ready = true;
        }

        OnParametersSet();
        await OnParametersSetAsync();
        StateHasChanged();
    }

    async Task IHandleEvent.HandleEventAsync(EventCallbackWorkItem item, object? arg)
    {
        await item.InvokeAsync(arg);
        StateHasChanged();
    }
}
