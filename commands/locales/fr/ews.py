"""Auth servers and the EWS switches, in French."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
Compare them, keep the one that serves the organisation's domains, and disable the other; then check oauth {domain} again.
    Comparez-les, gardez celui qui sert les domaines de l'organisation et désactivez l'autre ; relancez ensuite check oauth {domain}.
Several enabled auth servers of ACS have the same realm, or none: {names}.
    Plusieurs serveurs d'authentification ACS activés ont le même domaine (realm), ou n'en ont pas : {names}.
Exchange does not sign in where the other side names that realm: it finds several auth servers for it.
    Exchange ne se connecte pas lorsque l'autre côté nomme ce domaine (realm) : plusieurs serveurs d'authentification y correspondent.
Decide which one Exchange is to sign in with; disable none before that. Then check oauth {domain} again.
    Décidez avec lequel Exchange doit se connecter ; n'en désactivez aucun avant. Relancez ensuite check oauth {domain}.
Outlook's modern authentication goes through {now}. First make {kept} the default authorization endpoint, in the order given here; then disable the others, and check oauth {domain} again.
    L'authentification moderne d'Outlook passe par {now}. Faites d'abord de {kept} le point de terminaison d'autorisation par défaut, dans l'ordre indiqué ici ; désactivez ensuite les autres et relancez check oauth {domain}.
IsDefaultAuthorizationEndpoint (hybrid modern authentication): {names}.
    IsDefaultAuthorizationEndpoint (authentification moderne hybride) : {names}.
{name} carries the dedicated application's id, and Exchange signs in with it.
    {name} porte l'identifiant de l'application dédiée, et Exchange se connecte avec lui.
They have the same realm, or none: what sets them apart is the domains they serve.
    Ils ont le même domaine (realm), ou aucun : seuls les domaines qu'ils servent les distinguent.
More than one carries an application's id: {ids}.
    Plusieurs portent l'identifiant d'une application : {ids}.
{name} is the one that has a realm.
    {name} est celui qui a un domaine (realm).
None of them carries the id of a dedicated application.
    Aucun ne porte l'identifiant d'une application dédiée.
{name} carries the application {id}, which Entra ID does not have in the tenant.
    {name} porte l'application {id}, qu'Entra ID n'a pas dans ce locataire.
Get-AuthServer did not say which of them is the default authorization endpoint.
    Get-AuthServer n'a pas dit lequel est le point de terminaison d'autorisation par défaut.
Several enabled ones are of this tenant: {names}. {why} Decide which one stays; until then nothing at all is changed.
    Plusieurs serveurs activés sont de ce locataire : {names}. {why} Décidez lequel reste ; d'ici là, rien n'est modifié.
Several enabled ones are of this tenant: {names}. {why} Outlook's modern authentication goes through {now}: move it as given here before you disable any; until then nothing at all is changed.
    Plusieurs serveurs activés sont de ce locataire : {names}. {why} L'authentification moderne d'Outlook passe par {now} : déplacez-la comme indiqué ici avant d'en désactiver un ; d'ici là, rien n'est modifié.
Several enabled ones are of this tenant: {names}. {why} Keep that one and disable the others; until then nothing at all is changed.
    Plusieurs serveurs activés sont de ce locataire : {names}. {why} Gardez celui-là et désactivez les autres ; d'ici là, rien n'est modifié.
"""
)
