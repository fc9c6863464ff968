"""Signing in to Exchange Server, in French."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
the account has expired
    le compte a expiré
the server's account has expired
    le compte du serveur a expiré
the name stands on more than one account
    ce nom figure sur plusieurs comptes
the account has no key
    le compte n'a pas de clé
a rule of the domain refuses the sign-in
    une règle du domaine refuse l'ouverture de session
no encryption type that the account and the domain both allow
    aucun type de chiffrement que le compte et le domaine permettent tous les deux
the domain wants another proof than a password, such as a smart card
    le domaine exige une autre preuve qu'un mot de passe, comme une carte à puce
the Kerberos ticket was revoked
    le ticket Kerberos a été révoqué
the server's name stands on a person's account
    le nom du serveur figure sur le compte d'une personne
the trust between the domains does not let the account through
    la relation d'approbation entre les domaines ne laisse pas passer le compte
the domain controller cannot answer at present
    le contrôleur de domaine ne peut pas répondre pour le moment
the Kerberos ticket has expired
    le ticket Kerberos a expiré
the Kerberos ticket is not valid yet
    le ticket Kerberos n'est pas encore valide
the server cannot open our ticket, because its name stands on another account
    le serveur ne peut pas ouvrir notre ticket, car son nom figure sur un autre compte
the domain controller refused without a reason
    le contrôleur de domaine a refusé sans donner de raison
the account belongs to another domain
    le compte appartient à un autre domaine
the Kerberos configuration of this machine cannot be used
    la configuration Kerberos de cette machine est inutilisable
the ticket cache has no tickets that can be used
    le cache de tickets ne contient aucun ticket utilisable
the keytab has no key for the account
    le fichier keytab ne contient aucune clé pour le compte
the Kerberos configuration names no default realm
    la configuration Kerberos n'indique pas de domaine par défaut (default_realm)
the Kerberos libraries are not installed
    les bibliothèques Kerberos ne sont pas installées
no domain controller answered in time
    aucun contrôleur de domaine n'a répondu à temps
the sign-in by Kerberos could not be completed
    l'ouverture de session par Kerberos n'a pas pu aboutir
the server does not offer this way of signing in; it offers
    le serveur ne propose pas ce mode d'ouverture de session ; il propose
the server offers no way of signing in
    le serveur ne propose aucun mode d'ouverture de session
the server did not accept our Kerberos ticket, which the domain gave for it
    le serveur n'a pas accepté notre ticket Kerberos, que le domaine a pourtant délivré pour lui
the account was refused before and is not tried again yet, so that it is not locked
    le compte a déjà été refusé et n'est pas encore réessayé, afin de ne pas le verrouiller
a library that this needs is not installed
    une bibliothèque nécessaire n'est pas installée
We could not sign in to {source} ({doing}): {detail}
    Impossible d'ouvrir une session sur {source} ({doing}) : {detail}
{source} cannot be asked from this machine ({doing}): {detail}
    {source} ne peut pas être interrogé depuis cette machine ({doing}) : {detail}
Nothing is known about this until we can sign in to {source}.
    On n'en sait rien tant qu'aucune session ne peut être ouverte sur {source}.
Run python -m bot doctor where this program runs: it says what this machine lacks to ask {source}; then check again.
    Exécutez python -m bot doctor là où tourne ce programme : il dit ce qui manque à cette machine pour interroger {source} ; puis vérifiez de nouveau.
Have the account put right in Active Directory (unlocked, enabled, its end or its expired password renewed); this program tries again after five minutes, or once it is started again.
    Faites corriger le compte dans Active Directory (déverrouillé, activé, date de fin ou mot de passe expiré renouvelé) ; ce programme réessaie au bout de cinq minutes, ou à son redémarrage.
See with setspn -Q HTTP/<the server's name> that the name stands on the server's own computer account, and that the name in hybridge.toml is that server's and no balanced one.
    Vérifiez avec setspn -Q HTTP/<nom du serveur> que le nom figure sur le compte d'ordinateur du serveur lui-même, et que le nom dans hybridge.toml est le sien et non un nom réparti.
Write user under [organisation.exchange] in hybridge.toml as name@REALM, the realm being the full name of the account's Active Directory domain in capitals, then start this program again.
    Écrivez user sous [organisation.exchange] dans hybridge.toml sous la forme nom@DOMAINE, le domaine étant le nom complet en majuscules du domaine Active Directory du compte, puis redémarrez ce programme.
Write the server's own full name as its address in hybridge.toml, no alias, balanced name or IP address; setspn -Q HTTP/<that name> in the domain shows whether an account has the name.
    Écrivez comme address dans hybridge.toml le nom complet du serveur lui-même, ni alias, ni nom réparti, ni adresse IP ; setspn -Q HTTP/<ce nom> dans le domaine montre si un compte porte ce nom.
See with setspn -X which name stands on two accounts in the domain, and take it away from the wrong one.
    Cherchez avec setspn -X quel nom figure sur deux comptes du domaine, et retirez-le du mauvais.
Where RC4 is switched off, reset the account's password so that it gets AES keys, allow AES in msDS-SupportedEncryptionTypes, and make a new keytab if one is used.
    Là où RC4 est désactivé, réinitialisez le mot de passe du compte pour qu'il reçoive des clés AES, autorisez AES dans msDS-SupportedEncryptionTypes, et refaites le fichier keytab s'il y en a un.
Look into the domain controller's security log (4768, 4769, 4771) for the rule that refused the account.
    Cherchez dans le journal de sécurité du contrôleur de domaine (4768, 4769, 4771) la règle qui a refusé le compte.
Check again: this program gets new tickets by itself.
    Vérifiez de nouveau : ce programme obtient de nouveaux tickets de lui-même.
Put the account's right password or a new keytab where hybridge.toml says, then start this program again: it does not try the refused one again, so that the account is not locked.
    Mettez le bon mot de passe du compte ou un nouveau fichier keytab là où hybridge.toml l'indique, puis redémarrez ce programme : il ne réessaie pas celui qui a été refusé, afin de ne pas verrouiller le compte.
Let this machine reach the domain controllers on port 88 (UDP and TCP), and see that DNS or /etc/krb5.conf names controllers that are up.
    Permettez à cette machine de joindre les contrôleurs de domaine sur le port 88 (UDP et TCP), et vérifiez que le DNS ou /etc/krb5.conf en désigne qui fonctionnent.
Set the clocks of this machine, of the server and of the domain controllers to one time source; Kerberos allows five minutes.
    Réglez les horloges de cette machine, du serveur et des contrôleurs de domaine sur une même source de temps ; Kerberos tolère cinq minutes.
Write /etc/krb5.conf with default_realm and, where DNS does not give them, the realm's kdc lines; docs/start/signing-in.md has one to copy.
    Écrivez /etc/krb5.conf avec default_realm et, si le DNS ne les donne pas, les lignes kdc du domaine ; docs/start/signing-in.md en contient un à copier.
Have tickets for the account put into the ticket cache that hybridge.toml names, by kinit or by what renews it here, readable for this program.
    Faites déposer des tickets du compte dans le cache de tickets désigné par hybridge.toml, avec kinit ou ce qui le renouvelle ici, lisibles par ce programme.
Make a keytab that holds the account's present key (it changes with the password) and name it with its right user in hybridge.toml.
    Créez un fichier keytab qui contient la clé actuelle du compte (elle change avec le mot de passe) et indiquez-le avec le bon user dans hybridge.toml.
Install the Kerberos libraries on this machine: apt-get install gcc libkrb5-dev python3-dev (Debian), then make -B setup; the image has them.
    Installez les bibliothèques Kerberos sur cette machine : apt-get install gcc libkrb5-dev python3-dev (Debian), puis make -B setup ; l'image les contient.
Set auth of this server in hybridge.toml to a way that it offers, or switch that way on at its PowerShell directory.
    Réglez auth de ce serveur dans hybridge.toml sur un mode qu'il propose, ou activez ce mode sur son répertoire PowerShell.
"""
)
