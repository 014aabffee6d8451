using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Haochaping.Identity.Domain;

/// <summary>接入密钥的写法 — <c>hcp_{client id}_{256 random bits}</c>: a leaked key is recognised by its beginning.</summary>
internal static class ClientKeys
{
    public const string Prefix = "hcp_";

    public static (string Key, byte[] Hash) New(string clientId)
    {
        var key = $"{Prefix}{clientId}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";
        return (key, Hash(key));
    }

    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
