"""What is said of the store, its journal and upgrades, in French."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
What the store holds about job {job} is not what its sealed journal says, so it was stopped: somebody wrote to the store who may not, or it lost a part. Changes made before: {made}. Run {verify} to see what is wrong; {export} lists what was done.
    Ce que le magasin de tâches contient sur la tâche {job} ne correspond pas à son journal scellé ; la tâche a été arrêtée. Quelqu'un y a écrit sans en avoir le droit, ou une partie a été perdue. Modifications faites auparavant : {made}. Lancez {verify} pour voir ce qui ne va pas ; {export} donne la liste de ce qui a été fait.
What the store holds about job {job} is not what its sealed journal says, so nothing is done by it. If it is open, it is being stopped. Run {verify} to see what is wrong.
    Ce que le magasin de tâches contient sur la tâche {job} ne correspond pas à son journal scellé ; rien n'est fait à partir de là. Si elle est en cours, elle va être arrêtée. Lancez {verify} pour voir ce qui ne va pas.
These jobs cannot be shown: {numbers}. Type {show} to see why.
    Ces tâches ne peuvent pas être affichées : {numbers}. Tapez {show} pour savoir pourquoi.
Job {job} was stopped because its record did not hold; ask for it again.
    La tâche {job} a été arrêtée, car son enregistrement ne correspondait pas à son journal ; demandez-la à nouveau.
Your approval of job {job} counts; its card shows how it stands.
    Votre approbation de la tâche {job} est prise en compte ; sa carte montre où elle en est.
This plan was made by an earlier version of this program. Nothing was changed. Ask for a new plan.
    Ce plan a été établi par une version antérieure de ce programme. Rien n'a été modifié. Demandez un nouveau plan.
Job {job} is over: an earlier version of this program made its plan, and nothing was changed. Type {request} for a new plan.
    La tâche {job} est terminée : son plan a été établi par une version antérieure de ce programme, et rien n'a été modifié. Tapez {request} pour un nouveau plan.
Job {job} stands still: my job store is full. Nothing is lost, and it goes on by itself as soon as there is room. Whoever runs me must give the store more memory.
    La tâche {job} est à l'arrêt : mon magasin de tâches est plein. Rien n'est perdu, et elle reprend d'elle-même dès qu'il y a de la place. La personne qui m'exploite doit donner plus de mémoire au magasin.
My job store is full, so nothing was run. Please tell whoever runs me: it needs more memory.
    Mon magasin de tâches est plein, rien n'a donc été exécuté. Veuillez prévenir la personne qui m'exploite : il lui faut plus de mémoire.
"""
)
