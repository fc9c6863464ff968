"""What is judged, and what refutes it: clouds, domains, the Hybrid Agent, in French."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
Nothing is known about this; the other checks do not depend on it.
    On ne sait rien sur ce point ; les autres vérifications n'en dépendent pas.
Report it as a fault of this program; the log tells where it broke off. Then check again.
    Signalez-le comme un défaut de ce programme ; le journal indique où il s'est interrompu. Vérifiez ensuite à nouveau.
Judging this broke off in this program ({error}), which is a mistake of its own.
    L'évaluation de ce point s'est interrompue dans ce programme ({error}) : c'est une erreur du programme lui-même.
The address names {initial}, as it should, and the document there is another tenant's: tenant_id or initial_domain in hybridge.toml is not right.
    L'adresse contient bien {initial}, mais le document qui s'y trouve est celui d'un autre locataire : tenant_id ou initial_domain est incorrect dans hybridge.toml.
{url} answered with status {status}, and not with the document that was asked for.
    {url} a répondu avec l'état {status}, et non avec le document demandé.
Open {url} on the machine that this program runs on. When a proxy, a filter or a device that inspects TLS answers there, let the address pass; then check again.
    Ouvrez {url} sur la machine où ce programme s'exécute. Si un proxy, un filtre ou un appareil qui inspecte TLS y répond, laissez passer cette adresse ; vérifiez ensuite à nouveau.
Domains of the configuration
    Domaines de la configuration
Get-AcceptedDomain in {side} knows, of the configured ones, {domains}.
    Get-AcceptedDomain dans {side} connaît, parmi les domaines configurés : {domains}.
Neither Exchange Server nor Exchange Online accepts mail for {domain}.
    Ni Exchange Server ni Exchange Online n'acceptent de courrier pour {domain}.
The domain is misspelt in hybridge.toml, or has not been set up yet.
    Le domaine est mal orthographié dans hybridge.toml, ou n'est pas encore configuré.
Nothing is changed while it stands there: connectors and names in Entra ID would be written for a domain that may be somebody else's.
    Rien n'est modifié tant qu'il y figure : des connecteurs et des noms dans Entra ID seraient écrits pour un domaine qui appartient peut-être à quelqu'un d'autre.
Correct domains and routing_domain of {name} in hybridge.toml and restart the bot, or set the domain up first; then check oauth {domain} again.
    Corrigez domains et routing_domain de {name} dans hybridge.toml et redémarrez le bot, ou configurez d'abord le domaine ; relancez ensuite check oauth {domain}.
Exchange Online does not accept mail for {domain}.
    Exchange Online n'accepte pas de courrier pour {domain}.
Tokens that speak for people of {domain} are refused by Exchange Online.
    Exchange Online refuse les jetons qui parlent au nom des personnes de {domain}.
Add and verify the domain {name} in the Microsoft 365 admin center, then check oauth {domain} again.
    Ajoutez et vérifiez le domaine {name} dans le centre d'administration Microsoft 365, puis relancez check oauth {domain}.
Exchange Online may not get through to Autodiscover there, and people in the cloud then see no free/busy times of people on premises.
    Exchange Online n'atteint peut-être pas la découverte automatique à cet endroit ; les personnes dans le cloud ne voient alors pas les disponibilités des personnes sur site.
Exchange signs in through the principal that all tenants share. From when on Exchange Online refuses that is published for the worldwide cloud only; for this one, {cloud}, nothing is known.
    Exchange se connecte par le principal de service que tous les locataires partagent. La date à partir de laquelle Exchange Online le refuse n'est publiée que pour le cloud mondial ; pour celui-ci, {cloud}, on ne sait rien.
And yet this succeeds in the same run: {tests}.
    Pourtant, ceci réussit dans la même exécution : {tests}.
This succeeds in the same run, so sign-in works now: {tests}.
    Ceci réussit dans la même exécution, la connexion fonctionne donc maintenant : {tests}.
Nothing has stopped yet. It may, once Exchange reads its configuration again (within an hour) or Microsoft changes what it accepts; what goes over Autodiscover is not part of the test.
    Rien ne s'est encore arrêté. Cela peut arriver quand Exchange relira sa configuration (dans l'heure) ou quand Microsoft changera ce qu'il accepte ; ce qui passe par la découverte automatique ne fait pas partie du test.
Neither side knows {domains}: correct hybridge.toml first, as the finding on the domains says; then check again.
    Aucun des deux côtés ne connaît {domains} : corrigez d'abord hybridge.toml, comme l'indique le constat sur les domaines ; vérifiez ensuite à nouveau.
Look again in an hour, and change nothing before that.
    Regardez à nouveau dans une heure, et ne changez rien d'ici là.
The test from {servers} succeeds, and Exchange is not known to sign in as a dedicated application: it goes through these keys, so the block that Microsoft published is not in force here yet. Keep the current key until a dedicated application is in use, and make one now; then check oauth {domain} again.
    Le test depuis {servers} réussit, et rien n'indique qu'Exchange se connecte en tant qu'application dédiée : il passe par ces clés, le blocage annoncé par Microsoft n'est donc pas encore en vigueur ici. Gardez la clé actuelle jusqu'à ce qu'une application dédiée soit utilisée, et créez-en une maintenant ; relancez ensuite check oauth {domain}.
Whether both sides know the domains of the configuration could not be read: {reason}
    Impossible de lire si les deux côtés connaissent les domaines de la configuration : {reason}
Domain {domain} of the configuration
    Domaine {domain} de la configuration
Neither Exchange Server nor Exchange Online accepts mail for it. Correct domains and routing_domain of {name} in hybridge.toml and restart the bot, or set the domain up first; until then nothing at all is changed.
    Ni Exchange Server ni Exchange Online n'acceptent de courrier pour lui. Corrigez domains et routing_domain de {name} dans hybridge.toml et redémarrez le bot, ou configurez d'abord le domaine ; d'ici là, rien n'est modifié.
It did not come to be so in time; seen last: {seen} What was changed before that stays ({count}). Type {retry} to wait again.
    Cela ne s'est pas produit à temps ; vu en dernier : {seen} Ce qui a été modifié avant reste en place ({count}). Tapez {retry} pour attendre à nouveau.
The name is there as the hybrid wizard writes it: {name}.
    Le nom est présent sous la forme qu'écrit l'assistant Configuration hybride : {name}.
Exchange Online comes through the Hybrid Agent at {host}, so no name of this organisation needs to be published for it. Teams calendars and hybrid modern authentication do not work this way.
    Exchange Online passe par l'agent hybride à l'adresse {host} ; aucun nom de cette organisation n'a donc besoin d'être publié pour lui. Les calendriers Teams et l'authentification moderne hybride ne fonctionnent pas de cette façon.
Find the address under which EWS is published, set it as ExternalUrl of the directory (Set-WebServicesVirtualDirectory), then check oauth {domain} again.
    Trouvez l'adresse sous laquelle EWS est publié, définissez-la comme ExternalUrl du répertoire (Set-WebServicesVirtualDirectory), puis relancez check oauth {domain}.
"""
)
