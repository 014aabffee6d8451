using Haochaping.Catalog.Features;
using Haochaping.Catalog.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Web;
using Haochaping.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Catalog;

/// <summary>事项与机构 — divisions, bodies, items, places and people: what every rating refers to.</summary>
public sealed class CatalogModule : Module
{
    /// <inheritdoc />
    public override void Compose(Room room)
    {
        room.Services
            .AddSingleton<CatalogMemory>()
            .AddSingleton<Shelves>()
            .AddScoped<ICatalog, CatalogOfRecord>()
            .AddScoped<IPlaceList, PlaceList>()
            .AddScoped<Identity.Contracts.IStaffDirectory, StaffDirectory>()
            .AddScoped<IInstitutionList, InstitutionList>()
            .AddScoped(s => new CatalogImport(
                s.GetRequiredService<StageImport>(), s.GetRequiredService<PreviewImport>(), s.GetRequiredService<ConfirmImport>(), s.GetRequiredService<SaveImport>(),
                s.GetRequiredService<DownloadRejectedRows>()));
        room.Menu("事项与机构", "/console/catalog", 110, Access.Staff)
            .Menu("数据导入", "/console/imports", 111, Access.Administer);
        room.Act<PlanImport>()
            .Act<StageImport>()
            .Act<PreviewImport>()
            .Act<ConfirmImport>()
            .Act<SaveImport>()
            .Act<ReadImports>()
            .Act<ImportPeople>()
            .Act<BrowseCatalog>()
            .Slice<DownloadRejectedRows>()
            .Job<SaveConfirmedImports>(TimeSpan.FromSeconds(3))
            .Job<ForgetStagedFiles>(TimeSpan.FromHours(1));
    }
}
