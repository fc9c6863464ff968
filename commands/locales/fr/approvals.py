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
Approve what a job's card shows. Nobody approves what they asked for themselves; the gate is named where a plan has several.
    Approuver ce que montre la carte d'une tâche. Personne n'approuve ce qu'il a lui-même demandé ; le point de décision est nommé quand un plan en a plusieurs.
Refuse what a job's card shows, which ends the job. What follows is the reason.
    Refuser ce que montre la carte d'une tâche, ce qui la termine. Ce qui suit est la raison.
Say what you may do here, and which list or group gives you that.
    Dire ce que vous pouvez faire ici, et quelle liste ou quel groupe vous le permet.
This button does not say which job it is about, so nothing was decided. Type {approve} or {reject} with the job's number instead.
    Ce bouton ne dit pas de quelle tâche il s'agit, donc rien n'a été décidé. Tapez plutôt {approve} ou {reject} avec le numéro de la tâche.
This card is not where job {job} is shown, so nothing was decided. Type {show} to have it here.
    Cette carte n'est pas là où la tâche {job} est montrée, donc rien n'a été décidé. Tapez {show} pour l'avoir ici.
Your Teams is too old to decide with a button, so nothing was decided. Type {instead}.
    Votre Teams est trop ancien pour décider avec un bouton, donc rien n'a été décidé. Tapez {instead}.
This button's data cannot be read, so nothing was decided. Type {instead}.
    Les données de ce bouton sont illisibles, donc rien n'a été décidé. Tapez {instead}.
You refused job {job}, which has ended it.
    Vous avez refusé la tâche {job}, ce qui l'a terminée.
Your approval of job {job} counts: {given} of {needed}. Another lead must approve it too.
    Votre approbation de la tâche {job} compte : {given} sur {needed}. Un autre responsable doit aussi l'approuver.
You approved job {job}. It goes on; its card shows how.
    Vous avez approuvé la tâche {job}. Elle continue ; sa carte montre comment.
Job {job} has nothing to decide about; its card shows how it stands.
    Il n'y a rien à décider pour la tâche {job} ; sa carte montre où elle en est.
Job {job} has no gate {gate}; it has {gates}. Nothing was decided.
    La tâche {job} n'a pas de point de décision {gate} ; elle a {gates}. Rien n'a été décidé.
Job {job} has more than one gate: {gates}. Name the one that you mean; nothing was decided.
    La tâche {job} a plusieurs points de décision : {gates}. Nommez celui dont il s'agit ; rien n'a été décidé.
What Entra groups would give you could not be asked just now:
    Ce que des groupes Entra vous donneraient n'a pas pu être demandé à l'instant :
You may approve and refuse changes that somebody else asked for: nobody approves what they asked for themselves.
    Vous pouvez approuver et refuser les modifications qu'un autre a demandées : personne n'approuve ce qu'il a lui-même demandé.
{name}, you have no role here.
    {name}, vous n'avez aucun rôle ici.
{name}, your role here is {role}.
    {name}, votre rôle ici est {role}.
Planning again: job {job}, on a card of its own.
    Nouveau plan : tâche {job}, sur une carte à elle.
"""
)
