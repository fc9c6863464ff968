"""What the runner says of changes, approvals and waits, in French."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
{side} did not answer {call} within {seconds} s.
    {side} n'a pas répondu à {call} en {seconds} s.
{side} accepted {call}, but reading it back does not show it.
    {side} a accepté {call}, mais la relecture ne le montre pas.
Nothing was sent.
    Rien n'a été envoyé.
Ask for a new plan.
    Demandez un nouveau plan.
See that nothing has changed since the plan was made
    Vérifier que rien n'a changé depuis que le plan a été fait
Refused by {person}: {reason}
    Refusé par {person} : {reason}
Nothing was changed: what the plan rests on has moved since it was made. {moved} Ask for a new plan.
    Rien n'a été modifié : ce sur quoi le plan repose a changé depuis. {moved} Demandez un nouveau plan.
This version does not know the runbook `{name}`.
    Cette version ne connaît pas la procédure `{name}`.
It cannot be planned: {reason}
    Le plan ne peut pas être fait : {reason}
Nothing was changed, because something stands in the way: {what}
    Rien n'a été modifié, car quelque chose l'empêche : {what}
Everything is in place; nothing was changed.
    Tout est en place ; rien n'a été modifié.
{name} is not known: no step before this one has told it.
    {name} n'est pas connu : aucune étape précédente ne l'a donné.
Undoing of job {job}
    Retour en arrière sur la tâche {job}
Nothing of it needs to be put back.
    Rien n'a besoin d'être remis.
This program was held up for too long, so nothing was sent.
    Ce programme a été retenu trop longtemps, rien n'a donc été envoyé.
The worker that made this change broke off.
    Le processus qui faisait cette modification s'est interrompu.
Job {job} by {person} is changing {organisation} since {since}. Type {show} to see it, {cancel} to end it; then ask again.
    La tâche {job} de {person} modifie {organisation} depuis {since}. Tapez {show} pour la voir, {cancel} pour y mettre fin, puis redemandez.
Cancelled by {person}. Whether step {step} took effect is not known.
    Annulée par {person}. On ignore si l'étape {step} a pris effet.
Job {job} does not wait for a person to look at it.
    La tâche {job} n'attend pas que quelqu'un l'examine.
Undone by job {job}.
    Défaite par la tâche {job}.
Undone by job {job} as far as it can be: {undone} of {made} changes.
    Défaite par la tâche {job} autant que possible, modifications rétablies : {undone} sur {made}.
Job {job} is being cancelled already: its call under way is awaited.
    La tâche {job} est déjà en cours d'annulation : on attend la fin de son appel.
Job {job} cannot be marked as undone.
    La tâche {job} ne peut pas être marquée comme défaite.
Job {job} has not ended, so there is nothing to try again.
    La tâche {job} n'est pas terminée, il n'y a donc rien à réessayer.
Job {job} is done, so there is nothing to try again.
    La tâche {job} est terminée, il n'y a donc rien à réessayer.
Job {job} was refused; give the request anew.
    La tâche {job} a été refusée ; faites une nouvelle demande.
Job {job} was cancelled; give the request anew.
    La tâche {job} a été annulée ; faites une nouvelle demande.
Job {job} was undone; give the request anew.
    La tâche {job} a été défaite ; faites une nouvelle demande.
Nobody decided in time: {given} of {needed} approvals were given.
    Personne n'a décidé à temps : {given} approbations sur {needed} ont été données.
Whoever asked for a job cannot approve it; somebody else must.
    Qui a demandé une tâche ne peut pas l'approuver ; quelqu'un d'autre doit le faire.
You have approved this already; another person must.
    Vous l'avez déjà approuvée ; une autre personne doit le faire.
Refused by {person}.
    Refusée par {person}.
This decision of job {job} is not open: it was made, or is not due.
    Cette décision de la tâche {job} n'est pas ouverte : elle a été prise, ou n'est pas encore à prendre.
The plan of job {job} is not the one you were shown.
    Le plan de la tâche {job} n'est pas celui qui vous a été montré.
The time to decide about job {job} is over.
    Le délai pour décider de la tâche {job} est passé.
Nobody is known to have decided this.
    On ne sait pas qui en a décidé.
The proof failed ({findings}), so nothing further is changed.
    La vérification a échoué ({findings}), plus rien n'est donc modifié.
This version does not know the action `{name}`.
    Cette version ne connaît pas l'action `{name}`.
This version does not know the condition `{name}`.
    Cette version ne connaît pas la condition `{name}`.
Undo job {job}: put {changes} back?
    Défaire la tâche {job} : rétablir {changes} ?
Undo job {job} in part: put {count} of {made} changes back? {why}
    Défaire la tâche {job} en partie : rétablir {count} des {made} modifications ? {why}
Job {job} only looked; there is nothing to undo.
    La tâche {job} n'a fait qu'examiner ; il n'y a rien à défaire.
Job {job} is still open; type {cancel} to end it first.
    La tâche {job} est encore ouverte ; tapez d'abord {cancel} pour y mettre fin.
Job {job} was undone already.
    La tâche {job} a déjà été défaite.
Job {other} is undoing job {job} already; type {show} to see it.
    La tâche {other} est déjà en train de défaire la tâche {job} ; tapez {show} pour la voir.
Job {job} changed nothing; there is nothing to undo.
    La tâche {job} n'a rien modifié ; il n'y a rien à défaire.
Job {job} cannot be undone: {why}
    La tâche {job} ne peut pas être défaite : {why}
It did not come to be so in time; seen last: {seen}
    Ce n'est pas arrivé à temps ; vu en dernier : {seen}
no answer within {seconds} s
    pas de réponse en {seconds} s
{name} is not known as a time: no step before this one has told it.
    {name} n'est pas connu comme une heure : aucune étape avant celle-ci ne l'a dit.
{name} cannot be read as a time: {value}
    {name} ne peut pas être lu comme une heure : {value}
Job {job} cannot be undone.
    La tâche {job} ne peut pas être défaite.
new certificate
    nouveau certificat
public part of the new certificate
    partie publique du nouveau certificat
effective time
    heure de prise d'effet
time of the publication
    heure de la publication
publication seen at
    publication constatée le
12 hours after the effective time
    12 heures après la prise d'effet
Only {undo} stops that, and leads must approve it.
    Seul {undo} l'empêche (sur approbation).
Only {undo} takes it back, and leads must approve it.
    Seul {undo} y revient (sur approbation).
application id
    identifiant de l'application
object id of the application
    identifiant d'objet de l'application
{name}, known after step {step}
    {name}, valeur connue après l'étape {step}
The job can be undone until step {step} is done. After that:
    La tâche peut être défaite tant que l'étape {step} n'est pas faite. Ensuite :
Step {step} is done, so the job cannot be undone any more:
    L'étape {step} est faite, la tâche ne peut donc plus être défaite :
Waits until {time}.
    Attend jusqu'au {time}.
Looks every {every}, until {time} at most.
    Regarde toutes les {every}, au plus tard jusqu'au {time}.
“{step}” ends in {time} ({at}).
    « {step} » se termine dans {time} ({at}).
Then {gate} is to be decided: {approve}
    Ensuite, {gate} est à décider : {approve}
Then: {step}.
    Ensuite : {step}.
After that {gate} is to be decided: {approve}
    Après cela, {gate} est à décider : {approve}
until {time}
    jusqu'au {time}
Job {job}: {request}.
    Tâche {job} : {request}.
Job {job} needs a decision: {gate}. Type {approve} or {reject}, until {time}.
    La tâche {job} attend une décision ({gate}) : {approve} ou {reject}, jusqu'au {time}.
Job {job} still needs a decision, and its time ends in {left}: {gate}. Type {approve} or {reject}, until {time}.
    La tâche {job} attend toujours une décision ({gate}), dont le délai s'achève dans {left} : {approve} ou {reject}, jusqu'au {time}.
This is asked anew: it was approved at {time}, and an approval holds for {span}. Checks and waits that followed it are made once more; no change is made twice.
    La question est posée de nouveau : l'approbation date du {time} et vaut {span}. Les contrôles et les attentes qui l'ont suivie sont refaits ; aucun changement n'est fait deux fois.
Nobody decided about {gate} in time, so the job has ended. Type {retry} to open the decision anew.
    Personne n'a décidé de {gate} à temps, la tâche est donc terminée. Tapez {retry} pour rouvrir la décision.
It failed while nobody was there, at “{step}”: {why} Type {retry} to go on from there.
    Elle a échoué en l'absence de tous, à « {step} » : {why} Tapez {retry} pour reprendre à partir de là.
{name}: {before} → {after}.
    {name} : {before} → {after}.
(+ {count})
    (+ {count})
{test}: {verdict}.
    {test} : {verdict}.
{told} ({names})
    {told} ({names})
Job {job} needs somebody: whether “{step}” took effect cannot be told. {why} When you have looked, type {resume}.
    La tâche {job} a besoin de quelqu'un : impossible de dire si « {step} » a pris effet. {why} Après avoir vérifié, tapez {resume}.
"""
)
