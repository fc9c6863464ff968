"""Findings on what takes the place of a connector, in French."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
Exchange uses an organization relationship for a domain that no enabled connector is for.
    Exchange utilise une relation d'organisation pour un domaine auquel aucun connecteur activé n'est destiné.
OAuth is not used; the organization relationship is: {relationship}.
    OAuth n'est pas utilisé ; c'est la relation d'organisation qui l'est : {relationship}.
Nothing has to change while the relationship works. It needs the federation trust with current metadata, which the command refreshes, and WSSecurityAuthentication on the EWS and Autodiscover virtual directories. To use OAuth instead, type {request}: it creates or enables the connector. `repair oauth` leaves it as it is.
    Rien n'est à modifier tant que la relation fonctionne. Elle exige l'approbation de fédération avec des métadonnées à jour, que la commande actualise, et WSSecurityAuthentication sur les répertoires virtuels EWS et Autodiscover. Pour utiliser OAuth à la place, tapez {request} : le connecteur est alors créé ou activé. `repair oauth` laisse tout en l'état.
Exchange does not fall back to the organization relationship {relationship} while the connector is enabled, even when OAuth fails. Disabling the connector is the work-around.
    Tant que le connecteur est activé, Exchange ne se rabat pas sur la relation d'organisation {relationship}, même si OAuth échoue. Désactiver le connecteur est la solution de contournement.
The organization relationship {relationship} can't carry free/busy any more: EWS in Exchange Online ended on {date}.
    La relation d'organisation {relationship} ne peut plus transmettre les disponibilités : EWS dans Exchange Online a pris fin le {date}.
None of the organization relationships ({count}) carries free/busy in its place.
    Aucune des relations d'organisation ({count}) ne transmet les disponibilités à sa place.
Get-OrganizationRelationship {relationship}: enabled, with free/busy, for the domain; there is a federation trust.
    Get-OrganizationRelationship {relationship} : activée, avec les disponibilités, pour le domaine ; il existe une approbation de fédération.
The organization relationship {relationship} can't be used: on premises there is no federation trust that the organization uses.
    La relation d'organisation {relationship} est inutilisable : il n'existe en local aucune approbation de fédération que l'organisation utilise.
WSSecurityAuthentication is off, and requests of the organization relationship are refused: {directories}.
    WSSecurityAuthentication est désactivé, et les requêtes de la relation d'organisation sont refusées : {directories}.
In place of the connector on premises, an organization relationship
    À la place du connecteur local, une relation d'organisation
In place of the connector in the cloud, an organization relationship
    À la place du connecteur dans le cloud, une relation d'organisation
Free/busy goes through the organization relationship {relationship} today. This plan creates or enables the connector, so OAuth takes its place. Exchange does not fall back to the relationship when OAuth fails.
    Les disponibilités passent aujourd'hui par la relation d'organisation {relationship}. Ce plan crée ou active le connecteur, et OAuth prend donc sa place. Exchange ne se rabat pas sur la relation si OAuth échoue.
"""
)
