using System.Buffers.Binary;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Haochaping.Identity.Contracts;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Identity;

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

    [Theory, InlineData(true), InlineData(false)]
    public void Which_way_up_it_was_held_is_kept_and_nothing_beside_it(bool big)
    {
        var (plain, _) = JpegParts(0, 20);
        for (byte turn = 0; turn <= 9; turn++)
        {
            byte[] turned = [.. plain[..2], .. Segment(0xE1, Exif(turn, big)), .. plain[2..]];
            var kept = PictureFile.Read(turned)!.Content;
            kept.AsSpan().IndexOf(Secret).ShouldBe(-1);
            kept.Length.ShouldBe(plain.Length + (turn is >= 2 and <= 8 ? 36 : 0), $"turn {turn}");
            PictureFile.Read(kept)!.Content.ShouldBe(kept, "said once, it is said for good");
            if (turn is >= 2 and <= 8)
            {
                Turn(kept).ShouldBe(turn);
            }
        }
    }

    [Fact]
    public void A_file_without_a_picture_in_it_and_one_too_large_to_open_are_none()
    {
        PictureFile.Read([0xFF, 0xD8, 0xFF, 0xD9]).ShouldBeNull();
        PictureFile.Read([0xFF, 0xD8, .. Segment(0xC0, [8, 0, 2, 0, 3, 1]), 0xFF, 0xD9]).ShouldBeNull("no scan");
        PictureFile.Read([0xFF, 0xD8, .. Segment(0xC0, [8, 0, 0, 0, 3, 1]), .. Segment(0xDA, [1]), 0xFF, 0xD9]).ShouldBeNull("no rows");
        PictureFile.Read([0xFF, 0xD8, .. Segment(0xC0, [8, 0xFF, 0xFF, 0xFF, 0xFF, 1]), .. Segment(0xDA, [1]), 0xFF, 0xD9]).ShouldBeNull("four billion dots");
        var (png, _) = PngParts(0, 20);
        png.AsSpan(16).Fill(0xFF);
        PictureFile.Read(png).ShouldBeNull();
    }

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
        byte[] tables = [.. Segment(0xC2, [8, 0, 2, 0, 3, 1]), .. Segment(0xDB, new byte[size]), .. Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 1])];
        byte[] scan = [.. Segment(0xDA, [1, 2, 3]), .. Enumerable.Repeat((byte)0x5A, size), 0xFF, 0x00, 0x11, 0xFF, 0xD0, 0x22];
        byte[] more = [.. Segment(0xC4, new byte[size]), .. Segment(0xDA, [4]), 0x33, 0xFF, 0xD9];
        return (
            [
                .. start, .. Hidden(0, 0xE1, "Exif\0\0"), .. Hidden(1, 0xED, ""), .. Hidden(5, 0xE0, "JFXX\0"), .. tables, .. Hidden(2, 0xFE, ""), .. Hidden(2, 0xEE, "Adobe"), .. Hidden(1, 0xF3, ""), .. scan, .. Hidden(3, 0xE2, "MPF\0"), .. more,
                .. At(secrets, 4, Secret).SelectMany(s => s),
            ],
            [.. start, .. tables, .. scan, .. more]);

        IEnumerable<byte> Hidden(int place, byte marker, string name) => At(secrets, place, Segment(marker, [.. Encoding.ASCII.GetBytes(name), .. Secret])).SelectMany(s => s);
    }

    // EXIF as phones write it: camera, orientation, and where the place stands.
    internal static byte[] Exif(byte turn, bool big = false)
    {
        byte[] Short(ushort value) => big ? [(byte)(value >> 8), (byte)value] : [(byte)value, (byte)(value >> 8)];
        byte[] Long(uint value) => big ? [.. Short((ushort)(value >> 16)), .. Short((ushort)value)] : [.. Short((ushort)value), .. Short((ushort)(value >> 16))];
        byte[] Entry(ushort tag, ushort type, uint count, byte[] value) => [.. Short(tag), .. Short(type), .. Long(count), .. value];
        return
        [
            .. "Exif\0\0"u8, .. big ? "MM"u8 : "II"u8, .. Short(42), .. Long(8), .. Short(3),
            .. Entry(0x010F, 2, (uint)Secret.Length, Long(50)), .. Entry(0x0112, 3, 1, [.. Short(turn), 0, 0]), .. Entry(0x8825, 4, 1, Long(50)), .. Long(0), .. Secret,
        ];
    }

    /// <summary>A picture with EXIF in it, as a phone would have made it.</summary>
    internal static byte[] TakenByPhone(byte[] jpeg, byte turn) => [.. jpeg[..2], .. Segment(0xE1, Exif(turn)), .. jpeg[2..]];

    /// <summary>A file that is a JPEG by its make, different for each number, and what its EXIF hides.</summary>
    internal static (byte[] File, byte[] Secret) Photo(int number, byte turn = 6) => (TakenByPhone(JpegParts(0, number).File, turn), Secret);

    /// <summary>A file that is a PNG by its make, different for each number.</summary>
    internal static byte[] Drawing(int number) => PngParts(1, number).File;

    /// <summary>What the EXIF at the beginning of a cleaned file says.</summary>
    internal static byte Turn(byte[] kept) => kept[kept.AsSpan().IndexOf("Exif\0\0MM"u8) + 25];

    private static byte[] Segment(byte marker, byte[] data) => [0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data];

    private static (byte[] File, byte[] Clean) PngParts(int secrets, int size)
    {
        byte[] start = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", [0, 0, 0, 2, 0, 0, 0, 3, 8, 2, 0, 0, 0])];
        var (picture, end) = (Chunk("IDAT", new byte[size]), Chunk("IEND", []));
        return (
            [.. start, .. Hidden(0, "tEXt"), .. Hidden(1, "eXIf"), .. Chunk("tRNS", [0]), .. Hidden(2, "iCCP"), .. Hidden(1, "NOTE"), .. picture, .. Hidden(3, "tIME"), .. end, .. At(secrets, 4, Secret).SelectMany(s => s)],
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
