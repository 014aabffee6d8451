using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Haochaping.Notifications.Contracts;
using Haochaping.Notifications.Features;
using Haochaping.Notifications.Gateway;
using Haochaping.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Notifications;

/// <summary>短信通知 — the outbox between decisions and people's phones.</summary>
public sealed class NotificationsModule : Module
{
    /// <inheritdoc />
    public override void Compose(Room room)
    {
        var settings = SmsSettings.Read(room.Configuration);
        room.Services.AddSingleton(settings);
        room.Services.AddSingleton<IQuietHours>(settings.Delivery.Quiet);
        room.Services.AddSingleton<MessageSecrets>();
        room.Services.AddSingleton<INotifications, QueueMessages>();
        room.Services.AddScoped<IOutbox, ListOutbox>();
        AddGateway(room.Services, settings);

        room.Job<SendMessages>(every: TimeSpan.FromSeconds(5))
            .Slice<ReceiveReport>()
            .Act<ListOutbox>()
            .Act<ResendMessage>()
            .Menu("短信发件箱", "/console/outbox", 140, Access.Administer, (services, cancel) => ListOutbox.FailedAsync(services.GetRequiredService<AppDb>(), cancel));
    }

    private static void AddGateway(IServiceCollection services, SmsSettings settings)
    {
        switch (settings)
        {
            case { Url: null }:
                services.AddSingleton<IGateway, NoGateway>();
                break;
            case { IsDemo: true }:
                services.AddSingleton<IGateway, DemoGateway>();
                break;
            default:
                services.AddHttpClient<IGateway, SmsGateway>(http => http.Timeout = Timeout.InfiniteTimeSpan)
                    .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false }); // a phone number follows no redirect
                break;
        }
    }
}
