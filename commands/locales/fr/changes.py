"""What plans and changes are called, in French."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
Register the application {name}
    Enregistrer l'application {name}
{state}
    {state}
Delete the application {name}
    Supprimer l'application {name}
Create the service principal of {id}
    Créer le principal de service de {id}
{count} applications are called {name}.
    {count} applications s'appellent {name}.
A deleted application can be restored in Entra ID for 30 days only.
    Une application supprimée ne peut être restaurée dans Entra ID que pendant 30 jours.
It is deleted together with its application.
    Il est supprimé avec son application.
Create the auth server {name}
    Créer le serveur d'authentification {name}
Remove the auth server {name}
    Supprimer le serveur d'authentification {name}
Disable the auth server {name}
    Désactiver le serveur d'authentification {name}
Enable the auth server {name}
    Activer le serveur d'authentification {name}
Have Exchange sign in as {id}
    Faire qu'Exchange se connecte en tant que {id}
Wait until an administrator has consented to {id}
    Attendre qu'un administrateur ait consenti à {id}
Wait until OAuth works both ways, from every server
    Attendre qu'OAuth fonctionne dans les deux sens, depuis chaque serveur
OAuth both ways
    OAuth dans les deux sens
full_access_as_app is not granted yet. As an administrator of the tenant open {url} and accept.
    full_access_as_app n'est pas encore accordé. En tant qu'administrateur du locataire, ouvrez {url} et acceptez.
Create the connector {name}
    Créer le connecteur {name}
Remove the connector {name}
    Supprimer le connecteur {name}
Change the connector {name}
    Modifier le connecteur {name}
Let the application use EWS in Exchange Online
    Permettre à l'application d'utiliser EWS dans Exchange Online
Write the keys of the application {id}
    Écrire les clés de l'application {id}
Upload the auth certificate to the shared principal of Exchange Online
    Déposer le certificat d'authentification sur le principal partagé d'Exchange Online
Remove keys from the shared principal of Exchange Online
    Retirer des clés du principal partagé d'Exchange Online
Graph did not send the values of {keys}.
    Graph n'a pas envoyé les valeurs de {keys}.
Create the setting override {name}
    Créer le remplacement de paramètre {name}
Remove the setting override {name}
    Supprimer le remplacement de paramètre {name}
Change the setting override {name}
    Modifier le remplacement de paramètre {name}
Have {server} read its settings again
    Faire relire ses paramètres à {server}
{server} knows the settings of its last reading
    {server} connaît les paramètres de sa dernière lecture
{server} knows the settings of this moment
    {server} connaît les paramètres de cet instant
Disable the partner application {name}
    Désactiver l'application partenaire {name}
Enable the partner application {name}
    Activer l'application partenaire {name}
Write the service principal names of the published hosts
    Écrire les noms de principal de service des hôtes publiés
{state} ({kept} others are kept)
    {state} ({kept} autres sont gardés)
{what} was {was} when this was planned and is {now}.
    {what} était {was} au moment du plan et est {now}.
{what} is {now}.
    {what} est {now}.
Plan all that OAuth between Exchange Server and Exchange Online needs, and carry it out once a lead has approved it. What is in place stays as it is.
    Planifier tout ce dont OAuth a besoin entre Exchange Server et Exchange Online, et l'exécuter dès qu'un responsable l'a approuvé. Ce qui est en place reste tel quel.
Check OAuth, plan what mends what is found wrong and nothing else, and carry it out once a lead has approved it.
    Vérifier OAuth, planifier ce qui répare ce qui ne va pas et rien d'autre, et l'exécuter dès qu'un responsable l'a approuvé.
Show what configure oauth would do, step by step with every value. Asks for nothing and changes nothing.
    Montrer ce que ferait configure oauth, étape par étape avec chaque valeur. Ne demande rien et ne modifie rien.
Plan the removal of all keys from the principal that all tenants share, and carry it out once two leads have approved it.
    Planifier le retrait de toutes les clés du principal que tous les locataires partagent, et l'exécuter dès que deux responsables l'ont approuvé.
Upload the certificate to the principal that all tenants share instead of using a dedicated application; only for organisations that must (CVE-2025-53786).
    Déposer le certificat sur le principal que tous les locataires partagent au lieu d'une application dédiée ; seulement pour les organisations qui le doivent (CVE-2025-53786).
Application {name}: registered
    Application {name} : enregistrée
Dedicated application
    Application dédiée
Keys of the dedicated application
    Clés de l'application dédiée
Permissions of the dedicated application
    Autorisations de l'application dédiée
ApplicationIdentifier on the auth server
    ApplicationIdentifier sur le serveur d'authentification
Permission full_access_as_app: granted
    Autorisation full_access_as_app : accordée
Auth server {name}: signs in as the application
    Serveur d'authentification {name} : se connecte en tant que l'application
Key {thumbprint}: on the application
    Clé {thumbprint} : sur l'application
Application {name}
    Application {name}
Update of {servers}
    Mise à jour de {servers}
On the servers, with the installer of the update
    Sur les serveurs, avec l'installateur de la mise à jour
Auth server of type {type}
    Serveur d'authentification de type {type}
Auth server {name}: enabled, of this tenant
    Serveur d'authentification {name} : activé, de ce locataire
Auth server {name}
    Serveur d'authentification {name}
Current auth certificate
    Certificat d'authentification actuel
Auth certificate {thumbprint}: on every server
    Certificat d'authentification {thumbprint} : sur chaque serveur
Auth certificate
    Certificat d'authentification
Auth certificate {thumbprint}
    Certificat d'authentification {thumbprint}
Connector {name}: enabled, right
    Connecteur {name} : activé, correct
EWS in Exchange Online
    EWS dans Exchange Online
EWS in Exchange Online: on for the application
    EWS dans Exchange Online : activé pour l'application
Configuration of OAuth both ways
    Configuration d'OAuth dans les deux sens
Repair of OAuth
    Réparation d'OAuth
Plan OAuth between Exchange Server and Exchange Online
    Planifier OAuth entre Exchange Server et Exchange Online
Plan the repair of OAuth between Exchange Server and Exchange Online
    Planifier la réparation d'OAuth entre Exchange Server et Exchange Online
Plan the removal of keys from the shared principal
    Planifier le retrait de clés du principal partagé
Removal of all keys from the shared principal of Exchange Online
    Retrait de toutes les clés du principal partagé d'Exchange Online
Keys on the shared principal
    Clés sur le principal partagé
Carry out this plan for {domain}?
    Exécuter ce plan pour {domain} ?
Setting overrides for the application
    Remplacements de paramètres pour l'application
Setting override {name}: on
    Remplacement de paramètre {name} : activé
Setting overrides of {section}
    Remplacements de paramètres de {section}
Partner application {name}: enabled
    Application partenaire {name} : activée
Exchange's setup makes it together with its account, and it is not there. Create it with that account.
    L'installation d'Exchange la crée avec son compte, et elle n'existe pas. Créez-la avec ce compte.
Service principal names
    Noms de principal de service
Service principal name {name}
    Nom de principal de service {name}
Service principal of Exchange Online
    Principal de service d'Exchange Online
The tenant has none; it comes with a subscription of Exchange Online.
    Le locataire n'en a pas ; il vient avec un abonnement à Exchange Online.
Tokens issued for these keys live up to 24 hours longer. For an undo the public certificates are kept; their ids and names would be new.
    Les jetons émis pour ces clés vivent jusqu'à 24 heures de plus. Pour une annulation, les certificats publics sont gardés ; leurs identifiants et noms seraient nouveaux.
Whoever gets hold of an Exchange server can then act as Exchange Online in the whole tenant, unseen (CVE-2025-53786), and EWS through this principal is blocked since {date}. Without {option} the dedicated application is planned instead.
    Quiconque s'empare d'un serveur Exchange peut alors agir comme Exchange Online dans tout le locataire, sans être vu (CVE-2025-53786), et EWS par ce principal est bloqué depuis le {date}. Sans {option}, c'est l'application dédiée qui est planifiée.
Shared principal of Exchange Online: free of keys
    Principal partagé d'Exchange Online : sans clés
Graph did not send the values of {keys}; they cannot be put back.
    Graph n'a pas envoyé les valeurs de {keys} ; elles ne peuvent pas être remises.
Key {thumbprint}: on the shared principal
    Clé {thumbprint} : sur le principal partagé
Remove all keys ({count}) from the shared principal of Exchange Online?
    Retirer toutes les clés ({count}) du principal partagé d'Exchange Online ?
waiting
    en attente
already so
    déjà ainsi
Now
    Actuel
Then
    Ensuite
to do
    à faire
under way
    en cours
done
    fait
failed
    échoué
Cannot be undone.
    Ne peut pas être défait.
Can be undone: {call}
    Peut être défait : {call}
Nothing to undo.
    Rien à défaire.
Plan of job {job}, page {page} of {pages}
    Plan de la tâche {job}, page {page} sur {pages}
A lead decides, not {name}, who asked.
    Un responsable décide, pas {name}, qui a demandé.
{made} of {count} changes made
    modifications faites : {made} sur {count}
1 change made
    1 modification faite
{count} changes made
    {count} modifications faites
1 was already so
    1 déjà en place
{count} were already so
    {count} déjà en place
1 could not be made
    1 n'a pas pu être faite
{count} could not be made
    {count} n'ont pas pu être faites
Decision: {gate}
    Décision : {gate}
nobody decided
    sans décision
refused
    refusé
approved by {leads}
    approuvé par {leads}
{name}, {time}
    {name}, le {time}
{count} leads decide, none of them {name}, who asked.
    {count} responsables décident, mais pas {name}, qui a demandé.
Approved by {name} at {time}.
    Approuvé par {name} le {time}.
Open until {time}; plan {fingerprint}.
    Ouvert jusqu'au {time} ; plan {fingerprint}.
Left to people: {count}
    Laissé aux personnes : {count}
In place already: {count}
    Déjà en place : {count}
Type {approve} or {reject} with a reason; {cancel} ends it.
    Tapez {approve}, ou {reject} avec une raison ; {cancel} y met fin.
{show} shows it here again; {cancel} ends it.
    {show} le montre ici à nouveau ; {cancel} y met fin.
Reason, for a refusal
    Raison, pour un refus
Type {retry} to go on from the step that failed, or {request} for a new plan.
    Tapez {retry} pour reprendre à l'étape qui a échoué, ou {request} pour un nouveau plan.
Approve
    Approuver
Refuse
    Refuser
Next page
    Page suivante
Type {undo} to plan the way back; {check} looks at it all.
    Tapez {undo} pour planifier le retour ; {check} examine tout.
Type {check} to look at it all; {help} lists everything.
    Tapez {check} pour tout examiner ; {help} liste tout.
Type {retry} to go on from the step that failed, or {undo} to plan the way back.
    Tapez {retry} pour reprendre à l'étape qui a échoué, ou {undo} pour planifier le retour.
Type {retry} to go on from the step that failed; {check} looks at it all.
    Tapez {retry} pour reprendre à l'étape qui a échoué ; {check} examine tout.
Type {request} for a new plan; {check} looks at it all.
    Tapez {request} pour un nouveau plan ; {check} examine tout.
When nothing stands in the way any more, type {request} again; {help} lists everything.
    Quand plus rien n'y fait obstacle, tapez de nouveau {request} ; {help} liste tout.
Type {commands} first; then {request} again, if it is still needed.
    Tapez d'abord {commands}, puis de nouveau {request} si c'est encore nécessaire.
Whole plan
    Plan entier
Back to the card
    Retour à la carte
Wait until OAuth works from the cloud to on premises
    Attendre qu'OAuth fonctionne du cloud vers l'environnement local
This is only shown. Type {request} to have it approved and carried out; {check} looks at how things are.
    Ceci est seulement montré. Tapez {request} pour le faire approuver et exécuter ; {check} examine l'état actuel.
"""
)
