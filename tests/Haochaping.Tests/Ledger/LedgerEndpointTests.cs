using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Security.Claims;
using Haochaping.Kernel.Keys;
using Haochaping.Kernel.Web;
using Haochaping.Ledger;
using Haochaping.Ledger.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Ledger;

/// <summary>What an outsider with nothing but HTTP and the public specifications can check.</summary>
public sealed class LedgerEndpointTests : IAsyncLifetime
{
    private readonly LedgerBench bench = new();
    private WebApplication app = null!;
    private HttpClient http = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("Ledger:Origin", "hcp.example/ledger")]);
        builder.Services.AddSingleton<IKeys>(bench.Keys);
        builder.Services.AddAuthentication().AddCookie();
        builder.Services.AddAuthorizationBuilder().AddPolicy(Access.Audit, policy => policy.RequireAuthenticatedUser());
        var house = new Kernel.House(builder.Services, builder.Configuration, [new LedgerModule()], bench.Store);
        app = builder.Build();
        app.Use((context, next) =>
        {
            if (context.Request.Headers.ContainsKey("auditor"))
            {
                context.User = new ClaimsPrincipal(new ClaimsIdentity("test"));
            }

            return next();
        });
        app.UseRouting().UseAuthorization();
        house.Map(app);
        await app.StartAsync(Cancel);
        http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };

        await bench.LeaveAsync(300);
        await bench.SealAsync();
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
        bench.Dispose();
    }

    [Fact]
    public async Task The_tiles_lead_to_the_signed_root()
    {
        var keys = (await http.GetStringAsync("/ledger/key", Cancel)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(k => NoteKey.Parse(k).ShouldNotBeNull()).ToList();
        var note = SignedNote.Parse(await http.GetStringAsync("/ledger/checkpoint", Cancel)).Value;
        note.VerifiedBy(keys).Refusal.ShouldBeNull();
        var checkpoint = Checkpoint.Parse(note.Text).Value;
        (checkpoint.Origin, checkpoint.Size).ShouldBe(("hcp.example/ledger", 300));

        byte[] leaves = [.. await http.GetByteArrayAsync("/ledger/tile/0/000", Cancel), .. await http.GetByteArrayAsync("/ledger/tile/0/001.p/44", Cancel)];
        var tree = new MemoryTree(leaves.Chunk(Hash.Size).Select(bytes => Hash.Read(bytes)));
        tree.Root(300).ShouldBe(checkpoint.Root);
        Hash.Read(await http.GetByteArrayAsync("/ledger/tile/1/000.p/1", Cancel)).ShouldBe(tree.Node(8, 0));
    }

    [Fact]
    public async Task Narrower_tiles_of_older_trees_stay_and_only_full_ones_last_for_ever()
    {
        var full = await http.GetAsync("/ledger/tile/0/000", Cancel);
        full.Headers.CacheControl!.ToString().ShouldContain("immutable");
        full.Content.Headers.ContentType!.ToString().ShouldBe("application/octet-stream");
        var older = await http.GetAsync("/ledger/tile/0/000.p/7", Cancel);
        older.Headers.CacheControl!.ToString().ShouldBe("public, max-age=60");
        (await older.Content.ReadAsByteArrayAsync(Cancel)).ShouldBe((await full.Content.ReadAsByteArrayAsync(Cancel))[..(7 * Hash.Size)]);
    }

    [Theory]
    [InlineData("/ledger/tile/0/001")]
    [InlineData("/ledger/tile/0/001.p/45")]
    [InlineData("/ledger/tile/0/002")]
    [InlineData("/ledger/tile/00/000")]
    [InlineData("/ledger/tile/64/000")]
    [InlineData("/ledger/tile/-1/000")]
    [InlineData("/ledger/tile/x/000")]
    [InlineData("/ledger/tile/0/1")]
    [InlineData("/ledger/tile/0/")]
    [InlineData("/ledger/tile/1/000")]
    public async Task What_does_not_exist_is_not_found(string path) =>
        (await http.GetAsync(path, Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task Entries_are_for_auditors_and_hash_to_the_leaves()
    {
        (await http.GetAsync("/ledger/tile/entries/000", Cancel)).StatusCode.ShouldNotBe(HttpStatusCode.OK);

        http.DefaultRequestHeaders.Add("auditor", "1");
        var leaves = await http.GetByteArrayAsync("/ledger/tile/0/001.p/44", Cancel);
        var response = await http.GetAsync("/ledger/tile/entries/001.p/44", Cancel);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var bundle = await response.Content.ReadAsByteArrayAsync(Cancel);
        var count = 0;
        for (var at = 0; at < bundle.Length; count++)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(bundle.AsSpan(at));
            Hash.Leaf(bundle.AsSpan(at + 2, length)).ShouldBe(Hash.Read(leaves.AsSpan(count * Hash.Size)), count.ToString(CultureInfo.InvariantCulture));
            at += 2 + length;
        }

        count.ShouldBe(44);
        (await http.GetAsync("/ledger/tile/entries/001.p/45", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await http.GetAsync("/ledger/tile/entries/001", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
