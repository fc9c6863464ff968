"""What a plan says besides its steps, in French: what is left to people, and what it rests on."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
The principal of an application that was there before stays.
    Le principal d'une application qui existait déjà reste.
Give the auth server {name} a metadata address that stays
    Donner au serveur d'authentification {name} une adresse de métadonnées durable
Read the metadata of the auth server {name} again
    Relire les métadonnées du serveur d'authentification {name}
What the issuer publishes is read by Exchange itself every few hours.
    Exchange lit lui-même toutes les quelques heures ce que publie l'émetteur.
{state}; not put back, because Graph did not send their values: {keys}
    {state} ; non remises, car Graph n'a pas envoyé leurs valeurs : {keys}
{state}; their ids are new, the names they had are not put back, nor are these keys, whose values Graph did not send: {keys}
    {state} ; leurs identifiants sont nouveaux, leurs noms ne sont pas remis, ni ces clés, dont Graph n'a pas envoyé les valeurs : {keys}
Put keys back on the shared principal of Exchange Online
    Remettre des clés sur le principal partagé d'Exchange Online
{state}; their ids are new, and the names they had are not put back
    {state} ; leurs identifiants sont nouveaux, et leurs noms ne sont pas remis
An administrator of the tenant must consent to the new application within a day; its card shows the address when it is time.
    Un administrateur du locataire doit consentir à la nouvelle application dans la journée ; la carte montre l'adresse le moment venu.
Servers too old for the application
    Serveurs trop anciens pour l'application
An administrator of the tenant must consent to the application: {url}
    Un administrateur du locataire doit consentir à l'application : {url}
It could not be told whether {servers} has the update {update} that the dedicated application needs; an older server refuses it.
    Impossible de savoir si {servers} a la mise à jour {update} que demande l'application dédiée ; un serveur plus ancien la refuse.
Several applications carry the name or stand on the auth server: {ids}. Decide which one is right; until then nothing at all is changed.
    Plusieurs applications portent ce nom ou figurent sur le serveur d'authentification : {ids}. Décidez laquelle est la bonne ; d'ici là, rien n'est modifié.
Service principal of {name}
    Principal de service de {name}
It is disabled, and nobody can sign in as it. Find out why, and enable it; the rest of the plan does not wait for it.
    Il est désactivé, et personne ne peut se connecter en son nom. Cherchez pourquoi, et activez-le ; le reste du plan ne l'attend pas.
The dedicated application needs {update}: {servers}. Install it, or go to Exchange Server SE; then ask again. The rest of the plan does not wait for it, but Exchange signs in to the cloud only after it.
    L'application dédiée demande {update} : {servers}. Installez-la, ou passez à Exchange Server SE, puis redemandez. Le reste du plan ne l'attend pas, mais Exchange ne se connecte au cloud qu'après.
Auth servers of Entra ID
    Serveurs d'authentification d'Entra ID
It is there, but of another tenant or type; it is not touched. Rename or remove it; until then nothing at all is changed.
    Il existe, mais d'un autre locataire ou type ; on n'y touche pas. Renommez-le ou supprimez-le ; d'ici là, rien n'est modifié.
Get-AuthConfig names none; one must be made first. Until then nothing is changed.
    Get-AuthConfig n'en nomme aucun ; il faut d'abord en créer un. D'ici là, rien n'est modifié.
It has expired; it must be replaced first. Until then nothing at all is changed.
    Il a expiré ; il faut d'abord le remplacer. D'ici là, rien n'est modifié.
{server} lacks the certificate {thumbprint} or its private key; it must be imported there first. Until then nothing at all is changed: no test from there could succeed.
    Il manque à {server} le certificat {thumbprint} ou sa clé privée ; il faut d'abord l'y importer. D'ici là, rien n'est modifié : aucun test n'y réussirait.
It is not switched on while this is missing, because free/busy would break: {missing}.
    On ne l'active pas tant que ceci manque, car la disponibilité cesserait de fonctionner : {missing}.
Published hosts
    Hôtes publiés
Names without their slash are replaced by the form with it: {names}.
    Les noms sans barre oblique finale sont remplacés par leur forme avec elle : {names}.
It belongs to {owner} ({app_id}), and a name has one owner. Find out whether {owner} needs it, and take it from there first. Until then nothing at all is changed: no call to that host could succeed.
    Il appartient à {owner} ({app_id}), et un nom n'a qu'un propriétaire. Cherchez si {owner} en a besoin, et retirez-le-lui d'abord. D'ici là, rien n'est modifié : aucun appel vers cet hôte ne réussirait.
It carries {keys}, which nothing needs once the application is in use; before that is proven, this plan does not remove any.
    Il porte {keys}, dont rien n'a besoin une fois l'application utilisée ; tant que ce n'est pas prouvé, ce plan n'en retire aucune.
Nothing was changed; what is to be done is left to people: {what}
    Rien n'a été modifié ; ce qui est à faire revient à des personnes : {what}
Type {repair} to plan the repair, or mend it by hand and type {request} to look again; {help} lists everything.
    Tapez {repair} pour planifier la réparation, ou corrigez à la main et tapez {request} pour vérifier à nouveau ; {help} donne la liste de tout.
Put the EWS switches of Exchange Online back
    Remettre les commutateurs EWS d'Exchange Online
Have Exchange sign in as no application of its own
    Faire qu'Exchange ne se connecte plus en tant qu'application propre
"""
)
