using Haochaping.Identity.Contracts;
using Haochaping.Identity.Domain;
using Haochaping.Identity.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Keys;
using Haochaping.Kernel.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Identity.Features.Vault;

internal sealed class Vault(IKeys keys, IServiceScopeFactory scopes, TimeProvider clock) : IVault
{
    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "person-unknown", "个人信息不存在或已依法删除。");
    private readonly PersonBox box = new(keys);

    public PersonToken TokenOf(PersonalData person, Guid subject) =>
        PersonTokens.Of(person.Tidy(), subject, keys.Current(KeyPurposes.VaultIndex).Secret.Span);

    public Guid MarkOf(string phone) => TokenOf(new PersonalData(Phone: phone), Guid.Empty).Value;

    public async Task<IReadOnlyList<PersonToken>> SealAsync(AppDb db, IReadOnlyList<PersonToSeal> persons, CancellationToken cancel)
    {
        var tidy = persons.Select(p => (Token: TokenOf(p.Person, p.Subject), Person: p.Person.Tidy())).ToList();
        var tokens = tidy.Select(p => p.Token.Value).Distinct().ToList();
        await db.VaultPersons.Where(p => tokens.Contains(p.Token)).LoadAsync(cancel);
        var (now, tracked) = (clock.Now(), db.VaultPersons.Local); // asked for once: each asking compares everything tracked
        foreach (var person in tidy.GroupBy(p => p.Token, p => p.Person))
        {
            var said = person.Aggregate((older, newer) => older.With(newer));
            if (tracked.FindEntry(person.Key.Value)?.Entity is not { } row)
            {
                db.Add(box.Seal(person.Key, said, now));
            }
            else if (box.Open(row) is var known && known.With(said) is var corrected && corrected != known)
            {
                box.Correct(row, corrected);
            }
        }

        return [.. tidy.Select(p => p.Token)];
    }

    public async Task<Result<PersonalData>> RevealAsync(PersonToken token, Actor by, Purpose purpose, Guid caseId, CancellationToken cancel)
    {
        var found = await RevealManyAsync([(token, caseId)], by, purpose, cancel);
        return found.TryGetValue(token, out var person) ? person : Unknown;
    }

    public async Task<IReadOnlyDictionary<PersonToken, PersonalData>> RevealManyAsync(
        IReadOnlyCollection<(PersonToken Token, Guid CaseId)> persons, Actor by, Purpose purpose, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var rows = await RowsAsync(db, persons.Select(p => p.Token), cancel);
        var now = clock.Now();
        foreach (var (token, caseId) in persons.Where(p => rows.ContainsKey(p.Token)))
        {
            Note(db, token, caseId, by, purpose, now);
        }

        // Recorded first, opened after: a crash between the two leaves a record without a reading, never the reverse.
        await db.SaveChangesAsync(cancel);
        return rows.ToDictionary(row => row.Key, row => box.Open(row.Value));
    }

    public async Task<IReadOnlyDictionary<PersonToken, MaskedPerson>> MaskAsync(IReadOnlyCollection<PersonToken> tokens, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rows = await RowsAsync(scope.ServiceProvider.GetRequiredService<AppDb>(), tokens, cancel);
        return rows.ToDictionary(row => row.Key, row => box.Open(row.Value).Mask());
    }

    public async Task<bool> MatchesAsync(PersonToken token, ProofKind kind, string digits, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rows = await RowsAsync(scope.ServiceProvider.GetRequiredService<AppDb>(), [token], cancel);
        return rows.TryGetValue(token, out var row) && box.Open(row).EndsWith(kind, digits);
    }

    public async Task<IReadOnlyList<PersonToken>> WithPhoneAsync(IReadOnlyCollection<PersonToken> tokens, string phone, CancellationToken cancel)
    {
        if (new PersonalData(Phone: phone).Tidy().Phone is not { } dialled)
        {
            return [];
        }

        await using var scope = scopes.CreateAsyncScope();
        var rows = await RowsAsync(scope.ServiceProvider.GetRequiredService<AppDb>(), tokens, cancel);
        return [.. rows.Where(row => box.Open(row.Value).Phone == dialled).Select(row => row.Key)];
    }

    public async Task<bool> EraseAsync(PersonToken token, Actor by, string reason, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await db.VaultPersons.Where(p => p.Token == token.Value).ExecuteDeleteAsync(cancel) == 0)
        {
            return false;
        }

        var now = clock.Now();
        db.Add(new ErasureRow { Token = token.Value, At = now, Actor = by.ToString(), Reason = reason });
        db.Leave(new PersonErased(token.Value), Ids.New(clock), by, now);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    private static async Task<Dictionary<PersonToken, VaultPerson>> RowsAsync(AppDb db, IEnumerable<PersonToken> tokens, CancellationToken cancel)
    {
        var ids = tokens.Select(t => t.Value).Distinct().ToList();
        return await db.VaultPersons.AsNoTracking().Where(p => ids.Contains(p.Token)).ToDictionaryAsync(p => new PersonToken(p.Token), cancel);
    }

    // What the house reads for itself (sending invitations) is told by the facts of those who asked for it; what people
    // read is sealed in the log as well, so that a cut access log is found.
    private void Note(AppDb db, PersonToken token, Guid caseId, Actor by, Purpose purpose, DateTimeOffset now)
    {
        var id = Ids.New(clock);
        db.Add(new AccessRecord { Id = id, At = now, Actor = by.ToString(), Token = token.Value, Purpose = purpose, CaseId = caseId });
        if (by.Kind != ActorKind.System)
        {
            db.Leave(new PersonRevealed(caseId, token.Value, purpose), id, by, now);
        }
    }
}
