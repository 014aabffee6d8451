using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel;
using Haochaping.Policy.Contracts;

namespace Haochaping.Channels.Domain;

/// <summary>渠道是否开放 — whether the place's document lists a channel.</summary>
internal static class Offered
{
    extension(RatableTask task)
    {
        /// <summary>The channel of a text message about it.</summary>
        public ChannelKind ByText => task.Kind == SubjectKind.Contact ? ChannelKind.HotlineSms : ChannelKind.Sms;
    }

    extension(RulePack pack)
    {
        /// <summary>Null where the channel is open, else why not.</summary>
        public Refusal? Closed(ChannelKind channel) =>
            pack.Lists(channel)
                ? null
                : new(RefusalKind.Unprocessable, "channel-not-offered", "当地规定没有列出这种评价渠道：请改用当地开放的渠道。");
    }
}
