using System.Text.RegularExpressions;
using Haochaping.Channels.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Testing;
using Haochaping.Tests.Evaluations;
using Haochaping.Tests.Identity;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Channels;

/// <summary>A Town whose place uses paper forms, and the people around them.</summary>
internal sealed class PaperTown : IAsyncDisposable
{
    private readonly byte[] scan;
    private int cases;

    private PaperTown(Town town, byte[] scan) => (Town, this.scan) = (town, scan);

    public Town Town { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<PaperTown> OpenAsync(TownStore store, byte[] scan) => new(await Town.OpenAsync(store, "2020-11-18T09:00", new Dictionary<string, string?> { ["Policy:Places:36"] = "JL" }), scan);

    /// <summary>Hands forms out; returns the first serial.</summary>
    public async Task<string> IssueAsync(int count)
    {
        using var desk = await Desk.OfAsync(Town, Role.Supervisor, [], ["360100"]);
        await desk.GoAsync("/console/paper/issue");
        await desk.FillAsync("issue", ("Form.Institution", "JX-CITY"), ("Form.Item", "JX-ITEM-1"), ("Form.Count", $"{count}"));
        desk.Path.ShouldStartWith("/console/paper/print/");
        return await Town.LookAsync(db => db.PaperForms.Where(f => f.State == PaperState.Issued).OrderBy(f => f.Serial).Select(f => f.Serial).FirstAsync(Cancel));
    }

    /// <summary>A service rendered on 18 November; returns its number.</summary>
    public async Task<string> ServedAsync()
    {
        var number = $"V-{++cases}";
        await Town.ReportAsync(Reporting.ACase(number, "2020-11-18T08:30:00+08:00"));
        await Town.SettleAsync();
        return number;
    }

    /// <summary>Somebody who keys forms in, of another unit unless said otherwise.</summary>
    public async Task<Keyer> KeyerAsync(string institution = "JX-POLICE") => new(await Desk.OfAsync(Town, Role.Handler, [institution], []), scan);

    public ValueTask DisposeAsync() => Town.DisposeAsync();

    internal sealed class Keyer(Visit desk, byte[] usual) : IDisposable
    {
        /// <summary>Keys a form in; returns the new state, or what the page says instead.</summary>
        public async Task<string> EnterAsync(string serial, string number, int level = 4, string served = "2020-11-18", string signed = "2020-11-18", byte[]? scan = null)
        {
            await desk.GoAsync("/console/paper/enter");
            await desk.UploadAsync("enter", "scan.jpg", scan ?? usual, ("Form.Serial", serial), ("Form.CaseNumber", number), ("Form.ServedOn", served), ("Form.SignedOn", signed), ("Form.Level", $"{level}"), ("Form.Text", "路远，办得快"));
            return Regex.Match(desk.Path, "saved=(.+)") is { Success: true } saved ? saved.Groups[1].Value : desk.Html;
        }

        public Task<byte[]> ScanAsync(string serial) => desk.BytesAsync($"/console/paper/{serial}/scan");

        public void Dispose() => desk.Dispose();
    }
}
