using System.Security.Claims;
using System.Text.Encodings.Web;
using Haochaping.Catalog.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Haochaping.Tests.WorkOrders;

/// <summary>The bodies of an invented place.</summary>
internal sealed class SmallCatalog : ICatalog, IInstitutionList
{
    public Task<IReadOnlyList<InstitutionInfo>> FindAsync(string text, int most, CancellationToken cancel) => Task.FromResult<IReadOnlyList<InstitutionInfo>>([]);

    private static readonly Dictionary<string, InstitutionInfo> Bodies = new InstitutionInfo[]
    {
        new("JX-CITY", "演示市审批局", BodyKind.GovernmentDepartment, "360100000000", "", "", "JX-AUTH", null),
        new("JX-AUTH", "演示市政务服务局", BodyKind.ServiceAuthority, "360100000000", "", "", "", null),
        new("JX-COUNTY", "演示区政务服务办", BodyKind.ServiceAuthority, "360102000000", "", "", "", null),
        new("JX-VILLAGE", "演示村便民服务室", BodyKind.VillageBody, "360102001200", "", "", "", null),
        new("JX-POLICE", "演示镇派出所", BodyKind.GovernmentDepartment, "360102001000", "", "", "", null),
        new("SZ-CITY", "演示市人社局", BodyKind.GovernmentDepartment, "440300000000", "", "", "SZ-AUTH", null),
        new("SZ-12345", "演示市12345热线", BodyKind.Hotline, "440300000000", "", "", "", null),
    }.ToDictionary(b => b.Code);

