using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Features;
using Haochaping.Evaluations.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Identity.Storage;
using Haochaping.Kernel;
using Haochaping.Testing;
using Haochaping.Tests.Identity;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Evaluations;

/// <summary>图片 with a rating or a complaint: cleaned, sealed, held by the fact, and seen by nobody who need not.</summary>
public sealed partial class PictureTests
{
    private const string Words = "窗口前的地面有积水";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("SZ-11d")]
    public async Task Pictures_come_with_a_rating_and_only_rater_and_handlers_see_them(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        var (photo, secret) = PictureFileTests.Photo(120);
        using var citizen = new Visit(town.Address.ToString());
        await citizen.GoAsync("/e/" + await town.LinkOf(await town.ACaseIsCompleted()));
        await RateAsync(citizen, photo, PictureFileTests.Drawing(60));
        citizen.Path.ShouldStartWith("/r/", Case.Sensitive, citizen.Html);
        await town.SettleAsync();

        citizen.Html.ShouldContain("已附 2 张");
        citizen.Html.ShouldNotContain("/pictures/", Case.Sensitive, "whoever else holds the code sees none");
        var fact = (await town.FactsAsync<EvaluationSubmitted>()).ShouldHaveSingleItem();
        fact.Pictures!.Count.ShouldBe(2);
        var kept = PictureFile.Read(photo)!.Content;
        (kept.AsSpan().IndexOf(secret), PictureFileTests.Turn(kept)).ShouldBe((-1, (byte)6), "no place in it, and the right way up");
        fact.Pictures[0].ShouldBe(Convert.ToHexStringLower(SHA256.HashData(kept)), "the fact names what is kept");
        (await town.LookAsync(db => db.Files.Select(f => f.Box).ToListAsync(Cancel))).Count(box => box.AsSpan().IndexOf(kept.AsSpan(60, 40)) >= 0).ShouldBe(0, "sealed");
        await SeenByHandlersOnlyAsync(town, fact, kept);
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Portals_and_the_hotline_send_pictures_in_their_json_and_what_is_none_is_named(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        var (photo, secret) = PictureFileTests.Photo(120);
        var link = await town.LinkOf(await town.ACaseIsCompleted());
        using (var refused = await RateAsync(town, link, photo, "no picture"u8.ToArray()))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await refused.Content.ReadAsStringAsync(Cancel)).ShouldContain("第 2 张不是完整的");
        }

        using (var many = await RateAsync(town, link, photo, photo, photo, photo))
        {
            (await many.Content.ReadAsStringAsync(Cancel)).ShouldContain("pictures-too-many");
        }

        foreach (var expected in new[] { HttpStatusCode.Created, HttpStatusCode.OK })
        {
            using var answer = await RateAsync(town, link, photo, PictureFileTests.Drawing(60));
            answer.StatusCode.ShouldBe(expected);
        }

        var complaint = new { number = "C-1", institution = "JX-CITY", kind = "facilities", text = Words, pictures = new[] { photo } };
        using (var hotline = await town.ClientAsync("complaints:write"))
        {
            using var refused = await hotline.PostAsJsonAsync("/api/v1/complaints", complaint with { pictures = [secret] }, Cancel);
            (await refused.Content.ReadAsStringAsync(Cancel)).ShouldContain("picture-unknown");
            using var taken = await hotline.PostAsJsonAsync("/api/v1/complaints", complaint, Cancel);
            taken.StatusCode.ShouldBe(HttpStatusCode.Created);
        }

        await town.SettleAsync();
        (await town.FactsAsync<EvaluationSubmitted>()).ShouldHaveSingleItem().Pictures!.Count.ShouldBe(2);
        (await town.FactsAsync<ComplaintFiled>()).ShouldHaveSingleItem().Pictures.ShouldBe([Convert.ToHexStringLower(SHA256.HashData(PictureFile.Read(photo)!.Content))]);
        (await town.LookAsync(db => db.Files.CountAsync(Cancel))).ShouldBe(3, "nothing of what was refused or sent again");
        (await town.FaultsAsync()).ShouldBeEmpty();

        static Task<HttpResponseMessage> RateAsync(Town town, string link, params byte[][] pictures) =>
            town.Citizen.PostAsJsonAsync($"/api/v1/tasks/{link}/evaluation", new { level = 2, text = Words, pictures }, Cancel);
    }

    private static async Task SeenByHandlersOnlyAsync(Town town, EvaluationSubmitted fact, byte[] kept)
    {
        var order = await town.LookAsync(db => db.Orders.AsNoTracking().SingleAsync(Cancel));
        string[] pages = [$"/console/orders/{order.Id}", $"/console/tasks/{fact.CaseId}/{fact.Task.TaskId}"];
        using var handler = await Desk.OfAsync(town, Role.Handler, ["JX-CITY"], []);
        var links = new List<string>();
        foreach (var page in pages)
        {
            links.Add(PicturesIn((await handler.GoAsync(page)).Html)[0]);
            handler.Html.ShouldContain(Words, Case.Sensitive, "the text beside them");
            handler.Html.ShouldNotContain("<img", Case.Sensitive, "a page that is opened for something else reveals nothing");
            (await handler.BytesAsync(links[^1])).ShouldBe(kept);
        }

        using (var answer = await handler.FetchAsync($"/console/pictures/{fact.CaseId}/{fact.Task.TaskId}/{fact.Pictures![1]}"))
        {
            (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.DispositionType).ShouldBe(("image/png", "inline"));
            string.Join(' ', answer.Headers.GetValues("Content-Security-Policy")).ShouldStartWith("sandbox;");
            (answer.Headers.GetValues("X-Content-Type-Options").Single(), answer.Headers.CacheControl!.NoStore).ShouldBe(("nosniff", true));
        }

        (await town.FactsAsync<FileRevealed>()).Select(f => (f.CaseId, f.Hash, f.Purpose)).ShouldBe(new[] { 0, 0, 1 }.Select(i => (fact.CaseId, fact.Pictures![i], Purpose.Verification)));
        (await town.LookAsync(db => db.AccessLog.CountAsync(a => a.Purpose == Purpose.Verification, Cancel))).ShouldBe(3);
        using var viewer = await Desk.OfAsync(town, Role.Viewer, ["JX-CITY"], []);
        using var stranger = await Desk.OfAsync(town, Role.Handler, ["JX-POLICE"], []);
        using var nobody = new Visit(town.Address.ToString());
        foreach (var visit in new[] { viewer, stranger, nobody })
        {
            foreach (var link in links)
            {
                (await visit.BytesAsync(link)).AsSpan().IndexOf(kept.AsSpan(0, 40)).ShouldBe(-1);
            }
        }

        PicturesIn((await viewer.GoAsync(pages[0])).Html).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task What_is_no_picture_is_refused_in_words_and_what_was_written_stays(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        var (photo, _) = PictureFileTests.Photo(120);
        using var citizen = new Visit(town.Address.ToString());
        await citizen.GoAsync("/e/" + await town.LinkOf(await town.ACaseIsCompleted()));
        foreach (var (files, said) in new (byte[][], string[])[]
        {
            (["<svg onload=alert(1)>"u8.ToArray()], ["第 1 张不是完整的 JPEG 或 PNG 图片"]),
            ([photo, photo[..^2]], ["第 2 张不是完整的 JPEG 或 PNG 图片"]),
            ([[]], ["第 1 张不是完整的 JPEG 或 PNG 图片"]),
            ([[.. photo, .. new byte[5 * 1024 * 1024]], "%PDF-1.7"u8.ToArray()], ["第 1 张图片超过 5 MB", "第 2 张不是完整的"]),
            ([photo, photo, photo, photo], ["最多附 3 张图片"]),
        })
        {
            await RateAsync(citizen, files);
            citizen.Status.ShouldBe(HttpStatusCode.BadRequest);
            said.ShouldAllBe(words => citizen.Html.Contains(words, StringComparison.Ordinal));
            citizen.Html.ShouldContain(Words, Case.Sensitive, "nothing that was typed is lost");
            Chosen().Count(citizen.Html).ShouldBe(1, "nor the grade");
        }

        await citizen.UploadAsync("rate", [("pictures", "a.jpg", photo)], ("Form.Level", "1"), ("Form.Text", new string('长', 5000)));
        citizen.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await town.LookAsync(db => db.Files.CountAsync(Cancel))).ShouldBe(0, "a rating that is refused leaves no picture behind");
        await RateAsync(citizen);
        citizen.Path.ShouldStartWith("/r/", Case.Sensitive, citizen.Html);
        (await town.FactsAsync<EvaluationSubmitted>()).ShouldHaveSingleItem().Pictures.ShouldBeNull();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task The_same_form_twice_is_one_rating_with_one_picture_and_verification_misses_none(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        var (photo, _) = PictureFileTests.Photo(120);
        var link = await town.LinkOf(await town.ACaseIsCompleted());
        using var citizen = new Visit(town.Address.ToString());
        await citizen.GoAsync("/e/" + link);
        await RateAsync(citizen, photo, photo);
        var again = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => AgainAsync(town, link, photo))); // what a page that was open twice sends
        again.Select(receipt => receipt.Value.ReceiptPath).Distinct().ShouldBe([citizen.Path]);
        (await AgainAsync(town, link, PictureFileTests.Drawing(7))).Refusal!.Code.ShouldBe("rating-differs", "other pictures are another word");
        await town.SettleAsync();
        var key = await town.LookAsync(db => db.Files.Select(f => new FileKey(f.CaseId, f.EntryId, f.Hash)).SingleAsync(Cancel));
        (await town.FaultsAsync()).ShouldBeEmpty();

        var files = town.Services.GetRequiredService<ISealedFiles>();
        await files.PutAsync(key.CaseId, Guid.NewGuid(), [new FileContent("image/png", PictureFileTests.Drawing(9))], Cancel);
        (await town.FaultsAsync()).ShouldBeEmpty("a picture may be there a moment before its rating");
        town.Clock.Advance(TimeSpan.FromMinutes(61));
        (await ToldAsync(town)).ShouldBe(["identity_files  row-unfounded"]);
        await town.SettleAsync();
        (await town.FaultsAsync()).ShouldBeEmpty("what never became a rating is swept");

        await files.PutAsync(key.CaseId, key.EntryId, [new FileContent("image/png", PictureFileTests.Drawing(8))], Cancel);
        (await ToldAsync(town)).ShouldBe(["identity_files  row-unfounded"], "slipped in beside a rating");
        await town.LookAsync(db => db.Files.Where(f => f.Hash != key.Hash).ExecuteDeleteAsync(Cancel));
        await town.LookAsync(db => db.Files.ExecuteUpdateAsync(set => set.SetProperty(f => f.Type, "text/html"), Cancel));
        (await ToldAsync(town)).ShouldBe(["identity_files type row-altered"]);
        await town.LookAsync(db => db.Files.ExecuteUpdateAsync(set => set.SetProperty(f => f.Type, "image/jpeg").SetProperty(f => f.Box, new byte[80]), Cancel));
        (await ToldAsync(town)).ShouldBe(["identity_files box row-altered"]);
        await town.LookAsync(db => db.Files.ExecuteDeleteAsync(Cancel));
        (await ToldAsync(town)).ShouldBe(["identity_files  row-missing"]);
        await town.LookAsync(db => db.Evaluations.ExecuteUpdateAsync(set => set.SetProperty(e => e.Pictures, (IReadOnlyList<string>?)null), Cancel));
        (await ToldAsync(town)).ShouldBe(["evaluations pictures row-altered", "identity_files  row-missing"]);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_complaint_has_pictures_too_and_is_still_one_however_often_it_is_sent(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        var (photo, _) = PictureFileTests.Photo(90);
        using var citizen = new Visit(town.Address.ToString());
        await citizen.GoAsync("/complain?unit=JX-CITY");
        var form = citizen.Html;
        await ComplainAsync(citizen, "<html>"u8.ToArray());
        citizen.Html.ShouldContain("第 1 张不是完整的 JPEG 或 PNG 图片");
        citizen.Html.ShouldContain(Words);
        await ComplainAsync(citizen, photo);
        var receipt = citizen.Path;
        citizen.Html.ShouldContain("已附 1 张");
        await citizen.GoAsync("/complain?unit=JX-CITY");
        await citizen.UploadAsync("complain", [("pictures", "a.jpg", photo)], ("Form.Key", Key().Match(form).Groups[1].Value), ("Form.Kind", "Facilities"), ("Form.Text", Words));
        citizen.Path.ShouldNotBe(receipt, "the key of a form is the first that is sent: here that of a new form");
        await town.SettleAsync();

        var filed = await town.FactsAsync<ComplaintFiled>();
        filed.Count.ShouldBe(2);
        using var handler = await Desk.OfAsync(town, Role.Handler, ["JX-CITY"], []);
        await handler.GoAsync($"/console/complaints/{filed[0].CaseId}/{filed[0].ComplaintId}");
        (await handler.BytesAsync(PicturesIn(handler.Html).ShouldHaveSingleItem())).Length.ShouldBeGreaterThan(40);
        using var viewer = await Desk.OfAsync(town, Role.Viewer, ["JX-CITY"], []);
        PicturesIn((await viewer.GoAsync($"/console/complaints/{filed[0].CaseId}/{filed[0].ComplaintId}")).Html).ShouldBeEmpty();
        (await town.FaultsAsync()).ShouldBeEmpty();
        await town.LookAsync(db => db.Complaints.Where(c => c.ComplaintId == filed[0].ComplaintId).ExecuteUpdateAsync(set => set.SetProperty(c => c.Pictures, (IReadOnlyList<string>?)null), Cancel));
        (await ToldAsync(town)).ShouldBe(["evaluations_complaints pictures row-altered"]);
    }

    [Xunit.Fact]
    public async Task A_form_that_set_out_in_time_is_in_time_however_long_its_pictures_take()
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite, "2020-11-02T10:00");
        var link = await town.LinkOf(await town.ACaseIsCompleted());
        var end = await town.LookAsync(db => db.Tasks.Select(t => t.ClosesAt).SingleAsync(Cancel));
        town.Clock.SetNow(end.AddMinutes(-1));
        using var form = new MultipartFormDataContent
        {
            { new StringContent("rate"), "_handler" }, { new StringContent("5"), "Form.Level" }, { new ByteArrayContent(PictureFileTests.Photo(50).File), "pictures", "a.jpg" },
        };
        using var slow = new SlowContent(form, () => town.Clock.SetNow(end.AddMinutes(1)));
        using var line = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = town.Address };
        line.DefaultRequestHeaders.ExpectContinue = true; // the body goes only when the house asks for it
        using var answer = await line.PostAsync(new Uri("/e/" + link, UriKind.Relative), slow, Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        (await town.FactsAsync<EvaluationSubmitted>()).ShouldHaveSingleItem().ReceivedAt.ShouldBe(end.AddMinutes(-1));
        town.Clock.GetUtcNow().ShouldBe(end.AddMinutes(1));
    }

    private static Task<Visit> RateAsync(Visit citizen, params byte[][] pictures) =>
        citizen.UploadAsync("rate", [.. pictures.Select((p, i) => ("pictures", $"{i}.jpg", p))], ("Form.Level", "1"), ("Form.Text", Words));

    private static async Task<Result<Receipt>> AgainAsync(Town town, string link, byte[] picture)
    {
        await using var scope = town.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SubmitEvaluation>().RunAsync(link, new() { Level = 1, Text = Words, Tags = [] }, town.Clock.GetUtcNow(), [PictureFile.Read(picture)!]);
    }

    private static Task<Visit> ComplainAsync(Visit citizen, byte[] picture) =>
        citizen.UploadAsync("complain", [("pictures", "a.jpg", picture)], ("Form.Kind", "Facilities"), ("Form.Text", Words));

    private static IReadOnlyList<string> PicturesIn(string html) => [.. Links().Matches(html).Select(m => m.Groups[1].Value)];

    private static async Task<IEnumerable<string>> ToldAsync(Town town) => (await town.FaultsAsync()).Select(f => $"{f.Table} {f.Column} {f.Code}").Order(StringComparer.Ordinal);

    private sealed class SlowContent : HttpContent
    {
        private readonly HttpContent inner;
        private readonly Action meanwhile;

        public SlowContent(HttpContent inner, Action meanwhile)
        {
            (this.inner, this.meanwhile) = (inner, meanwhile);
            Headers.ContentType = inner.Headers.ContentType;
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            meanwhile();
            return inner.CopyToAsync(stream);
        }

        protected override bool TryComputeLength(out long length) => (length = inner.Headers.ContentLength ?? 0) > 0;
    }

    [GeneratedRegex("href=\"(/[^\"]*/?pictures/[^\"]+)\"")]
    private static partial Regex Links();

    [GeneratedRegex("value=\"1\"[^>]* checked")]
    private static partial Regex Chosen();

    [GeneratedRegex("name=\"Form.Key\" value=\"([^\"]+)\"")]
    private static partial Regex Key();
}
