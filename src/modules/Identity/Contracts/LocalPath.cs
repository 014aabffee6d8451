namespace Haochaping.Identity.Contracts;

/// <summary>本站路径 — where somebody may be sent on after signing in: within the house only.</summary>
public static class LocalPath
{
    /// <summary>The path, or null: “//elsewhere” and “/\elsewhere” leave the house, and what is not ASCII fits no header.</summary>
    public static string? Of(string? path) => path is ['/', ..] and not ['/', '/' or '\\', ..] && path.All(c => c is > ' ' and <= '~') ? path : null;
}
