"""The known failures of the two-way test, in French."""

from typing import Final

from commands.locales.pairs import pairs

SENTENCES: Final = pairs(
    """
The certificate's last day, and the server's time in UTC.
    Le dernier jour du certificat, et l'heure du serveur en UTC.
Renew the auth certificate, or correct the server's clock.
    Renouvelez le certificat d'authentification, ou corrigez l'horloge du serveur.
Correct the server's clock, then restart its application pools.
    Corrigez l'horloge du serveur, puis redémarrez ses pools d'applications.
The domain in AuthMetadataUrl of Get-AuthServer.
    Le domaine dans AuthMetadataUrl de Get-AuthServer.
The service principal that Exchange signs in as is disabled.
    Le principal de service avec lequel Exchange se connecte est désactivé.
accountEnabled of the service principal.
    accountEnabled du principal de service.
Enable the service principal.
    Activez le principal de service.
Look the number up in Microsoft's list of AADSTS error codes.
    Cherchez le numéro dans la liste des codes d'erreur AADSTS de Microsoft.
The server's TLS settings, and a GET of the metadata address from it.
    Les paramètres TLS du serveur, et un GET de l'adresse de métadonnées depuis celui-ci.
InternetWebProxy of Get-ExchangeServer, and the proxy's log.
    InternetWebProxy de Get-ExchangeServer, et le journal du proxy.
Allow Microsoft's addresses on the proxy, or correct InternetWebProxy.
    Autorisez les adresses de Microsoft sur le proxy, ou corrigez InternetWebProxy.
LinkedAccount of Get-PartnerApplication, and the roles of that account.
    LinkedAccount de Get-PartnerApplication, et les rôles de ce compte.
Test the EWS address itself.
    Testez l'adresse EWS elle-même.
Open port 443 of the published address to Exchange Online.
    Ouvrez à Exchange Online le port 443 de l'adresse publiée.
The same call from this server, as the system account.
    Le même appel depuis ce serveur, sous le compte système.
A GET of the address.
    Un GET de l'adresse.
The handler mappings of the directory in IIS.
    Les mappages de gestionnaires du répertoire dans IIS.
The service behind the published name is down.
    Le service derrière le nom publié est arrêté.
Test-ServiceHealth, Get-ServerComponentState, and the application pools.
    Test-ServiceHealth, Get-ServerComponentState, et les pools d'applications.
The Hybrid Agent's service, or the gateway's log.
    Le service de l'agent hybride, ou le journal de la passerelle.
Restart the Hybrid Agent, or repair the gateway.
    Redémarrez l'agent hybride, ou réparez la passerelle.
"""
)
