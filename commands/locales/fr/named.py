"""What is said about the servers, times and numbers that a request names, in French."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
{given} is too soon: Microsoft documents {least} hours at least, and a server that has not got the certificate by then is cut off. Nothing was run.
    {given}, c'est trop tôt : Microsoft indique au moins {least} heures, et un serveur qui n'a pas reçu le certificat d'ici là est coupé. Rien n'a été exécuté.
{given} is more than a year ahead; something like {example} is usual. Nothing was run.
    {given}, c'est dans plus d'un an ; on écrit d'ordinaire quelque chose comme {example}. Rien n'a été exécuté.
The clocks of {zone} change at {time}: it comes twice that day, or not at all. Write it with its distance from UTC, like {example}. Nothing was run.
    L'heure change à {zone} le {time} : ce jour-là, elle vient deux fois ou pas du tout. Écrivez-la avec son décalage par rapport à UTC, comme {example}. Rien n'a été exécuté.
{given} is no time to take over at. Write hours or days from now on, like {hours} or {days}, or a day with its time on the organisation's clocks, like {moment}. Nothing was run.
    {given} n'est pas une heure de prise d'effet. Écrivez des heures ou des jours à partir de maintenant, comme {hours} ou {days}, ou une date avec son heure dans le fuseau de l'organisation, comme {moment}. Rien n'a été exécuté.
{given} is no number of days. Write it like {days} or {years}. Nothing was run.
    {given} n'est pas un nombre de jours. Écrivez-le comme {days} ou {years}. Rien n'a été exécuté.
A certificate can be asked for that is valid for {least} to {most} days, and not for {days}. Nothing was run.
    On peut demander un certificat valable de {least} à {most} jours, et non {days}. Rien n'a été exécuté.
You named no domain; {server} is a server of {domain}.
    Vous n'avez pas indiqué de domaine ; {server} est un serveur de {domain}.
{server} is a server of {owner}, not of {domain}, whose servers are: {servers}. Nothing was run.
    {server} est un serveur de {owner}, et non de {domain}, dont les serveurs sont : {servers}. Rien n'a été exécuté.
Which domain? There is a server {server} in each of: {domains}.
    Quel domaine ? Il y a un serveur {server} dans chacun de ceux-ci : {domains}.
One server at a time, please: that is {servers}. Nothing was run.
    Un serveur à la fois, s'il vous plaît : il s'agit de {servers}. Rien n'a été exécuté.
No server is configured for {domain}.
    Aucun serveur n'est configuré pour {domain}.
{word} is no configured server. Configured are: {servers}. Nothing was run.
    {word} n'est pas un serveur configuré. Sont configurés : {servers}. Rien n'a été exécuté.
To which server? Configured are: {servers}.
    Vers quel serveur ? Sont configurés : {servers}.
{word} is no configured server of {domain}, whose servers are: {servers}. Nothing was run.
    {word} n'est pas un serveur configuré de {domain}, dont les serveurs sont : {servers}. Rien n'a été exécuté.
To which server? {domain} has: {servers}.
    Vers quel serveur ? {domain} a : {servers}.
less than a day
    moins d'un jour
1 day
    1 jour
{count} days
    {count} jours
1 change
    1 modification
{count} changes
    {count} modifications
1 finding
    1 constat
{count} findings
    {count} constats
1 key
    1 clé
{count} keys
    {count} clés
"""
)
