using Haochaping.Identity.Contracts;
using Haochaping.Identity.Storage;
using Haochaping.Kernel.Web;

namespace Haochaping.Identity.Domain;

/// <summary>权限 — what an account may do, and which rows it sees.</summary>
internal sealed record Powers(IReadOnlyList<Role> Roles, IReadOnlyList<string> Institutions, IReadOnlyList<string> Regions, IReadOnlyList<string> Halls, StaffLink? Person)
{
    public static Powers Of(Account account) =>
        new([.. Enum.GetValues<Role>().Where(account.Has)], account.Institutions, account.Regions, account.Halls ?? [], account.Link);

    /// <summary>
    /// 分级管理: whether somebody's own scope has all of it, so that nobody gives what they do not have. What belongs nowhere, or is bounded
    /// by nothing, belongs to who runs the installation.
    /// </summary>
    public bool IsWithin(StaffScope scope, IReadOnlyDictionary<string, string> regionOf) =>
        scope.IsEverything
        || (!Roles.Any(Domain.Roles.IsUnbounded)
            && Institutions.Count + Regions.Count + Halls.Count + (Person is null ? 0 : 1) > 0
            && Regions.All(r => r != StaffScope.Anywhere && scope.Covers(null, r))
            && Institutions.All(i => scope.Covers(i, regionOf.GetValueOrDefault(i)))
            && Halls.All(h => scope.Covers(null, regionOf.GetValueOrDefault(h), h))
            && (Person is null || scope.Covers(Person.Institution, regionOf.GetValueOrDefault(Person.Institution))));
}
