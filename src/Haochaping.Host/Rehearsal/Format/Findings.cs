using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Haochaping.Host.Rehearsal;

/// <summary>问题清单 — everything that is wrong with one file, with line, key and what is allowed.</summary>
internal sealed class Findings(string file)
{
    private readonly List<Complaint> all = [];

    public IReadOnlyList<Complaint> All => [.. all.Distinct()];

    public void Add(YamlNode? node, string key, string code, string message) => Add((int)(node?.Start.Line ?? 0), key, code, message);

    public void Add(Mark mark, string key, string code, string message) => Add((int)mark.Line, key, code, message);

    public void Add(int line, string key, string code, string message) =>
        all.Add(new Complaint($"{file}{(line > 0 ? $":{line}" : "")} {key}".TrimEnd(), code, message));
}
