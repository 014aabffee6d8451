using System.Security.Claims;
using Haochaping.Kernel.Web;
using Haochaping.WorkOrders.Domain;
using Microsoft.AspNetCore.Authorization;

namespace Haochaping.WorkOrders.Features;

/// <summary>Reads a <see cref="Hand"/> off whoever is signed in.</summary>
internal sealed class Hands(IAuthorizationService authorization)
{
    public async Task<Hand> OfAsync(ClaimsPrincipal user) => new(
        user.ToActor(),
        user.ToScope(),
        (await authorization.AuthorizeAsync(user, Access.Handle)).Succeeded,
        (await authorization.AuthorizeAsync(user, Access.Supervise)).Succeeded,
        (await authorization.AuthorizeAsync(user, Access.Dispatch)).Succeeded);
}
