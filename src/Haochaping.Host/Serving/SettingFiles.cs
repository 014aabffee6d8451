namespace Haochaping.Host.Serving;

/// <summary>设置的整理 — secrets from files, and addresses that must be right before anything is sent.</summary>
internal static class SettingFiles
{
    private const string Suffix = "_FILE";

    /// <summary>Any setting may be named with <c>_FILE</c> behind it: then its value is the text of that file (<c>Database__ConnectionString_FILE</c>).</summary>
    public static void ReadSecrets(ConfigurationManager settings) => settings.AddInMemoryCollection(settings.AsEnumerable()
        .Where(s => s.Key.EndsWith(Suffix, StringComparison.Ordinal) && s.Key.Contains(':', StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(s.Value))
        .Select(s => KeyValuePair.Create(s.Key[..^Suffix.Length], (string?)Read(s.Key, s.Value!)))
        .ToList());

    /// <summary>One public address, under both its names: <c>Place:PublicUrl</c> and <c>PublicUrl</c>.</summary>
    public static void CheckPublicUrl(ConfigurationManager settings)
    {
        if ((settings["Place:PublicUrl"] ?? settings["PublicUrl"]) is not { Length: > 0 } text)
        {
            return;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Query.Length + url.Fragment.Length + url.UserInfo.Length > 0)
        {
            throw new SettingsException($"PublicUrl“{text}”不是完整的对外地址：应写成 https://pingjia.example.gov.cn 或带路径前缀，不带参数。");
        }

        var trimmed = url.AbsoluteUri.TrimEnd('/');
        settings.AddInMemoryCollection([KeyValuePair.Create("Place:PublicUrl", (string?)trimmed), KeyValuePair.Create("PublicUrl", (string?)(trimmed + "/"))]);
    }

    /// <summary>
    /// A developer's house is reached where it listens, so links begin with that; a real one must be told its public address, because
    /// what it listens on is seldom what citizens can reach.
    /// </summary>
    public static void AssumePublicUrl(ConfigurationManager settings)
    {
        var address = Listening(settings);
        if (settings["Place:PublicUrl"] is null && settings["PublicUrl"] is null && address is { IsUnixPipe: false, Port: > 0 })
        {
            settings.AddInMemoryCollection([KeyValuePair.Create("PublicUrl", (string?)$"{address.Scheme}://{(address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : address.Host)}:{address.Port}")]);
        }
    }

    /// <summary>The first address the house is to listen on; one that cannot be read is refused before anything else happens.</summary>
    public static BindingAddress Listening(ConfigurationManager settings)
    {
        var text = settings["urls"] is { Length: > 0 } urls ? urls.Split(';')[0] : HouseHost.DefaultUrl;
        try
        {
            return BindingAddress.Parse(text);
        }
        catch (FormatException)
        {
            throw new SettingsException($"urls“{text}”不是监听地址：应写成 http://0.0.0.0:8080。");
        }
    }

    private static string Read(string key, string file) => File.Exists(file)
        ? File.ReadAllText(file).Trim()
        : throw new SettingsException($"{key} 指向的文件 {file} 不存在或不可读。");
}
