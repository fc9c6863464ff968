"""Auth servers and the EWS switches, in French."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
Compare them, keep the one that serves the organisation's domains, and disable the other; then check oauth {domain} again.
    Comparez-les, gardez celui qui sert les domaines de l'organisation et désactivez l'autre ; relancez ensuite check oauth {domain}.
Several enabled auth servers of ACS have the same realm, or none: {names}.
    Plusieurs serveurs d'authentification ACS activés ont le même domaine (realm), ou n'en ont pas : {names}.
Exchange does not sign in where the other side names that realm: it finds several auth servers for it.
    Exchange ne se connecte pas lorsque l'autre côté nomme ce domaine (realm) : plusieurs serveurs d'authentification y correspondent.
Decide which one Exchange is to sign in with; disable none before that. Then check oauth {domain} again.
    Décidez avec lequel Exchange doit se connecter ; n'en désactivez aucun avant. Relancez ensuite check oauth {domain}.
Outlook's modern authentication goes through {now}. First make {kept} the default authorization endpoint, in the order given here; then disable the others, and check oauth {domain} again.
    L'authentification moderne d'Outlook passe par {now}. Faites d'abord de {kept} le point de terminaison d'autorisation par défaut, dans l'ordre indiqué ici ; désactivez ensuite les autres et relancez check oauth {domain}.
IsDefaultAuthorizationEndpoint (hybrid modern authentication): {names}.
    IsDefaultAuthorizationEndpoint (authentification moderne hybride) : {names}.
{name} carries the dedicated application's id, and Exchange signs in with it.
    {name} porte l'identifiant de l'application dédiée, et Exchange se connecte avec lui.
They have the same realm, or none: what sets them apart is the domains they serve.
    Ils ont le même domaine (realm), ou aucun : seuls les domaines qu'ils servent les distinguent.
More than one carries an application's id: {ids}.
    Plusieurs portent l'identifiant d'une application : {ids}.
{name} is the one that has a realm.
    {name} est celui qui a un domaine (realm).
None of them carries the id of a dedicated application.
    Aucun ne porte l'identifiant d'une application dédiée.
{name} carries the application {id}, which Entra ID does not have in the tenant.
    {name} porte l'application {id}, qu'Entra ID n'a pas dans ce locataire.
Get-AuthServer did not say which of them is the default authorization endpoint.
    Get-AuthServer n'a pas dit lequel est le point de terminaison d'autorisation par défaut.
Several enabled ones are of this tenant: {names}. {why} Decide which one stays; until then nothing at all is changed.
    Plusieurs serveurs activés sont de ce locataire : {names}. {why} Décidez lequel reste ; d'ici là, rien n'est modifié.
Several enabled ones are of this tenant: {names}. {why} Outlook's modern authentication goes through {now}: move it as given here before you disable any; until then nothing at all is changed.
    Plusieurs serveurs activés sont de ce locataire : {names}. {why} L'authentification moderne d'Outlook passe par {now} : déplacez-la comme indiqué ici avant d'en désactiver un ; d'ici là, rien n'est modifié.
Several enabled ones are of this tenant: {names}. {why} Keep that one and disable the others; until then nothing at all is changed.
    Plusieurs serveurs activés sont de ce locataire : {names}. {why} Gardez celui-là et désactivez les autres ; d'ici là, rien n'est modifié.
Put the application on the list of those that may use EWS
    Ajouter l'application à la liste de celles qui peuvent utiliser EWS
Switch EWS in Exchange Online on for the applications on the list
    Activer EWS dans Exchange Online pour les applications de la liste
Put the list of applications that may use EWS back; it takes up to a day
    Rétablir la liste des applications qui peuvent utiliser EWS ; cela prend jusqu'à un jour
Open EWS in Exchange Online to every application again, within the hour
    Rouvrir EWS dans Exchange Online à toutes les applications, en moins d'une heure
Switch EWS in Exchange Online off; it takes about an hour
    Désactiver EWS dans Exchange Online ; cela prend environ une heure
Move to Exchange Server SE with the May 2026 update or later on every server, and to Microsoft Graph with Microsoft's script. {archives} Then check oauth {domain} again.
    Passez à Exchange Server SE avec la mise à jour de mai 2026 ou une plus récente sur chaque serveur, et à Microsoft Graph avec le script de Microsoft. {archives} Relancez ensuite check oauth {domain}.
Microsoft documents no replacement in this cloud: watch the Message center of the tenant, and check oauth {domain} again.
    Microsoft ne documente aucun remplacement dans ce cloud : surveillez le Centre de messages du locataire et relancez check oauth {domain}.
Plan a list of the applications that may use EWS: name every one by its id beside or in place of “teams”; all others stay shut out. Free/busy over Microsoft Graph needs no EWS.
    Planifiez une liste des applications qui peuvent utiliser EWS : nommez chacune par son identifiant, à côté ou à la place de « teams » ; toutes les autres restent bloquées. Les disponibilités par Microsoft Graph n'ont pas besoin d'EWS.
EWS serves only the applications on this list.
    EWS ne sert que les applications de cette liste.
Get-OrganizationConfig in Exchange Online: EwsEnabled {enabled}, EwsApplicationAccessPolicy {rule}.
    Get-OrganizationConfig dans Exchange Online : EwsEnabled {enabled}, EwsApplicationAccessPolicy {rule}.
A null lets every application use EWS, whatever is on the list.
    La valeur null laisse toutes les applications utiliser EWS, quelle que soit la liste.
EwsEnabled is True and EwsAllowedAppIDs is empty: since {date} that blocks everything but organization relationships.
    EwsEnabled vaut True et EwsAllowedAppIDs est vide : depuis le {date}, cela bloque tout sauf les relations d'organisation.
A null opens EWS to every application again within the hour; with {request} a list of those that may use it is planned, which takes a day. Then check oauth {domain} again.
    La valeur null rouvre EWS à toutes les applications en moins d'une heure ; {request} planifie une liste de celles qui peuvent l'utiliser, ce qui prend un jour. Relancez ensuite check oauth {domain}.
With -RetrieveEwsOperationAccessPolicy: EwsAllowedAppIDs {ids}.
    Avec -RetrieveEwsOperationAccessPolicy : EwsAllowedAppIDs {ids}.
EWS is shut in Exchange Online.
    EWS est fermé dans Exchange Online.
EWS is shut in Exchange Online; free/busy goes over Microsoft Graph.
    EWS est fermé dans Exchange Online ; les disponibilités passent par Microsoft Graph.
Nothing has to be done where no such archives are in use. Where they are, put the dedicated application and all others that need EWS on the list, wait a day, then switch EWS on; check oauth {domain} again.
    Il n'y a rien à faire si de telles archives ne sont pas utilisées. Si elles le sont, mettez sur la liste l'application dédiée et toutes celles qui ont besoin d'EWS, attendez un jour, puis activez EWS ; relancez check oauth {domain}.
EWS in Exchange Online ended on {date}; free/busy goes over Microsoft Graph.
    EWS a pris fin dans Exchange Online le {date} ; les disponibilités passent par Microsoft Graph.
Nobody has set EwsEnabled. Since {date} Microsoft sets it to False, tenant by tenant; this one has not been reached.
    Personne n'a défini EwsEnabled. Depuis le {date}, Microsoft le met à False, locataire par locataire ; celui-ci n'a pas encore été atteint.
From the day that the Message center names for this tenant, seven days ahead, people on premises do not see free/busy times of people in the cloud.
    À partir du jour que le Centre de messages annonce pour ce locataire, sept jours à l'avance, les personnes sur site ne voient plus les disponibilités des personnes du cloud.
Nothing has to be changed today. Have the Message center watched; before that day, move to Microsoft Graph, or list every application that may use EWS. Then check oauth {domain} again.
    Rien n'est à modifier aujourd'hui. Faites surveiller le Centre de messages ; avant ce jour, passez à Microsoft Graph ou listez toutes les applications qui peuvent utiliser EWS. Relancez ensuite check oauth {domain}.
On a Mailbox server, in an elevated Exchange Management Shell (Windows PowerShell 5.1) that has not loaded ExchangeOnlineManagement
    Sur un serveur de boîtes aux lettres, dans un Exchange Management Shell élevé (Windows PowerShell 5.1) qui n'a pas chargé ExchangeOnlineManagement
Where people on premises have archive mailboxes in the cloud, leave -UseGraphApiOnly out: archives still need EWS.
    Si des personnes sur site ont des archives dans le cloud, retirez -UseGraphApiOnly : les archives ont encore besoin d'EWS.
No application is named. Nothing was run.
    Aucune application n'est nommée. Rien n'a été exécuté.
These are too many applications for one message. Nothing was run.
    Cela fait trop d'applications pour un message. Rien n'a été exécuté.
{word} is no application. Name application ids with commas between, “teams” or “office”; or “{only}” where nothing else may use EWS. Nothing was run.
    {word} n'est pas une application. Nommez des identifiants d'application séparés par des virgules, « teams » ou « office » ; ou « {only} » si rien d'autre ne doit utiliser EWS. Rien n'a été exécuté.
Which applications may use EWS in Exchange Online beside the dedicated one, by their ids with commas between, “teams” or “office”; “only-ours” where nothing else may. Only used where EWS is shut and has to be opened for a list.
    Les applications qui peuvent utiliser EWS dans Exchange Online en plus de l'application dédiée : leurs identifiants séparés par des virgules, « teams » ou « office » ; « only-ours » si rien d'autre ne le peut. Ne sert que lorsque EWS est fermé et doit être ouvert pour une liste.
EWS in Exchange Online: open to every application
    EWS dans Exchange Online : ouvert à toutes les applications
The list takes up to a day to be known everywhere, the switch about an hour. Every application that is not on the list is shut out of EWS: {names}. The quickest way back is “Set-OrganizationConfig -EwsEnabled $null”, which opens EWS to all of them within the hour. EWS ends for everybody on {date}.
    La liste met jusqu'à un jour pour être connue partout, le commutateur environ une heure. Toute application absente de la liste est privée d'EWS : {names}. Le retour le plus rapide est « Set-OrganizationConfig -EwsEnabled $null », qui rouvre EWS à toutes en moins d'une heure. EWS prend fin pour tout le monde le {date}.
EWS in Exchange Online: free/busy goes over Microsoft Graph
    EWS dans Exchange Online : les disponibilités passent par Microsoft Graph
EwsEnabled is null: EWS works until Microsoft turns this tenant off, which it has done in waves since {date}, with a notice seven days before. This plan leaves it so; EWS ends for everybody on {end}.
    EwsEnabled vaut null : EWS fonctionne jusqu'à ce que Microsoft le coupe pour ce locataire, ce qu'il fait par vagues depuis le {date}, avec un avis sept jours avant. Ce plan n'y touche pas ; EWS prend fin pour tout le monde le {end}.
Applications that may use EWS
    Applications qui peuvent utiliser EWS
EWS is shut in Exchange Online, and opens only for a list of applications. With the dedicated application alone on it these stay shut out: {names}, and all others that the EWS usage report of the Microsoft 365 admin center shows. Ask again and name them by their ids; “{only}” where nothing else may use EWS. The rest of the plan does not wait for it.
    EWS est fermé dans Exchange Online et ne s'ouvre que pour une liste d'applications. Avec la seule application dédiée, restent bloquées : {names}, et toutes celles que montre le rapport d'utilisation EWS du Centre d'administration Microsoft 365. Redemandez en les nommant par leur identifiant ; « {only} » si rien d'autre ne doit utiliser EWS. Le reste du plan n'attend pas cela.
Free/busy over Microsoft Graph
    Disponibilités par Microsoft Graph
EWS in Exchange Online ended on {date}, and nothing goes over it any more. Move to Exchange Server SE with the May 2026 update on every server, and to Microsoft Graph with Microsoft's script.
    EWS a pris fin dans Exchange Online le {date}, et plus rien n'y passe. Passez à Exchange Server SE avec la mise à jour de mai 2026 sur chaque serveur, et à Microsoft Graph avec le script de Microsoft.
Wait a day until all of Exchange Online knows the list
    Attendre un jour que tout Exchange Online connaisse la liste
"""
)
