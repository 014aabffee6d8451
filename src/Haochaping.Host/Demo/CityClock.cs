namespace Haochaping.Host.Demo;

/// <summary>演示时钟 — stands still until it is moved forward; the demo city lives its last month by it in a minute.</summary>
internal sealed class CityClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset now = start.ToUniversalTime();

    public override DateTimeOffset GetUtcNow() => now;

    /// <summary>Moves on; never back, and never past the real present.</summary>
    public void MoveTo(DateTimeOffset next)
    {
        var latest = System.GetUtcNow();
        next = next.ToUniversalTime();
        now = next < now ? now : next > latest ? latest : next;
    }
}
