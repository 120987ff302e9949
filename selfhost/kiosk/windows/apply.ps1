# Hands a configuration to Windows. It must run as SYSTEM, for instance in: psexec -i -s powershell.exe
#   .\apply.ps1 -Kind ShellLauncher    Enterprise, Education, IoT Enterprise: shell-launcher.xml
#   .\apply.ps1 -Kind Configuration    Pro: assigned-access.xml
#   .\apply.ps1 -Kind … -Remove        takes it away
param([Parameter(Mandatory)][ValidateSet('ShellLauncher', 'Configuration')][string]$Kind, [switch]$Remove)
$ErrorActionPreference = 'Stop'
$file = @{ ShellLauncher = 'shell-launcher.xml'; Configuration = 'assigned-access.xml' }[$Kind]
$xml = Get-Content -Raw "$PSScriptRoot\$file"
$access = Get-CimInstance -Namespace 'root\cimv2\mdm\dmmap' -ClassName MDM_AssignedAccess
$access.$Kind = if ($Remove) { $null } else { [System.Net.WebUtility]::HtmlEncode($xml) }
Set-CimInstance -CimInstance $access
