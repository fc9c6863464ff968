"""What the rotation of the auth certificate says, in French."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
Make a new auth certificate on {server}
    Créer un nouveau certificat d'authentification sur {server}
one more, for five years
    un de plus, pour cinq ans
Keep the default SMTP certificate of {server}
    Garder le certificat SMTP par défaut de {server}
one more, for {days} days
    un de plus, pour {days} jours
Somebody else made one meanwhile: {keys}.
    Quelqu'un d'autre en a créé un entre-temps : {keys}.
There is more than one new auth certificate: {keys}.
    Il y a plus d'un nouveau certificat d'authentification : {keys}.
A certificate that nobody names does no harm.
    Un certificat que rien ne désigne ne fait pas de mal.
It is as it was before.
    C'est comme avant.
SMTP uses {now}.
    SMTP utilise {now}.
{what} is {now}, and {was} was expected.
    {what} vaut {now}, alors que {was} était attendu.
Give the key of {thumbprint} to {name}
    Donner la clé de {thumbprint} à {name}
Replace the key of {thumbprint} on {name}, which ends too soon
    Remplacer la clé de {thumbprint} sur {name}, qui prend fin trop tôt
Take the key of {thumbprint} from {name}
    Retirer la clé de {thumbprint} à {name}
{name} is gone.
    {name} n'existe plus.
{servers} still signs with {thumbprint}; its key stays until that ends.
    {servers} signe encore avec {thumbprint} ; sa clé reste jusque-là.
Graph did not send the value of {keys}.
    Graph n'a pas envoyé la valeur de {keys}.
Bring the certificate {thumbprint} to {server}, unless it is there
    Apporter le certificat {thumbprint} à {server}, sauf s'il y est
not there
    absent
there, with its private key
    présent, avec sa clé privée
there, without its private key
    présent, sans sa clé privée
{thumbprint} is not there.
    {thumbprint} n'y est pas.
{thumbprint} is there without its key.
    {thumbprint} y est sans sa clé.
Every server is meant to have the certificate.
    Chaque serveur doit avoir le certificat.
Wait until {server} signs with {thumbprint}: within the hour by itself, or at once when somebody restarts there what signs
    Attendre que {server} signe avec {thumbprint} : dans l'heure de lui-même, ou aussitôt si quelqu'un y redémarre ce qui signe
Restart what signs on {server}
    Redémarrer ce qui signe sur {server}
signs with {thumbprint}
    signe avec {thumbprint}
See that {server} signs with {thumbprint}
    Vérifier que {server} signe avec {thumbprint}
The test on {server} failed.
    Le test sur {server} a échoué.
{server} still signs with {now}.
    {server} signe encore avec {now}.
Wait until Exchange has brought {thumbprint} to every server
    Attendre qu'Exchange ait apporté {thumbprint} à chaque serveur
After two hours it is copied where it is missing, once every server answers.
    Après deux heures, il est copié là où il manque, dès que chaque serveur répond.
It is on {count} of {all} servers; {lacking} not yet.
    Serveurs qui l'ont : {count} sur {all} ; pas encore {lacking}.
It is on {count} of {all} servers; {silent} did not answer.
    Serveurs qui l'ont : {count} sur {all} ; sans réponse : {silent}.
Stage {thumbprint} as the next auth certificate
    Préparer {thumbprint} comme prochain certificat d'authentification
{thumbprint}, in effect {hours} h {minutes} min after this step: {time}
    {thumbprint}, en vigueur {hours} h {minutes} min après cette étape : {time}
{thumbprint}, in effect at once
    {thumbprint}, en vigueur aussitôt
Publish the auth certificate {thumbprint}
    Publier le certificat d'authentification {thumbprint}
{state}; {old} is kept as the previous one
    {state} ; {old} est gardé comme précédent
Get-AuthConfig: {now} is the current one.
    Get-AuthConfig : {now} est l'actuel.
Get-AuthConfig: {now}.
    Get-AuthConfig : {now}.
There was no certificate to go back to.
    Il n'y avait pas de certificat auquel revenir.
Go back from {new} to the auth certificate {thumbprint}
    Revenir de {new} au certificat d'authentification {thumbprint}
Make sure {thumbprint} is not staged any more
    S'assurer que {thumbprint} n'est plus préparé
It ends at once when somebody types there: {command}
    Cela cesse aussitôt si quelqu'un y tape : {command}
Restart what signs on {server}, if Exchange has published {thumbprint}
    Redémarrer ce qui signe sur {server}, si Exchange a publié {thumbprint}
{state}; nothing is staged then
    {state} ; rien n'est préparé ensuite
Somebody has staged {state} since, and going back would throw it away. If that is meant, type {command} on {server} first.
    Quelqu'un a préparé {state} depuis, et revenir en arrière l'effacerait. Si c'est voulu, tapez d'abord {command} sur {server}.
looked at when its turn comes
    vérifié le moment venu
Certificate to be replaced, {thumbprint}: until {date}, {days} left
    Certificat à remplacer, {thumbprint} : jusqu'au {date}, encore {days}
A rotation is not due yet.
    Une rotation n'est pas encore nécessaire.
To be typed on {server}
    À taper sur {server}
Clear the previous auth certificate {thumbprint}
    Effacer le certificat d'authentification précédent {thumbprint}
The old auth certificate {thumbprint} is retired: its key is taken from the cloud and Exchange has forgotten it. There is no way back, only forward: rotate again.
    L'ancien certificat d'authentification {thumbprint} est retiré : sa clé n'est plus dans le cloud et Exchange l'a oublié. Pas de retour possible, seulement une nouvelle rotation.
Ask for a new rotation to go forward again.
    Demandez une nouvelle rotation pour repartir.
{thumbprint} is still staged.
    {thumbprint} est encore préparé.
{thumbprint} is the current one.
    {thumbprint} est l'actuel.
Exchange takes no previous certificate back.
    Exchange ne reprend pas un certificat précédent.
Get-AuthConfig: {now} is the previous one.
    Get-AuthConfig : {now} est le précédent.
Nothing used the certificate any more.
    Plus rien n'utilisait le certificat.
Servers that could not be asked
    Serveurs qui n'ont pas pu être interrogés
Servers without the current auth certificate
    Serveurs sans le certificat d'authentification actuel
Auth certificates on {server}
    Certificats d'authentification sur {server}
No maintenance endpoint is set up on {servers}: there the restart is left to people, and the job waits for its effect. What to type stands at that step.
    Aucun point de maintenance n'est configuré sur {servers} : le redémarrage y revient à quelqu'un, et la tâche attend son effet. La commande à taper figure à cette étape.
Right after `{gate}` is approved, the Exchange service host and the pools of Outlook on the web and of the admin center are restarted on {servers}, one after the other; people there notice a short pause.
    Juste après l'approbation de `{gate}`, l'hôte de services Exchange et les pools d'Outlook sur le web et du centre d'administration sont redémarrés sur {servers}, l'un après l'autre ; on y remarque une courte pause.
There is no dedicated hybrid application to give the new key to. Configure it first; until then nothing is changed.
    Il n'y a pas d'application hybride dédiée à qui donner la nouvelle clé. Configurez-la d'abord ; d'ici là rien n'est modifié.
{count} applications carry the name or stand on the auth server. Decide which one is right; until then nothing is changed.
    {count} applications portent ce nom ou figurent sur le serveur d'authentification. Décidez laquelle est la bonne ; d'ici là rien n'est modifié.
Keys of {name}
    Clés de {name}
They reach from Exchange into the whole tenant (CVE-2025-53786), and nothing needs them: the new certificate is not brought there.
    Elles donnent accès depuis Exchange à tout le locataire (CVE-2025-53786), et rien n'en a besoin : le nouveau certificat n'y est pas apporté.
Clock behind {host}
    Horloge derrière {host}
It shows {shown}, which is {minutes} minutes off. Set it right first (w32tm /query /status shows where it takes its time from).
    Elle indique {shown}, soit {minutes} minutes d'écart. Réglez-la d'abord (w32tm /query /status montre d'où elle prend l'heure).
Copy of the auth certificate to {server}
    Copie du certificat d'authentification vers {server}
Certificate {thumbprint}
    Certificat {thumbprint}
No server has it with its key any more: it cannot be copied from anywhere.
    Aucun serveur ne l'a plus avec sa clé : on ne peut le copier de nulle part.
Plan the copy of the auth certificate to a server
    Planifier la copie du certificat d'authentification vers un serveur
Server {server}
    Serveur {server}
It is none of {servers}.
    Ce n'est aucun de {servers}.
Copy the auth certificate to {server}?
    Copier le certificat d'authentification vers {server} ?
No server that answers has it with its key; {servers} could not be asked.
    Aucun serveur qui répond ne l'a avec sa clé ; {servers} n'a pas pu être interrogé.
Certificate {thumbprint}: on {server}
    Certificat {thumbprint} : sur {server}
Emergency replacement of the auth certificate
    Remplacement d'urgence du certificat d'authentification
Until this is done nobody on premises sees calendars of people in the cloud, and sign-in to Outlook on the web and to the admin center fails.
    Tant que ce n'est pas fait, personne sur site ne voit les calendriers du cloud, et la connexion à Outlook sur le web et au centre d'administration échoue.
There is no wait for Exchange to bring the new certificate to every server: it is copied, and what signs is restarted at once. Minutes pass in which servers differ.
    On n'attend pas qu'Exchange apporte le nouveau certificat à chaque serveur : il est copié, et ce qui signe est redémarré aussitôt. Pendant quelques minutes, les serveurs diffèrent.
Plan the replacement of the auth certificate at once
    Planifier le remplacement immédiat du certificat d'authentification
Replace the auth certificate of {domain} now, in one go?
    Remplacer maintenant, d'un seul trait, le certificat d'authentification de {domain} ?
It works for {days} more: a rotation replaces it without a gap.
    Il fonctionne encore {days} : une rotation le remplace sans interruption.
There is none, or more than one, to give the new key to. Sign-in on premises is mended without it; calendars across are not, until it is configured.
    Il n'y en a aucune, ou plusieurs, à qui donner la nouvelle clé. La connexion sur site est réparée sans elle ; les calendriers partagés attendent qu'elle soit configurée.
New auth certificate on {server}
    Nouveau certificat d'authentification sur {server}
Rotation of the auth certificate
    Rotation du certificat d'authentification
The old certificate itself will stay in the servers' stores; nothing names it then.
    L'ancien certificat lui-même reste dans les magasins des serveurs ; plus rien ne le désigne alors.
Plan the rotation of the auth certificate
    Planifier la rotation du certificat d'authentification
Rotate the auth certificate of {domain}?
    Effectuer la rotation du certificat d'authentification de {domain} ?
Effective time {time}
    Heure d'effet {time}
That time has passed. Name one that is 48 hours ahead at least, or leave it out.
    Cette heure est passée. Indiquez-en une au moins 48 heures plus tard, ou omettez-la.
It is less than 48 hours ahead, and every server must have the certificate by then. Name a later time, or leave it out.
    C'est dans moins de 48 heures, et chaque serveur doit avoir le certificat d'ici là. Indiquez une heure plus tardive, ou omettez-la.
Previous auth certificate {thumbprint}
    Certificat d'authentification précédent {thumbprint}
{servers} still signs with it: restart what signs there, or wait an hour.
    {servers} signe encore avec : redémarrez ce qui y signe, ou attendez une heure.
Certificate {thumbprint}: staged already, {days} left; it is taken up
    Certificat {thumbprint} : déjà préparé, il reste {days} ; il est repris
The staged certificate {thumbprint} is replaced: its days are few, or another lifetime is asked for.
    Le certificat préparé {thumbprint} est remplacé : il lui reste peu de jours, ou une autre durée est demandée.
It has expired, is lost, or ends before a staged one could take over.
    Il a expiré, est perdu, ou finit avant qu'un certificat préparé puisse prendre le relais.
Key {thumbprint}: on {name}
    Clé {thumbprint} : sur {name}
Wait until the new certificate may take over
    Attendre que le nouveau certificat puisse prendre le relais
Publish the new auth certificate of {domain}? Exchange publishes it by itself by {time} at the latest; to stop that, refuse, then type “{undo}”. The old one is kept.
    Publier le nouveau certificat d'authentification de {domain} ? Exchange le publie de lui-même au plus tard le {time} ; pour l'empêcher, refusez, puis tapez « {undo} ». L'ancien est gardé.
The certificate stays staged: Exchange publishes it by {time} at the latest.
    Le certificat reste préparé : Exchange le publiera au plus tard le {time}.
The certificate was staged: unless somebody has stopped it, Exchange published it by {time} at the latest.
    Le certificat était préparé : si personne ne l'a empêché, Exchange l'a publié au plus tard le {time}.
By now Exchange has published it by itself.
    Exchange l'a désormais publié de lui-même.
Approve to restart what signs and to test; to go back: {cancel}, then {undo}.
    Approuvez pour redémarrer et tester ; pour revenir en arrière : {cancel}, puis {undo}.
Wait {hours} hours: the old certificate is still there if need be
    Attendre {hours} heures : l'ancien certificat est encore là au besoin
Retire the old auth certificate of {domain}? This cannot be undone: its key is taken from the cloud, and Exchange forgets it.
    Retirer l'ancien certificat d'authentification de {domain} ? C'est irréversible : sa clé est retirée du cloud, et Exchange l'oublie.
Plan the next auth certificate and have it take over without a gap, over three days and three decisions: the plan, its publication, and the end of the old one.
    Planifier le prochain certificat d'authentification et le faire prendre le relais sans interruption, en trois jours et trois décisions : le plan, sa publication, et la fin de l'ancien.
For how many days it is to be valid; five years without it.
    Pour combien de jours il doit être valable ; cinq ans sans cette option.
When it is to take over: hours from the staging on, like +72h, or a time on the organisation's clocks, like 2026-11-25T01:00; 49 hours without it.
    Quand il doit prendre le relais : des heures à partir de la préparation, comme +72h, ou une heure dans le fuseau de l'organisation, comme 2026-11-25T01:00 ; 49 heures sans cela.
Replace an auth certificate that has expired or is lost, at once, when two leads have approved it; for one that still works, rotate it.
    Remplacer aussitôt un certificat d'authentification expiré ou perdu, quand deux responsables l'ont approuvé ; s'il fonctionne encore, faites une rotation.
Bring the auth certificate, with its key, to a server that lacks it, from one that has it; never a new one.
    Apporter le certificat d'authentification, avec sa clé, à un serveur qui ne l'a pas, depuis un qui l'a ; jamais un nouveau.
Clocks that are off
    Horloges décalées
Check the auth certificate everywhere
    Vérifier le certificat d'authentification partout
Check OAuth both ways, with all it rests on
    Vérifier OAuth dans les deux sens, avec tout ce dont il dépend
Ask for the replacement. When two leads have approved it, the staged certificate or a new one is given to the cloud, published, and brought to every server.
    Demandez le remplacement. Quand deux responsables l'ont approuvé, le certificat préparé ou un nouveau est donné au cloud, publié et apporté à chaque serveur.
Ask for the rotation. When a lead has approved its plan, the next certificate is made or taken up, staged, given to the cloud, and takes over two days later without a gap.
    Demandez la rotation. Quand un responsable a approuvé son plan, le prochain certificat est créé ou repris, préparé, donné au cloud, et prend le relais deux jours plus tard sans interruption.
Ask for the copy, for one server after the other. When a lead has approved it, it is brought there with its key from a server that has it.
    Demandez la copie, un serveur après l'autre. Quand un responsable l'a approuvée, il y est apporté avec sa clé depuis un serveur qui l'a.
Ask for the configuration. When a lead has approved its plan, a fresh key of the same certificate takes the place of the one that ends.
    Demandez la configuration. Quand un responsable a approuvé son plan, une nouvelle clé du même certificat prend la place de celle qui prend fin.
{names} does not know the key of {thumbprint}: published now, sign-in to the cloud would fail.
    {names} ne connaît pas la clé de {thumbprint} : publié maintenant, la connexion au cloud échouerait.
The key of {thumbprint} on {names} has ended: published now, sign-in to the cloud would fail. Upload the certificate there again, then retry.
    La clé de {thumbprint} sur {names} a pris fin : publié maintenant, la connexion au cloud échouerait. Chargez-y de nouveau le certificat, puis retry.
Get-AuthConfig names {thumbprint} as the current or the next certificate.
    Get-AuthConfig nomme {thumbprint} comme certificat actuel ou prochain.
The certificate was staged before this.
    Le certificat était préparé avant cela.
It has only taken the place of a key of the same certificate.
    Elle a seulement pris la place d'une clé du même certificat.
The test on {servers} fails and does not show what is signed with; the key of {thumbprint} stays until it does.
    Le test sur {servers} échoue et ne montre pas avec quoi on signe ; la clé de {thumbprint} reste jusque-là.
Wait until no server signs with {thumbprint}
    Attendre qu'aucun serveur ne signe avec {thumbprint}
Check that every server can sign, and OAuth both ways
    Vérifier que chaque serveur peut signer, et OAuth dans les deux sens
Checks that are not green
    Contrôles qui ne sont pas verts
The current certificate ends before that. Name an earlier time, or leave it out.
    Le certificat actuel finit avant cela. Indiquez une heure plus proche, ou omettez-la.
Once it is staged, Exchange publishes the new certificate by itself within 12 hours of its time, also if this job fails or is ended by “{cancel}”; only “{undo}” takes it back.
    Une fois préparé, Exchange publie de lui-même le nouveau certificat dans les 12 heures suivant son heure, même si cette tâche échoue ou est arrêtée par « {cancel} » ; seul « {undo} » le reprend.
Other steps would be planned now.
    D'autres étapes seraient prévues maintenant.
What a rotation of the auth certificate rests on
    Ce sur quoi repose une rotation du certificat d'authentification
if Exchange has published it meanwhile, {thumbprint} is published again
    si Exchange l'a publié entre-temps, {thumbprint} est publié de nouveau
Stage again what was staged before: {state}
    Préparer de nouveau ce qui l'était avant : {state}
{state}; nothing, if less than 48 hours are left until then
    {state} ; rien, s'il reste moins de 48 heures jusque-là
nothing: {state} is not staged again, since its time has passed or is less than 48 hours away
    rien : {state} n'est pas préparé de nouveau, car son heure est passée ou à moins de 48 heures
{server} lacks it, and other servers have it: it must be brought there first.
    {server} ne l'a pas, d'autres serveurs l'ont : il doit d'abord y être apporté.
The test on {server} does not show which key it signs with; from {time} on every server has looked for the new one.
    Le test sur {server} ne montre pas avec quelle clé il signe ; à partir du {time}, chaque serveur aura cherché la nouvelle.
The test on {servers} does not show which key it signs with.
    Le test sur {servers} ne montre pas quelle clé sert à signer.
{time} is less than 48 hours ahead by now, and every server must have the certificate by then.
    Il reste désormais moins de 48 heures jusqu'au {time}, et chaque serveur doit avoir le certificat d'ici là.
{server} still signs with {other}; whether it has the private key of the current one shows once it signs with that.
    {server} signe encore avec {other} ; c'est quand il signera avec le certificat actuel qu'on verra s'il en a la clé privée.
Within an hour of a publication it looks for the new one by itself; at once when what signs is restarted there. Then {again}.
    Dans l'heure qui suit une publication, il cherche le nouveau de lui-même ; tout de suite si ce qui signe y est redémarré. Ensuite, {again}.
time of the way back
    heure du retour en arrière
The certificate that takes over then ends on {date}, and {days} days of it at least must be left. Name an earlier time, or a longer lifetime.
    Le certificat qui prendrait alors le relais expire le {date}, et il doit lui rester au moins {days} jours. Indiquez une date plus proche ou une durée plus longue.
See that {thumbprint} is still staged, and that its time has come
    Vérifier que {thumbprint} est toujours préparé et que son heure est venue
It is staged for {time} now; until then Exchange does not publish it.
    Il est désormais préparé pour le {time} ; d'ici là, Exchange ne le publie pas.
The current certificate ends on {ends}, and this one would take over on {time}: Exchange may take 12 hours for it, so there would be a gap.
    Le certificat actuel expire le {ends}, et celui-ci ne prendrait le relais que le {time} : Exchange peut y mettre 12 heures, il y aurait donc une coupure.
The certificate from before has ended: there is no way back, only forward; rotate again.
    Le certificat d'avant a expiré : pas de retour possible, seulement en avant ; lancez une nouvelle rotation.
{server} does not have {thumbprint} with its key any more: there is no way back to it.
    {server} n'a plus {thumbprint} avec sa clé : aucun retour vers lui n'est possible.
{thumbprint} is staged and not published yet; Exchange does so by itself within 12 hours.
    {thumbprint} est préparé mais pas encore publié ; Exchange le fait de lui-même sous 12 heures.
The current certificate still works, until {ends} ({hours} hours). After that nobody on premises sees calendars of people in the cloud, and sign-in to Outlook on the web and to the admin center fails.
    Le certificat actuel fonctionne encore, jusqu'au {ends} ({hours} heures). Ensuite, personne sur site ne verra les calendriers du cloud, et la connexion à Outlook sur le web et au centre d'administration échouera.
Whoever staged it: Exchange publishes the certificate by itself within 12 hours of its time, also if this job fails or is ended. Until it is published, an undo leaves it staged, as it was before.
    Qui que ce soit qui l'a préparé : Exchange publie le certificat de lui-même dans les 12 heures après son heure, même si cette tâche échoue ou est arrêtée. Tant qu'il n'est pas publié, un retour en arrière le laisse préparé, comme avant.
Publish the new auth certificate of {domain}? Exchange publishes it by itself by {time} at the latest, as it was staged before this job. The old one is kept.
    Publier le nouveau certificat d'authentification de {domain} ? Préparé avant cette tâche, il sera publié par Exchange de lui-même au plus tard le {time}. L'ancien est conservé.
"""
)
