using Haochaping.Host.Serving;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Host;

/// <summary>What a fault says of itself in the log is not what somebody typed.</summary>
public sealed class LogTests
{
    [Theory]
    [InlineData("The input string '10000000001' was not in a correct format.")]
    [InlineData("22P02: invalid input syntax for type integer: \"窗口的人骂人\"")]
    [InlineData("值“演示人员甲”重复")]
    [InlineData("Value 990101199001010015 was out of range.")]
    public void An_exception_is_logged_without_what_it_quotes(string message)
    {
        var said = Logs.WithoutInput(new InvalidOperationException("Outer.", new FormatException(message)).ToString());
        said.ShouldContain("System.FormatException");
        said.ShouldContain("…");
        foreach (var typed in new[] { "10000000001", "骂人", "演示人员甲", "990101199001010015" })
        {
            said.ShouldNotContain(typed);
        }
    }
}
