; The installer for Windows. It is for one user and asks for no rights: all it
; writes is in that user's folders and in HKCU. Compiled by
; scripts/package/windows.sh, which defines
;
;   VERSION, VERSION_NUMBERS   0.1.0 and 0.1.0.0
;   FILES                      the folder of what is to be installed
;   ICON, SIDE                 the icon, and the picture on the last page
;   OUT                        the installer to be written
;
; /S installs without a question, /D=FOLDER into another folder (as the last
; argument, without quotes). Status 0: done, 2: Sidelight is running, and nothing
; was changed, or a file could not be written.

Unicode true
Target amd64-unicode
RequestExecutionLevel user
ManifestDPIAware true
SetCompressor /SOLID lzma
; The two programs differ in a few bytes: with both in one window of the
; compressor the second costs nothing.
SetCompressorDictSize 64

!include MUI2.nsh
!include FileFunc.nsh

!define CLASSES "Software\Classes"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Sidelight"
!define APP_PATHS "Software\Microsoft\Windows\CurrentVersion\App Paths\sidelight.exe"

Name "Sidelight"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Sidelight"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
BrandingText "Sidelight ${VERSION}"

VIProductVersion "${VERSION_NUMBERS}"
VIAddVersionKey "ProductName" "Sidelight"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Sidelight Setup"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "CompanyName" "Sidelight"
VIAddVersionKey "LegalCopyright" "MIT licence"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\sidelight.exe"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "Sidelight will be removed from this folder. Your libraries stay where they are, and so do your settings: a later installation goes on with them."

!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; The files that import reads: Sidelight is offered for them under "Open with"
; and in Windows' settings, and takes over none of them.
!macro EachFormat DO
	!insertmacro ${DO} ".txt"
	!insertmacro ${DO} ".text"
	!insertmacro ${DO} ".md"
	!insertmacro ${DO} ".markdown"
	!insertmacro ${DO} ".html"
	!insertmacro ${DO} ".htm"
	!insertmacro ${DO} ".xhtml"
	!insertmacro ${DO} ".mhtml"
	!insertmacro ${DO} ".mht"
	!insertmacro ${DO} ".docx"
	!insertmacro ${DO} ".docm"
	!insertmacro ${DO} ".odt"
	!insertmacro ${DO} ".rtf"
	!insertmacro ${DO} ".epub"
	!insertmacro ${DO} ".pdf"
	!insertmacro ${DO} ".eml"
!macroend

!macro OfferFor EXT
	WriteRegStr HKCU "${CLASSES}\${EXT}\OpenWithProgids" "Sidelight.Brief" ""
	WriteRegStr HKCU "${CLASSES}\Applications\sidelight.exe\SupportedTypes" "${EXT}" ""
	WriteRegStr HKCU "Software\Sidelight\Capabilities\FileAssociations" "${EXT}" "Sidelight.Brief"
!macroend

!macro NoLongerOfferFor EXT
	DeleteRegValue HKCU "${CLASSES}\${EXT}\OpenWithProgids" "Sidelight.Brief"
	DeleteRegKey /ifempty HKCU "${CLASSES}\${EXT}\OpenWithProgids"
	DeleteRegKey /ifempty HKCU "${CLASSES}\${EXT}"
!macroend

; A program that runs cannot be overwritten, and one that is old should not
; write on in a library that a new one has brought up to date.
!macro WaitUntilClosed UN
Function ${UN}WaitUntilClosed
	Push $0
	again:
	ClearErrors
	IfFileExists "$INSTDIR\sidelight.exe" 0 done
	FileOpen $0 "$INSTDIR\sidelight.exe" a
	IfErrors 0 free
	MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "Sidelight is running. Close its window, then try again." /SD IDCANCEL IDRETRY again
	SetErrorLevel 2
	Quit
	free:
	FileClose $0
	done:
	Pop $0
FunctionEnd
!macroend
!insertmacro WaitUntilClosed ""
!insertmacro WaitUntilClosed "un."

