using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Haochaping.Host.Serving;

/// <summary>接口文档 — OpenAPI at <c>/openapi/v1.json</c>, and a viewer that needs no outside host.</summary>
internal static class ApiDocs
{
    // What programs read and write; the rest is pages.
    private static readonly string[] Described = ["api/", "ledger/", "results/", "r/"];

    public static void Configure(IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = operation => Described.Any(start => operation.RelativePath?.StartsWith(start, StringComparison.Ordinal) == true);
        // Many a slice has its own Request and Answer: outside the house each needs a name of its own.
        options.CreateSchemaReferenceId = json => OpenApiOptions.CreateDefaultSchemaReferenceId(json) is { } name && json.Type is { DeclaringType: { } slice, IsGenericType: false } ? slice.Name + name : OpenApiOptions.CreateDefaultSchemaReferenceId(json);
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "好差评 Haochaping", Version = "v1", Description = "政务服务“好差评”接口。错误为 RFC 9457 problem details，code 稳定，message 为中文。" };
            document.Servers = [];
            return Task.CompletedTask;
        });
    });

    public static void Map(WebApplication app)
    {
        app.MapOpenApi().AllowAnonymous();
        app.UseSwaggerUI(ui =>
        {
            ui.RoutePrefix = "api";
            ui.SwaggerEndpoint("../openapi/v1.json", "好差评 v1");
            ui.DocumentTitle = "好差评 接口文档";
        });
    }
}
