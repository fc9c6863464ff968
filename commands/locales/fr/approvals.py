"""What the bot says about roles and decisions, in French."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
Your Entra object id {id} stands under {section} in my configuration.
    Votre identifiant d'objet Entra {id} figure sous {section} dans ma configuration.
You are in the Entra group {group}, which stands under {section} in my configuration.
    Vous êtes dans le groupe Entra {group}, qui figure sous {section} dans ma configuration.
You have no role here, so nothing was run. Whoever runs me can give you one: add you to one of the groups that give a role, or your Entra object id {id} goes under {section} in my configuration.
    Vous n'avez aucun rôle ici, donc rien n'a été exécuté. Qui m'exploite peut vous en donner un : vous ajouter à l'un des groupes qui donnent un rôle, ou inscrire votre identifiant d'objet Entra {id} sous {section} dans ma configuration.
Entra ID could not be asked which groups you are in, so nothing was decided and nothing was run; try again.
    Impossible de demander à Entra ID dans quels groupes vous êtes : rien n'a donc été décidé ni exécuté ; réessayez.
Your Entra object id {id} is on no list of my configuration, and you are in none of the groups that give a role.
    Votre identifiant d'objet Entra {id} ne figure sur aucune liste de ma configuration, et vous n'êtes dans aucun des groupes qui donnent un rôle.
Your Entra object id {id} is on no list of my configuration.
    Votre identifiant d'objet Entra {id} ne figure sur aucune liste de ma configuration.
"""
)
