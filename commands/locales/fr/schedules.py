"""What is said of schedules, in French."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
I understood {when}, but not {words}.
    J'ai compris {when}, mais pas {words}.
{words} is nothing that can be scheduled. It can be: {examples}.
    {words} ne peut pas être planifié. C'est possible ainsi : {examples}.
When? Say it like this: {examples}.
    Quand ? Dites-le ainsi : {examples}.
One time of day, please: you named {times}.
    Une seule heure, s'il vous plaît : vous avez nommé {times}.
At what time? Say it like this: {example}.
    À quelle heure ? Dites-le ainsi : {example}.
On which days? Say it like this: {example}.
    Quels jours ? Dites-le ainsi : {example}.
Either every so many hours, or at a time of day: {examples}.
    Soit toutes les tant d'heures, soit à une heure donnée : {examples}.
Every {count} hours would be at other times each day. It can be every {hours} hours.
    Toutes les {count} heures tomberait chaque jour à d'autres heures. Possible : toutes les {hours} heures.
{time} is no time of day. Write hours and minutes: {example}.
    {time} n'est pas une heure du jour. Écrivez heures et minutes : {example}.
{time} is no time of day: the hours go from 00 to 23.
    {time} n'est pas une heure du jour : les heures vont de 00 à 23.
{time} is no time of day: the minutes go from 00 to 59.
    {time} n'est pas une heure du jour : les minutes vont de 00 à 59.
There is no schedule {schedule}.
    Il n'y a pas de planification {schedule}.
Have a check made again and again: every day, every weekday or every monday at a time, or every 6 hours. It posts here when a verdict changes.
    Faire répéter une vérification : chaque jour, chaque jour ouvré ou chaque lundi à une heure donnée, ou toutes les 6 heures. Elle publie ici quand un verdict change.
Post every time, changed or not.
    Publier à chaque fois, même sans changement.
List what is scheduled, and when each is due.
    Lister ce qui est planifié, et la prochaine échéance de chacun.
End a schedule; who made it may always. A check that it has begun is still made to its end.
    Mettre fin à une planification ; qui l'a créée le peut toujours. Une vérification déjà commencée va à son terme.
Only a check can be scheduled, so nothing was. Say what shall be looked at.
    Seule une vérification peut être planifiée, rien ne l'a donc été. Dites ce qu'il faut examiner.
Newly failing
    Nouveaux échecs
Mended
    Réparé
Changed otherwise
    Autres changements
It posts here the first time, and then when a verdict changes.
    Elle publie ici la première fois, puis quand un verdict change.
It posts here every time.
    Elle publie ici à chaque fois.
Schedule {schedule} is made: {when}, {request}. It is due next at {next}.
    La planification {schedule} est créée : {when}, {request}. Prochaine échéance : {next}.
Schedule {schedule} does that already.
    La planification {schedule} le fait déjà.
{list} lists what is scheduled, {end} ends this one.
    {list} liste ce qui est planifié, {end} met fin à celle-ci.
Schedule {schedule} is ended: {when}, {request}.
    La planification {schedule} est terminée : {when}, {request}.
{list} lists what is left.
    {list} liste ce qui reste.
{list} lists what is scheduled.
    {list} liste ce qui est planifié.
Nothing is scheduled.
    Rien n'est planifié.
To have a check made every day, type {line}.
    Pour une vérification chaque jour, tapez {line}.
What is scheduled: {count}
    Planifications : {count}
To end one, type {line}.
    Pour y mettre fin, tapez {line}.
By schedule {schedule}, {when}.
    Par la planification {schedule}, {when}.
Schedule {schedule}: {rest}
    Planification {schedule} : {rest}
Schedule {schedule}: {worse} newly failing, {better} mended. {rest}
    Planification {schedule} : {worse} en échec depuis peu, {better} de réparé. {rest}
This is its first run.
    C'est sa première exécution.
This is its first run; the next ones are posted when a verdict changes.
    C'est sa première exécution ; les suivantes sont publiées quand un verdict change.
This run could not be carried out; job {job} could.
    Cette exécution n'a pas pu avoir lieu ; la tâche {job} avait pu.
It can be carried out again; job {job} could not.
    L'exécution est de nouveau possible ; la tâche {job} n'avait pas pu.
What changed since job {job}:
    Ce qui a changé depuis la tâche {job} :
Nothing has changed since job {job}.
    Rien n'a changé depuis la tâche {job}.
no longer looked at
    n'est plus examiné
was {verdict}
    avant : {verdict}
Due {next}
    Échéance {next}
made by {name}
    créée par {name}
posts every time
    publie à chaque fois
last run: job {job}, which is not kept any more
    dernière exécution : tâche {job}, qui n'est plus conservée
last run {due}:
    dernière exécution {due} :
ended {at}, by schedule {schedule} of {name}
    terminée le {at}, par la planification {schedule} de {name}
since {at}, by schedule {schedule} of {name}
    depuis le {at}, par la planification {schedule} de {name}
A check that this version of the program does not know
    Une vérification que cette version du programme ne connaît pas
Job {job}, by schedule {schedule} of {name}, started {started}
    Tâche {job}, par la planification {schedule} de {name}, commencée le {started}
"""
)
