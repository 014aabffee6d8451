using System.Security.Cryptography;
using Haochaping.Kernel;

namespace Haochaping.Ledger.Domain;

/// <summary>Ed25519 signatures (RFC 8032, pure), computed by OpenSSL.</summary>
internal static class Ed25519
{
    public const int SeedSize = 32;
    public const int PublicKeySize = 32;
    public const int SignatureSize = 64;

    /// <summary>Why nothing can be signed here, or null when all is well; asked once, before the first use.</summary>
    public static Refusal? Missing { get; } = Libcrypto.IsThere ? null : new Refusal(
        RefusalKind.Busy, "libcrypto-missing", "本机没有 OpenSSL（libcrypto），无法签名和验签：请安装 OpenSSL 3（或 1.1.1）后重新启动。");

    public static byte[] PublicKey(ReadOnlySpan<byte> seed)
    {
        using var key = PrivateKey(seed);
        var bytes = new byte[PublicKeySize];
        var length = (nuint)bytes.Length;
        Check(Libcrypto.GetPublicKey(key, bytes, ref length) == 1 && length == PublicKeySize);
        return bytes;
    }

    public static byte[] Sign(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> message)
    {
        using var key = PrivateKey(seed);
        using var context = Libcrypto.NewContext();
        Check(!context.IsInvalid && Libcrypto.SignInit(context, 0, 0, 0, key) == 1);
        var signature = new byte[SignatureSize];
        var length = (nuint)signature.Length;
        Check(Libcrypto.Sign(context, signature, ref length, Pinnable(message), (nuint)message.Length) == 1 && length == SignatureSize);
        return signature;
    }

    /// <summary>False for any signature, key or message that does not fit; never throws for what a stranger sent.</summary>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        Require();
        if (publicKey.Length != PublicKeySize || signature.Length != SignatureSize)
        {
            return false;
        }

        using var key = Libcrypto.NewPublicKey(Libcrypto.Ed25519, 0, publicKey, PublicKeySize);
        using var context = Libcrypto.NewContext();
        var valid = !key.IsInvalid && !context.IsInvalid
            && Libcrypto.VerifyInit(context, 0, 0, 0, key) == 1
            && Libcrypto.Verify(context, signature, SignatureSize, Pinnable(message), (nuint)message.Length) == 1;
        Libcrypto.ClearErrors();
        return valid;
    }

    private static Libcrypto.KeyHandle PrivateKey(ReadOnlySpan<byte> seed)
    {
        Require();
        ArgumentOutOfRangeException.ThrowIfNotEqual(seed.Length, SeedSize);
        var key = Libcrypto.NewPrivateKey(Libcrypto.Ed25519, 0, seed, SeedSize);
        Check(!key.IsInvalid);
        return key;
    }

    // An empty span marshals as a null pointer, which libcrypto takes for “tell me the length”.
    private static ReadOnlySpan<byte> Pinnable(ReadOnlySpan<byte> message) => message.IsEmpty ? [0] : message;

    private static void Require()
    {
        if (Missing is { } missing)
        {
            throw new PlatformNotSupportedException(missing.Message);
        }
    }

    private static void Check(bool worked)
    {
        if (!worked)
        {
            Libcrypto.ClearErrors();
            throw new CryptographicException("libcrypto refused an Ed25519 operation");
        }
    }
}
