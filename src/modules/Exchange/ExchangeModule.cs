using Haochaping.Exchange.Contracts;
using Haochaping.Exchange.Features;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Haochaping.Ledger.Contracts;
using Haochaping.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Exchange;

/// <summary>平台对接 — orders to and from 12345 and upper-level platforms, each way once.</summary>
public sealed class ExchangeModule : Module
{
    /// <inheritdoc />
    public override void Compose(Room room)
    {
        room.Services.AddSingleton(Partners.Read(room.Configuration));
        room.Services.AddHttpClient<Courier>(http => (http.Timeout, http.MaxResponseContentBufferSize) = (Timeout.InfiniteTimeSpan, Courier.LongestAnswer))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false }); // what people wrote follows no redirect
        room.Services.AddScoped<IVerifyRows, VerifyLetters>();
        room.Services.AddScoped<IExchangeWatch, ExchangeWatch>();
        room.Services.AddHealthChecks().AddCheck<ExchangeWatch>("exchange-partners");

        room.Follower<WriteLetters>()
            .Job<SendLetters>(every: TimeSpan.FromSeconds(5))
            .Slice<ReceiveLetter>()
            .Act<ListLetters>()
            .Act<ResendLetter>()
            .Act<SettleLetter>()
            .Menu("平台对接", "/console/exchange", 141, Access.Administer, (services, cancel) => ListLetters.OddAsync(services.GetRequiredService<AppDb>(), cancel));
    }
}
