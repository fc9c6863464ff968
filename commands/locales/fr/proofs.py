"""The Graph route and what proves it, in French."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
These servers still call EWS: {servers}.
    Ces serveurs appellent encore EWS : {servers}.
Both setting overrides, for the application and for Graph, are on.
    Les deux remplacements de paramètres, pour l'application et pour Graph, sont activés.
GraphBaseUrl of the auth server is {url}.
    GraphBaseUrl du serveur d'authentification est {url}.
Its permissions on Microsoft Graph are granted: {roles}.
    Ses autorisations sur Microsoft Graph sont accordées : {roles}.
full_access_as_app is not granted: archive mailboxes in the cloud of people on premises would need it.
    full_access_as_app n'est pas accordée : les archives dans le cloud des personnes sur site en auraient besoin.
Microsoft offers this route in the worldwide cloud alone.
    Microsoft n'offre cette voie que dans le cloud mondial.
Switch the setting override off and have each server read its settings again, then check oauth {domain} again.
    Désactivez le remplacement de paramètres, faites relire ses paramètres à chaque serveur, puis relancez check oauth {domain}.
On {servers} the setting override for Microsoft Graph is on, and the one for the dedicated application is not.
    Sur {servers}, le remplacement de paramètres pour Microsoft Graph est activé, mais pas celui de l'application dédiée.
Switch the dedicated application on for these servers too, then check oauth {domain} again.
    Activez l'application dédiée pour ces serveurs aussi, puis relancez check oauth {domain}.
GraphBaseUrl of {name} is {url}.
    GraphBaseUrl de {name} est {url}.
Without it Exchange does not know where Microsoft Graph is. Microsoft's script sets it only when it runs on a server with the May 2026 update.
    Sans elle, Exchange ne sait pas où se trouve Microsoft Graph. Le script de Microsoft ne la définit que lorsqu'il s'exécute sur un serveur doté de la mise à jour de mai 2026.
Set GraphBaseUrl, then check oauth {domain} again.
    Définissez GraphBaseUrl, puis relancez check oauth {domain}.
Permissions on Microsoft Graph that are not granted: {roles}.
    Autorisations sur Microsoft Graph non accordées : {roles}.
Microsoft Graph refuses (403) what an application asks for without the permission and an administrator's consent.
    Microsoft Graph refuse (403) ce qu'une application demande sans l'autorisation et le consentement d'un administrateur.
Run Microsoft's script, which asks for them and for the consent of a Global Administrator. {archives} Then check oauth {domain} again.
    Exécutez le script de Microsoft, qui les demande ainsi que le consentement d'un administrateur général. {archives} Relancez ensuite check oauth {domain}.
The refusal (403) came after Exchange had sent its token: it signed in. EWS is shut in the cloud, and free/busy goes over Microsoft Graph.
    Le refus (403) est venu après l'envoi du jeton par Exchange : la connexion a réussi. EWS est fermé dans le cloud et les disponibilités passent par Microsoft Graph.
EWS in Exchange Online ended on {date}, and this test goes over EWS: it shows nothing any more. Free/busy goes over Microsoft Graph.
    EWS a pris fin dans Exchange Online le {date} et ce test passe par EWS : il ne montre plus rien. Les disponibilités passent par Microsoft Graph.
"""
)
