"""Failures on the way, and what several kinds of failure share, in French."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    r"""
Compare the server's clock with UTC: five minutes are too many.
    Comparez l'horloge du serveur avec UTC : cinq minutes sont de trop.
Compare AuthConfig's thumbprint with the keys of the app that signs in.
    Comparez l'empreinte d'AuthConfig avec les clés de l'application qui se connecte.
Upload the current auth certificate to the dedicated hybrid app.
    Chargez le certificat d'authentification actuel dans l'application hybride dédiée.
The sign-in log of the service principal in Microsoft Entra ID.
    Le journal des connexions du principal de service dans Microsoft Entra ID.
Run the same test again in a few minutes.
    Relancez le même test dans quelques minutes.
Don't change anything. Run the test again later.
    Ne modifiez rien. Relancez le test plus tard.
Get-AuthServer on-premises: Enabled, IssuerIdentifier, and Realm.
    Get-AuthServer en local : Enabled, IssuerIdentifier et Realm.
Run Set-AuthServer -RefreshAuthMetadata on-premises, then wait 15 minutes.
    Exécutez Set-AuthServer -RefreshAuthMetadata en local, puis attendez 15 minutes.
Test with another mailbox, or correct this one.
    Testez avec une autre boîte aux lettres, ou corrigez celle-ci.
The answer in full, and the log of the device that wrote it.
    La réponse entière, et le journal de l'équipement qui l'a écrite.
Let the device in front of Exchange pass EWS and Autodiscover through unchanged.
    Faites passer EWS et la découverte automatique sans modification par l'équipement devant Exchange.
Let the proxy or firewall pass calls to Microsoft through unchanged.
    Faites passer sans modification les appels vers Microsoft par le proxy ou le pare-feu.
The log of the firewall or proxy between the server and the internet.
    Le journal du pare-feu ou du proxy entre le serveur et Internet.
The log of the firewall or reverse proxy in front of Exchange.
    Le journal du pare-feu ou du proxy inverse devant Exchange.
Turn on TLS 1.2 for .NET and Windows on every Exchange server.
    Activez TLS 1.2 pour .NET et Windows sur chaque serveur Exchange.
The EWS and Application logs of the server that was called.
    Les journaux EWS et Application du serveur appelé.
Get-PartnerApplication on-premises: Enabled and LinkedAccount.
    Get-PartnerApplication en local : Enabled et LinkedAccount.
Grant admin consent to the dedicated hybrid app.
    Accordez le consentement d'administrateur à l'application hybride dédiée.
The permissions granted to the dedicated hybrid app's service principal.
    Les autorisations accordées au principal de service de l'application hybride dédiée.
The address that was tested.
    L'adresse testée.
Test-FederationTrust on every Exchange server.
    Test-FederationTrust sur chaque serveur Exchange.
Run Get-FederationTrust | Set-FederationTrust -RefreshMetadata twice on-premises.
    Exécutez deux fois en local Get-FederationTrust | Set-FederationTrust -RefreshMetadata.
If it stays, contact Microsoft Support.
    Si le problème persiste, contactez le support Microsoft.
A connection to port 443 of the called host from the internet.
    Une connexion au port 443 de l'hôte appelé depuis Internet.
A TLS handshake with the called host from the internet.
    Une négociation TLS avec l'hôte appelé depuis Internet.
HealthChecker's TLS section, and a TLS handshake from this server.
    La section TLS de HealthChecker, et une négociation TLS depuis ce serveur.
Register the service's handlers in IIS again.
    Réenregistrez les gestionnaires du service dans IIS.
Nothing is wrong with the settings: calls were limited for the moment.
    Les paramètres sont corrects : les appels ont été limités pour le moment.
The server can't find the address of Microsoft's service in DNS.
    Le serveur ne trouve pas l'adresse du service de Microsoft dans le DNS.
Resolve-DnsName for that name on this server.
    Resolve-DnsName pour ce nom sur ce serveur.
Correct the server's DNS or its forwarder. Behind a proxy set InternetWebProxy.
    Corrigez le DNS du serveur ou son redirecteur. Derrière un proxy, définissez InternetWebProxy.
The published name has no address in public DNS.
    Le nom publié n'a pas d'adresse dans le DNS public.
A lookup of the name from the internet.
    Une recherche du nom depuis Internet.
Publish the name in DNS, or correct the address that is called.
    Publiez le nom dans le DNS, ou corrigez l'adresse appelée.
The server couldn't agree on TLS with Microsoft, or a device decrypts it.
    Le serveur n'a pas pu établir TLS avec Microsoft, ou un équipement le déchiffre.
Turn on TLS 1.2 on every server. Exclude Microsoft's addresses from inspection.
    Activez TLS 1.2 sur chaque serveur. Excluez les adresses de Microsoft de l'inspection.
Exchange Online couldn't agree on TLS with the published host.
    Exchange Online n'a pas pu établir TLS avec l'hôte publié.
Offer TLS 1.2 with a certificate of a public authority that names the host.
    Offrez TLS 1.2 avec un certificat d'une autorité publique qui nomme l'hôte.
