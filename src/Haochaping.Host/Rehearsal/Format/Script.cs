using System.Reflection;
using Haochaping.Catalog.Contracts;

namespace Haochaping.Host.Rehearsal;

/// <summary>演练 — one scenario as its file tells it, read and checked.</summary>
/// <param name="File">Name of the file, for people.</param>
/// <param name="Title">What it shows.</param>
/// <param name="About">More of it.</param>
/// <param name="Proves">Requirement ids it proves.</param>
/// <param name="Packs">Which pack rules where.</param>
/// <param name="Assumed">Values changed for this run (what-if).</param>
/// <param name="Years">Years with a published calendar; empty for all that are shipped.</param>
/// <param name="Catalogue">What is added to the invented city.</param>
/// <param name="Desks">Which institution plays which role in a route.</param>
/// <param name="Scenes">What happens, in order.</param>
internal sealed record Script(
    string File,
    string Title,
    string? About,
    IReadOnlyList<string> Proves,
    IReadOnlyList<PackPlace> Packs,
    IReadOnlyList<Assumption> Assumed,
    IReadOnlyList<int> Years,
    IReadOnlyList<Sheet> Catalogue,
    IReadOnlyDictionary<string, string> Desks,
    IReadOnlyList<Scene> Scenes);

/// <summary>适用地 — a pack and the region it rules.</summary>
internal sealed record PackPlace(string Pack, string Region, int Line);

/// <summary>假设 — one value of a pack, changed for this run.</summary>
internal sealed record Assumption(string Pack, string Key, string Yaml, int Line);

/// <summary>目录表 — rows for one import, and the line of each in the file.</summary>
internal sealed record Sheet(ImportKind Kind, string Csv, IReadOnlyList<int> Lines);

/// <summary>一幕 — a moment, what is done then, and what is expected.</summary>
/// <param name="At">When.</param>
/// <param name="Line">Line in the file.</param>
/// <param name="JobsRest">后台任务未运行 — what is due is not done before the step.</param>
/// <param name="Step">What is done, if anything.</param>
/// <param name="Given">Its values.</param>
/// <param name="Expected">What is to be seen.</param>
internal sealed record Scene(DateTimeOffset At, int Line, bool JobsRest, StepKind? Step, Given Given, IReadOnlyList<Expectation> Expected);

/// <summary>一项预期.</summary>
internal sealed record Expectation(SightKind Sight, Given Given);

/// <summary>词条表 — every step and every expectation there is: whoever writes a class has added one.</summary>
internal static class Entries
{
    public static IReadOnlyList<StepKind> Steps { get; } = All<StepKind>();

    public static IReadOnlyList<SightKind> Sights { get; } = All<SightKind>();

    private static List<T> All<T>() =>
    [
        .. typeof(Entries).Assembly.GetTypes()
            .Where(t => t is { IsAbstract: false } && t.IsAssignableTo(typeof(T)) && t.GetConstructor(Type.EmptyTypes) is not null)
            .OrderBy(t => t.GetCustomAttribute<PlaceAttribute>()?.Place ?? int.MaxValue).ThenBy(t => t.Name, StringComparer.Ordinal)
            .Select(t => (T)Activator.CreateInstance(t)!),
    ];
}

/// <summary>Where an entry stands in the reference.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class PlaceAttribute(int place) : Attribute
{
    public int Place => place;
}
