namespace Haochaping.Evaluations.Storage;

/// <summary>验证码 — the newest phone code of a task: a keyed hash, never the code.</summary>
internal sealed class CodeRow
{
    public required Guid CaseId { get; init; }

    public required Guid TaskId { get; init; }

    /// <summary>Null once it was used: a used code is dead.</summary>
    public string? Hash { get; set; }

    public required DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Tries at this code.</summary>
    public required int Tries { get; set; }

    /// <summary>Codes sent since <see cref="Since"/>; a day later the count begins anew.</summary>
    public required int Sends { get; set; }

    public required DateTimeOffset Since { get; set; }
}
