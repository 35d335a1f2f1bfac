/* bcryptprimitives.dll as far as Go uses it, for Wine before version 9. */
#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length) {
	return RtlGenRandom(data, (ULONG)length);
}
