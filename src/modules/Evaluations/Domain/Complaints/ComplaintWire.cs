using System.Security.Cryptography;
using System.Text.Json;
using Haochaping.Evaluations.Contracts;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Web;

namespace Haochaping.Evaluations.Domain.Complaints;

/// <summary>投诉报文 — a complaint as it arrives; every member may be missing.</summary>
internal record ComplaintWire
{
    /// <summary>Longest text, in characters.</summary>
    public const int MostCharacters = 1000;

    /// <summary>Longest 办件编号.</summary>
    public const int LongestNumber = 100;

    private const int FewestDigits = 7;
    private const int MostDigits = 15;

    public string? Kind { get; init; }

    public string? Text { get; init; }

    public string? CaseNumber { get; init; }

    /// <summary>To be reached; without one the complaint is anonymous.</summary>
    public string? Phone { get; init; }

    /// <summary>What was said, or every complaint about it at once.</summary>
    public Result<ComplaintGiven> Parse()
    {
        var parsing = new Parsing();
        if (string.IsNullOrWhiteSpace(Kind))
        {
            parsing.Complain("kind", "complaint-kind-missing", "请选择投诉的类别。");
        }

        var kind = parsing.Choice<ComplaintKind>("kind", Kind);
        var text = parsing.Text("text", Text, MostCharacters);
        if (Parsing.Clean(Text) is null)
        {
            parsing.Complain("text", "complaint-text-missing", "请写明投诉的情况：什么时候、在哪里、发生了什么。");
        }

        var number = parsing.Text("caseNumber", CaseNumber, LongestNumber);
        var phone = string.Concat((Phone ?? "").Where(char.IsDigit).Select(c => (char)('0' + (int)char.GetNumericValue(c)))); // full-width ones too
        if (!string.IsNullOrWhiteSpace(Phone) && phone.Length is < FewestDigits or > MostDigits)
        {
            parsing.Complain("phone", "complaint-phone-malformed", "电话号码不完整：请填写手机号，或带区号的固定电话；不想留电话可以不填。");
        }

        return parsing.IsClean ? new ComplaintGiven(kind!.Value, text!, number, phone.Length == 0 ? null : phone) : parsing.ToRefusal("invalid-complaint");
    }
}

/// <summary>投诉要点 — what somebody said, well-formed. Its text form is empty, so that no log can take it.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Text">What happened.</param>
/// <param name="Number">办件编号 as it was typed.</param>
/// <param name="Phone">Digits only.</param>
internal sealed record ComplaintGiven(ComplaintKind Kind, string Text, string? Number, string? Phone)
{
    /// <summary>图片.</summary>
    public IReadOnlyList<FileContent> Pictures { get; init; } = [];

    /// <summary>Their hashes; null where there are none.</summary>
    public IReadOnlyList<string>? PictureHashes => Pictures.Count == 0 ? null : [.. Pictures.Select(p => p.Hash)];

    /// <summary>SHA-256 (hex) of the content: the same form sent twice is one complaint, other words are another.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { Kind, Text, Number, Phone, Pictures = PictureHashes }, FactJson.Options)));

    public override string ToString() => nameof(ComplaintGiven);
}
