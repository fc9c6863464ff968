@{
    RootModule        = 'Hybridge.Maintenance.psm1'
    ModuleVersion     = '3.0.0'
    GUID              = 'b0b9f6c1-5a0e-4c0f-9a4e-3d2a7f6c8e15'
    Description       = 'What Hybridge may do on an Exchange server beside Exchange''s own cmdlets.'
    PowerShellVersion = '5.1'
    FunctionsToExport = 'Get-HybridgeExSetup', 'Restart-HybridgeServiceHost', 'Restart-HybridgeWebPools', 'Export-HybridgeAuthCertificate'
    CmdletsToExport   = @()
    AliasesToExport   = @()
    VariablesToExport = @()
}
