using Haochaping.Channels.Domain;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Channels;

/// <summary>What a text message says, however it was typed.</summary>
public sealed class ReplyWordTests
{
    [Theory]
    [InlineData("5", 5, null)]
    [InlineData(" 5 。", 5, null)]
    [InlineData("５", 5, null)]
    [InlineData("⑤", 5, null)]
    [InlineData("5️⃣", 5, null)]
    [InlineData("五", 5, null)]
    [InlineData("5分", 5, null)]
    [InlineData("😀非常满意！😀", 5, null)]
    [InlineData("满意", 4, null)]
    [InlineData("基本满意", 3, null)]
    [InlineData("不满意", 2, null)]
    [InlineData("非常不满意", 1, null)]
    [InlineData("1 不", null, null)]
    [InlineData("2 不满意", 2, null)]
    [InlineData("5 不满意", null, null)]
    [InlineData("5 2", 5, 2)]
    [InlineData("５，２", 5, 2)]
    [InlineData("5-1", 5, 1)]
    [InlineData("满意 2", 4, 2)]
    [InlineData("满意2", 4, 2)]
    [InlineData("五 二", 5, 2)]
    [InlineData("52", null, null)]
    [InlineData("0", null, null)]
    [InlineData("6", null, null)]
    [InlineData("10", null, null)]
    [InlineData("5 1 2", null, null)]
    [InlineData("一点也不好", null, null)]
    [InlineData("5楼排队太久", null, null)]
    [InlineData("很满意", null, null)]
    [InlineData("", null, null)]
    public void A_grade_is_what_says_one_of_five_and_nothing_else(string text, int? level, int? number)
    {
        var word = ReplyWord.Read(text);
        (word.Level, word.Number).ShouldBe((level, number));
        word.Kind.ShouldBe(level is null ? ReplyKind.Other : ReplyKind.Grade);
    }

    [Theory]
    [InlineData("退订", ReplyKind.OptOut)]
    [InlineData("td", ReplyKind.OptOut)]
    [InlineData(" ＴＤ。", ReplyKind.OptOut)]
    [InlineData("【退订】", ReplyKind.OptOut)]
    [InlineData("HF", ReplyKind.OptIn)]
    [InlineData("帮助", ReplyKind.Help)]
    [InlineData("？", ReplyKind.Help)]
    [InlineData("退订了吗", ReplyKind.Other)]
    public void Keywords_stand_alone(string text, object kind) => ReplyWord.Read(text).Kind.ShouldBe((ReplyKind)kind);
}