Section
	Call WaitUntilClosed
	SetOutPath "$INSTDIR"
	ClearErrors
	File "${FILES}/sidelight.exe"
	File "${FILES}/sidelight.com"
	File "${FILES}/LICENSE.txt"
	File "${FILES}/FONT-LICENSE.txt"
	File "${FILES}/NOTICES.txt"
	WriteUninstaller "$INSTDIR\uninstall.exe"
	IfErrors 0 written
	MessageBox MB_OK|MB_ICONSTOP "The files could not be written to $INSTDIR. Choose another folder, or look whether the disk is full." /SD IDOK
	SetErrorLevel 2
	Quit
	written:

	CreateShortcut "$SMPROGRAMS\Sidelight.lnk" "$INSTDIR\sidelight.exe" "" "$INSTDIR\sidelight.exe" 0 SW_SHOWNORMAL "" "Read, mark and compare briefs"

	; Libraries are Sidelight's own.
	WriteRegStr HKCU "${CLASSES}\.sidelight" "" "Sidelight.Library"
	WriteRegStr HKCU "${CLASSES}\Sidelight.Library" "" "Sidelight library"
	WriteRegStr HKCU "${CLASSES}\Sidelight.Library\DefaultIcon" "" '"$INSTDIR\sidelight.exe",0'
	WriteRegStr HKCU "${CLASSES}\Sidelight.Library\shell\open\command" "" '"$INSTDIR\sidelight.exe" --library "%1"'

	WriteRegStr HKCU "${CLASSES}\Sidelight.Brief" "" "Brief"
	WriteRegStr HKCU "${CLASSES}\Sidelight.Brief\Application" "ApplicationName" "Sidelight"
	WriteRegStr HKCU "${CLASSES}\Sidelight.Brief\shell\open\command" "" '"$INSTDIR\sidelight.exe" "%1"'
	WriteRegStr HKCU "${CLASSES}\Applications\sidelight.exe" "FriendlyAppName" "Sidelight"
	WriteRegStr HKCU "${CLASSES}\Applications\sidelight.exe\shell\open\command" "" '"$INSTDIR\sidelight.exe" "%1"'
	WriteRegStr HKCU "Software\Sidelight\Capabilities" "ApplicationName" "Sidelight"
	WriteRegStr HKCU "Software\Sidelight\Capabilities" "ApplicationDescription" "Offline workbench for analysts who read briefs"
	WriteRegStr HKCU "Software\RegisteredApplications" "Sidelight" "Software\Sidelight\Capabilities"
	!insertmacro EachFormat OfferFor

	WriteRegStr HKCU "${APP_PATHS}" "" "$INSTDIR\sidelight.exe"

	WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Sidelight"
	WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
	WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" '"$INSTDIR\sidelight.exe",0'
	WriteRegStr HKCU "${UNINSTALL}" "Publisher" "Sidelight"
	WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
	WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
	WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
	WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
	WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
	${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
	IntFmt $0 "0x%08X" $0
	WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" "$0"
	${RefreshShellIcons}
SectionEnd

Section "Uninstall"
	Call un.WaitUntilClosed
	Delete "$INSTDIR\sidelight.exe"
	Delete "$INSTDIR\sidelight.com"
	Delete "$INSTDIR\LICENSE.txt"
	Delete "$INSTDIR\FONT-LICENSE.txt"
	Delete "$INSTDIR\NOTICES.txt"
	Delete "$INSTDIR\uninstall.exe"
	; Only when nothing else is in it.
	RMDir "$INSTDIR"
	Delete "$SMPROGRAMS\Sidelight.lnk"

	; Another program may have taken libraries over meanwhile.
	ReadRegStr $0 HKCU "${CLASSES}\.sidelight" ""
	StrCmp $0 "Sidelight.Library" 0 +2
	DeleteRegKey HKCU "${CLASSES}\.sidelight"
	DeleteRegKey HKCU "${CLASSES}\Sidelight.Library"
	!insertmacro EachFormat NoLongerOfferFor
	DeleteRegKey HKCU "${CLASSES}\Sidelight.Brief"
	DeleteRegKey HKCU "${CLASSES}\Applications\sidelight.exe"
	DeleteRegValue HKCU "Software\RegisteredApplications" "Sidelight"
	DeleteRegKey HKCU "Software\Sidelight"
	DeleteRegKey HKCU "${APP_PATHS}"
	DeleteRegKey HKCU "${UNINSTALL}"
	${un.RefreshShellIcons}
SectionEnd
