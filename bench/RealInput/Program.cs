using Haochaping.RealInput;
using Haochaping.Testing;

// Real input through the product, end to end: bench/README.md says what to give and how to read it.
if (args is not [var data, ..] || !File.Exists(Path.Combine(data, "divisions.csv")))
{
    Console.Error.WriteLine("usage: real-input FOLDER [sqlite|postgres]   (FOLDER holds divisions.csv, service-items.csv, citizen-messages.csv)");
    return 64;
}

var report = new Report();
foreach (var store in args is [_, var one, ..] ? [Enum.Parse<TownStore>(one, ignoreCase: true)] : Enum.GetValues<TownStore>())
{
    await new Story(data, store, report).TellAsync();
}

return report.Close();
