using System.IO.Compression;
using System.Text.RegularExpressions;
using Haochaping.Testing;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Ui;

public sealed partial class FrontEndFilesTests
{
    [Fact]
    public void Our_scripts_speak_the_language_of_old_tablets()
    {
        foreach (var file in Repository.Files("src", ".js"))
        {
            var code = Comment().Replace(File.ReadAllText(file), "");
            Modern().Matches(code).Select(match => match.Value).ShouldBeEmpty($"{file} is not ES5");
        }
    }

    [Fact]
    public void The_style_sheet_of_citizens_uses_nothing_old_tablets_lack()
    {
        var css = Comment().Replace(File.ReadAllText(Repository.Path("src/Haochaping.Ui/wwwroot/haochaping.css")), "");
        css.ShouldNotContain(":has(");
        Regex.IsMatch(css, @"[;{]gap:").ShouldBeFalse("flex gap is younger than the tablets");
    }

    [Fact]
    public void A_citizen_downloads_a_small_style_sheet_and_script() =>
        (Zipped("haochaping.css") + Zipped("house.js")).ShouldBeLessThan(15_000);

    [Fact]
    public void The_lock_file_names_no_host()
    {
        var text = File.ReadAllText(Repository.Path("src/Haochaping.Ui/package-lock.json"));
        text.ShouldNotContain("\"resolved\"");
        text.ShouldNotContain("registry");
    }

    private static long Zipped(string name)
    {
        using var target = new MemoryStream();
        using (var zip = new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true))
        {
            zip.Write(File.ReadAllBytes(Repository.Path("src/Haochaping.Ui/wwwroot/" + name)));
        }

        return target.Length;
    }

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"=>|`|\b(?:let|const|class|async|await|import|export)\s|\.\.\.|\?\.|\?\?")]
    private static partial Regex Modern();
}
