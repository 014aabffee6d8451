namespace Haochaping.Kernel;

/// <summary>Walks from an exception to what caused it.</summary>
public static class ExceptionCauses
{
    /// <summary>The exception and every inner one, outermost first.</summary>
    public static IEnumerable<Exception> Causes(this Exception exception)
    {
        for (var at = exception; at is not null; at = at.InnerException)
        {
            yield return at;
        }
    }
}
