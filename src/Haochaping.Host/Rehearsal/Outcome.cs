namespace Haochaping.Host.Rehearsal;

/// <summary>演练结果 — what came of one file.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Proves">Requirement ids it proves where it is met.</param>
/// <param name="Packs">Versions of the packs that ruled.</param>
/// <param name="Banners">What the packs want to be said.</param>
/// <param name="Lines">Each expectation.</param>
/// <param name="Complaints">What is wrong with the file itself; then nothing was played.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record Outcome(
    string File,
    string Title,
    IReadOnlyList<string> Proves,
    IReadOnlyList<string> Packs,
    IReadOnlyList<string> Banners,
    IReadOnlyList<OutcomeLine> Lines,
    IReadOnlyList<Complaint> Complaints,
    double Seconds)
{
    /// <summary>Everything is as expected.</summary>
    public bool IsMet => Complaints.Count == 0 && Lines.Count > 0 && Lines.All(l => l.IsMet);

    public static Outcome Crooked(string file, string title, IReadOnlyList<Complaint> complaints) => new(file, title, [], [], [], [], complaints, 0);
}

/// <summary>一项预期的结果.</summary>
/// <param name="IsMet">符合.</param>
/// <param name="At">The moment of the scene.</param>
/// <param name="Line">Line in the file.</param>
/// <param name="What">What was looked at, in Chinese.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Seen">What was seen.</param>
/// <param name="Basis">The article, where one decides.</param>
internal sealed record OutcomeLine(bool IsMet, string At, int Line, string What, string Expected, string Seen, string? Basis)
{
    private const int Longest = 300;

    /// <summary>What was looked at, expected and seen.</summary>
    public string Sentence => $"{At} {What} {Expected}{(IsMet ? "" : $"，实际：{Short(Seen)}（第 {Line} 行）")}{(string.IsNullOrEmpty(Basis) ? "" : $"　依据 {Basis}")}";

    /// <summary>One line for people.</summary>
    public override string ToString() => $"{(IsMet ? "✓ 符合" : "✗ 不符")} {Sentence}";

    private static string Short(string text) => text.Length <= Longest ? text : text[..Longest] + "…";
}
