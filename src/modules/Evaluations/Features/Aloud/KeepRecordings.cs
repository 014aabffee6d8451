using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Domain;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features.Aloud;

/// <summary>上传朗读录音 — keeps the recordings of a dialect, new ones in place of old; what the files are is told by their content.</summary>
internal sealed class KeepRecordings(AppDb db, TimeProvider clock)
{
    private static readonly Refusal Nothing = new(RefusalKind.BadRequest, "sound-missing", "请至少选择一个录音文件。");
    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "dialect-unknown", "没有这种方言：可能刚刚被删除，请刷新。");
    private static readonly Refusal Twice = new(RefusalKind.Conflict, "sound-changed", "录音刚刚被别人更换过：请刷新后核对。");

    /// <param name="dialect">Which dialect.</param>
    /// <param name="files">From the phrase to the file.</param>
    /// <param name="by">Who acts.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<Result<Done>> RunAsync(Guid dialect, IReadOnlyDictionary<string, byte[]> files, Actor by, CancellationToken cancel)
    {
        // parse
        var (parsing, sounds) = (new Parsing(), new Dictionary<string, SoundFile>());
        foreach (var phrase in SpokenPhrases.All.Where(files.ContainsKey))
        {
            if (SoundFile.Read(files[phrase]).Is(out var sound, out var refusal))
            {
                sounds[phrase] = sound;
            }
            else
            {
                parsing.Complain($"{dialect:N}-{phrase}", refusal.Code, refusal.Message);
            }
        }

        if (!parsing.IsClean || sounds.Count == 0)
        {
            return parsing.IsClean ? Nothing : parsing.ToRefusal("invalid-recordings");
        }

        // load
        if (await db.Dialects.AsNoTracking().FirstOrDefaultAsync(d => d.Id == dialect, cancel) is not { } spoken)
        {
            return Unknown;
        }

        var rows = await db.Recordings.Where(r => r.Dialect == dialect).ToDictionaryAsync(r => r.Phrase, cancel);

        // decide and save: what is there already changes nothing
        var now = clock.Now();
        foreach (var (phrase, sound) in sounds.Where(s => rows.GetValueOrDefault(s.Key)?.Hash != s.Value.Hash))
        {
            if (rows.TryGetValue(phrase, out var row))
            {
                (row.Hash, row.Type, row.Content) = (sound.Hash, sound.Type, sound.Content);
            }
            else
            {
                db.Add(new RecordingRow { Dialect = dialect, Phrase = phrase, Hash = sound.Hash, Type = sound.Type, Content = sound.Content });
            }

            db.Leave(new RecordingChanged(dialect, spoken.Name, phrase, sound.Hash), Ids.New(clock), by, now);
        }

        try
        {
            await db.SaveChangesAsync(cancel);
            return new Done();
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            return Twice;
        }
    }
}
