"""Refusals of the side that was called, in French."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    r"""
Without an administrator's consent Entra ID gives the application no token for Exchange Online, or one that Exchange Online refuses (2000008).
    Sans le consentement d'un administrateur, Entra ID ne donne à l'application aucun jeton pour Exchange Online, ou un jeton qu'Exchange Online rejette (2000008).
Entra ID refuses the sign-in of an application without a service principal in the tenant (AADSTS7000229).
    Entra ID rejette la connexion d'une application sans principal de service dans le locataire (AADSTS7000229).
Only the test mailbox is shown to fail. Nothing is proven about others until a synchronized mailbox is tested.
    Seul l'échec de la boîte aux lettres de test est établi. Rien n'est prouvé pour les autres tant qu'une boîte synchronisée n'est pas testée.
The reason given: “{reason}”
    Raison donnée : « {reason} »
Nothing is known about this until the test gets an answer.
    Rien n'est connu tant que le test ne reçoit pas de réponse.
No other check explains this. What proves the cause: {proof}
    Aucune autre vérification ne l'explique. Ce qui prouve la cause : {proof}
The linked account of the partner application is missing, has no roles, or is disabled.
    Le compte lié de l'application partenaire manque, n'a pas de rôle ou est désactivé.
Set LinkedAccount and the account's roles again, then restart IIS on every server.
    Définissez à nouveau LinkedAccount et les rôles du compte, puis redémarrez IIS sur chaque serveur.
Exchange Online doesn't know the tenant or issuer that the token names.
    Exchange Online ne connaît pas le locataire ou l'émetteur que nomme le jeton.
Set AuthMetadataUrl to the address of this tenant and its cloud.
    Définissez AuthMetadataUrl sur l'adresse de ce locataire et de son cloud.
The token had expired when Exchange Online read it: a clock may be behind.
    Le jeton était expiré quand Exchange Online l'a lu : une horloge est peut-être en retard.
The token had expired when on-premises Exchange read it: its clock may be ahead.
    Le jeton était expiré quand Exchange local l'a lu : son horloge est peut-être en avance.
Compare the clock of the server that was called with UTC.
    Comparez l'horloge du serveur appelé avec UTC.
Correct the clock of the server that was called.
    Corrigez l'horloge du serveur appelé.
No enabled auth server on-premises has the issuer and tenant of the token.
    Aucun serveur d'autorisation activé en local n'a l'émetteur et le locataire du jeton.
Create or enable that auth server. A wizard run for another tenant replaces it.
    Créez ou activez ce serveur d'autorisation. Un assistant exécuté pour un autre locataire le remplace.
EWS is turned off for this mailbox or for the whole tenant.
    EWS est désactivé pour cette boîte aux lettres ou pour tout le locataire.
EwsEnabled of Get-OrganizationConfig and of Get-CASMailbox in Exchange Online.
    EwsEnabled de Get-OrganizationConfig et de Get-CASMailbox dans Exchange Online.
Turn on EWS in Exchange Online, or move to Microsoft Graph.
    Activez EWS dans Exchange Online, ou passez à Microsoft Graph.
A list of apps or of user agents blocks EWS. The answer doesn't say which one.
    Une liste d'applications ou d'agents utilisateurs bloque EWS. La réponse ne dit pas laquelle.
EwsAllowedAppIDs, EwsApplicationAccessPolicy, EwsAllowList and EwsBlockList.
    EwsAllowedAppIDs, EwsApplicationAccessPolicy, EwsAllowList et EwsBlockList.
Allow the dedicated hybrid app and Exchange's user agents. It takes up to a day.
    Autorisez l'application hybride dédiée et les agents utilisateurs d'Exchange. Cela prend jusqu'à un jour.
Exchange Online isn't known by the host name in the token.
    Le nom d'hôte du jeton n'est pas un nom d'Exchange Online.
Test the EWS address of Exchange Online.
    Testez l'adresse EWS d'Exchange Online.
On-premises Exchange isn't known by the host name in the token.
    Le nom d'hôte du jeton n'est pas un nom connu d'Exchange local.
The called host, its certificate, and ExternalUrl of the EWS directory.
    L'hôte appelé, son certificat, et ExternalUrl du répertoire EWS.
Use one name for all three. Turn off SSL offloading: OAuth needs HTTPS to EWS.
    Utilisez un même nom pour les trois. Désactivez le déchargement SSL : OAuth exige HTTPS jusqu'à EWS.
