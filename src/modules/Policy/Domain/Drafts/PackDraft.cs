using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;

namespace Haochaping.Policy.Domain.Drafts;

/// <summary>草稿状态.</summary>
internal enum DraftState
{
    /// <summary>起草中.</summary>
    Draft,

    /// <summary>待审批.</summary>
    Submitted,

    /// <summary>已批准，待施行.</summary>
    Approved,

    /// <summary>施行中.</summary>
    Active,

    /// <summary>已撤销.</summary>
    Withdrawn,
}

/// <summary>草稿备注 — why a draft was sent back or withdrawn; stands beside the fact of the same revision.</summary>
internal sealed record DraftNote(int Revision, string Text);

/// <summary>草稿演练 — what a rehearsal of the text with this hash found.</summary>
internal sealed record DraftRehearsal(string Hash, DateTimeOffset At, IReadOnlyList<Contracts.PlayedRehearsal> Played)
{
    /// <summary>How many expectations were not met.</summary>
    [JsonIgnore]
    public int Unmet => Played.Sum(p => p.Unmet);

    /// <summary>Something was played, and all of it came out as expected.</summary>
    [JsonIgnore]
    public bool IsMet => Played.Count > 0 && Unmet == 0;
}

/// <summary>
/// 规则草稿 — a new version of a place's rules on its way: written by one person, approved by another, ruling from its first day on. Every
/// step returns the next draft or a refusal.
/// </summary>
internal sealed record PackDraft
{
    public required Guid Id { get; init; }

    public required string PackId { get; init; }

    /// <summary>The YAML, as the loader reads it.</summary>
    public required string Body { get; init; }

    /// <summary>The version it was drafted from; empty where a file was uploaded.</summary>
    public required string Base { get; init; }

    /// <summary>Who signed the file it came in, or null.</summary>
    public string? Signer { get; init; }

    public DraftState State { get; init; }

    /// <summary>First day, as the text says it; null while it does not.</summary>
    public DateOnly? EffectiveFrom { get; init; }

    /// <summary>Everybody who wrote on it (actors); none of them may approve.</summary>
    public required IReadOnlyList<string> Authors { get; init; }

    public string? Approver { get; init; }

    public IReadOnlyList<DraftNote> Notes { get; init; } = [];

    public DraftRehearsal? Rehearsal { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Counts up with every step: who decided on an older one is told to look again.</summary>
    public int Version { get; init; }

    public string Hash => HashOf(Body);

    public string FileName => $"{PackId}-{Id.ToString("N")[^8..]}.yaml";

    /// <summary>Name under which the loader knows it.</summary>
    public string Source => $"drafts/{FileName}";

    /// <summary>演练 of this very text, or null: 未演练.</summary>
    public DraftRehearsal? Rehearsed => Rehearsal?.Hash == Hash ? Rehearsal : null;

    public static string HashOf(string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));

    public bool IsWrittenBy(Actor by) => Authors.Contains(by.ToString());

    public Result<PackDraft> Edit(string body, DateOnly? from, Actor by) => State != DraftState.Draft
        ? Wrong("修改")
        : this with { Body = body, EffectiveFrom = from, Authors = IsWrittenBy(by) ? Authors : [.. Authors, by.ToString()] };

    public Result<PackDraft> Submit(DateOnly today, bool rewritesHistory) =>
        State != DraftState.Draft ? Wrong("送审") : Late(today, rewritesHistory) ?? (Result<PackDraft>)(this with { State = DraftState.Submitted });

    /// <summary>批准 — by somebody who did not write on it; what was not rehearsed, or not as expected, must be known to whoever approves.</summary>
    public Result<PackDraft> Approve(DateOnly today, bool rewritesHistory, bool acknowledged, Actor by)
    {
        if (State != DraftState.Submitted)
        {
            return Wrong("批准");
        }

        if (IsWrittenBy(by))
        {
            return new Refusal(RefusalKind.NotAllowed, "own-draft", "起草人不能批准自己的草稿，请由另一位管理员审批。");
        }

        return Late(today, rewritesHistory) is { } late ? late
            : !acknowledged && Rehearsed is not { IsMet: true }
                ? new Refusal(RefusalKind.Unprocessable, "rehearsal-unacknowledged", "本稿未演练，或有演练期望未满足：请先演练，或勾选“已知悉”。")
                : this with { State = DraftState.Approved, Approver = by.ToString() };
    }

    public Result<PackDraft> SendBack(string? reason) =>
        State != DraftState.Submitted ? Wrong("退回") : With(reason, "退回").Then<PackDraft>(draft => draft with { State = DraftState.Draft });

    /// <summary>撤销 — possible until the first day has come; what rules is changed by a new version, never taken away.</summary>
    public Result<PackDraft> Withdraw(string? reason, DateOnly today) =>
        State is DraftState.Active or DraftState.Withdrawn || (State == DraftState.Approved && EffectiveFrom <= today)
            ? Wrong("撤销")
            : With(reason, "撤销").Then<PackDraft>(draft => draft with { State = DraftState.Withdrawn });

    private Result<PackDraft> With(string? reason, string act) => Kernel.Web.Parsing.Clean(reason) is { Length: <= 500 } text
        ? this with { Notes = [.. Notes, new DraftNote(Version + 1, text)] }
        : new Refusal(RefusalKind.BadRequest, "draft-reason-missing", $"请填写{act}原因（500 字以内）。", Complaints: [new("reason", "draft-reason-missing", $"请填写{act}原因（500 字以内）。")]);

    private Refusal? Late(DateOnly today, bool rewritesHistory) => EffectiveFrom is null
        ? new(RefusalKind.Unprocessable, "date-missing", "请先填写施行日期。")
        : rewritesHistory && EffectiveFrom < today
            ? new(RefusalKind.Unprocessable, "date-passed", string.Create(CultureInfo.InvariantCulture, $"施行日期 {EffectiveFrom:yyyy-MM-dd} 已过：已办结的办件适用当时的规则，新规则不能溯及既往。请改为今天或以后。"))
            : null;

    private Refusal Wrong(string act) => new(RefusalKind.Conflict, "draft-state", State switch
    {
        DraftState.Draft => $"本稿正在起草，不能{act}。",
        DraftState.Submitted => $"本稿正在待审批，不能{act}；如需修改，请先退回。",
        DraftState.Approved => $"本稿已批准，不能{act}。",
        DraftState.Active => $"本稿已施行，不能{act}；请另起草新版本。",
        DraftState.Withdrawn => $"本稿已撤销，不能{act}。",
    });
}
