"""What the bot says about tenants and roles in single organisations, in French."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
In {domain} your role is {role}.
    Sur {domain}, votre rôle est {role}.
Exchange organisation (GUID)
    Organisation Exchange (GUID)
Tenant
    Locataire (tenant)
its GUID is empty
    son GUID est vide
Another job is changing the Exchange organisation or the tenant of {organisation}: the configuration names it more than once. Ask again when that job has ended.
    Une autre tâche modifie l'organisation Exchange ou le tenant de {organisation} : la configuration le nomme plusieurs fois. Refaites la demande quand cette tâche sera terminée.
Nothing was changed: the plan was made for other systems than these. {name}: {value}.
    Rien n'a été modifié : le plan a été établi pour d'autres systèmes que ceux-ci. {name} : {value}.
It is not known which Exchange organisation this is: {reason}
    On ignore de quelle organisation Exchange il s'agit : {reason}
{name}: {value}.
    {name} : {value}.
Job {undoing} is to undo job {job}; it was asked for in another thread, where its card is. Type {show} to have it here.
    La tâche {undoing} doit annuler la tâche {job} ; elle a été demandée dans un autre fil, où se trouve sa carte. Tapez {show} pour l'afficher ici.
"""
)
