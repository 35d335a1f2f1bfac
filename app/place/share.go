package place

import "strings"

// isShare reports whether a Windows path is \\SERVER\SHARE, and not one of the
// device paths that begin in the same way.
func isShare(path string) bool {
	path = strings.ReplaceAll(path, "/", `\`)
	if rest, ok := strings.CutPrefix(strings.ToUpper(path), `\\?\`); ok {
		return strings.HasPrefix(rest, `UNC\`)
	}
	return strings.HasPrefix(path, `\\`) && !strings.HasPrefix(path, `\\.\`)
}
