"""Products, builds and the way to Exchange Server SE, in French."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
{product} gets no public updates anymore. Only Exchange Server SE can use Microsoft Graph in place of EWS, which ends on {date}.
    {product} ne reçoit plus de mises à jour publiques. Seul Exchange Server SE peut utiliser Microsoft Graph à la place d'EWS, qui sera retiré le {date}.
This build is not in the table of updates, so only its product is judged.
    Cette build ne figure pas dans la table des mises à jour ; seul le produit est jugé.
Updates after {update} are for customers of the Extended Security Update program; the newest of them known here is {newest} ({build}).
    Les mises à jour postérieures à {update} sont réservées aux clients du programme de mises à jour de sécurité étendues (ESU) ; la dernière connue ici est {newest} ({build}).
The Extended Security Update program ended in October 2026.
    Le programme de mises à jour de sécurité étendues (ESU) s'est terminé en octobre 2026.
Install {product} on {server}.
    Installez {product} sur {server}.
It is older than {update}. In Exchange Online, Get-OnPremServerReportInfo lists the servers whose mail is held back, and New-TenantExemptionInfo -BlockingScenario UnpatchedOnPremServer pauses that, 90 days a year at most.
    Antérieur à {update}. Dans Exchange Online, Get-OnPremServerReportInfo répertorie les serveurs dont le courrier est retenu, et New-TenantExemptionInfo -BlockingScenario UnpatchedOnPremServer suspend ce blocage, 90 jours par an au plus.
Since {date} Exchange Online slows down, then blocks mail from this server, if it goes through a connector of type OnPremises.
    Depuis {date}, Exchange Online ralentit, puis bloque le courrier de ce serveur s'il passe par un connecteur de type OnPremises.
The newest update known here is {update} ({build}), published on {date}.
    La dernière mise à jour connue ici est {update} ({build}), publiée le {date}.
Whether this is the newest update is not judged: the table of updates ends on {date}, and Microsoft's next day for updates was {next}.
    La dernière mise à jour n'est pas vérifiée : la table des mises à jour s'arrête au {date}, et le jour de mises à jour suivant de Microsoft était le {next}.
Compare the build with {url}. A newer version of Hybridge has a newer table.
    Comparez la build avec {url}. Une version plus récente de Hybridge a une table plus récente.
Install the newest update of Exchange Server SE on {server}.
    Installez la dernière mise à jour d'Exchange Server SE sur {server}.
Upgrade {server} in place with the setup program of Exchange Server SE. Then install the newest update.
    Mettez {server} à niveau sur place avec le programme d'installation d'Exchange Server SE. Installez ensuite la dernière mise à jour.
Install Exchange Server 2019 CU15 on {server} first: only CU14 and CU15 can be upgraded to Exchange Server SE in place. Then upgrade it.
    Installez d'abord Exchange Server 2019 CU15 sur {server} : seules CU14 et CU15 peuvent être mises à niveau sur place vers Exchange Server SE. Effectuez ensuite la mise à niveau.
{product} can't be upgraded in place. Install Exchange Server SE on a new server, move everything there, then uninstall Exchange from {server}.
    {product} ne peut pas être mis à niveau sur place. Installez Exchange Server SE sur un nouveau serveur, déplacez-y tout, puis désinstallez Exchange de {server}.
Move everything from {server} to Exchange Online or to a newer server, then uninstall Exchange from it. Exchange Server SE can't be installed while {product} is in the organization.
    Déplacez tout de {server} vers Exchange Online ou un serveur plus récent, puis désinstallez-en Exchange. Exchange Server SE ne peut pas être installé tant que {product} est dans l'organisation.
On {server}, as administrator, in the setup files of Exchange Server 2019 CU15
    Sur {server}, en tant qu'administrateur, dans les fichiers d'installation d'Exchange Server 2019 CU15
On {server}, as administrator, in the setup files of Exchange Server SE
    Sur {server}, en tant qu'administrateur, dans les fichiers d'installation d'Exchange Server SE
Install {update} or a later update on {servers} first: before that, the server can't sign in as the application. Each server's own row names its update.
    Installez d'abord {update} ou une mise à jour ultérieure sur {servers} : avant cela, le serveur ne peut pas se connecter en tant qu'application. La ligne de chaque serveur indique sa mise à jour.
{servers}: no update of this product brings {update}; it needs Exchange Server SE.
    {servers} : aucune mise à jour de ce produit n'apporte {update} ; Exchange Server SE est nécessaire.
Bring {servers} to Exchange Server SE first; each server's own row names the way.
    Faites d'abord passer {servers} à Exchange Server SE ; la ligne de chaque serveur indique comment.
Each server has exactly one of them. Microsoft's HealthChecker counts them all the same, and calls more than one an error.
    Chaque serveur en a exactement un. HealthChecker de Microsoft les compte tous et en signale plus d'un comme une erreur.
Several enabled setting overrides switch it on for one server: {names}.
    Plusieurs remplacements de paramètre l'activent pour un même serveur : {names}.
Leave each server one of them and refresh each server, then check oauth {domain} again.
    Laissez-en un par serveur et actualisez chaque serveur, puis relancez check oauth {domain}.
No enabled setting override for it reaches: {servers}.
    Aucun remplacement de paramètre activé n'atteint : {servers}.
Make one for each of these servers and refresh them, then check oauth {domain} again.
    Créez-en un pour chacun de ces serveurs et actualisez-les, puis relancez check oauth {domain}.
The setting override {name} does not hold for every version: {limits}.
    Le remplacement de paramètre {name} ne vaut pas pour toutes les versions : {limits}.
They do not give each server exactly one that is on: {names}. Keep one that holds everywhere, or one for each server; the rest of the plan does not wait for it.
    Ils n'en laissent pas exactement un d'activé par serveur : {names}. Gardez-en un qui vaut partout, ou un par serveur ; le reste du plan n'attend pas.
Done, 1 thing to do by hand
    Terminée, 1 action à faire à la main
Done, {count} things to do by hand
    Terminée, {count} actions à faire à la main
Done, 1 problem left
    Terminée, 1 problème restant
Done, problems left: {count}
    Terminée, problèmes restants : {count}
For mail flow Microsoft asks for {update} on {product}. Whether it takes this cumulative update with {update} for enough is not known.
    Pour le flux de messagerie, Microsoft exige {update} sur {product}. Rien ne dit si cette mise à jour cumulative avec {update} suffit.
From {date} on this cumulative update gets no updates.
    À partir du {date}, cette mise à jour cumulative ne reçoit plus de mises à jour.
On any computer with Microsoft's script, in Windows PowerShell 5.1 as administrator, without ExchangeOnlineManagement loaded
    Sur n'importe quel ordinateur avec le script de Microsoft, dans Windows PowerShell 5.1 en tant qu'administrateur, sans ExchangeOnlineManagement chargé
First remove {hindering} from the organization: setup of Exchange Server SE stops while Exchange 2013 or older is there.
    Retirez d'abord {hindering} de l'organisation : l'installation d'Exchange Server SE s'arrête tant qu'Exchange 2013 ou antérieur s'y trouve.
"""
)
