namespace Haochaping.Policy.Contracts;

/// <summary>列明的渠道 — which ways in the place's document lists (<c>channels.*</c>); what it does not list is not offered (C6).</summary>
public static class ListedChannels
{
    extension(RulePack pack)
    {
        /// <summary>Whether the document lists the channel, under whatever heading.</summary>
        public bool Lists(ChannelKind channel) =>
            pack.Channels.Online.Concat(pack.Channels.Onsite).Concat(pack.Channels.Hotline).Concat(pack.Channels.Paper).Concat(pack.Channels.Other).Any(c => c.Code == channel);
    }
}
