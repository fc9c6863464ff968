"""What is said of certificates on their way, and of keys still in use, in French."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
Wait until {servers} has {thumbprint}: somebody brings it there from {source}, in an elevated Exchange Management Shell
    Attendre que {servers} ait {thumbprint} : quelqu'un l'y apporte depuis {source}, dans un Exchange Management Shell élevé
Exchange exports no auth certificate any more, and {source} has no maintenance endpoint: somebody has to bring it to {servers} by hand, and the job waits for that. What to type stands at that step.
    Exchange n'exporte plus de certificat d'authentification, et {source} n'a pas de point de terminaison de maintenance : quelqu'un doit l'apporter à la main à {servers}, et la tâche l'attend. La commande à taper figure à cette étape.
The test shows what one process of the server signs with; the others look for the certificate within the hour.
    Le test montre avec quoi signe un seul processus du serveur ; les autres cherchent le certificat dans l'heure.
No test shows {thumbprint} any more. A test shows one process of its server; until {time} others may still sign with it.
    Plus aucun test ne montre {thumbprint}. Un test ne montre qu'un processus de son serveur ; jusqu'à {time}, d'autres peuvent encore signer avec.
Nobody needs to run the Hybrid Configuration Wizard for this. A run with its OAuth option puts the key on the shared principal again; if that happens, type {command}.
    Personne n'a besoin d'exécuter l'assistant Configuration hybride pour cela. Exécuté avec son option OAuth, il remet la clé sur le principal de service partagé ; si cela arrive, tapez {command}.
The old key stays in the cloud for an hour after the publication: a test shows what one process of a server signs with, and others look for the new certificate within that hour.
    L'ancienne clé reste dans le cloud une heure après la publication : un test montre avec quoi signe un seul processus d'un serveur, et les autres cherchent le nouveau certificat dans cette heure.
SharePoint Server and Skype for Business Server that trust this organisation do not know the new certificate: their trust breaks at once, until somebody has them read Exchange's metadata document again. A rotation leaves 49 hours for that.
    Les serveurs SharePoint et Skype Entreprise qui approuvent cette organisation ne connaissent pas le nouveau certificat : leur approbation est rompue aussitôt, jusqu'à ce que quelqu'un leur fasse relire le document de métadonnées d'Exchange. Une rotation laisse 49 heures pour cela.
"""
)
