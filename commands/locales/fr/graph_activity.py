"""Microsoft Graph's activity log as a proof, in French."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
Requests of Exchange in Microsoft Graph's activity log
    Requêtes d'Exchange dans le journal d'activité de Microsoft Graph
{count} × {method} {path}: HTTP {status}, signed with {thumbprint}, the last at {time}.
    {count} × {method} {path} : HTTP {status}, signées avec {thumbprint}, la dernière à {time}.
Microsoft Graph refused it because a permission is missing: grant the permissions that the other findings name. Then check oauth {domain} again.
    Microsoft Graph l'a refusée parce qu'il manque une autorisation : accordez celles que nomment les autres constats. Relancez ensuite check oauth {domain}.
Microsoft Graph did not carry out the last request. If it stays so, look at the other findings, then check oauth {domain} again.
    Microsoft Graph n'a pas exécuté la dernière requête. Si cela persiste, regardez les autres constats, puis relancez check oauth {domain}.
No request that Microsoft Graph carried out was signed with the current certificate {current}.
    Aucune requête exécutée par Microsoft Graph n'était signée avec le certificat actuel {current}.
Microsoft Graph's activity log shows no request of the application in a day.
    Le journal d'activité de Microsoft Graph ne montre aucune requête de l'application depuis un jour.
Whether the servers reach Microsoft Graph is not known.
    On ne sait pas si les serveurs atteignent Microsoft Graph.
Have somebody with a mailbox on premises look at the calendar of a colleague in the cloud, wait two hours, and check oauth {domain} again.
    Faites ouvrir le calendrier d'un collègue du cloud par une personne dont la boîte est sur site, attendez deux heures, puis relancez check oauth {domain}.
Wait until Microsoft Graph's activity log shows a request signed with {thumbprint}
    Attendre que le journal d'activité de Microsoft Graph montre une requête signée avec {thumbprint}
No workspace is configured any more; put {setting} back.
    Plus aucun espace de travail n'est configuré ; rétablissez {setting}.
No such request is in the log yet; it shows within half an hour as a rule, up to two hours. Have somebody with a mailbox on premises look at the calendar of a colleague in the cloud.
    Aucune requête de ce type n'est encore dans le journal ; elle y apparaît en général en une demi-heure, au plus tard en deux heures. Faites ouvrir le calendrier d'un collègue du cloud par une personne dont la boîte est sur site.
What the servers sign with is proven by Microsoft Graph's activity log: somebody with a mailbox on premises has to look at a calendar in the cloud meanwhile, and a request shows within half an hour as a rule, up to two hours.
    Ce avec quoi les serveurs signent est prouvé par le journal d'activité de Microsoft Graph : entre-temps, une personne dont la boîte est sur site doit ouvrir un calendrier du cloud, et une requête apparaît en général en une demi-heure, au plus tard en deux heures.
"""
)
