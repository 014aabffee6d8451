namespace Crooked;

internal class IsOpen // expect CA1852
{
    public int? Length { get; init; }
}
