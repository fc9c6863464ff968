"""Failures of free/busy, events, the wizard and mail flow, in French."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    r"""
The text of the event.
    Le texte de l'événement.
Compare Get-ExchangeCertificate on this server with Get-AuthConfig.
    Comparez Get-ExchangeCertificate sur ce serveur avec Get-AuthConfig.
AuthMetadataUrl of Get-AuthServer, and a GET of it from the server.
    AuthMetadataUrl de Get-AuthServer, et un GET de cette adresse depuis le serveur.
Nothing needs to be done.
    Aucune action nécessaire.
The server couldn't take over what an issuer published about its keys.
    Le serveur n'a pas pu reprendre ce qu'un émetteur a publié sur ses clés.
The server couldn't read its OAuth configuration from Active Directory.
    Le serveur n'a pas pu lire sa configuration OAuth dans Active Directory.
Make sure that the server reaches a domain controller, then restart its pools.
    Assurez-vous que le serveur atteint un contrôleur de domaine, puis redémarrez ses pools.
A partner application has no certificates to verify its tokens with.
    Une application partenaire n'a aucun certificat pour vérifier ses jetons.
Read the partner application's metadata again, or set UseAuthServer.
    Relisez les métadonnées de l'application partenaire, ou définissez UseAuthServer.
An auth server has no certificates to verify its tokens with.
    Un serveur d'autorisation n'a aucun certificat pour vérifier ses jetons.
The server doesn't have the auth certificate, or not its private key.
    Le serveur n'a pas le certificat d'authentification, ou pas sa clé privée.
Copy the auth certificate with its private key to this server.
    Copiez le certificat d'authentification avec sa clé privée sur ce serveur.
The server couldn't read its certificates.
    Le serveur n'a pas pu lire ses certificats.
The certificate store of the server, and the rights on private keys.
    Le magasin de certificats du serveur, et les autorisations sur les clés privées.
Copy the auth certificate to this server again, with a CSP key.
    Copiez à nouveau le certificat d'authentification sur ce serveur, avec une clé CSP.
The server refused a token that somebody sent.
    Le serveur a rejeté un jeton qui lui a été envoyé.
Read the reason in the event: it is the one of x-ms-diagnostics.
    Lisez la raison dans l'événement : celle de x-ms-diagnostics.
An issuer published new certificates, and they were read.
    Un émetteur a publié de nouveaux certificats, et ils ont été lus.
More than one auth server is the default authorization endpoint.
    Plusieurs serveurs d'autorisation sont le point de terminaison d'autorisation par défaut.
IsDefaultAuthorizationEndpoint of Get-AuthServer.
    IsDefaultAuthorizationEndpoint de Get-AuthServer.
Leave it on for the auth server of this tenant only.
    Laissez-le uniquement sur le serveur d'autorisation de ce locataire.
The configuration of a trusted issuer isn't valid.
    La configuration d'un émetteur approuvé n'est pas valide.
Changes to a trusted issuer aren't valid.
    Les modifications d'un émetteur approuvé ne sont pas valides.
The metadata address of an auth server isn't valid.
    L'adresse de métadonnées d'un serveur d'autorisation n'est pas valide.
Set AuthMetadataUrl to the address with the tenant's initial domain.
    Définissez AuthMetadataUrl sur l'adresse avec le domaine initial du locataire.
The server couldn't reach the metadata address of an auth server.
    Le serveur n'a pas pu atteindre l'adresse de métadonnées d'un serveur d'autorisation.
Turn on TLS 1.2 for .NET and Windows on every server, or open the way out.
    Activez TLS 1.2 pour .NET et Windows sur chaque serveur, ou ouvrez l'accès sortant.
The keys of a trusted issuer were brought up to date.
    Les clés d'un émetteur approuvé ont été mises à jour.
Exchange published the next auth certificate as the current one.
    Exchange a publié le certificat d'authentification suivant comme certificat actuel.
The run over auth servers and certificates is complete.
    Le passage sur les serveurs d'autorisation et les certificats est terminé.
Outlook on the web and the admin center fail: the auth certificate is expired.
    Outlook sur le web et le centre d'administration échouent : le certificat d'authentification est expiré.
The last day of the certificate that Get-AuthConfig names.
    Le dernier jour du certificat que nomme Get-AuthConfig.
Replace the auth certificate now, then restart the pools.
    Remplacez maintenant le certificat d'authentification, puis redémarrez les pools.
EWS couldn't start a call that came with a token.
    EWS n'a pas pu démarrer un appel muni d'un jeton.
Correct what the log names, then run the test again.
    Corrigez ce que nomme le journal, puis relancez le test.
A free/busy request to another server, forest, or the cloud failed.
    Une demande de disponibilité vers un autre serveur, une autre forêt ou le cloud a échoué.
The inner exception in the event.
    L'exception interne dans l'événement.
Look up the inner exception: it has a cause of its own.
    Recherchez l'exception interne : elle a sa propre cause.
The server's build is too old for the mitigation service.
    La build du serveur est trop ancienne pour le service d'atténuation.
