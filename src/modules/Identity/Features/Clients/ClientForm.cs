namespace Haochaping.Identity.Features.Clients;

/// <summary>What the form about a new client sends.</summary>
internal sealed class ClientForm
{
    public string? Name { get; set; }

    public List<string> Scopes { get; set; } = [];

    public string? Institutions { get; set; }

    public string? Regions { get; set; }
}
