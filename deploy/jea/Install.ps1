#Requires -Version 5.1
#Requires -RunAsAdministrator
<#
.SYNOPSIS
Registers the endpoint Hybridge.Maintenance on this Exchange server, or removes it.

.DESCRIPTION
Copies the role capability, writes the session configuration with the group that may connect, and
registers it.  WinRM is restarted at the end, which ends open remote sessions on this server.

.EXAMPLE
.\Install.ps1 -Group 'CONTOSO\Hybridge Maintenance'

.EXAMPLE
.\Install.ps1 -Remove
#>
[CmdletBinding(SupportsShouldProcess, DefaultParameterSetName = 'Install')]
param(
    [Parameter(Mandatory, ParameterSetName = 'Install')]
    [string] $Group,

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

# A group that does not exist would leave an endpoint that nobody can use: fail here instead.
$null = ([System.Security.Principal.NTAccount] $Group).Translate(
    [System.Security.Principal.SecurityIdentifier])

if (-not $PSCmdlet.ShouldProcess($name, "Register the endpoint for $Group and restart WinRM")) {
    return
}

New-Item -ItemType Directory -Path $module -Force | Out-Null
Copy-Item -Path (Join-Path $PSScriptRoot "$name\*") -Destination $module -Recurse -Force

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
