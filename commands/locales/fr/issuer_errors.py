"""Refusals of Entra ID, in French."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    r"""
Entra ID doesn't have the key that Exchange signed with, on the app it signed in as.
    Entra ID n'a pas la clé avec laquelle Exchange a signé, sur l'application utilisée.
Entra ID was busy, or failed for the moment.
    Entra ID était occupé, ou en panne passagère.
Entra ID says that the signing key is expired. It is, or a clock is wrong.
    Selon Entra ID, la clé de signature est expirée. Elle l'est, ou une horloge est fausse.
Entra ID read what the server signed outside the time it is valid for.
    Entra ID a lu la signature du serveur hors de sa période de validité.
Entra ID couldn't verify the signature: the app has no key, or another one.
    Entra ID n'a pas pu vérifier la signature : l'application n'a pas de clé, ou une autre.
Entra ID doesn't accept what the server signed: its time, its form or its key.
    Entra ID n'accepte pas ce que le serveur a signé : son heure, sa forme ou sa clé.
The reason in brackets in the message. Without one: the clock, then the key.
    La raison entre crochets dans le message. Sans elle : l'horloge, puis la clé.
Correct what the reason names. Without one, correct the clock first.
    Corrigez ce que nomme la raison. Sans elle, corrigez d'abord l'horloge.
No service principal of the tenant has the address a token was requested for.
    Aucun principal de service du locataire n'a l'adresse pour laquelle un jeton a été demandé.
servicePrincipalNames of Exchange Online, and the address that was tested.
    servicePrincipalNames d'Exchange Online, et l'adresse testée.
Correct the address that was tested, or add the missing SPN.
    Corrigez l'adresse testée, ou ajoutez le SPN manquant.
Exchange Online's service principal doesn't have the SPN of the called host.
    Le principal de service d'Exchange Online n'a pas le SPN de l'hôte appelé.
Compare servicePrincipalNames of Exchange Online with the called host.
    Comparez servicePrincipalNames d'Exchange Online avec l'hôte appelé.
Add the missing SPN.
    Ajoutez le SPN manquant.
The service principal of the requested service is disabled in the tenant.
    Le principal de service du service demandé est désactivé dans le locataire.
The app that Exchange signs in as is registered but has no service principal.
    L'application avec laquelle Exchange se connecte est inscrite mais n'a pas de principal de service.
The enterprise applications of the tenant: one with the app's ID.
    Les applications d'entreprise du locataire : une avec l'ID de l'application.
Create it: New-MgServicePrincipal -AppId with the app's ID.
    Créez-le : New-MgServicePrincipal -AppId avec l'ID de l'application.
The app that Exchange signs in as doesn't exist in the tenant.
    L'application avec laquelle Exchange se connecte n'existe pas dans le locataire.
Compare ApplicationIdentifier of Get-AuthServer with the tenant's apps.
    Comparez ApplicationIdentifier de Get-AuthServer avec les applications du locataire.
Create the dedicated hybrid app again, or correct the auth server.
    Recréez l'application hybride dédiée, ou corrigez le serveur d'autorisation.
Exchange Online's service principal doesn't exist in the tenant.
    Le principal de service d'Exchange Online n'existe pas dans le locataire.
The service principal 00000002-0000-0ff1-ce00-000000000000 in the tenant.
    Le principal de service 00000002-0000-0ff1-ce00-000000000000 dans le locataire.
Make sure that the tenant has an Exchange Online subscription.
    Assurez-vous que le locataire a un abonnement Exchange Online.
No administrator has consented to the permission of the app.
    Aucun administrateur n'a consenti à l'autorisation de l'application.
The app isn't assigned to a role of the service, which requires an assignment.
    L'application n'est pas affectée à un rôle du service, qui exige une affectation.
Entra ID doesn't know the tenant or domain that a token was requested from.
    Entra ID ne connaît pas le locataire ou le domaine auquel un jeton a été demandé.
Exchange Online's service principal is disabled in the tenant.
    Le principal de service d'Exchange Online est désactivé dans le locataire.
Entra ID refused the sign-in with a number that isn't in the table.
    Entra ID a rejeté la connexion avec un numéro absent de la table.
The request names another app than the one that signed it.
    La demande nomme une autre application que celle qui l'a signée.
ApplicationIdentifier of Get-AuthServer, and ServiceName of Get-AuthConfig.
    ApplicationIdentifier de Get-AuthServer, et ServiceName de Get-AuthConfig.
Set both as Microsoft's script for the dedicated hybrid app does.
    Définissez les deux comme le script de Microsoft pour l'application hybride dédiée.
The request was signed for another issuer: the address of another cloud.
    La demande a été signée pour un autre émetteur : l'adresse d'un autre cloud.
TokenIssuingEndpoint and AuthMetadataUrl of Get-AuthServer.
    TokenIssuingEndpoint et AuthMetadataUrl de Get-AuthServer.
Set AuthMetadataUrl to the address of the tenant's cloud.
    Définissez AuthMetadataUrl sur l'adresse du cloud du locataire.
The app accepts certificates by their subject, and not this one's.
    L'application accepte les certificats d'après leur objet, et pas celui-ci.
An access policy of the tenant blocked the sign-in of the app.
    Une stratégie d'accès du locataire a bloqué la connexion de l'application.
Exclude the app from the policy that the sign-in log names.
    Excluez l'application de la stratégie que nomme le journal des connexions.
Exchange signs in with a certificate; this answers a secret or a user's sign-in.
    Exchange se connecte avec un certificat ; cette réponse vise un secret ou un utilisateur.
Find the program that made this request. It isn't Exchange.
    Trouvez le programme à l'origine de cette demande. Ce n'est pas Exchange.
The tenant has no service principal for Exchange Online, or no subscription.
    Le locataire n'a pas de principal de service pour Exchange Online, ou pas d'abonnement.
Entra ID couldn't read the request: something is missing or was changed.
    Entra ID n'a pas pu lire la demande : un élément manque ou a été modifié.
The server's build, and devices that rewrite requests on the way out.
    La build du serveur, et les équipements qui réécrivent les demandes sortantes.
Install the newest update on the server, and let no device rewrite requests.
    Installez la dernière mise à jour sur le serveur, et empêchez tout équipement de réécrire les demandes.
The app isn't allowed to make this kind of request.
    L'application n'est pas autorisée à faire ce type de demande.
The app's registration: it must not be a public client.
    L'inscription de l'application : elle ne doit pas être un client public.
Create the dedicated hybrid app with Microsoft's script.
    Créez l'application hybride dédiée avec le script de Microsoft.
"""
)
