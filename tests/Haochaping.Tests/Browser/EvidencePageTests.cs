using Haochaping.Testing;
using Haochaping.Tests.Channels;
using Haochaping.Tests.Identity;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Browser;

/// <summary>A unit adds evidence to its result and to an appeal, on a phone and at a desk, with and without script.</summary>
[Trait("Kind", "Browser")]
public sealed class EvidencePageTests(Chromium chromium, StoryTown story) : IClassFixture<StoryTown>
{
    private static readonly Look[] Looks = [new(), new(1440), new(Elder: true, Dark: true), new(Language: "en")];

    [Fact]
    public async Task Evidence_is_chosen_refused_in_words_and_sent()
    {
        var page = await chromium.VisitAsync(story.Town, new Look(1440, Touch: false), story.SessionOf("unit"));
        await page.GotoAsync(story.PathOf("task"));
        var appeal = await page.GetAttributeAsync("main a[href$='/appeal']", "href");
        await page.GotoAsync(story.Order);
        await page.ActAsync("Accepted", ("officer", "1024"));
        await page.ShotAsync("contact-script-1440");
        await page.ActAsync("Contacted", ("method", "Phone"), ("reached", "true"), ("recording", "R-1"), ("note", "确有等待时间长的情况"));
        await page.ActAsync("Verified", ("verdict", "True"), ("triage", "Simple"), ("cause", "Process"), ("finding", "叫号系统故障"));
        await page.Context.CloseAsync();
        List<string> complaints = [];
        foreach (var look in Looks)
        {
            var seen = await chromium.VisitAsync(story.Town, look, story.SessionOf("unit"));
            await seen.OpenAsync(appeal!);
            complaints.AddRange(await seen.ComplaintsAsync(look, "evidence-appeal"));
            await seen.OpenAsync(story.Order + "?act=Handled");
            complaints.AddRange(await seen.ComplaintsAsync(look, "evidence-form"));
            await seen.Context.CloseAsync();
        }

        await RefusedAsync();
        var plain = await chromium.VisitAsync(story.Town, new Look(Script: false), story.SessionOf("unit"));
        await plain.OpenAsync(story.Order + "?act=Handled");
        await plain.SetInputFilesAsync("[name=evidence]", [File("a.pdf", PdfFileTests.Pdf("/Title (1)")), File("b.png", PictureFileTests.Drawing(9))]);
        await plain.ActAsync("Handled", ("result", "已修复叫号系统"), ("reply", "给您添麻烦了，叫号系统已修好。"));
        (await plain.Locator("main a[href*='/evidence/']").CountAsync()).ShouldBe(2);
        await plain.Context.CloseAsync();
        foreach (var look in Looks)
        {
            var seen = await chromium.VisitAsync(story.Town, look, story.SessionOf("chief"));
            await seen.OpenAsync(story.Order);
            complaints.AddRange(await seen.ComplaintsAsync(look, "evidence-shown"));
            await seen.Context.CloseAsync();
        }

        complaints.ShouldBeEmpty();
    }

    // What script knows is said before anything is sent; what only the house knows comes back with all that was written.
    private async Task RefusedAsync()
    {
        var look = new Look();
        var page = await chromium.VisitAsync(story.Town, look, story.SessionOf("unit"));
        await page.OpenAsync(story.Order + "?act=Handled");
        await page.SetInputFilesAsync("[name=evidence]", [.. Enumerable.Range(1, 6).Select(i => File($"{i}.pdf", PdfFileTests.Pdf($"/Title ({i})")))]);
        (await page.EvalOnSelectorAsync<string>("[name=evidence]", "field => field.validationMessage")).ShouldBe("最多附 5 份佐证材料。");
        await page.SetInputFilesAsync("[name=evidence]", [File("合同.pdf", PdfFileTests.Pdf("/OpenAction << /S /JavaScript /JS (x) >>"))]);
        (await page.Locator(".thumbs > *").CountAsync()).ShouldBe(0, "a PDF is no picture");
        await page.SendAsync("Handled", ("result", "已修复叫号系统"), ("reply", "已修好。"));
        await page.UntilAsync("document.querySelector('#problem') !== null");
        (await page.InputValueAsync("textarea[name=result]")).ShouldBe("已修复叫号系统");
        (await page.InnerTextAsync("main")).ShouldContain("如选过文件，请重新选择。");
        (await page.ComplaintsAsync(look, "evidence-refused")).ShouldBeEmpty();
        await page.Context.CloseAsync();
    }

    private static FilePayload File(string name, byte[] content) => new() { Name = name, MimeType = name.EndsWith("png", StringComparison.Ordinal) ? "image/png" : "application/pdf", Buffer = content };
}
