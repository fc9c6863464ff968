#Requires -Version 5.1
#Requires -RunAsAdministrator
<#
.SYNOPSIS
Registers the endpoint Hybridge.Maintenance on this Exchange server, or removes it.

.DESCRIPTION
Copies the module with its role capability, writes the session configuration with the group that may
connect, and registers it; what an earlier run installed is replaced.  WinRM is restarted at the end,
which ends open remote sessions on this server.

.PARAMETER AlsoExport
Thumbprints of auth certificates that somebody made with a subject of their own; without it only one
with the subject CN=Microsoft Exchange Server Auth Certificate can be exported.  Give it again at each
run: what an earlier run wrote is replaced.

.EXAMPLE
.\Install.ps1 -Group 'CONTOSO\Hybridge Maintenance'

.EXAMPLE
.\Install.ps1 -Remove
#>
[CmdletBinding(SupportsShouldProcess, DefaultParameterSetName = 'Install')]
param(
    [Parameter(Mandatory, ParameterSetName = 'Install')]
    [string] $Group,

    [Parameter(ParameterSetName = 'Install')]
    [ValidatePattern('\A[0-9A-Fa-f]{40}\z')]
    [string[]] $AlsoExport = @(),

    [Parameter(Mandatory, ParameterSetName = 'Remove')]
    [switch] $Remove
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$name = 'Hybridge.Maintenance'
$module = Join-Path $env:ProgramFiles "WindowsPowerShell\Modules\$name"
$old = Get-PSSessionConfiguration -Name $name -ErrorAction SilentlyContinue

if ($Remove) {
    if ($PSCmdlet.ShouldProcess($name, 'Remove the endpoint and restart WinRM')) {
        if ($old) { Unregister-PSSessionConfiguration -Name $name -Force -NoServiceRestart }
        if (Test-Path -LiteralPath $module) { Remove-Item -LiteralPath $module -Recurse -Force }
        Restart-Service WinRM
    }
    return
}

# Sessions run as an administrator of this server; of a domain controller that is one of the domain.
$domainController = 2
if ((Get-CimInstance -ClassName Win32_OperatingSystem).ProductType -eq $domainController) {
    throw 'This server is a domain controller: a session would run as a domain administrator. ' +
        'Nothing was installed. Restart the services by hand where Hybridge asks for it.'
}

# A group that does not exist would leave an endpoint that nobody can use: fail here instead.
$null = ([System.Security.Principal.NTAccount] $Group).Translate(
    [System.Security.Principal.SecurityIdentifier])

if (-not $PSCmdlet.ShouldProcess($name, "Register the endpoint for $Group and restart WinRM")) {
    return
}

if (Test-Path -LiteralPath $module) { Remove-Item -LiteralPath $module -Recurse -Force }
New-Item -ItemType Directory -Path $module -Force | Out-Null
Copy-Item -Path (Join-Path $PSScriptRoot "$name\*") -Destination $module -Recurse -Force
if ($AlsoExport) {
    [System.IO.File]::WriteAllLines((Join-Path $module 'AuthCertificates.txt'), $AlsoExport)
}
# What was downloaded would not be loaded under the execution policy RemoteSigned.
Get-ChildItem -LiteralPath $module -Recurse -File | Unblock-File

$quoted = [System.Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent($Group)
$text = [System.IO.File]::ReadAllText((Join-Path $PSScriptRoot "$name.pssc"))
$configuration = Join-Path $module "$name.pssc"
[System.IO.File]::WriteAllText($configuration, $text.Replace("'{{GROUP}}'", "'$quoted'"),
    [System.Text.UTF8Encoding]::new($true))

if (-not (Test-PSSessionConfigurationFile -Path $configuration)) {
    throw "$configuration is no valid session configuration."
}
if ($old) { Unregister-PSSessionConfiguration -Name $name -Force -NoServiceRestart }
Register-PSSessionConfiguration -Name $name -Path $configuration -Force -NoServiceRestart | Out-Null
Restart-Service WinRM

Write-Output "$name is registered for $Group."
