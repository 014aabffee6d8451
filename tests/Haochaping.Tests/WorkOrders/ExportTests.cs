using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Haochaping.Kernel;
using Haochaping.Testing;
using Haochaping.WorkOrders.Features;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.WorkOrders;

/// <summary>导出: the orders of a filter as a file, made in the background, for whoever asked alone.</summary>
public sealed partial class ExportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_file_has_the_rows_of_the_list_runs_nothing_and_is_its_owners_for_seven_days(string store)
    {
        await using var house = await OrdersHouse.OpenAsync(store, "2026-11-20T09:12");
        await house.ARatingArrives("=HYPERLINK(1)", "JX-CITY", "360100000000");
        var closed = await house.ARatingArrives("X-2", "JX-CITY", "360100000000");
        await house.ARatingArrives("X-3", "JX-POLICE", "360102001000");
        using var unit = house.Staff("Handler", "JX-CITY");
        using var other = house.Staff("Handler", "JX-POLICE");
        await unit.Do(closed, "accept", new { officer = "1024" });

        var csv = await AskAsync(house, unit, "/console/orders?state=dispatched", "Csv");
        using (var answer = await unit.GetAsync(csv, Cancel))
        {
            var bytes = await answer.Content.ReadAsByteArrayAsync(Cancel);
            bytes.AsSpan(0, 3).SequenceEqual(Encoding.UTF8.Preamble).ShouldBeTrue();
            var text = Encoding.UTF8.GetString(bytes.AsSpan(3));
            (text.Split("\r\n").Length, text.Contains(",'=HYPERLINK(1),", StringComparison.Ordinal), text.Contains("X-2", StringComparison.Ordinal) || text.Contains("X-3", StringComparison.Ordinal)).ShouldBe((3, true, false), text);
            text.ShouldNotContain("10000000001");
            answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        }

        (await unit.GetByteArrayAsync(await AskAsync(house, unit, "/console/orders", "CsvPlain"), Cancel))[0].ShouldNotBe(Encoding.UTF8.Preamble[0]);
        IsAWorkbook(await unit.GetByteArrayAsync(await AskAsync(house, unit, "/console/orders", "Xlsx"), Cancel));

        (await StatusAsync(other, csv)).ShouldBe(HttpStatusCode.NotFound);
        house.Clock.SetNow("2026-11-27T09:12");
        (await StatusAsync(unit, csv)).ShouldBe(HttpStatusCode.NotFound);
        await SettleAsync(house);
        var rows = await house.InScopeAsync((_, db) => db.Exports.AsNoTracking().ToListAsync(Cancel));
        rows.ShouldAllBe(e => e.State == ExportState.Expired);
        rows.Sum(e => e.Fetches).ShouldBe(3, "who fetched what stays known");
        (await house.InScopeAsync((_, db) => db.ExportParts.CountAsync(Cancel))).ShouldBe(0);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task It_goes_on_where_it_was_and_a_cancelled_one_is_gone(string store)
    {
        await using var house = await OrdersHouse.OpenAsync(store, "2026-11-20T09:12");
        await house.ARatingArrives("R-0", "JX-CITY", "360100000000");
        await house.InScopeAsync(async (_, db) =>
        {
            var one = await db.Orders.AsNoTracking().SingleAsync(Cancel);
            db.AddRange(Enumerable.Range(1, RunExports.Batch).Select(i => one with { Id = Ids.Derive("copy", $"{i}"), Number = $"Z-{i:0000}", CaseNumber = $"R-{i:0000}" }));
            return await db.SaveChangesAsync(Cancel);
        });
        using var unit = house.Staff("Handler", "JX-CITY");
        var (running, cancelled) = (await FormAsync(unit, "/console/orders", "export", ("format", "Csv")), await FormAsync(unit, "/console/orders", "export", ("format", "Csv")));
        await house.RunExportsAsync();
        var page = await PageAsync(unit, "/console/orders/exports");
        page.ShouldContain("500 / 501 件");
        cancelled.ShouldBe(running);
        var ids = Choice().Matches(page).Select(m => m.Groups[1].Value).ToList();
        await FormAsync(unit, "/console/orders/exports", "cancel", ("export", ids[0])); // newest first: the one that has not begun
        await SettleAsync(house);

        var file = Encoding.UTF8.GetString(await unit.GetByteArrayAsync(new Uri($"/console/orders/exports/{ids[1]}/file", UriKind.Relative), Cancel));
        Number().Matches(file).Select(m => m.Value).Distinct().Count().ShouldBe(RunExports.Batch + 1);
        file.Split("\r\n").Length.ShouldBe(RunExports.Batch + 3);
        (await StatusAsync(unit, new($"/console/orders/exports/{ids[0]}/file", UriKind.Relative))).ShouldBe(HttpStatusCode.NotFound);
    }

    private static void IsAWorkbook(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        using var book = SpreadsheetDocument.Open(stream, isEditable: false);
        new OpenXmlValidator().Validate(book, Cancel).Select(e => e.Description).ShouldBeEmpty();
        var cells = book.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Cell>().ToList();
        cells.ShouldAllBe(c => c.CellFormula == null);
        cells.Select(c => c.InnerText).ShouldContain("=HYPERLINK(1)");
    }

    // Asks on the list, lets the house work, and finds the link on the page of exports.
    private static async Task<Uri> AskAsync(OrdersHouse house, HttpClient who, string list, string format)
    {
        await FormAsync(who, list, "export", ("format", format));
        await SettleAsync(house);
        return new(Link().Match(await PageAsync(who, "/console/orders/exports")).Value, UriKind.Relative);
    }

    private static async Task SettleAsync(OrdersHouse house)
    {
        while (await house.RunExportsAsync() > 0)
        {
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient who, Uri file)
    {
        using var answer = await who.GetAsync(file, Cancel);
        return answer.StatusCode;
    }

    private static async Task<string> FormAsync(HttpClient who, string address, string form, params (string Name, string Value)[] fields)
    {
        (string, string)[] hidden = [("_handler", form), ("__RequestVerificationToken", Token().Match(await PageAsync(who, address)).Groups[1].Value)];
        using var content = new FormUrlEncodedContent(hidden.Concat(fields).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        using var answer = await who.PostAsync(new Uri(address, UriKind.Relative), content, Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.Found, await answer.Content.ReadAsStringAsync(Cancel));
        return answer.Headers.Location!.AbsolutePath;
    }

    private static async Task<string> PageAsync(HttpClient who, string path)
    {
        using var response = await who.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        var text = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(Cancel));
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return text;
    }

    [GeneratedRegex("/console/orders/exports/[0-9a-f-]{36}/file")]
    private static partial Regex Link();

    [GeneratedRegex("<option value=\"([0-9a-f-]{36})\"")]
    private static partial Regex Choice();

    [GeneratedRegex("R-\\d+")]
    private static partial Regex Number();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
