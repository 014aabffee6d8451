using System.CommandLine;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Actors;

namespace Haochaping.Host.Commands;

/// <summary>新建接入系统 — a key for a business system; shown this once.</summary>
internal static class CreateClientKey
{
    public static Command Define(Session session)
    {
        var name = new Argument<string>("NAME") { Description = "系统名称。 Name of the system." };
        var scopes = Options.Many("--scope", "SCOPE", "权限范围，例如 cases:write、evaluations:write。 What it may do.");
        (scopes.Required, scopes.DefaultValueFactory) = (true, null);
        var institutions = Options.Many("--institution", "CODE", "只限这些机构（可多个）。 Only these institutions.");
        var regions = Options.Many("--region", "CODE", "只限这些区划及其下级（可多个）；机构和区划都不写即不限。 Only these regions.");
        var json = Options.Json();
        var command = new Command("create-client", "新建接入系统并显示一次密钥。 Makes a client and shows its key once.") { name, scopes, institutions, regions, json };
        command.SetAction((line, cancel) => session.InHouseAsync(
            async (services, stop) =>
            {
                var made = await services.GetRequiredService<CreateClient>().RunAsync(
                    line.GetValue(name)!, line.GetValue(scopes)!, line.GetValue(institutions)!, line.GetValue(regions)!, Actor.House, stop);
                return made.Is(out var key, out var refusal) ? Show(session.Terminal, key, line.GetValue(json)) : session.Terminal.Refuse(refusal);
            },
            cancel));
        return command;
    }

    private static int Show(Terminal terminal, ClientKey key, bool json)
    {
        if (json)
        {
            terminal.Json(new { key.Id, key.Key });
        }
        else
        {
            terminal.Note($"已新建接入系统 {key.Id}。下面的密钥只显示这一次，请放在 Authorization: Bearer 之后：");
            terminal.Say(key.Key);
        }

        return Exit.Ok;
    }
}
