using Haochaping.Kernel;
using Haochaping.Kernel.Web;
using Haochaping.Ledger.Contracts;
using Haochaping.Publication.Features;
using Haochaping.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Publication;

/// <summary>公开 — makes immutable issues of the figures and shows them to everyone.</summary>
public sealed class PublicationModule : Module
{
    /// <inheritdoc />
    public override void Compose(Room room)
    {
        room.Services.AddScoped<IVerifyRows, VerifyIssues>();
        room
            .Act<DraftIssue>()
            .Act<PublishIssue>()
            .Act<ReadIssues>()
            .Slice<DownloadIssue>()
            .Menu("通报与公开", "/console/issues", 70, Access.Publish)
            .PublicMenu("结果", "/results", 10)
            .PublicMenu("统计口径", "/results/definitions", 50);
    }
}
