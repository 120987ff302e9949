# Gives Chrome on Windows the policy of chromium-policy.json. As administrator:
#   .\set-policy.ps1 -Server https://feedback.example.gov.vn
param([Parameter(Mandatory)][string]$Server)
$ErrorActionPreference = 'Stop'
$key = 'HKLM:\SOFTWARE\Policies\Google\Chrome'
$text = Get-Content -Raw "$PSScriptRoot\..\chromium-policy.json"
$policy = $text.Replace('https://feedback.example.gov.vn', $Server) | ConvertFrom-Json
# A folder of Linux; Windows keeps its own.
$policy.PSObject.Properties.Remove('DownloadDirectory')
New-Item -Force $key | Out-Null
foreach ($one in $policy.PSObject.Properties) {
  if ($one.Value -is [array]) {
    New-Item -Force "$key\$($one.Name)" | Out-Null
    $number = 0
    foreach ($entry in $one.Value) {
      $number++
      New-ItemProperty -Force "$key\$($one.Name)" -Name $number -PropertyType String -Value $entry | Out-Null
    }
  } elseif ($one.Value -is [string]) {
    New-ItemProperty -Force $key -Name $one.Name -PropertyType String -Value $one.Value | Out-Null
  } else {
    New-ItemProperty -Force $key -Name $one.Name -PropertyType DWord -Value ([int]$one.Value) | Out-Null
  }
}
# No swipe from the screen's edge into Windows.
New-Item -Force 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\EdgeUI' | Out-Null
New-ItemProperty -Force 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\EdgeUI' -Name AllowEdgeSwipe -PropertyType DWord -Value 0 | Out-Null
