using System.CommandLine;
using Haochaping.Catalog.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;

namespace Haochaping.Host.Commands;

/// <summary>导入 — the same four steps as the page: stage, preview, confirm, save. Nothing is saved before the confirmation.</summary>
internal static class Import
{
    public static Command Define(Session session)
    {
        var kind = new Argument<ImportKind>("KIND") { Description = $"类型：{string.Join("、", Enum.GetNames<ImportKind>()).ToLowerInvariant()}。 What the file brings." };
        var file = new Argument<string>("FILE") { Description = "CSV 或 xlsx 文件。 CSV or xlsx." };
        var map = Options.Many("--map", "FIELD=COLUMN", "列对应，覆盖自动识别的对应（可多个）。 Which column feeds which field.");
        var institutions = new Option<bool>("--create-institutions") { Description = "事项导入时登记尚不存在的机构。 Registers unknown institutions." };
        var from = new Option<DateOnly?>("--effective-from") { Description = "文件中没有生效日期时，自哪一天起生效。 Day from which entries count.", HelpName = "DATE" };
        var bad = Options.Text("--bad-rows", "FILE", "把被拒绝的行及原因写入此 CSV，改正后可再次导入。 Writes the rejected rows.");
        var yes = new Option<bool>("--yes", "-y") { Description = "不询问，预览后直接写入。 Saves without asking." };
        var json = Options.Json();
        var command = new Command("import", "导入目录数据，先预览，确认后才写入。 Imports catalogue files.") { kind, file, map, institutions, from, bad, yes, json };
        command.SetAction((line, cancel) => session.InHouseAsync(
            (services, stop) => new Run(
                session.Terminal,
                services.GetRequiredService<CatalogImport>(),
                line.GetValue(map)!,
                new ImportChoice(new Dictionary<string, string>(), line.GetValue(institutions), line.GetValue(from)),
                line.GetValue(bad),
                line.GetValue(yes),
                line.GetValue(json)).AllAsync(line.GetValue(kind), line.GetValue(file)!, stop),
            cancel));
        return command;
    }

    private sealed record Run(Terminal Terminal, CatalogImport Import, string[] Map, ImportChoice Choice, string? BadRows, bool Yes, bool Json)
    {
        private static readonly Actor By = new(ActorKind.System, "import");

        public async Task<int> AllAsync(ImportKind kind, string path, CancellationToken cancel)
        {
            await using var content = File.OpenRead(path);
            if (!(await Import.StageAsync(kind, Path.GetFileName(path), content, By, cancel)).Is(out var sheet, out var no) || !Mapped(sheet).Is(out var columns, out no))
            {
                return Terminal.Refuse(no);
            }

            var previewed = await Terminal.ProgressAsync("预览", _ => Import.PreviewAsync(sheet.Id, Choice with { Columns = columns }, cancel));
            return previewed.Is(out var preview, out no) ? await DecideAsync(preview, cancel) : Terminal.Refuse(no);
        }

        private Result<Dictionary<string, string>> Mapped(ImportSheet sheet)
        {
            var columns = new Dictionary<string, string>(sheet.Suggested);
            var complaints = new List<Complaint>();
            foreach (var pair in Map)
            {
                if (pair.Split('=', 2) is [{ Length: > 0 } field, var column] && sheet.Headings.Contains(column))
                {
                    columns[field] = column;
                }
                else
                {
                    complaints.Add(new("--map", "map-malformed", $"“{pair}”应写成 字段=列名；文件的列：{string.Join("、", sheet.Headings)}。"));
                }
            }

            return complaints.Count == 0 ? columns : new Refusal(RefusalKind.BadRequest, "map-malformed", "列对应写法有误。", Complaints: complaints);
        }

        private async Task<int> DecideAsync(ImportPreview preview, CancellationToken cancel)
        {
            Show(preview);
            if (BadRows is { } file && preview.Counts.Rejected > 0)
            {
                await using var output = File.Create(file);
                _ = await Import.WriteRejectedAsync(preview.Id, output, cancel);
                Terminal.Note($"被拒绝的行已写入 {file}。");
            }

            if (!Yes && !Terminal.Confirm("写入目录吗？"))
            {
                Terminal.Complain("没有写入：请加 --yes，或在终端确认。");
                return Exit.Refused;
            }

            return await SaveAsync(preview, cancel);
        }

        private async Task<int> SaveAsync(ImportPreview preview, CancellationToken cancel)
        {
            if (!(await Import.ConfirmAsync(preview.Id, preview.Confirmation, By, cancel)).Is(out _, out var no))
            {
                return Terminal.Refuse(no);
            }

            var saved = await Terminal.ProgressAsync("写入", advance => Import.SaveAsync(preview.Id, new Advance(advance), cancel));
            if (!saved.Is(out var counts, out no))
            {
                return Terminal.Refuse(no);
            }

            if (Json)
            {
                Terminal.Json(new { preview.Id, counts.Rows, counts.Added, counts.Updated, counts.Unchanged, RejectedRows = counts.Rejected, counts.Institutions, preview.Rejected });
            }
            else
            {
                Terminal.Say($"已新增 {counts.Added} 条，更新 {counts.Updated} 条，不变 {counts.Unchanged} 条，拒绝 {counts.Rejected} 条{Along(counts)}。");
            }

            return Exit.Ok;
        }

        private void Show(ImportPreview preview)
        {
            var counts = preview.Counts;
            Terminal.Note($"共 {counts.Rows} 行：将新增 {counts.Added} 条，更新 {counts.Updated} 条，不变 {counts.Unchanged} 条，拒绝 {counts.Rejected} 条{Along(counts)}。");
            foreach (var cell in Json ? [] : preview.Rejected)
            {
                Terminal.Note($"  第 {cell.Line} 行 {cell.Column}“{cell.Value}”：{cell.Reason}");
            }
        }

        private static string Along(ImportCounts counts) => counts.Institutions > 0 ? $"，登记机构 {counts.Institutions} 个" : "";
    }

    private sealed class Advance(Action<long, long> told) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => told(value.Done, value.Total);
    }
}
