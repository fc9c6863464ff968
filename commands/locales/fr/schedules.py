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
End a schedule. A check that it has begun is still made to its end.
    Mettre fin à une planification. Une vérification déjà commencée va à son terme.
Only a check can be scheduled, so nothing was. Say what shall be looked at.
    Seule une vérification peut être planifiée, rien ne l'a donc été. Dites ce qu'il faut examiner.
"""
)
