"""What the bot says to a question in place of an order, in French."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
That reads as a question, so nothing was run. To have it done, type {line} and nothing else.
    Cela se lit comme une question : rien n'a été exécuté. Pour l'exécuter, tapez {line}, sans rien d'autre.
That says not to do it, so nothing was run. To have it done, type {line} and nothing else.
    Cela dit de ne pas le faire : rien n'a été exécuté. Pour l'exécuter, tapez {line}, sans rien d'autre.
That quotes a message, so nothing was run. To have it done, type {line} and nothing else.
    Cela cite un message : rien n'a été exécuté. Pour l'exécuter, tapez {line}, sans rien d'autre.
Job {job} ({request}): {state}.
    Tâche {job} ({request}) : {state}.
It waits for a decision at the gate {gate}.
    Elle attend une décision à l'étape d'approbation {gate}.
One request at a time, please: only checks can be asked for together. Nothing was run.
    Une demande à la fois, s'il vous plaît : seules les vérifications peuvent être demandées ensemble. Rien n'a été exécuté.
"""
)
