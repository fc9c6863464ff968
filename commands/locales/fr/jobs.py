"""What is said of the commands on jobs, in French."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
One number at a time, please: you named {numbers}. Nothing was run.
    Un seul numéro à la fois : vous avez indiqué {numbers}. Rien n'a été exécuté.
{word} is no number, so nothing was run. A number looks like 42.
    {word} n'est pas un numéro : rien n'a été exécuté. Un numéro s'écrit comme 42.
Since when? Write a date like {date}, or {day}, or {back}.
    Depuis quand ? Écrivez une date comme {date}, ou {day}, ou {back}.
I cannot read {words} as a time to look back to. Write a date like {date}, or {day}, or {back}. Nothing was run.
    Je ne comprends pas {words} comme point de départ. Écrivez une date comme {date}, ou {day}, ou {back}. Rien n'a été exécuté.
Which one? {command} needs a number; {jobs} lists them.
    Lequel ? {command} a besoin d'un numéro ; {jobs} les donne.
{option} takes no value, and you gave it {value}. Nothing was run.
    {option} ne prend pas de valeur, et vous avez donné {value}. Rien n'a été exécuté.
List the jobs that are under way or waiting, and the last ones that ended.
    Donne les tâches en cours ou en attente, et les dernières terminées.
Show one job's card again, here; the card that moves is then this one.
    Montre à nouveau la carte d'une tâche, ici ; c'est elle qui évolue désormais.
End a job at once, whatever it is doing or waiting for. Who asked for it may always.
    Met fin à une tâche aussitôt, quoi qu'elle fasse ou attende. La personne qui l'a demandée le peut toujours.
List the jobs that have ended, newest first, each with what it found.
    Donne les tâches terminées, les plus récentes d'abord, chacune avec son résultat.
{count} under way or waiting.
    {count} en cours ou en attente.
Ended last:
    Dernières terminées :
ended {at}, asked by {name}
    terminée le {at}, demandée par {name}
ended {at}
    terminée le {at}
since {at}, asked by {name}
    depuis le {at}, demandée par {name}
since {at}
    depuis le {at}
Jobs of {domain}
    Tâches de {domain}
Jobs
    Tâches
Nothing has been asked for yet; {help} lists what can be.
    Rien n'a encore été demandé ; {help} donne ce qui peut l'être.
{show} shows one here again, {end} ends it; {history} lists what has been.
    {show} en montre une à nouveau ici, {end} y met fin ; {history} donne les précédentes.
{show} shows one here again; {history} lists what has been.
    {show} en montre une à nouveau ici ; {history} donne les précédentes.
History of {domain}
    Historique de {domain}
History
    Historique
Jobs that have ended: {count}.
    Tâches terminées : {count}.
The newest jobs, {count} of them; there are older ones.
    Les {count} tâches les plus récentes ; il y en a de plus anciennes.
Jobs begun since {since} that have ended: {count}.
    Tâches commencées depuis le {since} et terminées : {count}.
The newest of the jobs begun since {since}, {count} of them; there are older ones.
    Les {count} plus récentes des tâches commencées depuis le {since} ; il y en a de plus anciennes.
{line} looks back a week; {jobs} lists what is under way.
    {line} remonte d'une semaine ; {jobs} donne ce qui est en cours.
{show} shows one here again; {line} looks back a week.
    {show} en montre une à nouveau ici ; {line} remonte d'une semaine.
Job {job} ({request}) is cancelled.
    La tâche {job} ({request}) est annulée.
{since} is still to come, so there is nothing to look back on.
    {since} est encore à venir : il n'y a rien à regarder en arrière.
Job {job} ends as soon as it is known whether the change that is being sent was made; nothing more is begun.
    La tâche {job} prend fin dès qu'on sait si la modification en cours d'envoi a été faite ; rien d'autre n'est commencé.
Job {job} is tried again from step {step} of {steps}; its card shows how it goes on.
    La tâche {job} est retentée à partir de l'étape {step} sur {steps} ; sa carte montre la suite.
Job {job} looks again whether its change was made.
    La tâche {job} regarde à nouveau si sa modification a été faite.
Job {undoing} is to undo job {job}. It changes nothing before somebody else has approved it.
    La tâche {undoing} doit défaire la tâche {job}. Elle ne modifie rien avant qu'une autre personne l'ait approuvée.
Try a job that failed again, from the step that failed.
    Retente une tâche qui a échoué, à partir de l'étape en échec.
Have a job look again that waits because nobody could tell what happened.
    Fait regarder à nouveau une tâche qui attend parce que nul ne savait ce qui s'est passé.
Plan to put back what a job changed. The plan is a job itself and waits for approval.
    Prépare le retour en arrière de ce qu'une tâche a modifié. Ce plan est lui-même une tâche et attend une approbation.
{jobs} lists what is under way; {help} lists everything.
    {jobs} donne la liste de ce qui est en cours ; {help} donne la liste de tout.
To go on from the step that failed, type {retry}; {help} lists everything.
    Pour reprendre à l'étape qui a échoué, tapez {retry} ; {help} donne la liste de tout.
To ask for it anew, type {request}; {help} lists everything.
    Pour le redemander, tapez {request} ; {help} donne la liste de tout.
To see how it stands now, type {request}; {help} lists everything.
    Pour voir où en sont les choses, tapez {request} ; {help} donne la liste de tout.
Job {job}: {request}
    Tâche {job} : {request}
This card moved; it goes on further down in this thread. {show} brings it down again.
    Cette carte a été déplacée ; elle continue plus bas dans ce fil. {show} la ramène en bas.
This card moved; it goes on where it was asked for last. {show} brings it back here.
    Cette carte a été déplacée ; elle continue là où elle a été demandée en dernier. {show} la ramène ici.
Job {job} was written by a newer version of this program, and only that can show or change it. Nothing was changed.
    La tâche {job} a été écrite par une version plus récente de ce programme, qui seule peut la montrer ou la modifier. Rien n'a été modifié.
Needs a decision: {approve}
    Attend une décision : {approve}
Somebody must look at it, then type {resume}
    Quelqu'un doit regarder, puis taper {resume}
"""
)
