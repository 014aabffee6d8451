using System.Reflection;
using System.Text.RegularExpressions;
using Haochaping.Kernel.Facts;
using Microsoft.AspNetCore.Components;
using Module = Haochaping.Kernel.Module;

namespace Haochaping.Tests.House;

/// <summary>The rules about types, as functions from types to complaints, so that planted types can show that they bite.</summary>
internal static partial class TypeRules
{
    /// <summary>Outside Contracts/, the module class and razor components nothing is public.</summary>
    public static IReadOnlyList<string> TooPublic(IEnumerable<Type> types) =>
        [.. types.Where(t => t.IsVisible && !IsContract(t) && !t.IsSubclassOf(typeof(Module)) && !IsComponent(t)).Select(t => $"{t.FullName} is public")];

    /// <summary>Everything is sealed; razor classes cannot be, and a base class of the house is abstract or has heirs.</summary>
    public static IReadOnlyList<string> Unsealed(IEnumerable<Type> types)
    {
        var all = types.ToList();
        var bases = all.Select(t => t.BaseType).OfType<Type>().Select(Open).ToHashSet();
        return [.. all.Where(t => t.IsClass && !t.IsSealed && !t.IsAbstract && !IsComponent(t) && !bases.Contains(Open(t))).Select(t => $"{t.FullName} is not sealed")];
    }

    /// <summary>Names that say nothing.</summary>
    public static IReadOnlyList<string> EmptyNames(IEnumerable<Type> types) =>
        [.. types.Where(t => EmptyName().IsMatch(t.Name.Split('`')[0])).Select(t => $"{t.FullName} says nothing by its name")];

    /// <summary>Facts: a sealed record with a stable name, in Contracts/, once, without a place for personal data.</summary>
    public static IReadOnlyList<string> CrookedFacts(IEnumerable<Type> types)
    {
        var facts = types.Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IFact))).ToList();
        return
        [
            .. facts.Where(f => !f.IsSealed || f.GetMethod("<Clone>$") is null).Select(f => $"{f.Name} is not a sealed record"),
            .. facts.Where(f => !IsContract(f)).Select(f => $"{f.Name} is not in Contracts/"),
            .. facts.Where(f => f.GetCustomAttribute<FactAttribute>() is null).Select(f => $"{f.Name} has no [Fact]"),
            .. facts.Where(f => f.GetCustomAttribute<FactAttribute>() is { } a && (a.Version < 1 || !Kebab().IsMatch(a.Name))).Select(f => $"{f.Name} has a crooked name or version"),
            .. facts.GroupBy(f => f.GetCustomAttribute<FactAttribute>()?.Type).Where(g => g.Key is not null && g.Count() > 1).Select(g => $"{g.Key} stands for {g.Count()} types"),
            .. from fact in facts
               from property in fact.GetProperties()
               where property.PropertyType == typeof(string) && Personal().IsMatch(property.Name)
               select $"{fact.Name}.{property.Name} could hold personal data",
        ];
    }

    private static Type Open(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    // what razor makes: components, and a class for each _Imports.razor
    private static bool IsComponent(Type type) => type.IsAssignableTo(typeof(IComponent)) || type.Name == "_Imports";

    private static bool IsContract(Type type) => type.Namespace!.Split('.').Contains("Contracts");

    [GeneratedRegex(@".(Manager|Helper|Service|Util|Utils|Dto|Impl)s?$")]
    private static partial Regex EmptyName();

    [GeneratedRegex(@"^[a-z]+(-[a-z0-9]+)*$")]
    private static partial Regex Kebab();

    [GeneratedRegex(@"Phone|Mobile|Certificate|IdNumber|Email|PersonName|ApplicantName|RaterName|StaffName")]
    private static partial Regex Personal();
}
