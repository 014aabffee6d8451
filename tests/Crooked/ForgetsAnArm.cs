namespace Crooked;

internal enum Tide
{
    Low,
    High,
}

internal static class ForgetsAnArm
{
    public static string Say(this Tide tide) => tide switch // expect CS8509
    {
        Tide.Low => "low",
    };
}
