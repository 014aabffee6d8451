using System.Collections.Concurrent;

namespace Haochaping.Channels.Features.Devices;

/// <summary>门铃 — rings at every device of a window that has an open line to this node; the others ask by themselves every few seconds.</summary>
internal sealed class Bells
{
    private readonly ConcurrentDictionary<(string Window, Guid Line), Action> lines = new();

    public void Ring(string window)
    {
        foreach (var (key, ring) in lines)
        {
            if (key.Window == window)
            {
                ring();
            }
        }
    }

    public IDisposable Listen(string window, Guid line, Action ring)
    {
        lines[(window, line)] = ring;
        return new Line(() => lines.TryRemove((window, line), out _));
    }

    private sealed class Line(Action close) : IDisposable
    {
        public void Dispose() => close();
    }
}
