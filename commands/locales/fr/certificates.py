"""What `check auth cert` says, in French."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
Auth certificate of Exchange Server
    Certificat d'authentification d'Exchange Server
Look at the auth certificate: how long it lasts, whether every server and the cloud have it, and what is to be done. Changes nothing.
    Examine le certificat d'authentification : combien de temps il dure, si chaque serveur et le cloud l'ont, et ce qu'il faut faire. Ne change rien.
Keys of Teams and voicemail
    Clés de Teams et de la messagerie vocale
No principal of Teams or voicemail carries a key: they are not connected.
    Aucun principal de Teams ou de la messagerie vocale ne porte de clé : ils ne sont pas reliés.
It has {thumbprint}, valid until {ends}.
    Il a {thumbprint}, valable jusqu'au {ends}.
Teams cannot reach calendars on premises, or voicemail is not delivered there.
    Teams n'atteint pas les calendriers locaux, ou la messagerie vocale n'y est pas remise.
Save the certificate as a file, without its key, and add it to the principal {app_id} as Microsoft's procedure for Teams says; then check auth cert {domain} again.
    Enregistrez le certificat dans un fichier, sans sa clé, et ajoutez-le au principal {app_id} comme le dit la procédure de Microsoft pour Teams ; puis relancez check auth cert {domain}.
Key of {name}
    Clé de {name}
It has no valid key of the current auth certificate.
    Il n'a pas de clé valable du certificat d'authentification actuel.
What to do about the auth certificate
    Que faire du certificat d'authentification
Blocked: {servers} could not be asked.
    Bloqué : {servers} n'a pas pu être interrogé.
A server that cannot be asked may hold what the others lack: nothing is made new without it.
    Un serveur qu'on ne peut interroger détient peut-être ce qui manque aux autres : sans lui, rien n'est créé.
Nothing is to be done: {days} left, and every server has it.
    Rien à faire : il reste {days}, et chaque serveur l'a.
Rotate: the staged certificate is to take over, and Entra ID does not have its key, or only one that ends before.
    Rotation : le certificat préparé doit prendre le relais, et Entra ID n'a pas sa clé, ou seulement une qui prend fin avant.
From {date}, when it takes over, people with a mailbox on premises cannot see free/busy times, automatic replies and photos of people in the cloud.
    À partir du {date}, lorsqu'il prendra le relais, les personnes dont la boîte est sur site ne pourront plus voir les disponibilités, les réponses automatiques ni les photos des personnes du cloud.
Once it takes over, people with a mailbox on premises cannot see free/busy times, automatic replies and photos of people in the cloud.
    Dès qu'il prendra le relais, les personnes dont la boîte est sur site ne pourront plus voir les disponibilités, les réponses automatiques ni les photos des personnes du cloud.
The staged certificate takes over before that.
    Le certificat préparé prend le relais avant.
Stage: the staged certificate takes over only after the current one has ended.
    À préparer : le certificat préparé ne prend le relais qu'après la fin de l'actuel.
Stage: the current certificate ends soon, or the staged one is of no use.
    À préparer : le certificat actuel prend bientôt fin, ou celui qui est préparé ne sert à rien.
Replace now: no certificate that Exchange can sign with lasts long enough.
    À remplacer maintenant : aucun certificat avec lequel Exchange peut signer ne dure assez longtemps.
Without one OAuth to the cloud stops, and sign-in to Outlook on the web and the Exchange Management Shell break too.
    Sans certificat, OAuth vers le cloud s'arrête, et la connexion à Outlook sur le web comme l'Exchange Management Shell cessent de fonctionner.
Import to {servers}; a new certificate is not needed for that.
    À importer sur {servers} ; il ne faut pas de nouveau certificat pour cela.
A server without the certificate and its key cannot sign.
    Un serveur sans le certificat et sa clé ne peut pas signer.
Previous auth certificate
    Certificat d'authentification précédent
It is kept as the way back, and is still trusted.
    Il est conservé pour revenir en arrière, et reste accepté.
{thumbprint}, the previous certificate of Get-AuthConfig, is on none of the servers.
    {thumbprint}, le certificat précédent de Get-AuthConfig, n'est sur aucun serveur.
The previous certificate has expired and was never cleared.
    Le certificat précédent a expiré et n'a jamais été effacé.
A server that cannot be asked may have it: mend that first, then {again}.
    Un serveur qui ne répond pas l'a peut-être : réparez-le d'abord, puis tapez {again}.
It is no way back any more; the next rotation clears it first.
    Il ne permet plus de revenir en arrière ; la prochaine rotation l'efface d’abord.
Clear it once both directions work with the current one; then check auth cert {domain} again.
    Effacez-le dès que les deux sens fonctionnent avec l'actuel ; puis relancez check auth cert {domain}.
Get-AuthConfig names no previous certificate.
    Get-AuthConfig ne nomme aucun certificat précédent.
Default SMTP certificate of every server
    Certificat SMTP par défaut de chaque serveur
Get-TransportService names no certificate for this server.
    Get-TransportService ne nomme aucun certificat pour ce serveur.
Get-TransportService on {server}: {thumbprint}.
    Get-TransportService pour {server} : {thumbprint}.
That is an auth certificate: it has taken the place of the one for SMTP.
    C'est un certificat d'authentification : il a pris la place de celui de SMTP.
That certificate is not on the server.
    Ce certificat n'est pas sur le serveur.
Default SMTP certificate of {server}
    Certificat SMTP par défaut de {server}
It is valid until {ends}.
    Il est valable jusqu'au {ends}.
Mail between the servers can stop, for they do not trust each other.
    Le courrier entre les serveurs peut s'arrêter, car ils ne se font plus confiance.
Give SMTP a certificate of its own again and answer Y when asked about the default one; then check auth cert {domain} again.
    Rendez à SMTP un certificat à lui, en répondant Y à la question sur le certificat par défaut ; puis relancez check auth cert {domain}.
"""
)
