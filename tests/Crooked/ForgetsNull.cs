namespace Crooked;

internal static class ForgetsNull
{
    public static int Length(string? text) => text.Length; // expect CS8602
}
