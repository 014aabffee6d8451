using Haochaping.Kernel.Time;

namespace Haochaping.WorkOrders.Domain;

internal sealed partial record Order
{
    /// <summary>
    /// 约谈整改 — the talk with whoever is responsible (深圳 第二十一条): who held it, on which day, what was agreed. Only what was verified, and not
    /// as untrue, can lead to one (SZ-21i). It is a record: it punishes nobody.
    /// </summary>
    /// <param name="heldBy">Who held it.</param>
    /// <param name="isKnown">Whether the member of staff is in the catalogue; null where none is named.</param>
    /// <param name="heldOn">On which day.</param>
    /// <param name="agreed">What was agreed.</param>
    /// <param name="now">When it is recorded.</param>
    public Result<Order> Talk(string? heldBy, bool? isKnown, DateOnly? heldOn, string? agreed, DateTimeOffset now)
    {
        if (!MayTalk)
        {
            return No.State(this, "登记约谈整改");
        }

        return No.Missing(
            No.Text("heldBy", "held-by-missing", heldBy, "请写明由谁约谈。", 64),
            No.Unless(isKnown != false, "staff", "staff-unknown", "承办单位没有这个工号：请核对，或留空并在约谈内容中写明约谈对象的职务。"),
            No.Unless(heldOn is not null, "heldOn", "held-on-missing", "请填写约谈日期。"),
            No.Unless(heldOn is null || heldOn <= now.BusinessDate(), "heldOn", "held-on-later", "约谈日期不能晚于今天。"),
            No.Text("agreed", "agreed-missing", agreed, "请写明约谈内容和整改要求。", No.TextLimit - 200)) is { } refusal
            ? refusal
            : this with { TalkedAt = now };
    }

    private bool MayTalk => State is OrderState.Rectifying or OrderState.Explaining && Verdict is Contracts.Verdict.True or Contracts.Verdict.PartlyTrue;
}
