using Haochaping.Policy.Contracts;
using Haochaping.Ui;
using Haochaping.WorkOrders.Domain;
using Microsoft.Extensions.Configuration;

namespace Haochaping.WorkOrders.Features;

/// <summary>
/// 回访核实话术 — what to say when the rater is called for the first time, line by line: the place's own (<c>WorkOrders:ContactScript</c>),
/// else ours. <c>{unit}</c>, <c>{day}</c>, <c>{item}</c> and <c>{said}</c> stand for who calls, when it was rated, what for, and how.
/// </summary>
internal sealed class ContactScript(IConfiguration settings, Words words)
{
    private static readonly string[] Ours =
    [
        Words.Key("您好！这里是{unit}，我负责核实群众评价。您于{day}就“{item}”{said}，想向您了解情况。"),
        Words.Key("大约需要两分钟，通话会留下记录，不影响您办事。您现在方便吗？"),
        Words.Key("请问评价反映的情况是否属实？当时是怎样的？"),
        Words.Key("您希望我们怎样解决或改进？"),
        Words.Key("谢谢您！我们会认真整改，把结果告诉您，届时再请您评价整改情况。"),
    ];

    public IReadOnlyList<string> Of(OrderView order)
    {
        var own = settings.GetSection("WorkOrders:ContactScript").GetChildren().Select(line => line.Value).OfType<string>().Where(line => line.Length > 0).ToList();
        (string Mark, string Text)[] marks =
        [
            ("{unit}", order.Desk),
            ("{day}", words.Date(order.About.RatedOn)),
            ("{item}", order.About.Place.ItemName is { Length: > 0 } item ? item : words[Words.Key("政务服务")]),
            ("{said}", order.About.Level is { } level ? words[Words.Key("作出“{0}”的评价"), words[level.Word()]] : words[Words.Key("提出投诉")]),
        ];
        return [.. (own.Count > 0 ? own : Ours.Select(line => words[line])).Select(line => marks.Aggregate(line, (said, mark) => said.Replace(mark.Mark, mark.Text, StringComparison.Ordinal)))];
    }
}
