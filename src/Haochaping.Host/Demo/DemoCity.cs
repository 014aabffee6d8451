using Haochaping.Host.Commands;

namespace Haochaping.Host.Demo;

internal static class DemoCity
{
    public static Task LiveBesideAsync(Session session, WebApplication server) => Task.CompletedTask;
}
