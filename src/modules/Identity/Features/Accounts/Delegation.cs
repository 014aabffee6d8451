using Haochaping.Identity.Contracts;
using Haochaping.Identity.Domain;
using Haochaping.Kernel;
using Haochaping.Kernel.Web;

namespace Haochaping.Identity.Features.Accounts;

/// <summary>分级管理 — an administrator of a region or unit manages accounts and clients within it, and gives nothing they do not have.</summary>
internal sealed class Delegation(IEnumerable<IStaffDirectory> directories)
{
    private static readonly Refusal Beyond = new(RefusalKind.NotAllowed, "beyond-own-scope", "只能授予本人管辖范围以内的机构、区域、大厅和人员；审计员和发布人员不分辖区，由系统管理员授予。");
    private static readonly Refusal NoSuchPerson = new(
        RefusalKind.Unprocessable, "person-unknown", "目录中没有这个人员：请按“机构代码/工号”填写。", Complaints: [new("person", "person-unknown", "目录中没有这个人员：请按“机构代码/工号”填写。")]);

    /// <summary>The powers a form asks for. Refuses <c>person-unknown</c>, <c>beyond-own-scope</c>.</summary>
    public async Task<Result<Powers>> GrantAsync(AccountForm form, StaffScope mine, CancellationToken cancel)
    {
        StaffLink? person = null;
        if (form.Person?.Trim() is { Length: > 0 } written && (person = await FindAsync(written, cancel)) is null)
        {
            return NoSuchPerson;
        }

        var powers = new Powers(form.Roles, AccountForm.Codes(form.Institutions), AccountForm.Codes(form.Regions), AccountForm.Codes(form.Halls), person);
        return await CoversAsync(mine, powers, cancel) ? powers : Beyond;
    }

    /// <summary>Whether somebody may manage who has these powers.</summary>
    public async Task<bool> CoversAsync(StaffScope mine, Powers powers, CancellationToken cancel)
    {
        if (mine.IsEverything)
        {
            return true;
        }

        var regions = new Dictionary<string, string>();
        foreach (var directory in directories)
        {
            if (powers.Person is { } written)
            {
                powers = powers with { Person = await directory.PresentAsync(written, cancel) ?? written };
            }

            foreach (var (code, region) in await directory.RegionsAsync([.. powers.Institutions, .. powers.Person is { } person ? new[] { person.Institution } : []], powers.Halls, cancel))
            {
                regions[code] = region;
            }
        }

        return powers.IsWithin(mine, regions);
    }

    private async Task<StaffLink?> FindAsync(string written, CancellationToken cancel)
    {
        var slash = written.LastIndexOf('/');
        foreach (var directory in slash > 0 ? directories : [])
        {
            if (await directory.FindAsync(written[..slash].Trim(), written[(slash + 1)..].Trim(), cancel) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
