"""The known failures of the two-way test, in French."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
Exchange Online says that EWS is switched off for this mailbox or the whole tenant.
    Exchange Online dit qu'EWS est désactivé pour cette boîte aux lettres ou pour tout le locataire.
Get-OrganizationConfig (EwsEnabled) and Get-CASMailbox (EwsEnabled) in Exchange Online.
    Get-OrganizationConfig (EwsEnabled) et Get-CASMailbox (EwsEnabled) dans Exchange Online.
Switch EWS on in Exchange Online, or move to Microsoft Graph.
    Activez EWS dans Exchange Online, ou passez à Microsoft Graph.
Exchange Online says that a rule on applications or user agents blocks EWS.
    Exchange Online dit qu'une règle sur les applications ou les agents utilisateurs bloque EWS.
EwsAllowedAppIDs and EwsApplicationAccessPolicy of Get-OrganizationConfig -RetrieveEwsOperationAccessPolicy.
    EwsAllowedAppIDs et EwsApplicationAccessPolicy de Get-OrganizationConfig -RetrieveEwsOperationAccessPolicy.
Add the dedicated hybrid application to EwsAllowedAppIDs; it takes up to 24 hours.
    Ajoutez l'application hybride dédiée à EwsAllowedAppIDs ; cela prend jusqu'à 24 heures.
Entra ID takes the signing key for expired: it is, or the server's clock is wrong.
    Entra ID tient la clé de signature pour expirée : elle l'est, ou l'horloge du serveur est fausse.
The certificate's last day, and the server's time in UTC.
    Le dernier jour du certificat, et l'heure du serveur en UTC.
Renew the auth certificate, or correct the server's clock.
    Renouvelez le certificat d'authentification, ou corrigez l'horloge du serveur.
Entra ID does not have the key that Exchange signed with on the identity it signed in as.
    Entra ID n'a pas la clé avec laquelle Exchange a signé sur l'identité avec laquelle il s'est connecté.
Entra ID could not verify the signature: the application has no key, or another one.
    Entra ID n'a pas pu vérifier la signature : l'application n'a pas de clé, ou en a une autre.
AuthConfig's thumbprint compared with the keys of the application that signs in.
    L'empreinte d'AuthConfig comparée aux clés de l'application qui se connecte.
Put the current auth certificate on the dedicated hybrid application.
    Mettez le certificat d'authentification actuel sur l'application hybride dédiée.
What the server signed was taken for malformed or out of its time.
    Ce que le serveur a signé a été jugé mal formé ou hors de sa période de validité.
The difference between the server's clock and the real time; five minutes are too many.
    L'écart entre l'horloge du serveur et l'heure réelle ; cinq minutes sont de trop.
Correct the server's clock, then restart its application pools.
    Corrigez l'horloge du serveur, puis redémarrez ses pools d'applications.
No principal of the tenant carries the address that a token was asked for.
    Aucun principal du locataire ne porte l'adresse pour laquelle un jeton a été demandé.
servicePrincipalNames of the Exchange Online principal.
    servicePrincipalNames du principal d'Exchange Online.
Add the missing service principal name.
    Ajoutez le nom de principal de service manquant.
The application that Exchange signs in as does not exist in the tenant.
    L'application avec laquelle Exchange se connecte n'existe pas dans le locataire.
ApplicationIdentifier of Get-AuthServer compared with the tenant's applications.
    ApplicationIdentifier de Get-AuthServer comparé aux applications du locataire.
Create the dedicated application again, or correct the auth server.
    Recréez l'application dédiée, ou corrigez le serveur d'authentification.
An administrator has not consented to the application's permission.
    Aucun administrateur n'a consenti à l'autorisation de l'application.
The role assignments of the dedicated application's principal.
    Les attributions de rôle du principal de l'application dédiée.
Grant admin consent to the dedicated hybrid application.
    Donnez le consentement d'administrateur à l'application hybride dédiée.
Entra ID does not know the tenant or domain that was asked for a token.
    Entra ID ne connaît pas le locataire ou le domaine auquel un jeton a été demandé.
The domain in AuthMetadataUrl of Get-AuthServer.
    Le domaine dans AuthMetadataUrl de Get-AuthServer.
Give the auth server a metadata address with the tenant's initial domain.
    Donnez au serveur d'authentification une adresse de métadonnées avec le domaine initial du locataire.
The service principal that Exchange signs in as is disabled.
    Le principal de service avec lequel Exchange se connecte est désactivé.
accountEnabled of the service principal.
    accountEnabled du principal de service.
Enable the service principal.
    Activez le principal de service.
Entra ID was busy or failed for the moment.
    Entra ID était occupé ou en panne passagère.
The same test a few minutes later.
    Le même test quelques minutes plus tard.
Change nothing; repeat the test later.
    Ne changez rien ; répétez le test plus tard.
Entra ID refused the sign-in with a number that has no known meaning here.
    Entra ID a refusé la connexion avec un numéro dont le sens n'est pas connu ici.
The sign-in log of the service principal in Entra ID.
    Le journal des connexions du principal de service dans Entra ID.
Look the number up in Microsoft's list of AADSTS error codes.
    Cherchez le numéro dans la liste des codes d'erreur AADSTS de Microsoft.
The server does not have the auth certificate, or not its private key.
    Le serveur n'a pas le certificat d'authentification, ou pas sa clé privée.
Get-ExchangeCertificate on this server compared with Get-AuthConfig.
    Get-ExchangeCertificate sur ce serveur comparé à Get-AuthConfig.
Import the certificate with its key on this server.
    Importez le certificat avec sa clé sur ce serveur.
The auth certificate's key is too short; Exchange signs with 2048 bits at least.
    La clé du certificat d'authentification est trop courte ; Exchange signe avec 2048 bits au moins.
The certificate's key size.
    La taille de la clé du certificat.
Make and stage a new auth certificate.
    Créez et préparez un nouveau certificat d'authentification.
The two sides have no token issuer in common.
    Les deux côtés n'ont aucun émetteur de jetons en commun.
Get-AuthServer, and the trusted issuers in the other side's challenge.
    Get-AuthServer, et les émetteurs de confiance dans la demande d'authentification de l'autre côté.
Correct the auth server of the access control service on premises.
    Corrigez le serveur d'authentification du service de contrôle d'accès sur site.
The server could not read the issuer's metadata: TLS 1.2 is off, or the way out is shut.
    Le serveur n'a pas pu lire les métadonnées de l'émetteur : TLS 1.2 est désactivé, ou la sortie est fermée.
The server's TLS settings, and a GET of the metadata address from it.
    Les paramètres TLS du serveur, et un GET de l'adresse de métadonnées depuis celui-ci.
Enable TLS 1.2 for .NET and Windows on the server, or open the way out.
    Activez TLS 1.2 pour .NET et Windows sur le serveur, ou ouvrez la sortie.
The proxy that Exchange uses refused the call.
    Le proxy qu'utilise Exchange a refusé l'appel.
InternetWebProxy of Get-ExchangeServer, and the proxy's log.
    InternetWebProxy de Get-ExchangeServer, et le journal du proxy.
Allow Microsoft's addresses on the proxy, or correct InternetWebProxy.
    Autorisez les adresses de Microsoft sur le proxy, ou corrigez InternetWebProxy.
Two people on the other side share an address or a user principal name of the test user.
    Deux personnes de l'autre côté partagent une adresse ou un nom d'utilisateur principal de l'utilisateur de test.
A search of the directory for the address, in every form.
    Une recherche de l'adresse dans l'annuaire, sous toutes ses formes.
Take the address from the wrong one of the two.
    Retirez l'adresse à celle des deux qui l'a à tort.
The test user is unknown on the other side: not synchronised, or with other addresses.
    L'utilisateur de test est inconnu de l'autre côté : non synchronisé, ou avec d'autres adresses.
The user's addresses and principal name on both sides.
    Les adresses et le nom principal de l'utilisateur des deux côtés.
Use a synchronised mailbox for the test, or correct the synchronisation.
    Utilisez une boîte aux lettres synchronisée pour le test, ou corrigez la synchronisation.
The host name in the token is not one that the receiving Exchange knows as its own.
    Le nom d'hôte du jeton n'est pas de ceux que l'Exchange destinataire reconnaît comme siens.
The called host, its certificate and the external address of the EWS directory.
    L'hôte appelé, son certificat et l'adresse externe du répertoire EWS.
Give all three the same name; let no device in between end TLS.
    Donnez le même nom aux trois ; qu'aucun équipement intermédiaire ne termine TLS.
The token was made for another receiver.
    Le jeton a été fait pour un autre destinataire.
The audience of the token compared with the called address.
    L'audience du jeton comparée à l'adresse appelée.
Correct the address that was called, or its service principal name.
    Corrigez l'adresse appelée, ou son nom de principal de service.
The receiver does not know the key that the issuer signed with: its copy is out of date.
    Le destinataire ne connaît pas la clé avec laquelle l'émetteur a signé : sa copie est périmée.
When the auth servers' metadata was last refreshed.
    La date de la dernière actualisation des métadonnées des serveurs d'authentification.
Refresh it with Set-AuthServer -RefreshAuthMetadata, then wait 15 minutes.
    Actualisez-les avec Set-AuthServer -RefreshAuthMetadata, puis attendez 15 minutes.
The receiver does not know the issuer of the token.
    Le destinataire ne connaît pas l'émetteur du jeton.
Get-AuthServer: an enabled one with the issuer that the answer names.
    Get-AuthServer : un serveur activé avec l'émetteur que cite la réponse.
Create or enable the auth server on premises.
    Créez ou activez le serveur d'authentification sur site.
The account behind the partner application is missing, has no roles, or is locked out.
    Le compte derrière l'application partenaire manque, n'a pas de rôles, ou est verrouillé.
LinkedAccount of Get-PartnerApplication, and the roles of that account.
    LinkedAccount de Get-PartnerApplication, et les rôles de ce compte.
Link the account and its roles again, then restart IIS.
    Liez à nouveau le compte et ses rôles, puis redémarrez IIS.
The partner application that signed in has no permission for what it asked.
    L'application partenaire qui s'est connectée n'a pas d'autorisation pour ce qu'elle a demandé.
Get-PartnerApplication of the application named in the answer.
    Get-PartnerApplication de l'application citée dans la réponse.
Compare that partner application with Microsoft's defaults; change nothing blindly.
    Comparez cette application partenaire aux valeurs par défaut de Microsoft ; ne changez rien à l'aveugle.
The receiver could not match the token's tenant; a wildcard accepted domain does this.
    Le destinataire n'a pas pu rapprocher le locataire du jeton ; un domaine accepté générique produit cela.
Get-AcceptedDomain on premises.
    Get-AcceptedDomain sur site.
List the domains one by one in place of the wildcard.
    Listez les domaines un à un à la place du domaine générique.
The receiver does not take this kind of token at the called address.
    Le destinataire n'accepte pas ce type de jeton à l'adresse appelée.
Whether the called address is the EWS address, and the diagnostics in full.
    Si l'adresse appelée est celle d'EWS, et les diagnostics en entier.
Test the EWS address itself.
    Testez l'adresse EWS elle-même.
Exchange Online took the token and refused the call (403). Since 31 October 2025 it does so for every call that signs in through the shared principal.
    Exchange Online a accepté le jeton et refusé l'appel (403). Depuis le 31 octobre 2025, il le fait pour tout appel qui se connecte par le principal partagé.
Whether a dedicated hybrid application is active on this server, and the EWS switches.
    Si une application hybride dédiée est active sur ce serveur, et les commutateurs EWS.
Put the dedicated hybrid application in place.
    Mettez en place l'application hybride dédiée.
The receiver denied access: the address has no service principal name, or the user none.
    Le destinataire a refusé l'accès : l'adresse n'a pas de nom de principal de service, ou l'utilisateur n'a pas de droits.
servicePrincipalNames compared with the called host, and another test mailbox.
    servicePrincipalNames comparés à l'hôte appelé, et une autre boîte aux lettres de test.
Add the service principal name, or test with another mailbox.
    Ajoutez le nom de principal de service, ou testez avec une autre boîte aux lettres.
The name of the other side has no address in DNS.
    Le nom de l'autre côté n'a pas d'adresse dans le DNS.
A look-up of the name from outside.
    Une recherche du nom depuis l'extérieur.
Publish the name in DNS, or correct the address.
    Publiez le nom dans le DNS, ou corrigez l'adresse.
No TLS connection came about: its version, its ciphers, or a certificate not trusted.
    Aucune connexion TLS ne s'est établie : sa version, ses chiffrements, ou un certificat non approuvé.
A TLS handshake with the called host.
    Une négociation TLS avec l'hôte appelé.
Offer TLS 1.2 with a certificate that everybody trusts.
    Offrez TLS 1.2 avec un certificat reconnu de tous.
The connection was cut by the other side or by something in between.
    La connexion a été coupée par l'autre côté ou par un intermédiaire.
A TLS handshake with the called host, and the firewall's log.
    Une négociation TLS avec l'hôte appelé, et le journal du pare-feu.
Let the firewall pass the connection, and offer TLS 1.2.
    Laissez le pare-feu passer la connexion, et offrez TLS 1.2.
The other side's address did not take the connection.
    L'adresse de l'autre côté n'a pas accepté la connexion.
A connection to port 443 of the called host from outside.
    Une connexion au port 443 de l'hôte appelé depuis l'extérieur.
Open port 443 of the published address to Exchange Online.
    Ouvrez à Exchange Online le port 443 de l'adresse publiée.
The other side did not answer in time: the way is shut, or the server is slow.
    L'autre côté n'a pas répondu à temps : le chemin est fermé, ou le serveur est lent.
The same call from this server, as the system account.
    Le même appel depuis ce serveur, sous le compte système.
Open port 443, or find out why the server is slow.
    Ouvrez le port 443, ou cherchez pourquoi le serveur est lent.
Something in between answered with a page of its own.
    Un intermédiaire a répondu avec une page à lui.
The answer in full.
    La réponse en entier.
Let the call pass the proxy or firewall untouched.
    Laissez l'appel traverser intact le proxy ou le pare-feu.
The called address redirects to another one; Exchange does not follow.
    L'adresse appelée redirige vers une autre ; Exchange ne suit pas.
The address in the connector or in the relationship's TargetSharingEpr.
    L'adresse dans le connecteur ou dans TargetSharingEpr de la relation.
Name the final EWS address.
    Indiquez l'adresse EWS finale.
The called address does not exist on the host that answered.
    L'adresse appelée n'existe pas sur l'hôte qui a répondu.
A GET of the address.
    Un GET de l'adresse.
Correct the address, or register the service's handlers again.
    Corrigez l'adresse, ou réenregistrez les gestionnaires du service.
The web server has no handler for the service.
    Le serveur web n'a pas de gestionnaire pour le service.
The handler mappings of the directory in IIS.
    Les mappages de gestionnaires du répertoire dans IIS.
Register the service's handlers again.
    Réenregistrez les gestionnaires du service.
The service behind the published name is down.
    Le service derrière le nom publié est arrêté.
Test-ServiceHealth, Get-ServerComponentState, and the application pools.
    Test-ServiceHealth, Get-ServerComponentState, et les pools d'applications.
Start the service or its application pool.
    Démarrez le service ou son pool d'applications.
The gateway in front of Exchange, or the Hybrid Agent, has no way to the server.
    La passerelle devant Exchange, ou l'agent hybride, n'atteint pas le serveur.
The Hybrid Agent's service, or the gateway's log.
    Le service de l'agent hybride, ou le journal de la passerelle.
Restart the Hybrid Agent, or repair the gateway.
    Redémarrez l'agent hybride, ou réparez la passerelle.
The other side refused the token (401) and gave no reason.
    L'autre côté a refusé le jeton (401) sans donner de raison.
The partner application, OAuth on the directories, and whether the published address asks for a sign-in of its own.
    L'application partenaire, OAuth sur les répertoires, et si l'adresse publiée demande sa propre connexion.
Mend what the other findings of this check name, then repeat the test.
    Corrigez ce que disent les autres constats de cette vérification, puis répétez le test.
"""
)
