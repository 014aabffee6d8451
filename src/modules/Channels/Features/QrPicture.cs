using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using QRCoder;

namespace Haochaping.Channels.Features;

/// <summary>二维码 — what a phone reads from screen and paper, as SVG: sharp at any size.</summary>
internal static class QrPicture
{
    private const int PixelsPerModule = 4;

    /// <summary>The public address where it is set (with its prefix, if it has one), else the one that was asked.</summary>
    public static string Link(IConfiguration settings, HttpRequest request, string path) =>
        (settings["PublicUrl"] is { Length: > 0 } url ? url : $"{request.Scheme}://{request.Host}{request.PathBase}").TrimEnd('/') + path;

    /// <summary>Of a fixed size, for a screen or a slip.</summary>
    public static string Svg(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var svg = new SvgQRCode(data);
        return svg.GetGraphic(PixelsPerModule);
    }

    /// <summary>As large as its frame, for a sheet; a quarter of it may be dirty or torn.</summary>
    /// <param name="text">What it says.</param>
    /// <param name="title">What a screen reader says; null where the text stands beside it.</param>
    public static string Sheet(string text, string? title)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.Q);
        using var code = new SvgQRCode(data);
        var svg = code.GetGraphic(PixelsPerModule, "#000", "#fff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
        var start = svg.IndexOf("<svg", StringComparison.Ordinal);
        return $"<svg {(title is null ? "aria-hidden=\"true\"" : $"role=\"img\" aria-label=\"{WebUtility.HtmlEncode(title)}\"")}{svg[(start + 4)..]}";
    }
}
