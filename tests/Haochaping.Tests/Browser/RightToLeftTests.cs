using Haochaping.Testing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Browser;

/// <summary>A place adds a language of its own, written from the right: the page is mirrored, and a citizen rates in it.</summary>
[Trait("Kind", "Browser")]
public sealed class RightToLeftTests(Chromium chromium) : IDisposable
{
    private const string Book =
        """
        { "@tag": "ar", "@name": "العربية", "@dir": "rtl", "总体评价：您对本次服务满意吗？": "ما مدى رضاك عن هذه الخدمة؟", "提交评价": "إرسال التقييم",
          "非常满意": "راضٍ جدًا", "满意": "راضٍ", "基本满意": "راضٍ إلى حد ما", "不满意": "غير راضٍ", "非常不满意": "غير راضٍ إطلاقًا" }
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("haochaping-words-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory, InlineData(false), InlineData(true)]
    public async Task The_page_is_mirrored_and_fits(bool elder)
    {
        Chromium.SkipWhereMissing();
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "ar.json"), Book, TestContext.Current.CancellationToken);
        await using var town = await Town.OpenAsync(TownStore.Sqlite, settings: new Dictionary<string, string?> { ["Words:Folder"] = folder.FullName });
        var page = await chromium.VisitAsync(town, new Look(Language: "ar", Elder: elder));
        await page.OpenAsync("/e/" + await town.LinkOf(await town.ACaseIsCompleted()));
        (await page.GetAttributeAsync("html", "dir")).ShouldBe("rtl");
        var (face, word, radio) = (await MiddleAsync(page, ".l5 .face"), await MiddleAsync(page, ".l5 .level-box > span"), await MiddleAsync(page, ".l5 input"));
        face.ShouldBeGreaterThan(word);
        word.ShouldBeGreaterThan(radio);
        (await MiddleAsync(page, ".brand")).ShouldBeGreaterThan(await MiddleAsync(page, ".top-links a >> nth=0"));
        (await page.SqueezedAsync()).ShouldBeEmpty();
        await page.ClickAsync(".level.l1");
        await page.ClickAsync(".bar button");
        await page.ArriveAsync("/r/");
        (await page.InnerTextAsync(".received")).ShouldContain("غير راضٍ إطلاقًا");
        (await page.SqueezedAsync()).ShouldBeEmpty();
        await page.Context.CloseAsync();
    }

    private static async Task<double> MiddleAsync(IPage page, string selector) =>
        await page.Locator(selector).BoundingBoxAsync() is { } box ? box.X + (box.Width / 2) : throw new InvalidOperationException($"{selector} is not there");
}
