using System.Globalization;
using Haochaping.Ui;

namespace Haochaping.Policy.Contracts;

/// <summary>提示 — one sentence that every page resting on a pack must say (demo, trial, excerpt, fallback), in a form that has a translation.</summary>
/// <param name="Form">The sentence: {0} is what it is about, {1} its reasons.</param>
/// <param name="About">A name or a basis, as it stands in the file.</param>
/// <param name="Reasons">Sentences with translations of their own.</param>
public sealed record Banner(string Form, string About = "", params IReadOnlyList<string> Reasons)
{
    /// <summary>In Chinese, for programs and commands.</summary>
    public string Text => string.Format(CultureInfo.InvariantCulture, Form, About, string.Join("；", Reasons));

    /// <inheritdoc />
    public override string ToString() => Text;
}

/// <summary>Says a banner in the reader's language.</summary>
public static class BannerWords
{
    extension(Words t)
    {
        /// <summary>The sentence for this reader.</summary>
        public string Say(Banner banner) => t[banner.Form, banner.About, string.Join(t.IsChinese ? "；" : "; ", banner.Reasons.Select(r => t[r]))];
    }
}
