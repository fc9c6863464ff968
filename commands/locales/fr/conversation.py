"""What the bot says in the thread and on its cards, in French."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
Cause
    Cause
Consequence
    Conséquence
Remedy
    Remède
the command is too long for this card
    la commande est trop longue pour cette carte
What you can ask me
    Ce que vous pouvez me demander
How to use {command}
    Comment utiliser {command}
Written
    S'écrit
Also
    Aussi
Needs the role
    Rôle requis
It looks at:
    Elle examine :
Try it: type {request}.
    Essayez : tapez {request}.
Domains
    Domaines
Check again
    Vérifier à nouveau
{done} of {total}
    {done} sur {total}
No news for {time}.
    Aucune nouvelle depuis {time}.
Job {job}, started {started}
    Tâche {job}, commencée le {started}
Job {job}, asked by {name}, started {started}
    Tâche {job}, demandée par {name}, commencée le {started}
took {time}
    durée {time}
… and {count} more
    … et {count} de plus
{count} checks were not made.
    {count} vérifications n'ont pas été faites.
This card is shortened to fit into a message; {command} prints everything.
    Cette carte est abrégée pour tenir dans un message ; {command} affiche tout.
What is in order is named without its evidence; {command} prints everything.
    Ce qui est en ordre est cité sans ses preuves ; {command} affiche tout.
To look again, type {request}; {help} lists everything.
    Pour vérifier à nouveau, tapez {request} ; {help} donne la liste de tout.
When it is mended, type {request} to look again; {help} lists everything.
    Une fois la correction faite, tapez {request} pour vérifier à nouveau ; {help} donne la liste de tout.
1 problem
    1 problème
{count} problems
    {count} problèmes
1 warning
    1 avertissement
{count} warnings
    {count} avertissements
1 could not be looked at
    1 n'a pas pu être examiné
{count} could not be looked at
    {count} n'ont pas pu être examinés
1 in order
    1 en ordre
{count} in order
    {count} en ordre
1 skipped
    1 ignoré
{count} skipped
    {count} ignorés
1 more fails as a result
    1 autre échoue par conséquent
{count} more fail as a result
    {count} autres échouent par conséquent
All well
    Tout va bien
Follows from these
    Ce qui en découle
In order: {count}
    En ordre : {count}
Skipped: {count}
    Ignorés : {count}
… still reading: {checks}
    … encore en lecture : {checks}
… still reading: {checks} and {count} more
    … encore en lecture : {checks} et {count} autres
1 check was not made.
    1 contrôle n'a pas été effectué.
{title}, {domain}: {result}
    {title}, {domain} : {result}
For more about one command, type {help}.
    Pour en savoir plus sur une commande, tapez {help}.
In PowerShell, on an administrator's computer
    Dans PowerShell, sur l'ordinateur d'un administrateur
Did you mean {line}?
    Vouliez-vous dire {line} ?
You can type:
    Vous pouvez taper :
I look after the trust between Exchange Server and Exchange Online.
    Je veille sur la relation de confiance entre Exchange Server et Exchange Online.
Mention me and type {request}; {help} lists everything.
    Mentionnez-moi et tapez {request} ; {help} donne la liste de tout.
My job store does not answer, so nothing was run. Please try again in a minute.
    Mon magasin de tâches ne répond pas, rien n'a donc été exécuté. Veuillez réessayer dans une minute.
ok
    ok
warn
    avertissement
fail
    échec
unknown
    inconnu
skipped
    ignoré
Running
    En cours
Waiting
    En attente
Done
    Terminé
Failed
    Échoué
Refused
    Refusé
Cancelled
    Annulé
Undone
    Défait
Type here in the chat
    À taper ici, dans la conversation
Type in the Exchange Management Shell, on premises
    À taper dans Exchange Management Shell, sur site
Type in Exchange Online PowerShell
    À taper dans Exchange Online PowerShell
Type in Microsoft Graph PowerShell
    À taper dans Microsoft Graph PowerShell
In a browser, as a Global Administrator
    Dans un navigateur, en tant qu'administrateur général
{seconds} s
    {seconds} s
{minutes} min
    {minutes} min
{hours} h
    {hours} h
Why
    Cause
Breaks
    Conséquence
Next
    Ensuite
Guests cannot give me requests, whatever role they have elsewhere. Nothing was run. Please ask a member of this organisation to type it for you.
    Les invités ne peuvent rien me demander, quel que soit leur rôle ailleurs. Rien n'a été exécuté. Demandez à un membre de cette organisation de le taper pour vous.
Teams did not tell me your Entra object id, so I cannot know your role. Nothing was run. Please write from an account of this organisation.
    Teams ne m'a pas donné votre ID d'objet Entra, je ne peux donc pas connaître votre rôle. Rien n'a été exécuté. Écrivez depuis un compte de cette organisation.
You have no role here, so nothing was run. Whoever runs me can give you one: your Entra object id {id} goes under {section} in my configuration.
    Vous n'avez aucun rôle ici, rien n'a donc été exécuté. La personne qui m'exploite peut vous en donner un : votre ID d'objet Entra {id} se place sous {section} dans ma configuration.
{command} needs the role {needed}; yours is {role}. Nothing was run.
    {command} exige le rôle {needed} ; le vôtre est {role}. Rien n'a été exécuté.
I could not deal with this: something failed here. Nothing is known to have started; please write it again, and tell whoever runs this bot if it keeps failing.
    Je n'ai pas pu traiter cette demande : quelque chose a échoué ici. Rien ne semble avoir démarré ; veuillez la réécrire et, si l'échec persiste, prévenir la personne qui exploite ce bot.
This click has already arrived; the card shows what came of it.
    Ce clic est déjà arrivé ; la carte montre ce qu'il a donné.
This button is not one of mine.
    Ce bouton n'est pas l'un des miens.
This card is out of date. Type the request again to get a new one.
    Cette carte n'est plus à jour. Tapez à nouveau la demande pour en obtenir une nouvelle.
I do not know this button any more. Type {help} to see what I can do.
    Je ne connais plus ce bouton. Tapez {help} pour voir ce que je sais faire.
This request cannot be run any more. Type {help} to see what can.
    Cette demande ne peut plus être exécutée. Tapez {help} pour voir ce qui peut l'être.
Looking again: job {job}, on a card of its own.
    Nouvelle vérification : tâche {job}, sur sa propre carte.
OAuth between Exchange Server and Exchange Online
    OAuth entre Exchange Server et Exchange Online
Look at everything that OAuth between Exchange Server and Exchange Online rests on, and test it both ways. Changes nothing.
    Examiner tout ce sur quoi repose OAuth entre Exchange Server et Exchange Online, et le tester dans les deux sens. Ne modifie rien.
Show what can be asked, or what one command does.
    Montrer ce qui peut être demandé, ou ce que fait une commande.
No organisation is configured, so there is nothing to look at yet.
    Aucune organisation n'est configurée, il n'y a donc encore rien à examiner.
{word} is an address. A request names a configured domain and nothing else is contacted: {domains}.
    {word} est une adresse IP. Une demande cite un domaine configuré et rien d'autre n'est contacté : {domains}.
{word} is not configured here. Configured are: {domains}.
    {word} n'est pas configuré ici. Domaines configurés : {domains}.
Your message has {count} characters and a request has at most {limit}, so it was not read and nothing was run.
    Votre message compte {count} caractères et une demande {limit} au plus ; il n'a donc pas été lu et rien n'a été exécuté.
Your message contains control characters that no keyboard types, so it was not read and nothing was run. Please type the request by hand.
    Votre message contient des caractères de contrôle qu'aucun clavier ne tape ; il n'a donc pas été lu et rien n'a été exécuté. Veuillez taper la demande à la main.
{word} contains letters of another alphabet that only look like Latin ones: {letters}. Nothing was run.
    {word} contient des lettres d'un autre alphabet qui ne font que ressembler aux lettres latines : {letters}. Rien n'a été exécuté.
You are welcome.
    Je vous en prie.
What shall be done with {domain}?
    Que faut-il faire de {domain} ?
That is no command that I know.
    Ce n'est pas une commande que je connais.
I know no command {words}.
    Je ne connais pas de commande {words}.
One domain at a time, please: you named {domains}. Nothing was run.
    Un domaine à la fois, s'il vous plaît : vous avez cité {domains}. Rien n'a été exécuté.
You named no domain; {domain} is the only one configured.
    Vous n'avez cité aucun domaine ; {domain} est le seul configuré.
Which domain? Configured are: {domains}.
    Quel domaine ? Domaines configurés : {domains}.
I understood {request}, but not {words}, so nothing was run.
    J'ai compris {request}, mais pas {words} ; rien n'a donc été exécuté.
Reading {source} broke off in this program ({error}). Please report it.
    La lecture de {source} s'est interrompue dans ce programme ({error}). Veuillez le signaler.
{source} answered with an error ({doing}): {detail}
    {source} a répondu par une erreur ({doing}) : {detail}
{source} could not be reached ({doing}): {detail}
    {source} est injoignable ({doing}) : {detail}
{source} did not answer in time ({doing}): {detail}
    {source} n'a pas répondu à temps ({doing}) : {detail}
{source} does not allow our account to do this ({doing}): {detail}
    {source} ne permet pas cela à notre compte ({doing}) : {detail}
{source} is throttling us ({doing}): {detail}
    {source} limite nos demandes ({doing}) : {detail}
{source} is busy ({doing}): {detail}
    {source} est occupé ({doing}) : {detail}
Our own safety rules forbid asking {source} ({doing}): {detail}
    Nos propres règles de sécurité interdisent d'interroger {source} ({doing}) : {detail}
{command} has no option {option}; it has {options}. Nothing was run.
    {command} n'a pas d'option {option} ; elle a {options}. Rien n'a été exécuté.
{command} takes no options, and you gave {option}. Nothing was run.
    {command} ne prend aucune option, et vous avez donné {option}. Rien n'a été exécuté.
{option} was given twice. Nothing was run.
    {option} a été donnée deux fois. Rien n'a été exécuté.
{option} needs a value: {values}. Nothing was run.
    {option} demande une valeur : {values}. Rien n'a été exécuté.
There is no job {job}.
    Il n'y a pas de tâche {job}.
Job {job} has ended already: it is done.
    La tâche {job} est déjà terminée : elle est faite.
Job {job} has ended already: it failed.
    La tâche {job} est déjà terminée : elle a échoué.
Job {job} has ended already: it was refused.
    La tâche {job} est déjà terminée : elle a été refusée.
Job {job} has ended already: it was cancelled.
    La tâche {job} est déjà terminée : elle a été annulée.
Job {job} has ended already: it was undone.
    La tâche {job} est déjà terminée : elle a été défaite.
The check {check} has answered already.
    La vérification {check} a déjà répondu.
Cancelled by {person}.
    Annulée par {person}.
Step {step} of job {job} is not under way.
    L'étape {step} de la tâche {job} n'est pas en cours.
It was begun {times} times and its worker died each time.
    Elle a été commencée {times} fois et son processus est mort à chaque fois.
There are no checks called {subject}.
    Aucune vérification ne s'appelle {subject}.
The organisation {organisation} could not be opened: {reason}
    L'organisation {organisation} n'a pas pu être ouverte : {reason}
The program met an error of its own ({error}); the log tells where.
    Le programme a rencontré une erreur de son fait ({error}) ; le journal dit où.
"""
)
