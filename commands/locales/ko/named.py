"""What is said about the servers, times and numbers that a request names, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
{given} is too soon: Microsoft documents {least} hours at least, and a server that has not got the certificate by then is cut off. Nothing was run.
    {given}은(는) 너무 이릅니다. Microsoft 문서는 최소 {least}시간을 요구하며, 그때까지 인증서를 받지 못한 서버는 연결이 끊깁니다. 아무것도 실행하지 않았습니다.
{given} is more than a year ahead; something like {example} is usual. Nothing was run.
    {given}은(는) 1년도 더 뒤입니다. 보통은 {example} 정도로 적습니다. 아무것도 실행하지 않았습니다.
The clocks of {zone} change at {time}: it comes twice that day, or not at all. Write it with its distance from UTC, like {example}. Nothing was run.
    {time}에 {zone}의 시계가 바뀌므로 그 시각은 그날 두 번 오거나 오지 않습니다. {example}처럼 UTC와의 차이를 함께 적어 주십시오. 아무것도 실행하지 않았습니다.
{given} is no time to take over at. Write hours or days from now on, like {hours} or {days}, or a day with its time on the organisation's clocks, like {moment}. Nothing was run.
    {given}은(는) 적용 시각으로 읽을 수 없습니다. {hours}나 {days}처럼 지금부터의 시간이나 일수를 적거나 {moment}처럼 조직의 시간대로 날짜와 시각을 적어 주십시오. 아무것도 실행하지 않았습니다.
{given} is no number of days. Write it like {days} or {years}. Nothing was run.
    {given}은(는) 일수가 아닙니다. {days} 또는 {years}처럼 적어 주십시오. 아무것도 실행하지 않았습니다.
A certificate can be asked for that is valid for {least} to {most} days, and not for {days}. Nothing was run.
    인증서의 유효 기간은 {least}일에서 {most}일까지 정할 수 있으며 {days}일은 안 됩니다. 아무것도 실행하지 않았습니다.
You named no domain; {server} is a server of {domain}.
    도메인을 적지 않으셨습니다. {server}은(는) {domain}의 서버입니다.
{server} is a server of {owner}, not of {domain}, whose servers are: {servers}. Nothing was run.
    {server}은(는) {owner}의 서버이며 {domain}의 서버가 아닙니다. {domain}의 서버: {servers}. 아무것도 실행하지 않았습니다.
Which domain? There is a server {server} in each of: {domains}.
    어느 도메인입니까? {server} 서버는 다음 도메인에 모두 있습니다: {domains}.
One server at a time, please: that is {servers}. Nothing was run.
    서버는 한 번에 하나만 적어 주십시오. 다음 서버에 해당합니다: {servers}. 아무것도 실행하지 않았습니다.
No server is configured for {domain}.
    {domain}에는 설정된 서버가 없습니다.
{word} is no configured server. Configured are: {servers}. Nothing was run.
    {word}은(는) 설정된 서버가 아닙니다. 설정된 서버: {servers}. 아무것도 실행하지 않았습니다.
To which server? Configured are: {servers}.
    어느 서버입니까? 설정된 서버: {servers}.
{word} is no configured server of {domain}, whose servers are: {servers}. Nothing was run.
    {word}은(는) {domain}에 설정된 서버가 아닙니다. {domain}의 서버: {servers}. 아무것도 실행하지 않았습니다.
To which server? {domain} has: {servers}.
    어느 서버입니까? {domain}의 서버: {servers}.
less than a day
    하루 미만
1 day
    1일
{count} days
    {count}일
1 change
    변경 1개
{count} changes
    변경 {count}개
1 finding
    1건
{count} findings
    {count}건
1 key
    키 1개
{count} keys
    키 {count}개
"""
)
