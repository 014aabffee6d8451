using Haochaping.Kernel;
using YamlDotNet.RepresentationModel;

namespace Haochaping.Policy.Domain;

/// <summary>问题清单 — everything that is wrong with a set of files, gathered so that it is told at once.</summary>
internal sealed class Complaints
{
    private readonly List<Complaint> all = [];

    public int Count => all.Count;

    /// <summary>Each once: a fault in ND shows in every stack that rests on it.</summary>
    public IReadOnlyList<Complaint> All => [.. all.Distinct()];

    /// <param name="file">Path within the policy folder.</param>
    /// <param name="node">Where in the file, if known.</param>
    /// <param name="key">Dotted key, or empty.</param>
    public void Add(string file, YamlNode? node, string key, string code, string message)
    {
        var line = node is null ? "" : $":{node.Start.Line}";
        all.Add(new Complaint($"{file}{line} {key}".TrimEnd(), code, message));
    }
}
