using Haochaping.Host.Serving;
using Haochaping.Kernel.Keys;
using Haochaping.Policy.Contracts;

namespace Haochaping.Host.Commands;

/// <summary>One run of a command: its terminal, and the settings that stood on the command line.</summary>
internal sealed class Session(Terminal terminal, string[] settings)
{
    public Terminal Terminal { get; } = terminal;

    /// <summary>Where the keys are, without opening them.</summary>
    public string KeyFilePath => KeyFile.PathFrom(Settings);

    /// <summary>Where the data are.</summary>
    public string DataFolder => Stores.DataFolder(Settings);

    /// <summary>The settings alone, without a house.</summary>
    public IConfiguration Settings => HouseHost.Prepare(settings, Terminal.Adjust).Configuration;

    /// <summary>The house as the settings put it together, not listening; its log goes to the error stream from warnings on.</summary>
    public WebApplication Build(bool background = false, Action<WebApplicationBuilder>? adjust = null, IEnumerable<string>? more = null) =>
        HouseHost.Build([.. settings, .. more ?? []], background, builder =>
        {
            Logs.Quiet(builder);
            Terminal.Adjust?.Invoke(builder);
            adjust?.Invoke(builder);
        });

    /// <summary>The house as a server builds it.</summary>
    public WebApplication BuildServer(IEnumerable<string> more) => HouseHost.Build([.. settings, .. more], background: true, Terminal.Adjust);

    /// <summary>Does something in the house: the store is brought up to date (SQLite) or must be (PostgreSQL), and the keys must fit.</summary>
    public async Task<int> InHouseAsync(Func<IServiceProvider, CancellationToken, Task<int>> work, CancellationToken cancel)
    {
        await using var app = Build();
        await Opening.PrepareAsync(app.Services, cancel);
        if ((await app.Services.GetRequiredService<IRulePacks>().OpenAsync(Task.CompletedTask, cancel)).Refusal is { } refusal)
        {
            return Terminal.Refuse(refusal); // approved drafts rule here too
        }

        await using var scope = app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider, cancel);
    }
}
