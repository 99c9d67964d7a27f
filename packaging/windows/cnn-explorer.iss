; Installer for Windows (Inno Setup 6.3 or newer), of what PyInstaller has made in dist\frozen.
; Not tried yet: it has been written without a Windows machine.
;
;   iscc /DVersion=0.1.0 packaging\windows\cnn-explorer.iss      -> dist\cnn-explorer-0.1.0-setup.exe

#ifndef Version
  #error Say which version: iscc /DVersion=0.1.0
#endif
#define Name "CNN Explorer"
#define Program "cnn-explorer-window.exe"

[Setup]
; Never changes: by it, an installer finds the version before.
AppId={{6B7F2C1E-4B0D-4E0B-9A52-6A9C1F0F3D27}
AppName={#Name}
AppVersion={#Version}
AppVerName={#Name} {#Version}
AppPublisher=The cnn-explorer developers
AppPublisherURL=https://github.com/cnn-explorer/cnn-explorer
AppSupportURL=https://github.com/cnn-explorer/cnn-explorer/issues
VersionInfoVersion={#Version}
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\icons\cnn-explorer.ico
UninstallDisplayIcon={app}\{#Program}
OutputDir=..\..\dist
OutputBaseFilename=cnn-explorer-{#Version}-setup
DefaultDirName={autopf}\{#Name}
DefaultGroupName={#Name}
DisableProgramGroupPage=yes
; For this user alone unless an administrator says otherwise.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
Compression=lzma2/max
SolidCompression=yes
LZMANumBlockThreads=2
WizardStyle=modern
CloseApplications=yes
ChangesEnvironment=yes
ChangesAssociations=yes

[Languages]
Name: "english"; MessagesFile: "compiler:Default.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; GroupDescription: "{cm:AdditionalIcons}"; Flags: unchecked
Name: "path"; Description: "Make the command cnn-explorer known to terminals (PATH)"; Flags: unchecked

[Files]
Source: "..\..\dist\frozen\cnn-explorer\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[InstallDelete]
; What an older version had and this one has not would otherwise stay and be imported.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{group}\{#Name}"; Filename: "{app}\{#Program}"
Name: "{autodesktop}\{#Name}"; Filename: "{app}\{#Program}"; Tasks: desktopicon

[Registry]
Root: HKA; Subkey: "Software\Classes\.cnnx\OpenWithProgids"; ValueType: string; ValueName: "CnnExplorer.Workspace"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\CnnExplorer.Workspace"; ValueType: string; ValueData: "CNN Explorer workspace"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\CnnExplorer.Workspace\DefaultIcon"; ValueType: string; ValueData: "{app}\{#Program},0"
Root: HKA; Subkey: "Software\Classes\CnnExplorer.Workspace\shell\open\command"; ValueType: string; ValueData: """{app}\{#Program}"" ""%1"""
Root: HKCU; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; Tasks: path; Check: NotInPath

[Run]
Filename: "{app}\{#Program}"; Description: "{cm:LaunchProgram,{#Name}}"; Flags: nowait postinstall skipifsilent

[Code]
function NotInPath: Boolean;
var
  Known: string;
begin
  if not RegQueryStringValue(HKCU, 'Environment', 'Path', Known) then
    Known := '';
  Result := Pos(';' + Lowercase(ExpandConstant('{app}')) + ';', ';' + Lowercase(Known) + ';') = 0;
end;
