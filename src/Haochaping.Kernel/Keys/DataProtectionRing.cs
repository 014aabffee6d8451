using System.Text;
using System.Xml.Linq;
using Haochaping.Kernel.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Haochaping.Kernel.Keys;

/// <summary>
/// The data-protection ring (cookies, antiforgery tokens) in the common store, sealed under the key file: every node
/// shares it, a restart keeps every session, a stolen database opens none.
/// </summary>
public static class DataProtectionRing
{
    /// <summary>Adds data protection; needs <see cref="IKeys"/> and <see cref="AppDb"/> among the services.</summary>
    public static IServiceCollection AddHouseDataProtection(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("haochaping");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(house => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            options.XmlRepository = new RingTable(house.GetRequiredService<IServiceScopeFactory>(), house.GetRequiredService<TimeProvider>());
            options.XmlEncryptor = new RingSealer(house.GetRequiredService<IKeys>());
        }));
        return services;
    }
}

/// <summary>One key of the ring, as sealed XML.</summary>
internal sealed class RingKey
{
    public required Guid Id { get; init; }

    public required string Xml { get; init; }
}

internal sealed class RingKeyMap : IEntityTypeConfiguration<RingKey>
{
    public void Configure(EntityTypeBuilder<RingKey> builder) => builder.ToTable("house_data_protection_keys");
}

internal sealed class RingTable(IServiceScopeFactory scopes, TimeProvider clock) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        return [.. scope.ServiceProvider.GetRequiredService<AppDb>().Set<RingKey>().OrderBy(k => k.Id).Select(k => k.Xml).AsEnumerable().Select(xml => XElement.Parse(xml))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        db.Add(new RingKey { Id = Ids.New(clock), Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}

internal sealed class RingSealer(IKeys keys) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var key = keys.Current(KeyPurposes.DataProtection);
        var box = SealedBox.Seal(key.Secret.Span, Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)), RingOpener.Context);
        return new(new XElement("sealed", new XAttribute("key", key.Id), Convert.ToBase64String(box)), typeof(RingOpener));
    }
}

/// <summary>Made by the framework from the type name in the XML, so its name and constructor must stay.</summary>
internal sealed class RingOpener(IServiceProvider house) : IXmlDecryptor
{
    internal static ReadOnlySpan<byte> Context => "data-protection"u8;

    public XElement Decrypt(XElement encryptedElement)
    {
        var key = house.GetRequiredService<IKeys>().Find(KeyPurposes.DataProtection, encryptedElement.Attribute("key")!.Value);
        var plain = key is null ? null : SealedBox.Open(key.Secret.Span, Convert.FromBase64String(encryptedElement.Value), Context);
        return plain is null
            ? throw new InvalidOperationException("A data-protection key was sealed under a key file that this installation does not hold.")
            : XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}
