using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Catalog.Storage;

/// <summary>The module's tables.</summary>
internal static class CatalogTables
{
    extension(AppDb db)
    {
        internal DbSet<Region> Regions => db.Set<Region>();

        internal DbSet<Institution> Institutions => db.Set<Institution>();

        internal DbSet<Hall> Halls => db.Set<Hall>();

        internal DbSet<Platform> Platforms => db.Set<Platform>();

        internal DbSet<Window> Windows => db.Set<Window>();

        internal DbSet<StaffMember> StaffMembers => db.Set<StaffMember>();

        internal DbSet<ServiceItem> ServiceItems => db.Set<ServiceItem>();

        internal DbSet<Duty> Duties => db.Set<Duty>();

        internal DbSet<Import> Imports => db.Set<Import>();

        internal DbSet<ImportPart> ImportParts => db.Set<ImportPart>();

        internal DbSet<Stamp> Stamps => db.Set<Stamp>();
    }
}
