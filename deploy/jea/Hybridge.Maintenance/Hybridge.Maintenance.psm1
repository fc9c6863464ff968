# What the maintenance endpoint can do: three functions that take nothing, and the export of the auth
# certificate, which takes a thumbprint and a password.
#
# They use .NET rather than cmdlets, so that nothing else has to be made visible, and the registry and
# the system's folder rather than the environment, which a caller could have changed.  What is
# restarted loads the auth certificate when it starts; the names stand here, and no caller can give
# another.

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$ServiceHost = 'MSExchangeServiceHost'
$WebPools = 'MSExchangeOWAAppPool', 'MSExchangeECPAppPool', 'MSExchangeServicesAppPool', 'MSExchangeAutodiscoverAppPool'
$AuthSubject = 'CN=Microsoft Exchange Server Auth Certificate'
# Thumbprints, one a line, of auth certificates with another subject; Install.ps1 writes the file.
$Listed = [System.IO.Path]::Combine($PSScriptRoot, 'AuthCertificates.txt')
$Patience = [System.TimeSpan]::FromSeconds(90)

function Get-HybridgeExSetup {
    [CmdletBinding()]
    param()

    $key = 'HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\ExchangeServer\v15\Setup'
    $path = [Microsoft.Win32.Registry]::GetValue($key, 'MsiInstallPath', $null)
    if (-not $path) { throw 'Exchange Server is not installed here.' }
    $file = [System.IO.Path]::Combine($path, 'Bin', 'ExSetup.exe')
    [System.Diagnostics.FileVersionInfo]::GetVersionInfo($file)
}

function Restart-HybridgeServiceHost {
    [CmdletBinding()]
    param()

    $assembly = 'System.ServiceProcess, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a'
    $null = [System.Reflection.Assembly]::Load($assembly)
    $service = $null
    foreach ($each in [System.ServiceProcess.ServiceController]::GetServices()) {
        if ($each.ServiceName -eq $ServiceHost) { $service = $each }
    }
    if (-not $service) { throw "There is no service $ServiceHost here. Is this an Exchange server?" }

    # Stopping a service stops those that depend on it, and nothing would start them again.
    $others = foreach ($each in $service.DependentServices) {
        if ($each.Status -ne 'Stopped') { $each.ServiceName }
    }
    if ($others) { throw "$ServiceHost was left as it is: $($others -join ', ') would stop with it." }

    $began = [System.DateTime]::UtcNow
    if ($service.Status -ne 'Stopped') {
        if ($service.Status -ne 'StopPending') { $service.Stop() }
        WaitFor $service 'Stopped'
    }
    try { $service.Start() }
    catch {
        throw "$ServiceHost was stopped and does not start: $($_.Exception.GetBaseException().Message) " +
            "Start it on this server: Start-Service $ServiceHost"
    }
    WaitFor $service 'Running'
    Done $ServiceHost $service.Status $began
}

function Restart-HybridgeWebPools {
    [CmdletBinding()]
    param()

    $library = [System.IO.Path]::Combine(
        [System.Environment]::SystemDirectory, 'inetsrv', 'Microsoft.Web.Administration.dll')
    if (-not [System.IO.File]::Exists($library)) { throw 'IIS is not installed here.' }
    $null = [System.Reflection.Assembly]::LoadFrom($library)
    $iis = [Microsoft.Web.Administration.ServerManager]::new()
    try {
        foreach ($name in $WebPools) {
            if (-not $iis.ApplicationPools[$name]) {
                throw "There is no application pool $name here. Is this an Exchange server?"
            }
        }
        foreach ($name in $WebPools) {
            $began = [System.DateTime]::UtcNow
            $pool = $iis.ApplicationPools[$name]
            # A pool that is stopped cannot be recycled, and it loads the certificate when it starts.
            $state = if ($pool.State -eq 'Stopped') { $pool.Start() } else { $pool.Recycle() }
            Done $name $state $began
        }
    }
    finally { $iis.Dispose() }
}

# The auth certificate with its private key, as PKCS #12 under the caller's one-time password.
# Export-ExchangeCertificate refuses it since the October 2025 update.  Nothing but an auth certificate
# leaves: neither a mail server's nor any other one's key.
function Export-HybridgeAuthCertificate {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)]
        [string] $Thumbprint,

        [Parameter(Mandatory)]
        [System.Security.SecureString] $Password
    )

    $here = [System.Environment]::MachineName
    if ($Thumbprint -notmatch '\A[0-9A-Fa-f]{40}\z') {
        throw 'A thumbprint is 40 hexadecimal digits. Nothing was exported.'
    }
    if ($Password.Length -lt 16) {
        throw 'The password is too short for a private key: give 16 characters or more. Nothing was exported.'
    }
    $wanted = $Thumbprint.ToUpperInvariant()
    $store = [System.Security.Cryptography.X509Certificates.X509Store]::new(
        [System.Security.Cryptography.X509Certificates.StoreName]::My,
        [System.Security.Cryptography.X509Certificates.StoreLocation]::LocalMachine)
    try {
        $store.Open([System.Security.Cryptography.X509Certificates.OpenFlags] 'ReadOnly, OpenExistingOnly')
        $found = $store.Certificates.Find(
            [System.Security.Cryptography.X509Certificates.X509FindType]::FindByThumbprint, $wanted, $false)
        if ($found.Count -eq 0) { throw "There is no certificate $wanted in LocalMachine\My of $here." }
        $certificate = $found[0]
        if ($certificate.Subject -ne $AuthSubject -and -not (IsListed $wanted)) {
            throw "$wanted is no auth certificate: its subject is $($certificate.Subject), and it is not in " +
                "$Listed. Nothing was exported."
        }
        if (-not $certificate.HasPrivateKey) {
            throw "$wanted is on $here without its private key. Export it on a server that has the key."
        }
        try {
            $file = $certificate.Export(
                [System.Security.Cryptography.X509Certificates.X509ContentType]::Pfx, $Password)
        }
        catch {
            throw "The private key of $wanted on $here could not be exported: it is not exportable, or " +
                "cannot be read. Windows says: $($_.Exception.GetBaseException().Message)"
        }
        [pscustomobject] @{ Server = $here; Thumbprint = $wanted; FileData = $file }
    }
    finally { $store.Close() }
}

function IsListed($Wanted) {
    if (-not [System.IO.File]::Exists($Listed)) { return $false }
    foreach ($each in [System.IO.File]::ReadAllLines($Listed)) {
        if ($each.Trim() -eq $Wanted) { return $true }
    }
    return $false
}

# Wait for a service.  The type of the exception says that it is not known how the matter ends.
function WaitFor($Service, $State) {
    $until = [System.DateTime]::UtcNow + $Patience
    while ($true) {
        $Service.Refresh()
        if ($Service.Status -eq $State) { return }
        if ([System.DateTime]::UtcNow -ge $until) {
            throw [System.TimeoutException]::new(
                "$($Service.ServiceName) is $($Service.Status) and not $State after " +
                "$($Patience.TotalSeconds) seconds. Look after it on this server: Get-Service $ServiceHost")
        }
        [System.Threading.Thread]::Sleep(500)
    }
}

function Done($Name, $State, $Began) {
    [pscustomobject] @{
        Server = [System.Environment]::MachineName
        Name   = $Name
        State  = "$State"
        Began  = $Began
        Ended  = [System.DateTime]::UtcNow
    }
}

Export-ModuleMember -Function 'Get-HybridgeExSetup', 'Restart-HybridgeServiceHost', 'Restart-HybridgeWebPools', 'Export-HybridgeAuthCertificate'
