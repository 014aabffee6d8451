using System.Buffers.Binary;
using System.Security.Cryptography;
using Haochaping.Kernel;

namespace Haochaping.Evaluations.Domain;

/// <summary>录音文件 — MP3, M4A or WAV by its first bytes, whatever its name says: what every phone plays.</summary>
/// <param name="Type">Media type.</param>
/// <param name="Content">As it was uploaded.</param>
internal sealed record SoundFile(string Type, byte[] Content)
{
    /// <summary>Largest file, in bytes: a few seconds, ten to load at 250 kbit/s.</summary>
    public const int Largest = 300 * 1024;

    private static readonly Refusal TooLarge = new(RefusalKind.BadRequest, "sound-too-large", "录音超过 300 KB：请只录一句话，或降低音质后重试。");
    private static readonly Refusal Unknown = new(RefusalKind.BadRequest, "sound-unknown", "录音须为 MP3、M4A 或 WAV 文件：请换一种格式保存。");

    /// <summary>SHA-256 in hex.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Content));

    /// <summary>The file by its content.</summary>
    public static Result<SoundFile> Read(byte[] file) =>
        file.Length > Largest ? TooLarge : TypeOf(file) is { } type ? new SoundFile(type, file) : Unknown;

    private static string? TypeOf(ReadOnlySpan<byte> file) => file.Length < 44 ? null
        : file[..4].SequenceEqual("RIFF"u8) && file.Slice(8, 8).SequenceEqual("WAVEfmt "u8) && BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) <= file.Length - 8 ? "audio/wav"
        : file.Slice(4, 4).SequenceEqual("ftyp"u8) && (file.Slice(8, 3).SequenceEqual("M4A"u8) || file.Slice(8, 3).SequenceEqual("mp4"u8)) ? "audio/mp4"
        : file[..3].SequenceEqual("ID3"u8) || IsFrame(file) ? "audio/mpeg"
        : null;

    // The head of an MPEG frame of layer III, with a bit rate and a sampling rate that exist.
    private static bool IsFrame(ReadOnlySpan<byte> file) =>
        file[0] == 0xFF && (file[1] & 0xE6) == 0xE2 && (file[1] & 0x18) != 0x08 && (file[2] & 0xF0) is not (0 or 0xF0) && (file[2] & 0x0C) != 0x0C;
}