The token was made for another service than the tested address.
    Le jeton a été créé pour un autre service que l'adresse testée.
The token was made for another address than the called one.
    Le jeton a été créé pour une autre adresse que celle appelée.
Compare the audience in the token with the called address.
    Comparez le destinataire du jeton avec l'adresse appelée.
Correct the called address, or its SPN.
    Corrigez l'adresse appelée, ou son SPN.
Exchange Online couldn't verify the signature of the token.
    Exchange Online n'a pas pu vérifier la signature du jeton.
Let no device change requests, and check that the auth servers are this cloud's.
    Empêchez tout équipement de modifier les demandes, et vérifiez que les serveurs d'autorisation sont de ce cloud.
On-premises Exchange doesn't know the key that the issuer signed with.
    Exchange local ne connaît pas la clé avec laquelle l'émetteur a signé.
When the metadata of the auth servers was last refreshed.
    La dernière actualisation des métadonnées des serveurs d'autorisation.
The token is for another tenant than the one of its issuer.
    Le jeton vise un autre locataire que celui de son émetteur.
Set AuthMetadataUrl of the auth server to the address of this tenant.
    Définissez AuthMetadataUrl du serveur d'autorisation sur l'adresse de ce locataire.
On-premises Exchange couldn't match the tenant in the token.
    Exchange local n'a pas pu associer le locataire du jeton.
Realm of Get-AuthServer. For Skype for Business Server also Get-AcceptedDomain.
    Realm de Get-AuthServer. Pour Skype Entreprise Server, aussi Get-AcceptedDomain.
Correct the auth server's tenant. Replace a wildcard accepted domain.
    Corrigez le locataire du serveur d'autorisation. Remplacez un domaine accepté générique.
The side that was called doesn't have the certificate that the token names.
    Le côté appelé n'a pas le certificat que nomme le jeton.
Exchange Online doesn't know the app that signed in.
    Exchange Online ne connaît pas l'application qui s'est connectée.
ApplicationIdentifier of Get-AuthServer, and the tenant's apps.
    ApplicationIdentifier de Get-AuthServer, et les applications du locataire.
Set up the dedicated hybrid app again with Microsoft's script.
    Configurez à nouveau l'application hybride dédiée avec le script de Microsoft.
No enabled partner application on-premises has the ID of the app that called.
    Aucune application partenaire activée en local n'a l'ID de l'application appelante.
Enable the partner application Exchange Online on-premises.
    Activez en local l'application partenaire Exchange Online.
The token carries no permission that Exchange Online accepts for this call.
    Le jeton ne porte aucune autorisation qu'Exchange Online accepte pour cet appel.
The partner application that called has no permission for what it asked.
    L'application partenaire appelante n'a pas l'autorisation pour sa demande.
Get-PartnerApplication for the app that the answer names.
    Get-PartnerApplication pour l'application que nomme la réponse.
Compare it with Microsoft's defaults. Don't change it without knowing why.
    Comparez avec les valeurs par défaut de Microsoft. Ne la modifiez pas sans savoir pourquoi.
Tenant restrictions stopped the call before it reached Exchange Online.
    Les restrictions de locataire ont arrêté l'appel avant Exchange Online.
The policy for tenant restrictions, and where the server's traffic goes out.
    La stratégie de restrictions de locataire, et la sortie du trafic du serveur.
Exclude the Exchange servers from tenant restrictions.
    Excluez les serveurs Exchange des restrictions de locataire.
The tested address doesn't accept this kind of token.
    L'adresse testée n'accepte pas ce type de jeton.
Exchange Online couldn't read the token: it was cut or changed on the way.
    Exchange Online n'a pas pu lire le jeton : il a été coupé ou modifié en route.
On-premises Exchange couldn't read the token: it was cut or changed on the way.
    Exchange local n'a pas pu lire le jeton : il a été coupé ou modifié en route.
Exchange Online failed for the moment.
    Exchange Online a eu une défaillance passagère.
The on-premises server that was called couldn't read Active Directory.
    Le serveur local appelé n'a pas pu lire Active Directory.
OAuth isn't available for this domain on the side that was called.
    OAuth n'est pas disponible pour ce domaine du côté appelé.
The side that was called doesn't accept the token, for the reason it gives.
    Le côté appelé n'accepte pas le jeton, pour la raison qu'il donne.
The side that was called refused the token for a reason not in the table.
    Le côté appelé a rejeté le jeton pour une raison absente de la table.
