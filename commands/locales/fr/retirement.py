"""Whom a rotation leaves to people, whom it no longer waits for, and how it ends, in French."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
Auth servers of other tenants
    Serveurs d'authentification d'autres locataires
Exchange signs in to other tenants with the same certificate: {tenants}. This job cannot bring the new key there. From the publication on their calendars and sign-ins fail (AADSTS700027), until people have brought it there.
    Exchange se connecte à d'autres locataires avec le même certificat : {tenants}. Cette tâche ne peut pas y apporter la nouvelle clé. Dès la publication, leurs calendriers et connexions échouent (AADSTS700027), jusqu'à ce que quelqu'un l'y ait apportée.
New key in tenant {tenant}
    Nouvelle clé dans le locataire {tenant}
Auth server {names}, application {ids}. Once the new certificate is staged: the script signs in to the tenant of whoever signs in, so that has to be an administrator of this tenant, and finds the application by its name, ExchangeServerApp- and the organisation's GUID. Or disable the auth server where nobody uses it any more.
    Serveur d'authentification {names}, application {ids}. Une fois le nouveau certificat préparé : le script se connecte au locataire de la personne qui s'identifie, donc à faire en tant qu'administrateur de ce locataire, et il trouve l'application par son nom, ExchangeServerApp- suivi du GUID de l'organisation. Ou désactivez le serveur d'authentification si plus personne ne l'utilise.
Active Directory does not list {gone} any more: no longer waited for.
    Active Directory ne liste plus {gone} : plus rien n'y est attendu.
{server} does not answer, and Active Directory does not list it any more. Take it out of hybridge.toml.
    {server} ne répond pas, et Active Directory ne le liste plus. Retirez-le de hybridge.toml.
Certificate {thumbprint}: in use, and not due to be replaced. For a new one all the same: {request}
    Certificat {thumbprint} : en service, pas encore à remplacer. Pour un nouveau malgré tout : {request}
Wait an hour: every server has looked for the current certificate then
    Attendre une heure : chaque serveur a alors cherché le certificat actuel
Retirement of the old auth certificate
    Retrait de l'ancien certificat d'authentification
Remark: once nobody needs it, “{request}” puts it away, with its key in the cloud.
    Remarque : quand personne n'en a plus besoin, « {request} » le retire, avec sa clé dans le cloud.
"""
)
