namespace Crooked;

internal static class ReadsTheClock
{
    public static object Now => DateTime.Now; // expect RS0030

    public static object UtcNow => DateTimeOffset.UtcNow; // expect RS0030

    public static object Key => Guid.NewGuid(); // expect RS0030

    public static object Zone => TimeZoneInfo.Local; // expect RS0030
}
