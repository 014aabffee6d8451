namespace Haochaping.Host.Rehearsal;

/// <summary>演出 — scene by scene: the clock is moved, what is due is done, somebody acts, the house settles, and one looks.</summary>
internal sealed class Playing(Stage stage)
{
    private readonly List<OutcomeLine> lines = [];

    public async Task<IReadOnlyList<OutcomeLine>> RunAsync(IReadOnlyList<Scene> scenes, CancellationToken cancel)
    {
        foreach (var scene in scenes)
        {
            await RunAsync(scene, cancel);
        }

        return lines;
    }

    private async Task RunAsync(Scene scene, CancellationToken cancel)
    {
        stage.MoveTo(scene.At);
        if (!scene.JobsRest)
        {
            await stage.SettleAsync(cancel);
        }

        if (scene.Step is { } step)
        {
            stage.Answer = await step.ActAsync(stage, scene.Given, cancel);
            await LookAsync(scene, scene.Expected.Where(e => e.Sight.IsOfTheAnswer), cancel);
            JudgeAnswer(scene, step);
            await stage.SettleAsync(cancel);
        }

        await LookAsync(scene, scene.Expected.Where(e => !e.Sight.IsOfTheAnswer), cancel);
    }

    // A step that says nothing about its answer expects to be accepted; a fault of the program is never as expected.
    private void JudgeAnswer(Scene scene, StepKind step)
    {
        var answer = stage.Answer;
        if (answer.Status >= 500 || (!answer.IsYes && !scene.Expected.Any(e => e.Sight.IsOfTheAnswer)))
        {
            var said = answer.Code("detail") is { Length: > 0 } detail ? detail : answer.Code("message");
            lines.Add(new(false, Kinds.Write(scene.At), scene.Line, $"{step.Chinese} {scene.Given["case"] ?? scene.Given["number"]}", "应被接受", $"{answer.Code("code")} {said}（{answer.Status}）", answer.Code("article")));
        }
    }

    private async Task LookAsync(Scene scene, IEnumerable<Expectation> expected, CancellationToken cancel)
    {
        foreach (var expectation in expected)
        {
            lines.AddRange(Comparing.Lines(Kinds.Write(scene.At), expectation, await expectation.Sight.LookAsync(stage, expectation.Given, cancel)));
        }
    }
}
