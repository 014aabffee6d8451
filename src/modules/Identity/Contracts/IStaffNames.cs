namespace Haochaping.Identity.Contracts;

/// <summary>人员姓名 — names of staff for pages; facts and rows keep tokens only.</summary>
public interface IStaffNames
{
    /// <summary>Display names by <c>Actor.Id</c>; unknown ones are missing.</summary>
    Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> actorIds, CancellationToken cancel);
}
