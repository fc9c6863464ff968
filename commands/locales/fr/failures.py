"""What went wrong on the way outside, in French."""

from typing import Final

from commands.locales.pairs import pairs

SENTENCES: Final = pairs(
    """
Kerberos does not know the server by this name
    Kerberos ne connaît pas le serveur sous ce nom
Kerberos does not know the user name
    Kerberos ne connaît pas le nom d'utilisateur
Kerberos does not know where the domain is
    Kerberos ne sait pas où est le domaine
TLS could not be agreed on
    TLS n'a pas pu être négocié
TLS: no cipher that both sides accept
    TLS : aucun chiffrement accepté des deux côtés
TLS: no version that both sides accept
    TLS : aucune version acceptée des deux côtés
TLS: the other side broke off the handshake
    TLS : l'autre côté a interrompu la négociation
TLS: the other side does not know the name
    TLS : l'autre côté ne connaît pas le nom
TLS: the other side wants a certificate of ours
    TLS : l'autre côté veut un certificat de notre part
it has expired
    il a expiré
it is another one than was expected
    c'en est un autre que prévu
it is for another address
    il est pour une autre adresse
it is for another name
    il est pour un autre nom
it is not valid yet
    il n'est pas encore valide
it sent us on to another address
    il nous a renvoyés vers une autre adresse
it was not said why
    la raison n'a pas été donnée
it was revoked
    il a été révoqué
its answer could not be read
    sa réponse n'a pas pu être lue
no answer in time
    pas de réponse à temps
no authority that is trusted here has issued it
    aucune autorité reconnue ici ne l'a émis
no connection could be made
    aucune connexion n'a pu être établie
no connection in time
    pas de connexion à temps
no domain controller answered
    aucun contrôleur de domaine n'a répondu
no way from here to the address
    aucun chemin d'ici vers l'adresse
the account is locked or disabled
    le compte est verrouillé ou désactivé
the account's password has expired
    le mot de passe du compte a expiré
the account's password or ticket has expired
    le mot de passe ou le ticket du compte a expiré
the address makes no sense
    l'adresse n'a pas de sens
the certificate is not accepted
    le certificat n'est pas accepté
the clocks of this machine and of the domain differ too much
    les horloges de cette machine et du domaine diffèrent trop
the connection was closed without an answer
    la connexion a été fermée sans réponse
the connection was dropped
    la connexion a été coupée
the connection was dropped during TLS
    la connexion a été coupée pendant TLS
the connection was refused
    la connexion a été refusée
the encryption of the connection no longer fits
    le chiffrement de la connexion ne convient plus
the name could not be looked up
    le nom n'a pas pu être recherché
the name was not found
    le nom n'a pas été trouvé
the proxy could not be used
    le proxy n'a pas pu être utilisé
the sign-in could not be completed
    la connexion du compte n'a pas pu aboutir
the user name is not written as this way of signing in wants it
    le nom d'utilisateur n'est pas écrit comme le veut cette façon de se connecter
the user name or the password was not accepted
    le nom d'utilisateur ou le mot de passe n'a pas été accepté
there is no credential for this way of signing in
    il n'y a pas d'identifiants pour cette façon de se connecter
this machine forbids the connection
    cette machine interdit la connexion
this machine has too many open connections
    cette machine a trop de connexions ouvertes
this way of signing in is not possible on this machine
    cette façon de se connecter n'est pas possible sur cette machine
what answers there does not speak TLS
    ce qui répond là ne parle pas TLS
"""
)
