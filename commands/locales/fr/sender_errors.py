"""What stops Exchange before it has a token, in French."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    r"""
Something on the way to Exchange Online answered in its place.
    Un équipement sur la route d'Exchange Online a répondu à sa place.
A device in front of Exchange answered in its place.
    Un équipement devant Exchange a répondu à sa place.
WWW-Authenticate of a call to EWS without signing in.
    WWW-Authenticate d'un appel à EWS sans connexion.
Two auth servers claim the same tenant, so the server can't choose.
    Deux serveurs d'autorisation revendiquent le même locataire ; le serveur ne peut pas choisir.
Keep the auth server that carries the dedicated hybrid app. See the auth server checks.
    Gardez le serveur d'autorisation qui porte l'application hybride dédiée. Voir les vérifications des serveurs d'autorisation.
The on-premises configuration names no auth certificate that can be used.
    La configuration locale ne nomme aucun certificat d'authentification utilisable.
Stage and publish an auth certificate that every server has.
    Préparez et publiez un certificat d'authentification présent sur chaque serveur.
The key of the auth certificate is too short: Exchange needs 2048 bits.
    La clé du certificat d'authentification est trop courte : Exchange exige 2048 bits.
PublicKeySize of Get-ExchangeCertificate.
    PublicKeySize de Get-ExchangeCertificate.
Create an auth certificate with 2048 bits, and stage it.
    Créez un certificat d'authentification de 2048 bits, et préparez-le.
The server can't use the private key: no access, or a CNG key.
    Le serveur ne peut pas utiliser la clé privée : pas d'accès, ou une clé CNG.
The certificate's key provider, and who may read the private key.
    Le fournisseur de clé du certificat, et qui peut lire la clé privée.
None of the token issuers that Exchange Online trusts is set up on-premises.
    Aucun des émetteurs de jetons approuvés par Exchange Online n'est configuré en local.
Create or enable the auth server of the access control service.
    Créez ou activez le serveur d'autorisation du service de contrôle d'accès.
None of the token issuers that on-premises Exchange trusts is the cloud's.
    Aucun des émetteurs de jetons approuvés par Exchange local n'est celui du cloud.
Trusted issuers in the challenge of on-premises EWS, and Get-AuthServer.
    Les émetteurs approuvés dans la demande d'EWS local, et Get-AuthServer.
Correct the auth server of the access control service on-premises.
    Corrigez en local le serveur d'autorisation du service de contrôle d'accès.
Event 2001 of MSExchange OAuth in the server's Application log.
    L'événement 2001 de MSExchange OAuth dans le journal Application du serveur.
The auth server names no tenant: its metadata was never read.
    Le serveur d'autorisation ne nomme aucun locataire : ses métadonnées n'ont jamais été lues.
The test mailbox lacks an attribute that the token needs.
    Il manque à la boîte aux lettres de test un attribut nécessaire au jeton.
User principal name, SMTP address and SID of the test mailbox.
    Le nom d'utilisateur principal, l'adresse SMTP et le SID de la boîte aux lettres de test.
The tested address of the cloud doesn't offer OAuth.
    L'adresse du cloud testée n'offre pas OAuth.
The called on-premises address doesn't offer OAuth.
    L'adresse locale appelée n'offre pas OAuth.
Turn on OAuth on the directory, or call the EWS address.
    Activez OAuth sur le répertoire, ou appelez l'adresse EWS.
The server couldn't read the issuer's metadata: no TLS 1.2, or no way out.
    Le serveur n'a pas pu lire les métadonnées de l'émetteur : pas de TLS 1.2, ou pas d'accès sortant.
"""
)