The build of ExSetup.exe on the server.
    La build d'ExSetup.exe sur le serveur.
Install the newest update on the server.
    Installez la dernière mise à jour sur le serveur.
Set the user's UPN to the onmicrosoft.com domain and back. Empty ImmutableId of the mailbox.
    Passez l'UPN de l'utilisateur au domaine onmicrosoft.com, puis rétablissez-le. Videz ImmutableId de la boîte aux lettres.
Test-OrganizationRelationship with the user, and -Verbose.
    Test-OrganizationRelationship avec l'utilisateur, et -Verbose.
The sign-in data of this one cloud user is inconsistent in Entra ID.
    Les données de connexion de cet utilisateur du cloud sont incohérentes dans Entra ID.
The look-up got no answer in time: the server's way out, or the cloud is slow.
    La recherche n'a pas eu de réponse à temps : accès sortant du serveur, ou cloud lent.
From each server as the system account: outlook.office365.com and the issuers.
    Depuis chaque serveur, avec le compte système : outlook.office365.com et les émetteurs.
Open port 443 to Microsoft's addresses for the server, or set its proxy.
    Ouvrez pour le serveur le port 443 vers les adresses de Microsoft, ou définissez son proxy.
The look-up got no answer in time: the way in is blocked, or EWS is slow.
    La recherche n'a pas eu de réponse à temps : accès entrant bloqué, ou EWS lent.
time-taken in Logging\Ews on the server that was called.
    time-taken dans Logging\Ews sur le serveur appelé.
Open port 443 of the published address, or find out why the server is slow.
    Ouvrez le port 443 de l'adresse publiée, ou cherchez pourquoi le serveur est lent.
No on-premises connector or organization relationship names the cloud domain.
    Aucun connecteur local ni aucune relation d'organisation ne nomme le domaine du cloud.
TargetAddressDomains and DomainNames on-premises.
    TargetAddressDomains et DomainNames en local.
Add the routing domain to TargetAddressDomains of the on-premises connector.
    Ajoutez le domaine de routage à TargetAddressDomains du connecteur local.
No connector or organization relationship in the cloud names this domain.
    Aucun connecteur ni aucune relation d'organisation du cloud ne nomme ce domaine.
TargetAddressDomains and DomainNames in Exchange Online.
    TargetAddressDomains et DomainNames dans Exchange Online.
Add the domain to TargetAddressDomains of the connector in Exchange Online.
    Ajoutez le domaine à TargetAddressDomains du connecteur dans Exchange Online.
Autodiscover doesn't know the user: the cloud user lacks an address.
    La découverte automatique ne connaît pas l'utilisateur : il manque une adresse à l'utilisateur du cloud.
EmailAddresses of the cloud mailbox: one in the onmicrosoft.com domain.
    EmailAddresses de la boîte du cloud : une adresse du domaine onmicrosoft.com.
Add that address on-premises and synchronize, or set TargetSharingEpr.
    Ajoutez cette adresse en local et synchronisez, ou définissez TargetSharingEpr.
The sign-in works. The calendar, or the relationship, grants no free/busy.
    La connexion fonctionne. Le calendrier ou la relation n'accorde pas la disponibilité.
Get-MailboxFolderPermission of the calendar: Default; FreeBusyAccessLevel.
    Get-MailboxFolderPermission du calendrier : Default ; FreeBusyAccessLevel.
Give Default AvailabilityOnly, and name the other side's domain there.
    Donnez AvailabilityOnly à Default, et nommez-y le domaine de l'autre côté.
A user of a third organization asked. Exchange doesn't pass such requests on.
    Un utilisateur d'une troisième organisation a fait la demande. Exchange ne la transmet pas.
Where Autodiscover of the requested address points.
    Où pointe la découverte automatique de l'adresse demandée.
Ask for the address whose Autodiscover points to where the mailbox is.
    Demandez l'adresse dont la découverte automatique pointe là où se trouve la boîte.
The federation trust's certificates or metadata are out of date.
    Les certificats ou les métadonnées de l'approbation de fédération sont obsolètes.
WSSecurity is off on the directories, metadata is old, or a clock is wrong.
    WSSecurity est désactivé sur les répertoires, les métadonnées sont anciennes ou une horloge est fausse.
WSSecurityAuthentication of the EWS and Autodiscover directories; the clocks.
    WSSecurityAuthentication des répertoires EWS et de découverte automatique ; les horloges.
Refresh the federation metadata twice, then turn WSSecurity off and on again.
    Actualisez deux fois les métadonnées de fédération, puis désactivez et réactivez WSSecurity.
The Hybrid Agent can't reach the server, or doesn't run.
    L'agent hybride ne peut pas atteindre le serveur, ou ne fonctionne pas.
The Hybrid Agent's service, and TargetSharingEpr.
    Le service de l'agent hybride, et TargetSharingEpr.
Restart the Hybrid Agent, or register it again.
    Redémarrez l'agent hybride, ou réenregistrez-le.
The calendar has more than 1,000 entries in the requested time.
    Le calendrier compte plus de 1 000 éléments dans la période demandée.
