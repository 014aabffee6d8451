using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Crooked;

internal static class WritesSql
{
    public static int Statement(AppDb db) => db.Database.ExecuteSqlRaw("DELETE FROM somebody_elses_table"); // expect RS0030

    public static object Query(AppDb db) => db.Set<IsOpen>().FromSqlRaw("SELECT 1"); // expect RS0030

    public static object Connection(AppDb db) => db.Database.GetDbConnection(); // expect RS0030
}
