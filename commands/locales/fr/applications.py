"""Findings on applications, principals and the two-way test, in French."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
Dedicated Exchange hybrid application
    Application hybride Exchange dédiée
Exchange Server can use one since {date} only.
    Exchange Server ne peut en utiliser une que depuis le {date}.
Entra ID has the application {name} ({app_id}).
    Entra ID a l'application {name} ({app_id}).
Its permission full_access_as_app is granted.
    Son autorisation full_access_as_app est accordée.
It holds the current auth certificate {key}.
    Elle a le certificat d'authentification actuel {key}.
Auth server {name} names it as ApplicationIdentifier.
    Le serveur d'authentification {name} la désigne comme ApplicationIdentifier.
The setting override {name} switches it on.
    Le remplacement de paramètre {name} la met en service.
No server is known to be older than {update}.
    Aucun serveur connu n'est plus ancien que {update}.
Active Directory tells the cumulative update of {server} only, not whether it has {update}; a maintenance endpoint for the server would.
    Active Directory n'indique que la mise à jour cumulative de {server}, pas s'il a {update} ; un point de terminaison de maintenance sur ce serveur le dirait.
Without a dedicated application in use, Exchange signs in through the shared principal of Exchange Online, which is blocked since {date}.
    Sans application dédiée en service, Exchange se connecte par le principal partagé d'Exchange Online, qui est bloqué depuis le {date}.
From {date} on, people on premises will not see free/busy times, automatic replies and photos of people in the cloud.
    À partir du {date}, les personnes sur site ne verront plus ni les disponibilités, ni les réponses automatiques, ni les photos des personnes du cloud.
Exchange signs in as application {claimed}, which Entra ID does not find in the tenant, and is refused (AADSTS700016).
    Exchange se connecte en tant qu'application {claimed}, qu'Entra ID ne trouve pas dans le locataire, et est refusé (AADSTS700016).
Entra ID refuses the sign-in of an application whose service principal is disabled (AADSTS7000112).
    Entra ID refuse la connexion d'une application dont le principal de service est désactivé (AADSTS7000112).
Entra ID cannot verify what Exchange signs with a key that the application does not hold, and refuses the sign-in (AADSTS700027).
    Entra ID ne peut pas vérifier ce qu'Exchange signe avec une clé que l'application n'a pas, et refuse la connexion (AADSTS700027).
Microsoft's own tools take the application for switched on only when exactly one enabled override does it.
    Les outils de Microsoft ne tiennent l'application pour mise en service que si un seul remplacement activé le fait.
No usable auth server of Entra ID (evoSTS) could name it; that is told there.
    Aucun serveur d'authentification d'Entra ID (evoSTS) utilisable ne pourrait la désigner ; c'est dit à cet endroit.
Entra ID has no application {name}.
    Entra ID n'a pas d'application {name}.
Bring every server to the April 2025 update at least, then run Microsoft's script in an elevated Exchange Management Shell on a Mailbox server; it makes the application, asks for consent and switches it on. Then check oauth {domain} again.
    Amenez chaque serveur au moins à la mise à jour d'avril 2025, puis lancez le script de Microsoft dans Exchange Management Shell avec élévation, sur un serveur de boîtes aux lettres ; il crée l'application, demande le consentement et la met en service. Puis relancez check oauth {domain}.
The application {name} has no service principal.
    L'application {name} n'a pas de principal de service.
Create the service principal, then check oauth {domain} again.
    Créez le principal de service, puis relancez check oauth {domain}.
The service principal of {name} is disabled.
    Le principal de service de {name} est désactivé.
Enable the service principal, then check oauth {domain} again.
    Activez le principal de service, puis relancez check oauth {domain}.
Its permission full_access_as_app on Exchange Online is not granted.
    Son autorisation full_access_as_app sur Exchange Online n'est pas accordée.
Let an administrator consent at this address, then check oauth {domain} again.
    Faites donner le consentement par un administrateur à cette adresse, puis relancez check oauth {domain}.
It does not hold the current auth certificate {key}.
    Elle n'a pas le certificat d'authentification actuel {key}.
Upload the certificate with Microsoft's script, then check oauth {domain} again.
    Chargez le certificat avec le script de Microsoft, puis relancez check oauth {domain}.
ApplicationIdentifier of auth server {name} is empty.
    ApplicationIdentifier du serveur d'authentification {name} est vide.
Auth server {name} names application {claimed}, which is not in the tenant.
    Le serveur d'authentification {name} désigne l'application {claimed}, qui n'est pas dans le locataire.
Tell the auth server the application's id, then check oauth {domain} again.
    Indiquez au serveur d'authentification l'identifiant de l'application, puis relancez check oauth {domain}.
The setting override {name} exists and is not enabled.
    Le remplacement de paramètre {name} existe et n'est pas activé.
No setting override switches the dedicated application on.
    Aucun remplacement de paramètre ne met l'application dédiée en service.
Once the application is consented to in every tenant, switch it on and refresh each server, then check oauth {domain} again.
    Une fois le consentement donné dans chaque locataire, mettez l'application en service et actualisez chaque serveur, puis relancez check oauth {domain}.
The setting override {name} ({limits}) leaves out: {servers}.
    Le remplacement de paramètre {name} ({limits}) laisse de côté : {servers}.
Make the override anew without limits and refresh each server, then check oauth {domain} again.
    Refaites le remplacement sans limites et actualisez chaque serveur, puis relancez check oauth {domain}.
Servers outside its limits sign in through the shared principal, which is blocked.
    Les serveurs hors de ses limites se connectent par le principal partagé, qui est bloqué.
Make one without limits unless they are meant, then check oauth {domain} again.
    Créez-en un sans limites, sauf si elles sont voulues, puis relancez check oauth {domain}.
Older than {update}, which it needs: {servers}.
    Plus anciens que {update}, dont elle a besoin : {servers}.
Partner application of Exchange Online
    Application partenaire d'Exchange Online
Get-PartnerApplication {name}: enabled {enabled}, empty realm, linked account {account}.
    Get-PartnerApplication {name} : activée {enabled}, domaine d'authentification vide, compte lié {account}.
Get-PartnerApplication lists none for {application} with an empty realm.
    Get-PartnerApplication n'en liste aucune pour {application} avec un domaine d'authentification vide.
Create it with the account that Exchange's setup made for it, then check oauth {domain} again.
    Créez-la avec le compte que l'installation d'Exchange a prévu pour elle, puis relancez check oauth {domain}.
The partner application {name} is disabled.
    L'application partenaire {name} est désactivée.
Exchange Server refuses every token of Exchange Online while it is disabled. The command that enables it exists on premises only: typed into Exchange Online PowerShell it has no effect here.
    Exchange Server refuse tout jeton d'Exchange Online tant qu'elle est désactivée. La commande qui l'active n'existe que sur site : tapée dans Exchange Online PowerShell, elle n'a aucun effet ici.
Enable it in the Exchange Management Shell of a server, then check oauth {domain} again.
    Activez-la dans Exchange Management Shell d'un serveur, puis relancez check oauth {domain}.
The partner application {name} has no linked account.
    L'application partenaire {name} n'a pas de compte lié.
Without the account Exchange Online has no permissions on premises.
    Sans ce compte, Exchange Online n'a aucune autorisation sur site.
Link the account again and restart IIS, then check oauth {domain} again.
    Liez à nouveau le compte et redémarrez IIS, puis relancez check oauth {domain}.
Service principal names of the published hosts
    Noms de principal de service des hôtes publiés
Service principal name of {host}
    Nom de principal de service de {host}
Exchange Online's principal carries {name}.
    Le principal d'Exchange Online porte {name}.
Service principal names of EWS
    Noms de principal de service d'EWS
Exchange Online's principal does not carry {name}.
    Le principal d'Exchange Online ne porte pas {name}.
Add the name; all others are sent along because the list is replaced. Then check oauth {domain} again.
    Ajoutez le nom ; tous les autres sont envoyés avec lui, car la liste est remplacée. Puis relancez check oauth {domain}.
{name} belongs to another application: {owner} ({app_id}).
    {name} appartient à une autre application : {owner} ({app_id}).
A name can belong to one service principal of a tenant only.
    Un nom ne peut appartenir qu'à un seul principal de service d'un locataire.
The name is there without its slash: {name}.
    Le nom y est sans sa barre oblique : {name}.
The documented form ends in a slash. Whether Entra ID also finds the host by this form is not documented.
    La forme documentée se termine par une barre oblique. Il n'est pas documenté qu'Entra ID trouve aussi l'hôte sous cette forme.
Exchange Online may get no token for {host}, and then sees no free/busy times of people on premises.
    Exchange Online peut ne pas obtenir de jeton pour {host}, et ne voit alors pas les disponibilités des personnes sur site.
Write the name with its slash; all others are sent along because the list is replaced. Then check oauth {domain} again.
    Écrivez le nom avec sa barre oblique ; tous les autres sont envoyés avec lui, car la liste est remplacée. Puis relancez check oauth {domain}.
Keys on the shared principal of Exchange Online
    Clés sur le principal partagé d'Exchange Online
Keys that {name} carries: {count}.
    Clés que porte {name} : {count}.
{thumbprint} “{name}”, {starts} to {ends}.
    {thumbprint} « {name} », du {starts} au {ends}.
{thumbprint} “{name}”, {starts} to {ends}: the current auth certificate.
    {thumbprint} « {name} », du {starts} au {ends} : le certificat d'authentification actuel.
{thumbprint} “{name}”, {starts} to {ends}: the next or previous auth certificate.
    {thumbprint} « {name} », du {starts} au {ends} : le certificat d'authentification suivant ou précédent.
{thumbprint} “{name}”, {starts} to {ends}: unknown, not in AuthConfig.
    {thumbprint} « {name} », du {starts} au {ends} : inconnue, absente d'AuthConfig.
The tenant has no service principal {app_id}.
    Le locataire n'a pas de principal de service {app_id}.
Check that the tenant has Exchange Online, then check oauth {domain} again.
    Vérifiez que le locataire a Exchange Online, puis relancez check oauth {domain}.
{name} is disabled.
    {name} est désactivé.
No token for Exchange Online can be issued in this tenant.
    Aucun jeton pour Exchange Online ne peut être émis dans ce locataire.
Enable it, then check oauth {domain} again.
    Activez-le, puis relancez check oauth {domain}.
Not in AuthConfig, or expired: {thumbprints}. Ask who made it; when nobody knows, treat it as a sign of a break-in.
    Absentes d'AuthConfig, ou expirées : {thumbprints}. Demandez qui les a créées ; si personne ne le sait, traitez-les comme un signe d'intrusion.
Step 4 of the old procedure, or a run of the hybrid wizard, put it there; nothing needs it any more once the dedicated application is in use.
    L'étape 4 de l'ancienne procédure, ou un passage de l'assistant hybride, l'y a mise ; plus rien n'en a besoin une fois l'application dédiée en service.
{count} of them should not be there.
    Parmi elles, ne devraient pas s'y trouver : {count}.
Whoever gets hold of an Exchange server, or of the key, can act as Exchange Online in the tenant and read every mailbox, unseen (CVE-2025-53786).
    Quiconque s'empare d'un serveur Exchange, ou de la clé, peut agir en tant qu'Exchange Online dans le locataire et lire chaque boîte aux lettres sans être vu (CVE-2025-53786).
Nothing works through these keys any more: remove them all with Microsoft's script, as a Global Administrator, on any machine. Tokens already issued live 24 hours longer. Then check oauth {domain} again.
    Plus rien ne fonctionne par ces clés : retirez-les toutes avec le script de Microsoft, en tant qu'administrateur général, sur n'importe quelle machine. Les jetons déjà émis vivent encore 24 heures. Puis relancez check oauth {domain}.
While Exchange signs in through this principal, its current key must stay. Find out who uses the others and remove those that nobody knows; all can go once a dedicated hybrid application is in use. Then check oauth {domain} again.
    Tant qu'Exchange se connecte par ce principal, sa clé actuelle doit rester. Cherchez qui utilise les autres et retirez celles que personne ne connaît ; toutes peuvent partir une fois une application hybride dédiée en service. Puis relancez check oauth {domain}.
Test-OAuthConnectivity to {url} for {mailbox}: {result}.
    Test-OAuthConnectivity vers {url} pour {mailbox} : {result}.
That the address has no mailbox may be ignored: the result is Success.
    Que l'adresse n'ait pas de boîte aux lettres peut être ignoré : le résultat est Success.
The detail of the test: “{excerpt}”
    Le détail du test : « {excerpt} »
That is a consequence of what is found under: {findings}.
    C'est une conséquence de ce qui est constaté sous : {findings}.
Mend what is found under {findings}, then check oauth {domain} again.
    Corrigez ce qui est constaté sous {findings}, puis relancez check oauth {domain}.
Not classified: no known failure matches. The end of the detail: “{detail}”
    Non classé : aucun échec connu ne correspond. Fin du détail : « {detail} »
Read the detail in full on the side that was tested, mend the other findings, then check oauth {domain} again.
    Lisez le détail en entier du côté testé, corrigez les autres constats, puis relancez check oauth {domain}.
Test from the cloud to on premises
    Test du cloud vers le site
Test from the cloud to {host}
    Test du cloud vers {host}
No EWS directory has an external address that could be tested.
    Aucun répertoire EWS n'a d'adresse externe à tester.
Test from on premises to the cloud
    Test du site vers le cloud
Test from {server} to the cloud
    Test de {server} vers le cloud
"""
)
