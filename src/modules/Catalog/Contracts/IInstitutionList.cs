namespace Haochaping.Catalog.Contracts;

/// <summary>机构查找 — for whoever has to name an institution and does not know its code.</summary>
public interface IInstitutionList
{
    /// <summary>Open institutions whose name contains the text, whose code it is, or whose syllables begin with these letters (人社局: <c>rsj</c>), by code; at most so many.</summary>
    Task<IReadOnlyList<InstitutionInfo>> FindAsync(string text, int most, CancellationToken cancel);
}
