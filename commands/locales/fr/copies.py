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
Remove them although Exchange signs in to the cloud through them: free/busy times of people in the cloud stop until the dedicated application is in use.
    Les supprimer bien qu'Exchange se connecte au cloud avec elles : les disponibilités des personnes dans le cloud s'arrêtent jusqu'à ce que l'application dédiée soit utilisée.
Servers that sign in as the shared principal
    Serveurs qui se connectent comme principal de service partagé
{servers} signs in to the cloud through these keys. From their removal on nobody there sees calendars of people in the cloud, until the dedicated application is in use.
    {servers} se connecte au cloud avec ces clés. Dès leur suppression, personne n'y voit plus les calendriers des personnes dans le cloud, jusqu'à ce que l'application dédiée soit utilisée.
{servers} signs in to the cloud through these keys, and its test succeeds: without them nobody there sees calendars of people in the cloud. Configure the dedicated application first. To remove them all the same: {meant}
    {servers} se connecte au cloud avec ces clés, et son test réussit : sans elles, personne n'y voit les calendriers des personnes dans le cloud. Configurez d'abord l'application dédiée. Pour les supprimer quand même : {meant}
No dedicated application is in use on {servers}, so it signs in through this principal or not at all. Configure the application first. To remove the keys all the same: {meant}
    Aucune application dédiée n'est utilisée sur {servers}, qui se connecte donc avec ce principal de service ou pas du tout. Configurez d'abord l'application. Pour supprimer quand même les clés : {meant}
It is more than a year ahead, and a job would hold the organisation for so long. Name an earlier time, or leave it out.
    C'est dans plus d'un an, et une tâche bloquerait l'organisation aussi longtemps. Indiquez un moment plus proche, ou n'en indiquez pas.
See that {thumbprint} is valid already, though the clock of {server} may be ahead
    Vérifier que {thumbprint} est déjà valide, l'horloge de {server} pouvant avancer
It is valid from {time} on, by the clock of {server}.
    Il est valide à partir de {time}, selon l'horloge de {server}.
A certificate of {server} could not be read, and may be this one.
    Un certificat de {server} n'a pas pu être lu, et c'est peut-être celui-ci.
{servers} could not be asked; no answer of theirs makes an expired certificate valid.
    {servers} n'a pas pu être interrogé ; aucune réponse ne rend valide un certificat expiré.
An app management policy of the tenant allows no key that lasts so long. A rotation with {option} makes a certificate that fits; or an administrator of the tenant exempts this application from the policy.
    Une stratégie de gestion des applications du locataire n'autorise pas une clé d'une telle durée. Une rotation avec {option} crée un certificat conforme ; ou un administrateur du locataire exempte cette application de la stratégie.
Wait an hour: other processes may still sign in through these keys
    Attendre une heure : d'autres processus peuvent encore se connecter avec ces clés
The maintenance endpoint there is of an earlier version. Run {script} of this version on the server again, then retry.
    Le point de terminaison de maintenance y est d'une version antérieure. Exécutez de nouveau {script} de cette version sur le serveur, puis réessayez.
"""
)
