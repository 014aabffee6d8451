using Haochaping.Kernel;

namespace Haochaping.Host.Backups;

/// <summary>Why a backup is not made or not taken: a stable code, then what to do.</summary>
internal static class BackupFaults
{
    /// <summary>An expected “no”.</summary>
    public static Refusal No(string code, string words) => new(RefusalKind.Unprocessable, code, $"{code}：{words}");

    /// <summary>The same from the middle of the work: everything is left as it was.</summary>
    public static InvalidDataException Of(string code, string words) => new($"{code}：{words}");
}
