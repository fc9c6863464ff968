"""Findings on connectors, published names, EWS and servers, in French."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
OAuth challenge of the published addresses
    Demande d'authentification OAuth des adresses publiées
OAuth challenge of {host}
    Demande d'authentification OAuth de {host}
{url}, asked without a sign-in: status {status}, offers {schemes}.
    {url}, appelée sans connexion : état {status}, propose {schemes}.
{host} redirects to {target}.
    {host} redirige vers {target}.
{host} does not ask for a sign-in.
    {host} ne demande pas de connexion.
{host} offers no Bearer sign-in of Exchange.
    {host} ne propose pas de connexion Bearer d'Exchange.
The challenge trusts {issuers} and not this tenant.
    La demande fait confiance à {issuers} et non à ce locataire.
Something in front of Exchange asks for a sign-in of its own (pre-authentication).
    Quelque chose devant Exchange demande sa propre connexion (préauthentification).
Something other than Exchange's EWS or Autodiscover answers, or it is down.
    Autre chose que l'EWS ou l'Autodiscover d'Exchange répond, ou le service est arrêté.
OAuth is off on the directory behind it, or something in front of Exchange asks for a sign-in of its own.
    OAuth est désactivé sur le répertoire qui se trouve derrière, ou quelque chose devant Exchange demande sa propre connexion.
Exchange has no enabled auth server of this tenant's access control service.
    Exchange n'a pas de serveur d'authentification activé du service de contrôle d'accès de ce locataire.
Let calls to /EWS and /Autodiscover pass to Exchange untouched, and mend what the findings on directories and auth servers name; then check oauth {domain} again.
    Laissez les appels à /EWS et /Autodiscover arriver intacts jusqu'à Exchange, et corrigez ce que disent les constats sur les répertoires et les serveurs d'authentification ; puis relancez check oauth {domain}.
Connector in the cloud, to the on-premises servers
    Connecteur du cloud, vers les serveurs sur site
That is an address of Microsoft's Hybrid Agent, which is in order.
    C'est une adresse de l'agent hybride de Microsoft, ce qui est en ordre.
Get-IntraOrganizationConfiguration knows on premises as {url}.
    Get-IntraOrganizationConfiguration connaît le site sous {url}.
None of the connectors in the cloud ({count}) is for {domains}.
    Aucun des connecteurs du cloud ({count}) n'est pour {domains}.
Create the connector in Exchange Online, then check oauth {domain} again.
    Créez le connecteur dans Exchange Online, puis relancez check oauth {domain}.
Enable the connector in Exchange Online, then check oauth {domain} again.
    Activez le connecteur dans Exchange Online, puis relancez check oauth {domain}.
TargetAddressDomains lacks {domains}.
    Il manque {domains} dans TargetAddressDomains.
People in the cloud see no free/busy times of people at {domains}.
    Les personnes du cloud ne voient pas les disponibilités des personnes de {domains}.
Add the domains in Exchange Online, then check oauth {domain} again.
    Ajoutez les domaines dans Exchange Online, puis relancez check oauth {domain}.
Point the connector at the on-premises Autodiscover address in Exchange Online, after checking that it answers from the internet; then check oauth {domain} again.
    Faites pointer le connecteur d'Exchange Online vers l'adresse Autodiscover sur site, après avoir vérifié qu'elle répond depuis Internet ; puis relancez check oauth {domain}.
DiscoveryEndpoint is no https address.
    DiscoveryEndpoint n'est pas une adresse https.
DiscoveryEndpoint leads to Exchange Online itself: {host}.
    DiscoveryEndpoint mène à Exchange Online lui-même : {host}.
The address of Exchange Online belongs into the connector on premises. In the cloud it makes Exchange Online look for people on premises at itself.
    L'adresse d'Exchange Online a sa place dans le connecteur sur site. Dans le cloud, elle fait qu'Exchange Online cherche chez lui-même les personnes qui sont sur site.
The two addresses differ.
    Les deux adresses diffèrent.
One of the two is out of date; when it is the connector's, people in the cloud see no free/busy times of people on premises.
    L'une des deux est périmée ; si c'est celle du connecteur, les personnes du cloud ne voient pas les disponibilités des personnes sur site.
Connector on premises, to the cloud
    Connecteur sur site, vers le cloud
Get-IntraOrganizationConnector {name}: enabled {enabled}, for {domains}, DiscoveryEndpoint {endpoint}.
    Get-IntraOrganizationConnector {name} : activé {enabled}, pour {domains}, DiscoveryEndpoint {endpoint}.
None of the connectors on premises ({count}) is for {domain}.
    Aucun des connecteurs sur site ({count}) n'est pour {domain}.
Create the connector, then check oauth {domain} again.
    Créez le connecteur, puis relancez check oauth {domain}.
Enable the connector, then check oauth {domain} again.
    Activez le connecteur, puis relancez check oauth {domain}.
DiscoveryEndpoint is none of Exchange Online's: {expected}.
    DiscoveryEndpoint n'est aucune des adresses d'Exchange Online : {expected}.
Point the connector at Exchange Online, then check oauth {domain} again.
    Faites pointer le connecteur vers Exchange Online, puis relancez check oauth {domain}.
EWS and Autodiscover directories
    Répertoires EWS et Autodiscover
EWS and Autodiscover directories of {server}
    Répertoires EWS et Autodiscover de {server}
{name} accepts OAuth.
    {name} accepte OAuth.
{name} does not accept OAuth.
    {name} n'accepte pas OAuth.
Switch OAuth on for the directory and restart IIS on its server, then check oauth {domain} again.
    Activez OAuth sur le répertoire et redémarrez IIS sur son serveur, puis relancez check oauth {domain}.
No EWS directory has an external https address.
    Aucun répertoire EWS n'a d'adresse https externe.
External address of EWS
    Adresse externe d'EWS
People with a mailbox on premises cannot see free/busy times, automatic replies and photos of people in the cloud.
    Les personnes dont la boîte aux lettres est sur site ne voient ni les disponibilités, ni les réponses automatiques, ni les photos des personnes du cloud.
People with a mailbox in the cloud cannot see free/busy times and automatic replies of people on premises, and Teams cannot reach their calendars.
    Les personnes dont la boîte aux lettres est dans le cloud ne voient ni les disponibilités ni les réponses automatiques des personnes sur site, et Teams n'atteint pas leurs calendriers.
Free/busy times, automatic replies and photos stop in both directions between Exchange Server and Exchange Online.
    Les disponibilités, les réponses automatiques et les photos s'arrêtent dans les deux sens entre Exchange Server et Exchange Online.
EWS switches in Exchange Online
    Commutateurs EWS dans Exchange Online
EWS in Exchange Online ends on {date}, in {days}.
    EWS prend fin dans Exchange Online le {date}, dans {days}.
EWS in Exchange Online ended on {date}.
    EWS a pris fin dans Exchange Online le {date}.
Free/busy still goes over EWS, which ends on {date}.
    Les disponibilités passent encore par EWS, qui prend fin le {date}.
EwsEnabled is set to False.
    EwsEnabled vaut False.
Archive mailboxes in the cloud of people on premises still need EWS.
    Les boîtes aux lettres d'archivage dans le cloud des personnes sur site ont encore besoin d'EWS.
The dedicated application {application} is not in EwsAllowedAppIDs.
    L'application dédiée {application} n'est pas dans EwsAllowedAppIDs.
Add the application; the list is replaced, so the others are sent along. It takes up to a day. Then check oauth {domain} again.
    Ajoutez l'application ; la liste est remplacée, les autres sont donc envoyées avec elle. Cela prend jusqu'à un jour. Puis relancez check oauth {domain}.
A rule on user agents is in force: {rule}.
    Une règle sur les agents utilisateurs est en vigueur : {rule}.
It can refuse Exchange Server and Teams although the application is allowed.
    Elle peut refuser Exchange Server et Teams bien que l'application soit autorisée.
Compare EwsAllowList and EwsBlockList with the agents that have to pass, then check oauth {domain} again.
    Comparez EwsAllowList et EwsBlockList avec les agents qui doivent passer, puis relancez check oauth {domain}.
{server} is in Active Directory but not in hybridge.toml, so it was not asked.
    {server} est dans Active Directory mais pas dans hybridge.toml, il n'a donc pas été interrogé.
{server} is configured but not in Active Directory.
    {server} est configuré mais n'est pas dans Active Directory.
DNS, TLS and metadata of the published names
    DNS, TLS et métadonnées des noms publiés
Published name {host}
    Nom publié {host}
Published name of EWS
    Nom publié d'EWS
DNS has no address for {host}.
    Le DNS n'a pas d'adresse pour {host}.
Publish {host} in the public DNS, then check oauth {domain} again.
    Publiez {host} dans le DNS public, puis relancez check oauth {domain}.
DNS: {host} is {addresses}.
    DNS : {host} est {addresses}.
The name leads to Exchange Online: {names}.
    Le nom mène à Exchange Online : {names}.
While mailboxes remain on premises, Autodiscover's public name has to lead there.
    Tant qu'il reste des boîtes aux lettres sur site, le nom public d'Autodiscover doit y mener.
Let {host} lead to the on-premises servers in the public DNS, then check oauth {domain} again.
    Faites mener {host} aux serveurs sur site dans le DNS public, puis relancez check oauth {domain}.
TLS: {version}, {subject} from {issuer}, until {ends}.
    TLS : {version}, {subject} émis par {issuer}, jusqu'au {ends}.
Give {host} a certificate that everybody trusts, for this name, and TLS 1.2; then check oauth {domain} again.
    Donnez à {host} un certificat reconnu de tous, pour ce nom, et TLS 1.2 ; puis relancez check oauth {domain}.
TLS of {host} cannot be verified: {problem}.
    Le TLS de {host} ne peut être vérifié : {problem}.
{host} speaks no TLS 1.2.
    {host} n'offre pas TLS 1.2.
The TLS certificate of {host} expires in {days}.
    Le certificat TLS de {host} expire dans {days}.
{url} answered with status {status}.
    {url} a répondu avec l'état {status}.
The metadata document is not to be had.
    Le document de métadonnées est introuvable.
Something in front of Exchange holds the call back, or Autodiscover is down.
    Quelque chose devant Exchange retient l'appel, ou Autodiscover est arrêté.
Let calls to /Autodiscover pass to Exchange untouched, then check oauth {domain} again.
    Laissez les appels à /Autodiscover arriver intacts jusqu'à Exchange, puis relancez check oauth {domain}.
Builds of the servers
    Versions des serveurs
Build of {server}
    Version de {server}
ExSetup.exe of {server}: {build}, {product}.
    ExSetup.exe de {server} : {build}, {product}.
Get-ExchangeServer {server}: {build}, {product}; updates do not show there.
    Get-ExchangeServer {server} : {build}, {product} ; les mises à jour n'y apparaissent pas.
That is newer than every product known here, whose table ends on {date}.
    C'est plus récent que tout produit connu ici, dont la table s'arrête au {date}.
It can use Microsoft Graph in place of EWS, which ends on {date}.
    Il peut utiliser Microsoft Graph à la place d'EWS, qui prend fin le {date}.
By {date}, when EWS in Exchange Online ends, it needs {update}.
    D'ici le {date}, fin d'EWS dans Exchange Online, il lui faut {update}.
Support of this product ended on {date}.
    Le support de ce produit a pris fin le {date}.
Security holes stay open, and free/busy between on premises and the cloud ends for good with EWS.
    Des failles de sécurité restent ouvertes, et les disponibilités entre le site et le cloud cessent définitivement avec EWS.
Security holes that are closed elsewhere are open on this server.
    Des failles de sécurité fermées ailleurs sont ouvertes sur ce serveur.
Install {update}; with Korean content read KB5130098 first, its word breaker can hang. Then check oauth {domain} again.
    Installez {update} ; avec du contenu coréen, lisez d'abord KB5130098, son analyseur lexical peut se bloquer. Puis relancez check oauth {domain}.
Install {update}, then check oauth {domain} again.
    Installez {update}, puis relancez check oauth {domain}.
Nothing is known about this until {source} answers.
    On n'en sait rien tant que {source} ne répond pas.
Find out which of the two addresses is right: the one that Get-IntraOrganizationConfiguration knows is not plainly under a domain of this organisation. Put the right one into the connector, then check oauth {domain} again.
    Déterminer laquelle des deux adresses est juste : celle de Get-IntraOrganizationConfiguration n'est pas une simple adresse d'un domaine de cette organisation. Mettre la bonne dans le connecteur, puis relancer check oauth {domain}.
Add the domains to the connector {name}, which is there already, then check oauth {domain} again.
    Ajouter les domaines au connecteur {name}, qui existe déjà, puis relancer check oauth {domain}.
First mend what is found under hybrid-application: without the dedicated application's id on the list, EWS would be blocked. Then check oauth {domain} again; the command with the id stands here then.
    Corriger d'abord ce qui est constaté sous hybrid-application : sans l'identifiant de l'application dédiée dans la liste, EWS serait bloqué. Puis relancer check oauth {domain} ; la commande avec l'identifiant s'affichera ici.
Find out whether {owner} needs the name; when it does not, take it from its principal and its identifier URIs first, then give it to Exchange Online's principal, and check oauth {domain} again.
    Vérifier si {owner} a besoin de ce nom ; sinon, le retirer d'abord de son principal et de ses URI d'identification, puis le donner au principal d'Exchange Online et relancer check oauth {domain}.
The command is left out: a value in it holds characters that cannot be shown.
    La commande est omise : une de ses valeurs contient des caractères impossibles à afficher.
"""
)
