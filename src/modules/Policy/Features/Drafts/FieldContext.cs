using Haochaping.Kernel;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain;
using Haochaping.Policy.Domain.Drafts;
using YamlDotNet.RepresentationModel;

namespace Haochaping.Policy.Features.Drafts;

/// <summary>What the editor of one key needs.</summary>
/// <param name="Field">The key and its kind of input.</param>
/// <param name="Labels">Chinese for keys and codes.</param>
/// <param name="Node">What the draft's own text says, or null: the default below holds.</param>
/// <param name="Cite">The article as the draft has it.</param>
/// <param name="Now">The value of the running version.</param>
/// <param name="Default">What holds where nothing is filled in.</param>
/// <param name="Complaints">What the loader says about it.</param>
internal sealed record FieldContext(
    Field Field, Labels Labels, YamlNode? Node, string? Cite, PackValue? Now, PackValue? Default, IReadOnlyList<Complaint> Complaints);
