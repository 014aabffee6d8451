using Haochaping.Catalog.Domain.Sheets;
using Haochaping.Kernel;

namespace Haochaping.Catalog.Domain.Importing;

/// <summary>读出的一行 — one row read by the mapping: its values, its key, and what is wrong with it so far.</summary>
internal sealed record Draft(Row Row, string Key, Values Values, List<RejectedCell> Faults);

/// <summary>列对应 — a mapping that fits the file and the kind, ready to read rows.</summary>
internal sealed class Columns
{
    private readonly Kind kind;
    private readonly Sheet sheet;
    private readonly List<(Field Field, int Index)> mapped;

    private Columns(Kind kind, Sheet sheet, List<(Field, int)> mapped)
    {
        (this.kind, this.sheet, this.mapped) = (kind, sheet, mapped);
        Compared = [.. kind.Fields.Where(f => f.Compared && (mapped.Any(m => m.Item1 == f) || kind.Completes.Contains(f.Name))).Select(f => f.Name)];
    }

    /// <summary>The fields whose difference makes a row “changed”: only what the file speaks about.</summary>
    public IReadOnlyList<string> Compared { get; }

    /// <summary>Field name → heading, for every field that a heading names. The first field to claim a heading keeps it.</summary>
    public static Dictionary<string, string> Suggest(Kind kind, IReadOnlyList<string> headings)
    {
        var suggested = new Dictionary<string, string>();
        foreach (var field in kind.Fields)
        {
            var heading = headings.FirstOrDefault(h => h == field.Name || h == field.Title) ?? headings.FirstOrDefault(field.Answers);
            if (heading is not null && !suggested.ContainsValue(heading))
            {
                suggested[field.Name] = heading;
            }
        }

        return suggested;
    }

    /// <summary>No heading says anything to this kind, and one of them is a number: the first line is already data.</summary>
    public static bool LooksLikeData(Kind kind, IReadOnlyList<string> headings) =>
        !headings.Any(h => kind.Fields.Any(f => f.Answers(h))) && headings.Any(h => h.Length > 0 && h.All(char.IsAsciiDigit));

    /// <summary>Refused with every complaint: unknown fields, missing headings, required fields without a column.</summary>
    public static Result<Columns> Of(Kind kind, Sheet sheet, IReadOnlyDictionary<string, string> choice)
    {
        var complaints = new List<Complaint>();
        var mapped = new List<(Field, int)>();
        foreach (var (name, heading) in choice.Where(c => c.Value.Length > 0))
        {
            var field = kind.Fields.FirstOrDefault(f => f.Name == name);
            var index = sheet.IndexOf(heading);
            if (field is null)
            {
                complaints.Add(new(name, "unknown-field", $"“{kind.Title}”没有字段“{name}”。可用：{string.Join("、", kind.Fields.Select(f => f.Name))}。"));
            }
            else if (index < 0)
            {
                complaints.Add(new(name, "unknown-column", $"文件里没有列“{heading}”。"));
            }
            else
            {
                mapped.Add((field, index));
            }
        }

        complaints.AddRange(kind.Fields.Where(f => f.Required && !choice.Any(c => c.Key == f.Name && c.Value.Length > 0))
            .Select(f => new Complaint(f.Name, "column-required", $"请为必填的“{f.Title}”选择一列。")));
        return complaints.Count == 0
            ? new Columns(kind, sheet, mapped)
            : new Refusal(RefusalKind.Unprocessable, "import-mapping-incomplete", string.Join("", complaints.Select(c => c.Message)), null, complaints);
    }

    /// <summary>Reads one row as far as the row alone can tell.</summary>
    public Draft Read(Row row)
    {
        var values = new Values();
        var faults = new List<RejectedCell>();
        if (row.Quotes != Quotes.Sound)
        {
            faults.Add(new(row.Line, "", "", "broken-quotes", "引号不成对，这一行读不准。"));
        }

        if (row.Cells.Skip(sheet.Headings.Count).Any(c => !string.IsNullOrWhiteSpace(c)))
        {
            faults.Add(new(row.Line, "", Shown(row.Cells[sheet.Headings.Count]), "too-many-cells", "单元格比表头多，可能有多余的分隔符。"));
        }

        foreach (var (field, index) in mapped)
        {
            ReadCell(row, field, index, values, faults);
        }

        if (faults.Count > 0)
        {
            return new(row, "", values, faults);
        }

        kind.Complete(values);
        faults.AddRange(kind.Check(values).Select(f => Fault(row, f.Field, f.Code, f.Reason)));
        return new(row, kind.KeyOf(values), values, faults);
    }

    /// <summary>A complaint about the cell that feeds a field.</summary>
    public RejectedCell Fault(Row row, string field, string code, string reason)
    {
        var column = mapped.FirstOrDefault(m => m.Field.Name == field);
        return column.Field is null
            ? new(row.Line, kind.FieldOf(field).Title, "", code, reason)
            : new(row.Line, sheet.Headings[column.Index], Shown(CellOf(row, column.Index)), code, reason);
    }

    private static string Shown(string cell) => cell.Length <= 200 ? cell : cell[..200] + "…";

    private static string CellOf(Row row, int index) => index < row.Cells.Count ? row.Cells[index] : "";

    private void ReadCell(Row row, Field field, int index, Values values, List<RejectedCell> faults)
    {
        var text = Texts.Trim(CellOf(row, index));
        if (text.Length == 0)
        {
            values[field.Name] = "";
            if (field.Required)
            {
                faults.Add(Fault(row, field.Name, "required", $"“{field.Title}”不能为空。"));
            }

            return;
        }

        var reading = field.Read(text);
        values[field.Name] = reading.Value;
        if (reading.Code is { } code)
        {
            faults.Add(Fault(row, field.Name, code, reading.Reason!));
        }
    }
}
