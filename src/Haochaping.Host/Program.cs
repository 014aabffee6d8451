using Haochaping.Host.Commands;

// The commands of the house, one line each: a table of contents.
return await HouseCommands.RunAsync(args, Terminal.OfProcess);