The connection broke while TLS was set up. TLS 1.2 may be off on the server.
    La connexion s'est rompue pendant la négociation TLS. TLS 1.2 est peut-être désactivé sur le serveur.
The firewall in front of Exchange cut the connection from Exchange Online.
    Le pare-feu devant Exchange a coupé la connexion d'Exchange Online.
Allow Exchange Online's addresses on the firewall, and offer TLS 1.2.
    Autorisez les adresses d'Exchange Online sur le pare-feu, et offrez TLS 1.2.
Something on the way out cut the connection, or TLS 1.2 is off on the server.
    Un équipement sortant a coupé la connexion, ou TLS 1.2 est désactivé sur le serveur.
The server has no way out to Microsoft's service.
    Le serveur n'a pas d'accès sortant vers le service de Microsoft.
The published address didn't take the connection.
    L'adresse publiée n'a pas accepté la connexion.
Microsoft's service didn't answer in time: the way out is blocked or slow.
    Le service de Microsoft n'a pas répondu à temps : l'accès sortant est bloqué ou lent.
The published address didn't answer in time: blocked, or the server is slow.
    L'adresse publiée n'a pas répondu à temps : accès bloqué, ou serveur lent.
A proxy or firewall answered with a page of its own.
    Un proxy ou un pare-feu a répondu avec sa propre page.
A device in front of Exchange answered with a page of its own.
    Un équipement devant Exchange a répondu avec sa propre page.
The call was sent on to another address, as a proxy with a sign-in page does.
    L'appel a été renvoyé vers une autre adresse, comme le fait un proxy avec page de connexion.
Test the EWS address of Exchange Online, and let no proxy ask for a sign-in.
    Testez l'adresse EWS d'Exchange Online, et qu'aucun proxy ne demande de connexion.
The called address redirects, and Exchange doesn't follow.
    L'adresse appelée redirige, et Exchange ne suit pas.
TargetSharingEpr of the connector and of the organization relationship.
    TargetSharingEpr du connecteur et de la relation d'organisation.
Set TargetSharingEpr to the final EWS address, or empty it.
    Définissez TargetSharingEpr sur l'adresse EWS finale, ou videz-le.
The tested address doesn't exist in the cloud.
    L'adresse testée n'existe pas dans le cloud.
The called address doesn't exist on the host that answered.
    L'adresse appelée n'existe pas sur l'hôte qui a répondu.
Correct the address, or register the service's handlers in IIS again.
    Corrigez l'adresse, ou réenregistrez les gestionnaires du service dans IIS.
The proxy asks for a sign-in, which Exchange's services can't give.
    Le proxy demande une connexion, que les services d'Exchange ne peuvent pas fournir.
InternetWebProxy of Get-ExchangeServer, and netsh winhttp show proxy.
    InternetWebProxy de Get-ExchangeServer, et netsh winhttp show proxy.
Let the server through the proxy without a sign-in.
    Laissez le serveur traverser le proxy sans connexion.
The tested address doesn't take this kind of call.
    L'adresse testée n'accepte pas ce type d'appel.
IIS has no handler for the service that was called.
    IIS n'a pas de gestionnaire pour le service appelé.
A proxy doesn't let a request of this size through.
    Un proxy ne laisse pas passer une demande de cette taille.
IIS, or a device in front of it, doesn't take a request of this size.
    IIS, ou un équipement devant lui, n'accepte pas une demande de cette taille.
The limits of IIS for the EWS directory, and those of the device.
    Les limites d'IIS pour le répertoire EWS, et celles de l'équipement.
Raise the limits to Microsoft's defaults for EWS.
    Relevez les limites aux valeurs par défaut de Microsoft pour EWS.
Exchange Online refuses the account of the test mailbox (456).
    Exchange Online rejette le compte de la boîte aux lettres de test (456).
Sign in to Outlook on the web with the test mailbox.
    Connectez-vous à Outlook sur le web avec la boîte aux lettres de test.
The on-premises server that was called failed while it answered.
    Le serveur local appelé a échoué en répondant.
A proxy on the way out got no proper answer.
    Un proxy sortant n'a pas reçu de réponse correcte.
The reverse proxy in front of Exchange got no proper answer from the server.
    Le proxy inverse devant Exchange n'a pas reçu de réponse correcte du serveur.
Make sure that the server behind the proxy runs and that its certificate fits.
    Assurez-vous que le serveur derrière le proxy fonctionne et que son certificat convient.
Exchange Online, or the proxy on the way out, isn't available at the moment.
    Exchange Online, ou le proxy sortant, n'est pas disponible pour le moment.
Start the service, the component, or its application pool.
    Démarrez le service, le composant ou son pool d'applications.
A proxy on the way out got no answer in time.
    Un proxy sortant n'a pas reçu de réponse à temps.
The gateway in front of Exchange, or the Hybrid Agent, can't reach the server.
    La passerelle devant Exchange, ou l'agent hybride, ne peut pas atteindre le serveur.
"""
)
