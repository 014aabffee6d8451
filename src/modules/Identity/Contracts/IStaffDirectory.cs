namespace Haochaping.Identity.Contracts;

/// <summary>人员关联 — the member of staff in the catalogue whose account it is: what “one's own” means.</summary>
/// <param name="Token">Survives transfers.</param>
/// <param name="Institution">Code of the body, as it was written.</param>
/// <param name="WorkNumber">工号.</param>
public sealed record StaffLink(Guid Token, string Institution, string WorkNumber)
{
    /// <summary>As people write it.</summary>
    public override string ToString() => $"{Institution}/{WorkNumber}";
}

/// <summary>目录查询 — what accounts need to know of the catalogue, which keeps it.</summary>
public interface IStaffDirectory
{
    /// <summary>Who works there now under this number, or null.</summary>
    Task<StaffLink?> FindAsync(string institution, string workNumber, CancellationToken cancel);

    /// <summary>The same person where they work now; null for somebody the catalogue does not know.</summary>
    Task<StaffLink?> PresentAsync(StaffLink person, CancellationToken cancel);

    /// <summary>Division codes of these institutions and halls; unknown ones are missing.</summary>
    Task<IReadOnlyDictionary<string, string>> RegionsAsync(IReadOnlyCollection<string> institutions, IReadOnlyCollection<string> halls, CancellationToken cancel);
}
