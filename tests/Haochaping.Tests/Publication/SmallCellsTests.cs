using FsCheck;
using FsCheck.Fluent;
using Haochaping.Publication.Domain;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Publication;

public sealed class SmallCellsTests
{
    private static readonly string[] Columns = ["positive", "negative", "unrated"];

    // Small counts are what matters, so they are common here.
    private static readonly Gen<int> Count = Gen.Frequency((3, Gen.Choose(0, 4)), (3, Gen.Choose(5, 9)), (1, Gen.Constant(0)));

    private static readonly Arbitrary<int[][]> Tables =
        (from units in Gen.Choose(1, 3) from rows in Count.ArrayOf(Columns.Length).ArrayOf(units) select rows).ToArbitrary();

    [Fact]
    public void Every_hidden_small_count_could_still_be_any_number_below_the_threshold() => Prop.ForAll(Tables, table =>
    {
        var cells = Cells(table);
        return SmallCells.Hide(cells) is not { } hidden || Enumerable.Range(0, cells.Count)
            .Where(i => SmallCells.IsSmall(cells[i].Count))
            .All(i => hidden.Contains(i) && Enumerable.Range(1, SmallCells.Threshold - 1).All(value => new Attack(cells, hidden).Could(i, value)));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [Fact]
    public void What_is_not_small_and_gives_nothing_away_is_shown()
    {
        SmallCells.Hide(Cells([[50, 20, 30], [60, 0, 30]]))!.ShouldBeEmpty();
        SmallCells.Hide(Cells([[50, 3, 30], [60, 7, 30], [90, 80, 70]]))!.Count.ShouldBe(4);
    }

    [Fact]
    public void Two_ones_do_not_hide_each_other()
    {
        // 1 and 1 in one column of sum 2: a reader who knows that hidden means at least 1 would know both.
        var cells = Cells([[50, 1, 30], [60, 1, 30], [70, 40, 30]]);
        var hidden = SmallCells.Hide(cells)!;
        Enumerable.Range(1, 4).ShouldAllBe(value => new Attack(cells, hidden).Could(1, value));
        hidden.Count.ShouldBeGreaterThan(4);
    }

    [Fact]
    public void A_table_too_small_to_hide_in_is_refused() => SmallCells.Hide(Cells([[3, 0, 0]])).ShouldBeNull();

    [Fact]
    public void A_small_change_against_an_earlier_issue_is_hidden_like_a_small_count()
    {
        SmallCells.IsSmall(103, 100).ShouldBeTrue();
        SmallCells.IsSmall(100, 100).ShouldBeFalse();
        SmallCells.IsSmall(105, 100).ShouldBeFalse();
        SmallCells.IsSmall(0, 3).ShouldBeTrue();
    }

    private static List<TableCell> Cells(int[][] table) =>
    [
        .. table.SelectMany((row, unit) => row.Select((count, column) => new TableCell($"{unit}", Columns[column], count))),
        .. Columns.Select((column, c) => new TableCell("sum", column, table.Sum(row => row[c]), IsSum: true)),
    ];

    /// <summary>A reader with patience: every table that agrees with what is shown and with the rules.</summary>
    private sealed class Attack(List<TableCell> cells, IReadOnlySet<int> hidden)
    {
        private readonly long[] guess = [.. cells.Select(c => c.Count)];
        private (int Cell, long Value) wanted;
        private bool found;

        public bool Could(int cell, long value)
        {
            wanted = (cell, value);
            Try([.. cells.GroupBy(c => c.Row).Select(g => g.Key)], 0);
            return found;
        }

        // Line by line: within a line every combination of hidden counts with the right sum.
        private void Try(string[] rows, int row)
        {
            if (found)
            {
                return;
            }

            if (row == rows.Length)
            {
                if (Columns.All(column => cells.Index().Where(c => c.Item.Column == column).Sum(c => c.Item.IsSum ? -guess[c.Index] : guess[c.Index]) == 0))
                {
                    found = true;
                }

                return;
            }

            int[] unknown = [.. cells.Index().Where(c => c.Item.Row == rows[row] && hidden.Contains(c.Index)).Select(c => c.Index)];
            Fill(unknown, 0, unknown.Sum(i => cells[i].Count), () => Try(rows, row + 1));
        }

        private void Fill(int[] unknown, int at, long left, Action then)
        {
            if (at == unknown.Length)
            {
                if (left == 0)
                {
                    then();
                }

                return;
            }

            var (low, high) = unknown[at] == wanted.Cell ? (wanted.Value, wanted.Value) : SmallCells.Bounds(cells[unknown[at]]);
            for (var value = low; !found && value <= Math.Min(high, left); value++)
            {
                guess[unknown[at]] = value;
                Fill(unknown, at + 1, left - value, then);
            }

            guess[unknown[at]] = cells[unknown[at]].Count;
        }
    }
}
