using Haochaping.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Ui;

/// <summary>菜单项 — one line of the console's side menu. Orders from 100 on stand below the line (administration).</summary>
/// <param name="Words">Chinese text; translated when shown.</param>
/// <param name="Href">Path of this house.</param>
/// <param name="Order">Position.</param>
/// <param name="Policy">Authorization policy that the reader must satisfy; null shows it to everyone signed in.</param>
/// <param name="Count">What waits there, shown as a badge when above zero; asked per page, so it must be cheap.</param>
public sealed record MenuEntry(
    string Words, string Href, int Order, string? Policy = null, Func<IServiceProvider, CancellationToken, Task<int>>? Count = null);

/// <summary>公开菜单项 — one line of the public results' menu.</summary>
public sealed record PublicMenuEntry(string Words, string Href, int Order);

/// <summary>搜索框 — the search box of the console: a GET form to <paramref name="Href"/> with <c>q</c>.</summary>
public sealed record SearchBox(string Words, string Href);

/// <summary>页顶告示 — something every member of staff must see on every page, such as weakened durability. Null when all is well.</summary>
public interface IBanner
{
    /// <summary>The text to show in red, in the reader's language, or null.</summary>
    string? Say(Words t);
}

/// <summary>What a room says about menus while it composes itself.</summary>
public static class Menus
{
    extension(Room room)
    {
        /// <summary>Adds a line to the console's side menu.</summary>
        public Room Menu(
            string words, string href, int order, string? policy = null, Func<IServiceProvider, CancellationToken, Task<int>>? count = null)
        {
            room.Services.AddSingleton(new MenuEntry(words, href, order, policy, count));
            return room;
        }

        /// <summary>Adds a line to the public menu.</summary>
        public Room PublicMenu(string words, string href, int order)
        {
            room.Services.AddSingleton(new PublicMenuEntry(words, href, order));
            return room;
        }

        /// <summary>Says where the console's search box leads.</summary>
        public Room Search(string words, string href)
        {
            room.Services.AddSingleton(new SearchBox(words, href));
            return room;
        }
    }
}
