namespace Crooked // expect IDE0161
{
    internal static class NestsItsNamespace;
}
