using System.Security.Claims;
using Haochaping.Appeals.Domain;
using Haochaping.Kernel.Web;
using Microsoft.AspNetCore.Authorization;

namespace Haochaping.Appeals.Features;

/// <summary>Reads a <see cref="Hand"/> off whoever is signed in.</summary>
internal sealed class Hands(IAuthorizationService authorization)
{
    public async Task<Hand> OfAsync(ClaimsPrincipal user) => new(
        user.ToActor(),
        user.ToScope(),
        (await authorization.AuthorizeAsync(user, Access.Handle)).Succeeded,
        (await authorization.AuthorizeAsync(user, Access.Supervise)).Succeeded);
}
