using System.CommandLine;

namespace Haochaping.Host.Commands;

internal static class SeedDemo
{
    public static Command Define(Session session) => new("seed-demo", "…");
}
