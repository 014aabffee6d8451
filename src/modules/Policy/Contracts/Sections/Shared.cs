namespace Haochaping.Policy.Contracts;

/// <summary>带本地名称的代码 — a closed code and what the place calls it.</summary>
/// <param name="Code">The code that programs branch on.</param>
/// <param name="LocalName">What people read, for example 赣服通; null = the code's own label.</param>
public readonly record struct Named<TCode>(TCode Code, string? LocalName)
    where TCode : struct, Enum;

/// <summary>用语 — a word of <c>policy/labels.zh.yaml</c> that no program branches on.</summary>
/// <param name="Code">snake_case code.</param>
/// <param name="Text">What people read.</param>
public readonly record struct Term(string Code, string Text);
