using System.Text.Json;
using System.Text.Json.Serialization;

namespace Haochaping.Identity.Contracts;

/// <summary>证件类型 — which paper proves who somebody is.</summary>
public enum CertificateKind
{
    /// <summary>居民身份证.</summary>
    ResidentIdCard,

    /// <summary>统一社会信用代码, of a company or organisation.</summary>
    SocialCreditCode,

    /// <summary>护照.</summary>
    Passport,

    /// <summary>港澳居民来往内地通行证.</summary>
    HongKongMacaoPermit,

    /// <summary>台湾居民来往大陆通行证.</summary>
    TaiwanPermit,

    /// <summary>外国人永久居留身份证.</summary>
    ForeignResidentCard,

    /// <summary>其他.</summary>
    Other,
}

/// <summary>
/// 个人信息 — what may be known of a person or company, and only inside the vault. Its text form is empty and JSON refuses
/// it, so that it cannot slip into a log, a fact or an answer by accident.
/// </summary>
/// <param name="Name">Name of the person or company.</param>
/// <param name="CertificateKind">Which certificate, where there is one.</param>
/// <param name="CertificateNumber">Its number.</param>
/// <param name="Phone">Phone to reach them.</param>
/// <param name="Address">Address.</param>
[JsonConverter(typeof(NeverWritten))]
public sealed record PersonalData(
    string? Name = null,
    CertificateKind? CertificateKind = null,
    string? CertificateNumber = null,
    string? Phone = null,
    string? Address = null)
{
    /// <summary>Nothing personal.</summary>
    public override string ToString() => nameof(PersonalData);

    private sealed class NeverWritten : JsonConverter<PersonalData>
    {
        public override PersonalData Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Personal data are parsed field by field, never read as a whole.");

        public override void Write(Utf8JsonWriter writer, PersonalData value, JsonSerializerOptions options) =>
            throw new NotSupportedException("Personal data leave the vault only by IVault.RevealAsync, field by field.");
    }
}

/// <summary>个人标识 — stands for one person wherever the person is meant; says nothing about them. Safe in facts.</summary>
/// <param name="Value">HMAC-SHA256 of the certificate (else the phone, else the subject), cut to a UUIDv8.</param>
public readonly record struct PersonToken(Guid Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>脱敏信息 — what anyone who may see the row may see of the person: 张**, 138****0000.</summary>
/// <param name="Name">First character and stars.</param>
/// <param name="CertificateNumber">First three, stars, last two.</param>
/// <param name="Phone">First three, stars, last four.</param>
public sealed record MaskedPerson(string? Name, string? CertificateNumber, string? Phone);
