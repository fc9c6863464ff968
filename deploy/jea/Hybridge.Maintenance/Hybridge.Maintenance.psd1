# Only a home for the role capability: PowerShell looks for those inside modules.
@{
    ModuleVersion     = '1.0.0'
    GUID              = 'b0b9f6c1-5a0e-4c0f-9a4e-3d2a7f6c8e15'
    Description       = 'The maintenance endpoint that Hybridge reads the build of an Exchange server from.'
    PowerShellVersion = '5.1'
    FunctionsToExport = @()
    CmdletsToExport   = @()
    AliasesToExport   = @()
    VariablesToExport = @()
}
