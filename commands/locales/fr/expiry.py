"""What is said of how long certificates last, in French."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
How long certificates last
    Durée de validité des certificats
Show how long all certificates last, in a picture and as text: auth certificates, their keys in the cloud, TLS of the published names. On a schedule it warns before each end.
    Montre, en image et en texte, combien de temps durent tous les certificats : les certificats d'authentification, leurs clés dans le cloud, le TLS des noms publiés. Planifiée, elle prévient avant chaque fin.
It is valid from {starts} to {ends}: {days} left.
    Valable du {starts} au {ends} : il reste {days}.
It is valid until {ends}: {days} left.
    Valable jusqu'au {ends} : il reste {days}.
It ended on {ends}, {days} ago.
    Fin de validité le {ends}, il y a {days}.
Lifetimes of the auth certificates
    Durées de validité des certificats d'authentification
Auth certificate, current
    Certificat d'authentification, actuel
Auth certificate, next
    Certificat d'authentification, suivant
Auth certificate, previous
    Certificat d'authentification, précédent
{command} says what is to be done; then check certificates {domain} again.
    {command} dit ce qu'il faut faire ; puis relancez check certificates {domain}.
{thumbprint} is on none of the servers.
    {thumbprint} n'est sur aucun serveur.
Its thumbprint is {thumbprint}.
    Son empreinte est {thumbprint}.
The staged one takes over before, on {date}.
    Celui qui est préparé prend le relais avant, le {date}.
It is the way back after a change; nothing else depends on it.
    C'est le chemin du retour après un changement ; rien d'autre n'en dépend.
Lifetimes of the keys in Entra ID
    Durées de validité des clés dans Entra ID
Key of {name}: {thumbprint}
    Clé de {name} : {thumbprint}
Keys of the dedicated application
    Clés de l'application dédiée
No application or principal carries a key for Exchange Server.
    Aucune application ni aucun principal ne porte de clé pour Exchange Server.
It is not the key of the current or the next auth certificate.
    Ce n'est la clé ni du certificat d'authentification actuel ni du suivant.
It should not be there: nothing is accepted through this principal any more.
    Elle ne devrait pas être là : plus rien n'est accepté par ce principal.
Whoever gets hold of the key can act as Exchange Online in the tenant (CVE-2025-53786).
    Qui s'empare de la clé peut agir comme Exchange Online dans le locataire (CVE-2025-53786).
Lifetimes of the TLS certificates
    Durées de validité des certificats TLS
TLS certificate of {host}
    Certificat TLS de {host}
{subject} from {issuer}.
    {subject}, émis par {issuer}.
{host} showed no certificate.
    {host} n'a montré aucun certificat.
Renew the certificate of {host} where TLS ends for it, on every server behind the name; then check certificates {domain} again.
    Renouvelez le certificat de {host} là où se termine son TLS, sur chaque serveur derrière ce nom ; puis relancez check certificates {domain}.
To be warned in time, type {schedule}; to look again, {request}; {help} lists everything.
    Pour être prévenu à temps, tapez {schedule} ; pour revoir, {request} ; {help} liste tout.
{days} left
    il reste {days}
ended {days} ago
    expiré il y a {days}
Picture: how long the certificates last ({count}). The first to end is {name}, on {ends}. The list below says the same.
    Image : durée de validité des certificats ({count}). Le premier à expirer est {name}, le {ends}. La liste ci-dessous dit la même chose.
Schedule {schedule}: {name}: {left}. {rest}
    Planification {schedule} : {name} : {left}. {rest}
Schedule {schedule}: {name}: {left}, and {count} more. {rest}
    Planification {schedule} : {name} : {left}, et {count} de plus. {rest}
It posts here the first time, then once at each warning of an end, and when a verdict changes or a certificate is renewed.
    Elle publie ici la première fois, puis une fois à chaque avertissement d'une fin, et quand un verdict change ou qu'un certificat est renouvelé.
Nearer to the end
    Plus près de la fin
Renewed
    Renouvelés
Then check certificates {domain} again.
    Puis relancez check certificates {domain}.
It has ended: it cannot take over any more, and nothing else follows the current one.
    Il a expiré : il ne peut plus prendre le relais, et rien d'autre ne suit l'actuel.
It has ended: OAuth to the cloud has stopped.
    Validité terminée : OAuth vers le cloud s'est arrêté.
It has ended: OAuth to the cloud has stopped, and sign-in to Outlook on the web is broken too.
    Il a expiré : OAuth vers le cloud s'est arrêté, et la connexion à Outlook sur le web ne fonctionne plus non plus.
"""
)
