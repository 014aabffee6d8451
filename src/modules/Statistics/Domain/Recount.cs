using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel.Facts;
using Haochaping.Ledger.Contracts;
using Haochaping.Statistics.Contracts;

namespace Haochaping.Statistics.Domain;

/// <summary>复算 — the cube as the facts make it, as far as they were counted; only those rows whose key lies in one part.</summary>
/// <param name="part">Which keys are kept.</param>
/// <param name="counted">Facts from this position on are not counted yet.</param>
internal sealed class Recount(CaseRange part, long counted)
{
    private readonly Dictionary<string, Change> cube = [];
    private readonly Dictionary<string, (long Position, string Name)> names = [];

    public CaseRange Part => part;

    /// <summary>Rows by key; their <see cref="Change.By"/> is the count.</summary>
    public IReadOnlyDictionary<string, Change> Cube => cube;

    /// <summary>What is known of every order.</summary>
    public Dictionary<string, OrderCount> Orders { get; } = [];

    /// <summary>Last name of every institution and item, by kind and code.</summary>
    public IReadOnlyDictionary<string, (long Position, string Name)> Names => names;

    /// <summary>The last counted fact.</summary>
    public Recorded<IFact>? Last { get; private set; }

    /// <summary>Adds all facts of one case, oldest first. A rating takes out the default it follows.</summary>
    public void Add(IReadOnlyList<Recorded<IFact>> facts)
    {
        var orders = new Dictionary<Guid, OrderCount>();
        foreach (var fact in facts.Where(f => f.Position < counted))
        {
            Keep(Counting.Of(fact.Fact));
            if (fact.Fact is EvaluationSubmitted rated)
            {
                var defaults = facts.Select(f => f.Fact).OfType<EvaluationDefaulted>().Where(d => d.Task.TaskId == rated.Task.TaskId);
                Keep(defaults.SelectMany(Counting.Of).Select(c => c with { By = -c.By }));
            }

            if (OrderCount.OrderOf(fact.Fact) is { } order)
            {
                var before = orders.GetValueOrDefault(order.OrderId);
                Keep(Counting.Of(order, before, orders[order.OrderId] = OrderCount.After(before, fact.Fact)));
            }

            Remember(fact);
        }

        foreach (var (id, order) in orders.Where(o => part.Has(o.Key)))
        {
            Orders[id.ToString()] = order;
        }
    }

    private void Keep(IEnumerable<Change> changes)
    {
        foreach (var change in changes)
        {
            var id = change.Cell.KeyOf(change.Measure);
            if (part.Has(id))
            {
                var key = id.ToString();
                var sum = change with { By = change.By + cube.GetValueOrDefault(key).By };
                if (sum.By == 0)
                {
                    cube.Remove(key);
                }
                else
                {
                    cube[key] = sum;
                }
            }
        }
    }

    private void Remember(Recorded<IFact> fact)
    {
        var place = Counting.PlaceOf(fact.Fact);
        Name(Grouping.Institution, place.Institution, place.InstitutionName);
        Name(Grouping.Item, place.Item, place.ItemName);
        Last = Last?.Position > fact.Position ? Last : fact;

        void Name(Grouping kind, string code, string name)
        {
            if (names.GetValueOrDefault($"{kind}/{code}", (-1, "")).Position <= fact.Position)
            {
                names[$"{kind}/{code}"] = (fact.Position, name);
            }
        }
    }
}