The number of entries in that calendar.
    Le nombre d'éléments de ce calendrier.
Remove entries from that calendar.
    Supprimez des éléments de ce calendrier.
Reset the cloud user's password, then set the UPN to onmicrosoft.com and back.
    Réinitialisez le mot de passe de l'utilisateur du cloud, puis passez l'UPN à onmicrosoft.com et rétablissez-le.
A room mailbox has work hours that end before they start, or no time zone.
    Une boîte de salle a des heures de travail qui finissent avant de commencer, ou aucun fuseau horaire.
WorkingHours of Get-MailboxCalendarConfiguration for each room.
    WorkingHours de Get-MailboxCalendarConfiguration pour chaque salle.
Set WorkingHoursStartTime, WorkingHoursEndTime, and WorkingHoursTimeZone.
    Définissez WorkingHoursStartTime, WorkingHoursEndTime et WorkingHoursTimeZone.
Outlook got no EWS address from Autodiscover.
    Outlook n'a reçu aucune adresse EWS de la découverte automatique.
Outlook's test of the automatic configuration for the user.
    Le test de configuration automatique d'Outlook pour l'utilisateur.
Correct Autodiscover for the user. A load balancer can be the cause.
    Corrigez la découverte automatique de l'utilisateur. Un équilibreur de charge peut en être la cause.
The server can't reach the federation gateway.
    Le serveur ne peut pas atteindre la passerelle de fédération.
Get-OnPremServerReportInfo in Exchange Online.
    Get-OnPremServerReportInfo dans Exchange Online.
Exchange Online delays mail from this server: its build is too old. It is kept.
    Exchange Online retarde le courrier de ce serveur : sa build est trop ancienne. Il est conservé.
Update the server. New-TenantExemptionInfo pauses this, 90 days a year at most.
    Mettez le serveur à jour. New-TenantExemptionInfo suspend ce blocage, 90 jours par an au plus.
Exchange Online blocks mail from this server: its build is too old. It is lost.
    Exchange Online bloque le courrier de ce serveur : sa build est trop ancienne. Il est perdu.
Run the wizard again after that.
    Exécutez ensuite à nouveau l'assistant.
The wizard couldn't set up OAuth. The rest of the hybrid configuration is done.
    L'assistant n'a pas pu configurer OAuth. Le reste de la configuration hybride est fait.
The OAuth checks of Hybridge, and the wizard's log.
    Les vérifications OAuth de Hybridge, et le journal de l'assistant.
Correct what the checks name. Then configure OAuth, or run the wizard again.
    Corrigez ce que nomment les vérifications. Configurez ensuite OAuth, ou exécutez à nouveau l'assistant.
The cloud couldn't reach on-premises Autodiscover.
    Le cloud n'a pas pu atteindre la découverte automatique locale.
Public DNS, the firewall, and preauthentication in front of Autodiscover.
    Le DNS public, le pare-feu, et la préauthentification devant la découverte automatique.
Let Exchange Online reach Autodiscover without preauthentication.
    Laissez Exchange Online atteindre la découverte automatique sans préauthentification.
The wizard couldn't connect: the WinRM service of the server doesn't answer.
    L'assistant n'a pas pu se connecter : le service WinRM du serveur ne répond pas.
The WinRM service on the server that the wizard names.
    Le service WinRM sur le serveur que nomme l'assistant.
The remote PowerShell connection of the wizard was cut.
    La connexion PowerShell à distance de l'assistant a été coupée.
Devices between the wizard's computer and Exchange, and their time limits.
    Les équipements entre l'ordinateur de l'assistant et Exchange, et leurs délais.
The certificate that Get-AuthConfig names isn't on the server.
    Le certificat que nomme Get-AuthConfig n'est pas sur le serveur.
Copy the certificate to the server, or publish a new one. Then run it again.
    Copiez le certificat sur le serveur, ou publiez-en un nouveau. Exécutez-le ensuite à nouveau.
The clock of the server differs by more than five minutes.
    L'horloge du serveur diffère de plus de cinq minutes.
Correct the server's clock. Then run the wizard again.
    Corrigez l'horloge du serveur. Exécutez ensuite à nouveau l'assistant.
The domain was registered for federation too often in one day.
    Le domaine a été inscrit trop souvent pour la fédération en un jour.
Wait 24 hours, then run the wizard again.
    Attendez 24 heures, puis exécutez à nouveau l'assistant.
The TXT record that proves the domain isn't in public DNS.
    L'enregistrement TXT qui prouve le domaine n'est pas dans le DNS public.
Compare Get-FederatedDomainProof with the TXT records of the domain.
    Comparez Get-FederatedDomainProof avec les enregistrements TXT du domaine.
Publish the TXT record, wait until it is visible, then run the wizard again.
    Publiez l'enregistrement TXT, attendez qu'il soit visible, puis exécutez à nouveau l'assistant.
The federation gateway doesn't know the new domain yet.
    La passerelle de fédération ne connaît pas encore le nouveau domaine.
Wait 30 minutes, then run the wizard again.
    Attendez 30 minutes, puis exécutez à nouveau l'assistant.
"""
)
