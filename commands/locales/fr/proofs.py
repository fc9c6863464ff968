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
No such sign-in is in the log yet; it shows after up to half an hour. Have somebody with a mailbox on premises look at the calendar of a colleague in the cloud.
    Aucune connexion de ce type n'est encore dans le journal ; elle y apparaît au bout d'une demi-heure au plus. Faites ouvrir le calendrier d'un collègue du cloud par une personne dont la boîte est sur site.
Wait until Entra ID's log shows a sign-in for Microsoft Graph with {thumbprint}
    Attendre que le journal d'Entra ID montre une connexion à Microsoft Graph avec {thumbprint}
From {address} somebody signed with {thumbprint} at {time}.
    Depuis {address}, une signature avec {thumbprint} a eu lieu à {time}.
The test shows nothing any more; what the servers sign with was seen before this step.
    Le test ne montre plus rien ; ce avec quoi les serveurs signent a été constaté avant cette étape.
Sign-ins for Microsoft Graph in Entra ID's log
    Connexions à Microsoft Graph dans le journal d'Entra ID
{count} sign-ins for Microsoft Graph signed with {thumbprint}, the last at {time}, from {addresses}.
    {count} connexions à Microsoft Graph signées avec {thumbprint}, la dernière à {time}, depuis {addresses}.
Entra ID refused a sign-in of {time} with AADSTS{number}, signed with {thumbprint}.
    Entra ID a refusé une connexion de {time} avec AADSTS{number}, signée avec {thumbprint}.
Whether the servers sign in for Microsoft Graph is not known.
    On ne sait pas si les serveurs se connectent à Microsoft Graph.
Have somebody with a mailbox on premises look at the calendar of a colleague in the cloud, wait half an hour, and check oauth {domain} again.
    Faites ouvrir le calendrier d'un collègue du cloud par une personne dont la boîte est sur site, attendez une demi-heure, puis relancez check oauth {domain}.
Entra ID's log shows no sign-in of the application in the last day.
    Le journal d'Entra ID ne montre aucune connexion de l'application depuis un jour.
Correct what the other findings name: the key on the application, its service principal, its permissions. Then check oauth {domain} again.
    Corrigez ce que nomment les autres constats : la clé de l'application, son principal de service, ses autorisations. Relancez ensuite check oauth {domain}.
Nothing that proves the Graph route is configured; in hybridge.toml: {setting}. Until then somebody has to look at a calendar of the other side.
    Rien de ce qui prouve la voie Graph n'est configuré ; dans hybridge.toml : {setting}. D'ici là, quelqu'un doit ouvrir un calendrier de l'autre côté.
The last sign-in for Microsoft Graph was signed with {thumbprint}; the current certificate is {current}.
    La dernière connexion à Microsoft Graph a été signée avec {thumbprint} ; le certificat actuel est {current}.
A server that signs with an older certificate is shut out once its key goes.
    Un serveur qui signe avec un ancien certificat est refusé dès que sa clé disparaît.
Within a day every server takes a new token with the current certificate, or at once after a restart. Then check oauth {domain} again.
    En un jour, ou dès un redémarrage, chaque serveur prend un nouveau jeton avec le certificat actuel. Relancez ensuite check oauth {domain}.
EWS in Exchange Online ends on {date}, and nothing else that proves a sign-in is configured: people have to look, and a lead confirms it at the gate {gate}. With {setting} in hybridge.toml the job looks by itself.
    EWS prend fin dans Exchange Online le {date} et rien d'autre qui prouve une connexion n'est configuré : des personnes doivent regarder, et un responsable le confirme à l'étape {gate}. Avec {setting} dans hybridge.toml, la tâche regarde elle-même.
What the servers sign with is proven by Entra ID's sign-in log: somebody with a mailbox on premises has to look at a calendar in the cloud meanwhile, and a sign-in shows after up to half an hour.
    Ce avec quoi les serveurs signent est prouvé par le journal des connexions d'Entra ID : entre-temps, une personne dont la boîte est sur site doit ouvrir un calendrier du cloud, et une connexion apparaît au bout d'une demi-heure au plus.
Check by hand: with a mailbox on premises, open in Outlook the calendar of a colleague in the cloud and find an appointment that you know; in Entra ID, under Sign-in logs, Service principal sign-ins, the newest rows of the application for Microsoft Graph must be successes with the certificate {thumbprint}, from every server's address. Has somebody seen both?
    Vérifiez à la main : avec une boîte aux lettres sur site, ouvrez dans Outlook le calendrier d'un collègue du cloud et trouvez un rendez-vous que vous connaissez ; dans Entra ID, sous Journaux de connexion, Connexions de principal de service, les dernières lignes de l'application pour Microsoft Graph doivent être des succès avec le certificat {thumbprint}, depuis l'adresse de chaque serveur. Quelqu'un a-t-il vu les deux ?
Whether the private key is there cannot be told: remote PowerShell leaves that out, and no test goes over EWS any more since {date}.
    On ne peut pas dire si la clé privée est là : PowerShell à distance ne le dit pas, et plus aucun test ne passe par EWS depuis le {date}.
Look on {server} itself: HasPrivateKey must be True. Then check oauth {domain} again.
    Regardez sur {server} même : HasPrivateKey doit valoir True. Relancez ensuite check oauth {domain}.
"""
)
