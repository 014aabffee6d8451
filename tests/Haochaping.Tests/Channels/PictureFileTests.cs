using System.Buffers.Binary;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Haochaping.Channels.Domain;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Channels;

/// <summary>What is taken out of a picture, and that nothing of the picture is: for files put together at random.</summary>
public sealed class PictureFileTests
{
    private static readonly byte[] Secret = "GPS 28.68N 115.85E"u8.ToArray();

    /// <summary>Files with secrets in random places, and what must be left of each.</summary>
    private static Arbitrary<(byte[] File, byte[] Clean)> Pictures => Gen.OneOf(Of(JpegParts), Of(PngParts)).ToArbitrary();

    [Fact]
    public void Nothing_is_left_but_the_picture() =>
        Prop.ForAll(Pictures, p => PictureFile.Read(p.File)!.Content.AsSpan().SequenceEqual(p.Clean)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_clean_picture_stays_as_it_is() =>
        Prop.ForAll(Pictures, p => PictureFile.Read(p.Clean)!.Content.AsSpan().SequenceEqual(p.Clean)).QuickCheckThrowOnFailure();

    [Fact]
    public void What_was_cut_short_is_no_picture_and_what_was_hung_on_is_gone() => Prop.ForAll(Pictures, Gen.Choose(0, 10_000).ToArbitrary(), (p, cut) =>
        PictureFile.Read(p.Clean[..(cut % p.Clean.Length)]) is null && PictureFile.Read([.. p.Clean, .. Secret])!.Content.AsSpan().IndexOf(Secret) < 0).QuickCheckThrowOnFailure();

    [Fact]
    public void Noise_is_no_picture_and_breaks_nothing() => Prop.ForAll(Pictures, Gen.Choose(0, 10_000).ToArbitrary(), Gen.Choose(0, 255).ToArbitrary(), (p, at, value) =>
    {
        var noisy = p.File.ToArray();
        noisy[at % noisy.Length] = (byte)value;
        return PictureFile.Read(noisy)?.Content.Length <= noisy.Length || PictureFile.Read(noisy) is null;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("<svg onload=alert(1)>")]
    [InlineData("%PDF-1.7")]
    [InlineData("GIF89a")]
    [InlineData("")]
    public void Anything_else_is_refused(string text) => PictureFile.Read(Encoding.UTF8.GetBytes(text)).ShouldBeNull();

    private static Gen<(byte[] File, byte[] Clean)> Of(Func<int, int, (byte[] File, byte[] Clean)> make) =>
        from secrets in Gen.Choose(0, 1 << 12) from size in Gen.Choose(1, 200) select make(secrets, size);

    // Bit n of the number decides whether a secret stands at the n-th place.
    private static byte[][] At(int secrets, int place, byte[] secret) => (secrets & (1 << place)) != 0 ? [secret] : [];

    private static (byte[] File, byte[] Clean) JpegParts(int secrets, int size)
    {
        byte[] start = [0xFF, 0xD8, .. Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0])];
        byte[] tables = [.. Segment(0xDB, new byte[size]), .. Segment(0xEE, "Adobe"u8.ToArray())];
        byte[] scan = [.. Segment(0xDA, [1, 2, 3]), .. Enumerable.Repeat((byte)0x5A, size), 0xFF, 0x00, 0x11, 0xFF, 0xD0, 0x22];
        byte[] more = [.. Segment(0xC4, new byte[size]), .. Segment(0xDA, [4]), 0x33, 0xFF, 0xD9];
        return (
            [
                .. start, .. Hidden(0, 0xE1, "Exif\0\0"), .. Hidden(1, 0xED, ""), .. Hidden(5, 0xE0, "JFXX\0"), .. tables, .. Hidden(2, 0xFE, ""), .. scan, .. Hidden(3, 0xE2, "MPF\0"), .. more,
                .. At(secrets, 4, Secret).SelectMany(s => s),
            ],
            [.. start, .. tables, .. scan, .. more]);

        IEnumerable<byte> Hidden(int place, byte marker, string name) => At(secrets, place, Segment(marker, [.. Encoding.ASCII.GetBytes(name), .. Secret])).SelectMany(s => s);
    }

    private static byte[] Segment(byte marker, byte[] data) => [0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data];

    private static (byte[] File, byte[] Clean) PngParts(int secrets, int size)
    {
        byte[] start = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", new byte[13])];
        var (picture, end) = (Chunk("IDAT", new byte[size]), Chunk("IEND", []));
        return (
            [.. start, .. Hidden(0, "tEXt"), .. Hidden(1, "eXIf"), .. Chunk("tRNS", [0]), .. Hidden(2, "iCCP"), .. picture, .. Hidden(3, "tIME"), .. end, .. At(secrets, 4, Secret).SelectMany(s => s)],
            [.. start, .. Chunk("tRNS", [0]), .. picture, .. end]);

        IEnumerable<byte> Hidden(int place, string name) => At(secrets, place, Chunk(name, Secret)).SelectMany(s => s);
    }

    private static byte[] Chunk(string name, byte[] data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.ASCII.GetBytes(name).CopyTo(chunk, 4);
        data.CopyTo(chunk, 8);
        return chunk;
    }
}
