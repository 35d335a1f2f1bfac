package cli

import (
	"fmt"

	"sidelight/app/place"
)

// mindPlace says, before anything is written, when the library is at a place
// that may harm it. A new one is not made there without --anyway; one that is
// there is opened, with a warning on standard error.
func (e *env) mindPlace(fresh bool) error {
	r, risky := place.Of(e.library)
	if !risky {
		return nil
	}
	where := fmt.Sprintf("%s is in a folder that %s synchronises, which may copy a library half written and put an older one over a newer", e.library, r.Name)
	if r.Kind == place.Network {
		where = fmt.Sprintf("%s is on another machine (%s), where the locks that keep a library whole do not reach", e.library, r.Name)
	}
	if fresh && !e.anyway {
		return sayf("%s; choose another place with --library, or make it there with --anyway", where)
	}
	if !fresh {
		fmt.Fprintf(e.stderr, "sidelight: warning: %s; keep the library elsewhere, and copies of it there (sidelight backup --to)\n", oneLine(where))
	}
	return nil
}
