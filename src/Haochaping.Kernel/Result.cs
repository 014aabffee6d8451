using System.Diagnostics.CodeAnalysis;

namespace Haochaping.Kernel;

/// <summary>Either a value or a <see cref="Kernel.Refusal"/>; never both, never neither.</summary>
public readonly struct Result<T>
{
    private readonly T? value;

    private Result(T? value, Refusal? refusal) => (this.value, Refusal) = (value, refusal);

    /// <summary>The refusal, or null when there is a value.</summary>
    public Refusal? Refusal { get; }

    /// <summary>The value; throws when this is a refusal, because reading it then is a bug.</summary>
    public T Value => Refusal is null ? value! : throw new InvalidOperationException($"Refused: {Refusal.Code}");

    /// <summary>True and the value, or false and the refusal.</summary>
    public bool Is([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Refusal? refusal)
    {
        (value, refusal) = (this.value, Refusal);
        return Refusal is null;
    }

    /// <summary>Carries the value on, or the refusal unchanged.</summary>
    public Result<TNext> Then<TNext>(Func<T, Result<TNext>> next) => Refusal is { } no ? no : next(value!);

    /// <summary>A success.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "Implicit conversion is the point: decisions return values.")]
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A refusal.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "Implicit conversion is the point: decisions return values.")]
    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);
}

/// <summary>The value of a decision that has nothing to return.</summary>
public readonly record struct Done;
