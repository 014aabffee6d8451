namespace Haochaping.Testing;

/// <summary>
/// Says which requirements of docs/requirements.csv a test proves. Set it only where the test would fail if the requirement
/// were broken; a house test refuses ids that do not exist.
/// </summary>
/// <param name="ids">Ids of the first column, for example <c>SZ-17c</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class RequirementAttribute(params string[] ids) : Attribute
{
    /// <summary>Ids of the first column of docs/requirements.csv.</summary>
    public IReadOnlyList<string> Ids { get; } = ids;
}
