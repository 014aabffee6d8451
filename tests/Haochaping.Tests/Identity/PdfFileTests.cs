using System.IO.Compression;
using System.Text;
using Haochaping.Identity.Contracts;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Identity;

/// <summary>A PDF that only shows pages is taken as it is; one that could do something is not, however it hides that.</summary>
public sealed class PdfFileTests
{
    [Theory]
    [InlineData("/OpenAction << /S /JavaScript /JS (app.alert(1)) >>")]
    [InlineData("/OpenAction << /S /J#61va#53cript /J#53 (app.alert(1)) >>")]
    [InlineData("/AA << /O << /S /Launch /F (a.exe) >> >>")]
    [InlineData("/AA<</O<</S/#4c#61#75nch/F(a.exe)>>>>")]
    [InlineData("/Names << /EmbeddedFiles << /Names [(a) 9 0 R] >> >>")]
    [InlineData(">>\nendobj\n9 0 obj\n<< /Type /EmbeddedFile /Length 3 >>\nstream\nabc\nendstream\nendobj\n10 0 obj\n<< /A 1")]
    [InlineData("/AcroForm << /XFA 9 0 R >>")]
    [InlineData("/A << /S /SubmitForm /F (https://example.org/) >>")]
    [InlineData(">>\nendobj\ntrailer\n<< /Encrypt 9 0 R")]
    [InlineData("/Title (\nstream\n) /OpenAction << /S /JavaScript >> (endstream)")]
    public void What_a_file_could_do_is_seen_however_it_is_spelled(string inside)
    {
        PdfFile.IsWhole(Pdf(inside)).ShouldBeTrue();
        PdfFile.IsHarmless(Pdf(inside)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("/Type /ObjStm /N 1 /First 4", "/Filter /FlateDecode", true)]
    [InlineData("/N 1 /First 4", "/Filter/FlateDecode", true)] // readers do not look at the type
    [InlineData("/Type /Obj#53tm /N 1 /First 4", "/Filter [/FlateDecode]", true)]
    [InlineData("/Type /ObjStm /N 1 /First 4", "", false)]
    public void Packed_objects_are_unpacked(string kind, string filter, bool packs)
    {
        PdfFile.IsHarmless(Packed(kind, filter, packs, "7 0 << /S /JavaScript /JS (x) >>")).ShouldBeFalse();
        PdfFile.IsHarmless(Packed(kind, filter, packs, "7 0 << /Type /Page /Parent 2 0 R >>")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("/Filter /LZWDecode")]
    [InlineData("/Filter [/ASCIIHexDecode /FlateDecode]")]
    [InlineData("/Filter /FlateDecode /DecodeParms << /Predictor 12 >>")]
    [InlineData("/Filter 9 0 R")]
    public void Objects_that_nobody_can_look_into_are_refused(string filter) =>
        PdfFile.IsHarmless(Packed("/Type /ObjStm /N 1 /First 4", filter, true, "7 0 << /Type /Page >>")).ShouldBeFalse();

    [Fact]
    public void What_unpacks_without_end_is_refused() =>
        PdfFile.IsHarmless(Packed("/Type /ObjStm /N 1 /First 4", "/Filter /FlateDecode", true, new string(' ', 70 * 1024 * 1024))).ShouldBeFalse();

    [Fact]
    public void A_place_to_open_at_and_packed_pictures_harm_nobody()
    {
        PdfFile.IsHarmless(Pdf("/OpenAction [2 0 R /FitH null] /Title (Java and launch)")).ShouldBeTrue();
        byte[] picture = [.. "1 0 /JS /JS( /Encrypt "u8, 0xFF, 0x00, .. Enumerable.Range(0, 4000).Select(i => (byte)(i * 31))]; // such bytes stand in any scan, sooner or later
        PdfFile.IsHarmless(Pdf(">>\nendobj\n9 0 obj\n<< /Subtype /Image /Filter /DCTDecode /Length 1 >>\nstream\n", picture, "\nendstream\nendobj\n10 0 obj\n<<")).ShouldBeTrue();
    }

    [Fact]
    public void What_is_cut_short_or_only_called_so_is_not_whole()
    {
        var whole = Pdf("/Title (1)");
        PdfFile.IsWhole(whole).ShouldBeTrue();
        PdfFile.IsWhole([.. whole, .. "\r\n"u8]).ShouldBeTrue();
        PdfFile.IsWhole(whole.AsSpan()[..^10]).ShouldBeFalse();
        PdfFile.IsWhole([.. " "u8, .. whole]).ShouldBeFalse();
        PdfFile.IsWhole("%PDF-1.7"u8).ShouldBeFalse();
        PdfFile.IsWhole([]).ShouldBeFalse();
    }

    /// <summary>A file that is a PDF by its make, with this in its catalogue.</summary>
    internal static byte[] Pdf(string inside, byte[]? then = null, string after = "") =>
    [
        .. Encoding.UTF8.GetBytes("%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R " + inside), .. then ?? [],
        .. Encoding.UTF8.GetBytes(after + " >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"),
    ];

    private static byte[] Packed(string kind, string filter, bool packs, string objects)
    {
        using var body = new MemoryStream();
        using (var packing = packs ? new ZLibStream(body, CompressionLevel.Fastest, leaveOpen: true) : (Stream)body)
        {
            packing.Write(Encoding.ASCII.GetBytes(objects));
        }

        return Pdf($">>\nendobj\n9 0 obj\n<< {kind} {filter} >>\nstream\n", body.ToArray(), "\nendstream\nendobj\n10 0 obj\n<<");
    }
}