Correct what the reason names.
    Corrigez ce que nomme la raison.
The proxy that Exchange uses refused the call. Exchange Online never saw it.
    Le proxy qu'utilise Exchange a rejeté l'appel. Exchange Online ne l'a jamais vu.
Exchange Online took the token and refused the call (403), as it does since 2025-10-31 for the shared service principal.
    Exchange Online a pris le jeton et rejeté l'appel (403), comme il le fait depuis le 2025-10-31 pour le principal de service partagé.
Whether the dedicated hybrid app is in use on this server, and the EWS settings.
    Si l'application hybride dédiée est utilisée sur ce serveur, et les paramètres EWS.
Set up the dedicated hybrid app.
    Configurez l'application hybride dédiée.
A device in front of Exchange, or IIS, refused the call before Exchange saw it.
    Un équipement devant Exchange, ou IIS, a rejeté l'appel avant qu'Exchange ne le voie.
Let calls from Exchange Online pass: no country block, no client certificate, no Extended Protection behind SSL offloading.
    Laissez passer les appels d'Exchange Online : ni blocage par pays, ni certificat client, ni protection étendue derrière un déchargement SSL.
Exchange Online denied access: the test user has no right there.
    Exchange Online a interdit l'accès : l'utilisateur de test n'y a pas d'autorisation.
Another test mailbox that is synchronized.
    Une autre boîte aux lettres de test, synchronisée.
Access denied: the called host has no SPN, or the test user has no right.
    Accès interdit : l'hôte appelé n'a pas de SPN, ou l'utilisateur de test pas d'autorisation.
Compare servicePrincipalNames with the called host; test another mailbox.
    Comparez servicePrincipalNames avec l'hôte appelé ; testez une autre boîte aux lettres.
Add the missing SPN, or test with another mailbox.
    Ajoutez le SPN manquant, ou testez avec une autre boîte aux lettres.
The cloud, or a device on the way, refused the call (401) without a reason.
    Le cloud, ou un équipement en route, a rejeté l'appel (401) sans raison.
Correct what the other checks name, then run the test again.
    Corrigez ce que nomment les autres vérifications, puis relancez le test.
On-premises refused the call (401) without a reason.
    Le côté local a rejeté l'appel (401) sans raison.
The partner application, OAuth on the directories, and preauthentication.
    L'application partenaire, OAuth sur les répertoires, et la préauthentification.
Correct what the other checks name. Turn off preauthentication for EWS.
    Corrigez ce que nomment les autres vérifications. Désactivez la préauthentification pour EWS.
Two users in the cloud share an address of the test mailbox.
    Deux utilisateurs du cloud partagent une adresse de la boîte aux lettres de test.
A search of the tenant for the address, in every form.
    Une recherche de l'adresse dans le locataire, sous toutes ses formes.
Remove the address from the user that shouldn't have it.
    Retirez l'adresse de l'utilisateur qui ne devrait pas l'avoir.
Two on-premises users share an address of the test mailbox.
    Deux utilisateurs locaux partagent une adresse de la boîte aux lettres de test.
A search of Active Directory for the address: UPN, SMTP and SIP.
    Une recherche de l'adresse dans Active Directory : UPN, SMTP et SIP.
The test mailbox is on a server that is too old for OAuth.
    La boîte aux lettres de test est sur un serveur trop ancien pour OAuth.
The server of the test mailbox and its build.
    Le serveur de la boîte aux lettres de test et sa build.
Test with a mailbox on a newer server, or move it.
    Testez avec une boîte sur un serveur plus récent, ou déplacez-la.
The test mailbox is a linked mailbox of another account.
    La boîte aux lettres de test est liée à un autre compte.
LinkedMasterAccount of the test mailbox, and the SID in the token.
    LinkedMasterAccount de la boîte aux lettres de test, et le SID du jeton.
The cloud doesn't know the test user: not synchronized, or other addresses.
    Le cloud ne connaît pas l'utilisateur de test : non synchronisé, ou d'autres adresses.
The user's addresses and user principal name on both sides.
    Les adresses et le nom d'utilisateur principal de l'utilisateur des deux côtés.
Use a synchronized mailbox for the test, or correct the synchronization.
    Utilisez une boîte aux lettres synchronisée pour le test, ou corrigez la synchronisation.
On-premises Exchange doesn't know the test user, or not by these addresses.
    Exchange local ne connaît pas l'utilisateur de test, ou pas sous ces adresses.
"""
)
