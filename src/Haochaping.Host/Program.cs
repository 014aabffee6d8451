using Haochaping.Host;

var app = HouseHost.Build(args);
await HouseHost.MigrateAsync(app.Services, CancellationToken.None);
await app.RunAsync();