    public Task<IReadOnlyDictionary<string, InstitutionInfo>> FindInstitutionsAsync(IReadOnlyCollection<string> codes, DateOnly? on, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyDictionary<string, InstitutionInfo>>(codes.Where(Bodies.ContainsKey).ToDictionary(c => c, c => Bodies[c]));

    public Task<InstitutionInfo?> CountyAuthorityOfAsync(string regionCode, CancellationToken cancel) =>
        Task.FromResult(regionCode.StartsWith("360102", StringComparison.Ordinal) ? Bodies["JX-COUNTY"] : null);

    public Task<IReadOnlyDictionary<string, RegionPath>> FindRegionsAsync(IReadOnlyCollection<string> codes, CancellationToken cancel) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<string, ItemInfo>> FindItemsAsync(IReadOnlyCollection<string> codes, DateOnly? on, CancellationToken cancel) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<string, HallInfo>> FindHallsAsync(IReadOnlyCollection<string> codes, CancellationToken cancel) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<string, PlatformInfo>> FindPlatformsAsync(IReadOnlyCollection<string> codes, CancellationToken cancel) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<WindowKey, WindowInfo>> FindWindowsAsync(IReadOnlyCollection<WindowKey> keys, CancellationToken cancel) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<StaffKey, StaffInfo>> FindStaffAsync(IReadOnlyCollection<StaffKey> keys, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyDictionary<StaffKey, StaffInfo>>(keys.Where(k => k.WorkNumber == "1024").ToDictionary(k => k, k => new StaffInfo(Ids.Derive("staff", k.ToString()), k.WorkNumber, "演示人员甲", k.InstitutionCode, k.InstitutionCode)));

    public Task<IReadOnlyDictionary<Guid, StaffInfo>> FindStaffByTokenAsync(IReadOnlyCollection<Guid> tokens, CancellationToken cancel) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<Seat, StaffInfo>> WhoSatAtAsync(IReadOnlyCollection<Seat> seats, CancellationToken cancel) => throw new NotSupportedException();
}

/// <summary>Ratings with a text and a receipt.</summary>
internal sealed class SmallEvaluations : IEvaluations
{
    public Task<IReadOnlyList<CoveredCase>> CoveredAsync(Guid caseId, Guid taskId, CancellationToken cancel) => Task.FromResult<IReadOnlyList<CoveredCase>>([]);

    public Task<IReadOnlyList<Guid>> TasksOfAsync(Guid caseId, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Guid>>([]);

    public Task<ComplaintSaid?> ComplaintAsync(Guid caseId, Guid complaintId, CancellationToken cancel) => Task.FromResult<ComplaintSaid?>(null);

    public Task<string?> TextAsync(Guid caseId, Guid taskId, CancellationToken cancel) => Task.FromResult<string?>("等了很久");

    public Task<IReadOnlyList<string>> PicturesAsync(Guid caseId, Guid id, CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>>([]);

    public Task<FileContent?> PictureAsync(Guid caseId, Guid id, string hash, Actor by, Purpose purpose, CancellationToken cancel) => Task.FromResult<FileContent?>(null);

    public Task<string?> ReceiptPathAsync(Guid caseId, Guid taskId, CancellationToken cancel) => Task.FromResult<string?>("/r/unguessable");
}

/// <summary>Nothing is a lead.</summary>
internal sealed class NoLeads : ILeads
{
    public Task<Result<LeadFlagged>> FlagAsync(Guid caseId, Guid said, string? note, Actor by, CancellationToken cancel) => throw new NotSupportedException();
}

/// <summary>Everybody is called after their token.</summary>
internal sealed class SmallStaffNames : IStaffNames
{
    public Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> actorIds, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(actorIds.ToDictionary(i => i, i => "演示人员 " + i));
}

/// <summary>One person, and a list of who looked.</summary>
internal sealed class SmallVault : IVault
{
    public Guid MarkOf(string phone) => Guid.Empty;

    public List<(Actor By, Purpose Purpose)> Looks { get; } = [];

    public Task<Result<PersonalData>> RevealAsync(PersonToken token, Actor by, Purpose purpose, Guid caseId, CancellationToken cancel)
    {
        Looks.Add((by, purpose));
        return Task.FromResult<Result<PersonalData>>(new PersonalData("演示甲", Phone: "10000000001"));
    }

    public PersonToken TokenOf(PersonalData person, Guid subject) => throw new NotSupportedException();

    public Task<IReadOnlyList<PersonToken>> SealAsync(AppDb db, IReadOnlyList<PersonToSeal> persons, CancellationToken cancel) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<PersonToken, PersonalData>> RevealManyAsync(
        IReadOnlyCollection<(PersonToken Token, Guid CaseId)> persons, Actor by, Purpose purpose, CancellationToken cancel) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<PersonToken, MaskedPerson>> MaskAsync(IReadOnlyCollection<PersonToken> tokens, CancellationToken cancel) => throw new NotSupportedException();

    public Task<bool> MatchesAsync(PersonToken token, ProofKind kind, string digits, CancellationToken cancel) => throw new NotSupportedException();

    public Task<IReadOnlyList<PersonToken>> WithPhoneAsync(IReadOnlyCollection<PersonToken> tokens, string phone, CancellationToken cancel) => throw new NotSupportedException();

    public Task<bool> EraseAsync(PersonToken token, Actor by, string reason, CancellationToken cancel) => throw new NotSupportedException();
}

/// <summary>Keeps no files: the fact names them all the same.</summary>
internal sealed class NoFiles : ISealedFiles
{
    public void Seal(AppDb db, Guid caseId, Guid entryId, IReadOnlyList<FileContent> files)
    {
    }

    public Task PutAsync(Guid caseId, Guid entryId, IReadOnlyList<FileContent> files, CancellationToken cancel) => throw new NotSupportedException();

    public Task SettleAsync(Guid caseId, Guid entryId, CancellationToken cancel) => throw new NotSupportedException();

    public Task<FileContent?> OpenAsync(FileKey file, Actor by, Purpose purpose, CancellationToken cancel) => Task.FromResult<FileContent?>(null);

    public Task<IReadOnlyList<NamedFile>> NamedAsync(Guid caseId, Func<INamesFiles, bool> own, CancellationToken cancel) => Task.FromResult<IReadOnlyList<NamedFile>>([]);
}

/// <summary>Signs in whoever the header names: <c>X-Staff: Handler,JX-CITY,</c> (role, institution, region).</summary>
internal sealed class HeaderSignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Header = "X-Staff";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers[Header].FirstOrDefault()?.Split(',') is not [var role, var institution, var region])
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        Claim[] claims =
        [
            new(HouseClaims.Subject, role + institution + region), new(HouseClaims.Kind, nameof(ActorKind.Staff)), new(HouseClaims.Role, role),
            .. institution.Length > 0 ? new[] { new Claim(HouseClaims.Institution, institution) } : [],
            .. region.Length > 0 ? new[] { new Claim(HouseClaims.Region, region) } : [],
        ];
        var principal = new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme.Name, HouseClaims.Subject, HouseClaims.Role));
        return Task.FromResult(AuthenticateResult.Success(new(principal, Scheme.Name)));
    }
}
