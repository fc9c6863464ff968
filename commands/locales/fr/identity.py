"""Findings on the tenant, the auth servers and the auth certificate, in French."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
Name under which Exchange Server signs its tokens
    Nom sous lequel Exchange Server signe ses jetons
Get-AuthConfig: ServiceName {service}, Realm {realm}.
    Get-AuthConfig : ServiceName {service}, Realm {realm}.
ServiceName is not {expected}.
    ServiceName n'est pas {expected}.
Set the service name back, then check oauth {domain} again.
    Rétablissez le nom du service, puis relancez check oauth {domain}.
Realm is set; Microsoft's own checker expects it to be empty.
    Realm est défini ; l'outil de contrôle de Microsoft s'attend à ce qu'il soit vide.
Tokens carry this realm as their issuer instead of the tenant's.
    Les jetons portent ce domaine d'authentification comme émetteur au lieu de celui du locataire.
Empty the realm, then check oauth {domain} again.
    Videz Realm, puis relancez check oauth {domain}.
Auth server of the access control service (ACS)
    Serveur d'authentification du service de contrôle d'accès (ACS)
{name}: IssuerIdentifier is not {issuer}.
    {name} : IssuerIdentifier n'est pas {issuer}.
{name}: TokenIssuingEndpoint is not the tenant's: {endpoint}.
    {name} : TokenIssuingEndpoint n'est pas celui du locataire : {endpoint}.
Auth server of Entra ID (evoSTS)
    Serveur d'authentification d'Entra ID (evoSTS)
{name} belongs to the tenant, but carries an address that does not: {value}.
    {name} appartient au locataire, mais porte une adresse qui ne lui appartient pas : {value}.
Read the issuer's metadata again, then check oauth {domain} again.
    Relisez les métadonnées de l'émetteur, puis relancez check oauth {domain}.
Several enabled auth servers are of this tenant: {names}.
    Plusieurs serveurs d'authentification activés sont de ce locataire : {names}.
Which of them signs in is not defined, and Microsoft's script for the dedicated hybrid application stops.
    Rien ne définit lequel sert à la connexion, et le script de Microsoft pour l'application hybride dédiée s'arrête.
Keep {kept} and disable the others, then check oauth {domain} again.
    Gardez {kept} et désactivez les autres, puis relancez check oauth {domain}.
Metadata addresses of the auth servers
    Adresses de métadonnées des serveurs d'authentification
Metadata address of the access control service (ACS)
    Adresse de métadonnées du service de contrôle d'accès (ACS)
Metadata address of Entra ID (evoSTS)
    Adresse de métadonnées d'Entra ID (evoSTS)
No auth server of this kind has a metadata address.
    Aucun serveur d'authentification de ce type n'a d'adresse de métadonnées.
{url} answered with status {status} and names tenant {found}.
    {url} a répondu avec l'état {status} et désigne le locataire {found}.
That is not tenant {tenant}.
    Ce n'est pas le locataire {tenant}.
The domain in the address is not, or no longer, a domain of the tenant.
    Le domaine de l'adresse n'est pas, ou n'est plus, un domaine du locataire.
Give the auth server a metadata address with {initial} in place of the domain it has (Set-AuthServer -AuthMetadataUrl), then check oauth {domain} again.
    Donnez au serveur d'authentification une adresse de métadonnées avec {initial} à la place de son domaine actuel (Set-AuthServer -AuthMetadataUrl), puis relancez check oauth {domain}.
Get-AuthServer {name}: type {type}, enabled {enabled}, issuer {issuer}, realm {realm}, token endpoint {endpoint}.
    Get-AuthServer {name} : type {type}, activé {enabled}, émetteur {issuer}, domaine d'authentification {realm}, point de terminaison des jetons {endpoint}.
Remark: the metadata address names {named}; the initial domain {initial} would survive the removal of that domain. Nothing is wrong now.
    Remarque : l'adresse de métadonnées cite {named} ; le domaine initial {initial} survivrait à la suppression de ce domaine. Rien n'est faux pour l'instant.
Get-AuthServer lists no auth server of type {type}.
    Get-AuthServer ne liste aucun serveur d'authentification de type {type}.
Create the auth server, then check oauth {domain} again.
    Créez le serveur d'authentification, puis relancez check oauth {domain}.
Enable the auth server, then check oauth {domain} again.
    Activez le serveur d'authentification, puis relancez check oauth {domain}.
{name}: the realm is {realm}, the tenant is {tenant}.
    {name} : le domaine d'authentification est {realm}, le locataire est {tenant}.
Point the auth server at the tenant's metadata, then check oauth {domain} again.
    Faites pointer le serveur d'authentification vers les métadonnées du locataire, puis relancez check oauth {domain}.
Auth certificate that Exchange Server signs with
    Certificat d'authentification avec lequel Exchange Server signe
Get-AuthConfig names no current certificate.
    Get-AuthConfig ne désigne aucun certificat actuel.
{thumbprint}: {subject}, valid from {starts} to {ends} (ended {days} ago), {size} bits, {signature}.
    {thumbprint} : {subject}, valable du {starts} au {ends} (expiré il y a {days}), {size} bits, {signature}.
{thumbprint}: {subject}, valid from {starts} to {ends} ({days} left), {size} bits, {signature}.
    {thumbprint} : {subject}, valable du {starts} au {ends} (il reste {days}), {size} bits, {signature}.
The key has {size} bits; Exchange signs with {least} at least.
    La clé a {size} bits ; Exchange signe avec {least} bits au moins.
It is signed with {signature}, which is broken.
    Il est signé avec {signature}, qui n'est plus sûr.
Clients and services that refuse SHA-1 refuse this certificate.
    Les clients et services qui refusent SHA-1 refusent ce certificat.
{thumbprint}, the current certificate of Get-AuthConfig, is on none of the servers.
    {thumbprint}, le certificat actuel de Get-AuthConfig, n'est sur aucun des serveurs.
No server can sign: OAuth to the cloud stops, and sign-in to Outlook on the web and the Exchange Management Shell break too.
    Aucun serveur ne peut signer : OAuth vers le cloud s'arrête, et la connexion à Outlook sur le web et Exchange Management Shell ne fonctionnent plus non plus.
It is not valid before {starts}.
    Il n'est pas valable avant le {starts}.
It expired on {ends}.
    Il a expiré le {ends}.
It expires in {days}, and no next certificate is staged to take over.
    Il expire dans {days}, et aucun certificat suivant n'est prêt à prendre le relais.
When it expires, OAuth to the cloud stops, and sign-in to Outlook on the web breaks too.
    À son expiration, OAuth vers le cloud s'arrête et la connexion à Outlook sur le web ne fonctionne plus non plus.
Key of the auth certificate in Entra ID
    Clé du certificat d'authentification dans Entra ID
The identity that Exchange signs in as does not exist in the tenant.
    L'identité avec laquelle Exchange se connecte n'existe pas dans le locataire.
The shared principal rightly carries no key, and no dedicated application is in use.
    Le principal partagé ne porte aucune clé, ce qui est correct, et aucune application dédiée n'est utilisée.
Exchange signs in as {name}; its certificate is {thumbprint}.
    Exchange se connecte en tant que {name} ; son certificat est {thumbprint}.
Entra ID has that key, valid until {ends}.
    Entra ID a cette clé, valable jusqu'au {ends}.
Entra ID does not have that key there.
    Entra ID n'a pas cette clé à cet endroit.
Entra ID's copy of the key has expired.
    La copie de la clé dans Entra ID a expiré.
The next certificate, {thumbprint}, is not there yet.
    Le certificat suivant, {thumbprint}, n'y est pas encore.
The key of the next certificate, {thumbprint}, ends on {ends}, before that takes over.
    La clé du certificat suivant, {thumbprint}, prend fin le {ends}, avant qu'il ne prenne le relais.
Upload the current and the next certificate with Microsoft's script, on a Mailbox server, then check oauth {domain} again.
    Chargez le certificat actuel et le suivant avec le script de Microsoft, sur un serveur de boîtes aux lettres, puis relancez check oauth {domain}.
Upload the auth certificate to the Exchange Online principal as step 4 of Microsoft's procedure says, or make the dedicated hybrid application; then check oauth {domain} again.
    Chargez le certificat d'authentification sur le principal d'Exchange Online comme le dit l'étape 4 de la procédure de Microsoft, ou créez l'application hybride dédiée ; puis relancez check oauth {domain}.
Next auth certificate
    Certificat d'authentification suivant
Get-AuthConfig: no next certificate is staged.
    Get-AuthConfig : aucun certificat suivant n'est préparé.
Get-AuthConfig: {thumbprint} is staged, effective {date}.
    Get-AuthConfig : {thumbprint} est préparé, effectif le {date}.
It is not on {servers}.
    Il n'est pas sur {servers}.
These servers cannot sign once it takes over.
    Ces serveurs ne pourront plus signer lorsqu'il prendra le relais.
Its date has passed, and it is still not the current one.
    Sa date est passée et il n'est toujours pas le certificat actuel.
Exchange goes on signing with the certificate that was to be replaced.
    Exchange continue de signer avec le certificat qui devait être remplacé.
It is not valid on the day it takes over.
    Il n'est pas valable le jour où il prend le relais.
Auth certificate in the published metadata
    Certificat d'authentification dans les métadonnées publiées
Auth certificate in the metadata of {host}
    Certificat d'authentification dans les métadonnées de {host}
{url} answered with status {status} and no metadata document to compare.
    {url} a répondu avec l'état {status}, sans document de métadonnées à comparer.
Nothing is known about this until the address shows the document.
    On n'en sait rien tant que l'adresse ne montre pas le document.
{url} shows {thumbprints}.
    {url} montre {thumbprints}.
Get-AuthConfig: the current one is {thumbprint}.
    Get-AuthConfig : l'actuel est {thumbprint}.
Entra ID has that key on: {places}.
    Entra ID a cette clé sur : {places}.
{host} does not show the current certificate.
    {host} ne montre pas le certificat actuel.
The servers behind the name have not taken up the current certificate, or the name leads to another organisation's servers.
    Les serveurs derrière ce nom n'ont pas adopté le certificat actuel, ou le nom mène aux serveurs d'une autre organisation.
Whoever trusts Exchange by this address, such as Skype for Business Server, refuses its tokens.
    Quiconque fait confiance à Exchange par cette adresse, comme Skype Entreprise Server, refuse ses jetons.
Restart the service host on the servers behind the name, then check oauth {domain} again.
    Redémarrez l'hôte de service sur les serveurs derrière ce nom, puis relancez check oauth {domain}.
Auth certificate on every server
    Certificat d'authentification sur chaque serveur
Get-AuthConfig names no current certificate to look for.
    Get-AuthConfig ne désigne aucun certificat actuel à chercher.
Auth certificate on {server}
    Certificat d'authentification sur {server}
Get-ExchangeCertificate on {server} does not list {thumbprint}.
    Get-ExchangeCertificate sur {server} ne liste pas {thumbprint}.
Get-ExchangeCertificate on {server} lists {thumbprint}.
    Get-ExchangeCertificate sur {server} liste {thumbprint}.
Whether the private key is there cannot be told: remote PowerShell leaves that out, and the server's own test did not come as far as signing.
    On ne peut dire si la clé privée s'y trouve : PowerShell distant ne le transmet pas, et le test du serveur lui-même n'est pas allé jusqu'à la signature.
Without the private key this server cannot sign.
    Sans la clé privée, ce serveur ne peut pas signer.
The private key of {thumbprint} is not on {server}.
    La clé privée de {thumbprint} n'est pas sur {server}.
The server says that it has the private key.
    Le serveur dit avoir la clé privée.
The server signed with it for its own test, so the private key is there.
    Le serveur a signé avec lui pour son propre test, la clé privée y est donc.
People whose requests this server handles see no free/busy times of people in the cloud, and Outlook on the web may refuse their sign-in.
    Les personnes dont ce serveur traite les demandes ne voient pas les disponibilités des personnes du cloud, et Outlook sur le web peut refuser leur connexion.
Tenant of the organisation's domains
    Locataire des domaines de l'organisation
Entra ID says that {domain} is a domain of tenant {tenant}.
    Entra ID dit que {domain} est un domaine du locataire {tenant}.
Entra ID's openid configuration of {domain} names tenant {found} (status {status}); the configuration says {tenant}.
    La configuration openid de {domain} dans Entra ID désigne le locataire {found} (état {status}) ; la configuration dit {tenant}.
Every comparison with the tenant below may be with the wrong one.
    Toute comparaison avec le locataire ci-dessous peut viser le mauvais.
Correct tenant_id and initial_domain of {name} in hybridge.toml, then check oauth {domain} again.
    Corrigez tenant_id et initial_domain de {name} dans hybridge.toml, puis relancez check oauth {domain}.
Entra ID's user realm of {domain}: {kind} (status {status}).
    Domaine utilisateur de {domain} dans Entra ID : {kind} (état {status}).
No tenant has {domain} as a verified domain.
    Aucun locataire n'a {domain} comme domaine vérifié.
Tokens that speak for people of {domain} are refused, in both directions.
    Les jetons qui parlent au nom des personnes de {domain} sont refusés, dans les deux sens.
Verify the domain {domain} in the Microsoft 365 admin center, then check oauth {domain} again.
    Vérifiez le domaine {domain} dans le Centre d'administration Microsoft 365, puis relancez check oauth {domain}.
Get-AuthConfig names no current certificate to compare.
    Get-AuthConfig ne nomme aucun certificat actuel à comparer.
The current certificate expired on {ends}; its replacement is what Entra ID needs.
    Le certificat actuel a expiré le {ends} ; c'est son remplaçant qu'il faut à Entra ID.
Give {name} the id of Exchange Online, the account that Exchange's setup made for it, and no realm; then check oauth {domain} again.
    Donner à {name} l'identifiant d'Exchange Online, le compte que l'installation d'Exchange lui a créé, et aucun domaine (realm) ; puis relancer check oauth {domain}.
{name} is there, for {application} with the realm {realm}.
    {name} existe, pour {application}, avec le domaine (realm) {realm}.
Make the maintenance endpoint on {server} that docs/start/maintenance-endpoint.md describes; then check again.
    Créer sur {server} le point de terminaison de maintenance que décrit docs/start/maintenance-endpoint.md, puis relancer la vérification.
Which updates {server} has is not looked at: Active Directory tells the cumulative update only, and no maintenance endpoint is configured. docs/start/maintenance-endpoint.md says how to make one.
    Les mises à jour de {server} ne sont pas examinées : Active Directory n'indique que la mise à jour cumulative, et aucun point de terminaison de maintenance n'est configuré. docs/start/maintenance-endpoint.md explique comment en créer un.
Add {server} to the servers of {name} in hybridge.toml; then check again.
    Ajouter {server} aux serveurs de {name} dans hybridge.toml, puis relancer la vérification.
Correct the name of {server} in hybridge.toml, or take it out when it is gone; then check again.
    Corriger le nom de {server} dans hybridge.toml, ou l'en retirer s'il n'existe plus, puis relancer la vérification.
Mend what is found under {id} first.
    Corriger d'abord ce qui est constaté sous {id}.
Mend what the other findings name, so that the server's own test comes as far as signing, or look on {server} itself: HasPrivateKey of Get-ExchangeCertificate.
    Corriger ce que nomment les autres constats, pour que le test du serveur aille jusqu'à la signature, ou regarder sur {server} même : HasPrivateKey de Get-ExchangeCertificate.
{source} answered, but does not let us look; nothing is known about this until it does.
    {source} a répondu, mais ne nous laisse pas regarder ; rien n'est connu à ce sujet d'ici là.
{source} was not asked; nothing is known about this until it may be.
    {source} n'a pas été interrogé ; rien n'est connu à ce sujet tant que ce n'est pas permis.
Nothing is known about this until {source} can be read.
    Rien n'est connu à ce sujet tant que {source} ne peut être lu.
See that {source} is up, that its name, address and port are right, and that no firewall stands between it and this program; then check again.
    Vérifier que {source} fonctionne, que son nom, son adresse et son port sont justes, et qu'aucun pare-feu ne le sépare de ce programme ; puis relancer la vérification.
See that {source} is up and not overloaded, and that no firewall swallows the connection; then check again.
    Vérifier que {source} fonctionne sans surcharge et qu'aucun pare-feu n'avale la connexion ; puis relancer la vérification.
See that the account or certificate for {source} in hybridge.toml is right, has not expired and is not locked; then check again.
    Vérifier que le compte ou le certificat pour {source} dans hybridge.toml est juste, ni expiré ni verrouillé ; puis relancer la vérification.
Give our account the right to read this on {source}: docs/start/your-tenant.md names the permissions and roles; then check again.
    Donner à notre compte le droit de lire cela sur {source} : docs/start/your-tenant.md nomme les autorisations et les rôles ; puis relancer la vérification.
Wait some minutes: {source} asks for that; then check again.
    Attendre quelques minutes, comme {source} le demande, puis relancer la vérification.
Wait a minute, or end other sessions of our account on {source}; then check again.
    Attendre une minute, ou fermer les autres sessions de notre compte sur {source}, puis relancer la vérification.
When {source} is meant to be asked at that address, add its network to allow under [organisation.probes] in hybridge.toml, or name a resolver there that gives its public address; then check again.
    Si {source} doit bien être interrogé à cette adresse, ajouter son réseau à allow sous [organisation.probes] dans hybridge.toml, ou y nommer un resolver qui donne son adresse publique ; puis relancer la vérification.
Compare the answer of {source} with what stands above; when something in between changed it, mend that, and otherwise report it as a fault of this program. Then check again.
    Comparer la réponse de {source} avec ce qui précède ; si un intermédiaire l'a modifiée, le corriger, sinon la signaler comme défaut de ce programme. Puis relancer la vérification.
See that what is asked for exists on {source} and is named rightly in hybridge.toml; then check again.
    Vérifier que ce qui est demandé existe sur {source} et est bien nommé dans hybridge.toml ; puis relancer la vérification.
Read above why {source} refused the call, and mend that there; then check again.
    Lire ci-dessus pourquoi {source} a refusé l'appel, le corriger là-bas, puis relancer la vérification.
Mend what stands above for {source}, then check again.
    Corriger ce qui précède pour {source}, puis relancer la vérification.
"""
)
