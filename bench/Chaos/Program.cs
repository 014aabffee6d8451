using System.Globalization;
using Haochaping.Chaos;
using Haochaping.Testing;

// The durability proofs in their long form, each with its control: bench/README.md says how to run and read them.
if (args is not [var verb, ..])
{
    return Verbs.Usage();
}

var options = new Options(args[1..]);
return verb switch
{
    "kill" => await Verbs.KillAsync(options),
    "database" => await Verbs.DatabaseAsync(options),
    "replay" => await Verbs.ReplayAsync(options),
    "channels" => await Verbs.ChannelsAsync(options),
    "failover" => await Verbs.FailoverAsync(options),
    "overload" => await Verbs.OverloadAsync(options),
    "backup" => await BackupVerbs.RunAsync(options),
    "io" => await Verbs.FailingSyncAsync(options),
    _ => Verbs.Usage(),
};

/// <summary>What stood on the command line: <c>--name value</c> and bare <c>--name</c>.</summary>
internal sealed class Options(string[] words)
{
    public bool Has(string name) => words.Contains("--" + name);

    public int Number(string name, int usual) => Value(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;

    /// <summary>The store that was named, or both.</summary>
    public IEnumerable<TownStore> Stores => Value("store") is { } named ? [Enum.Parse<TownStore>(named, ignoreCase: true)] : Enum.GetValues<TownStore>();

    private string? Value(string name) => Array.IndexOf(words, "--" + name) is >= 0 and var at && at + 1 < words.Length ? words[at + 1] : null;
}
