package place

import (
	"os"
	"syscall"
)

// remote are the file systems of other machines by what statfs(2) calls them.
var remote = map[uint32]string{
	0x6969: "NFS", 0x517b: "SMB", 0xff534d42: "CIFS", 0xfe534d42: "SMB", 0x5346414f: "AFS", 0x6b414653: "AFS",
	0x01021997: "9P", 0x00c36400: "Ceph", 0x73757245: "Coda", 0x564c: "NCP", 0x0bd00bd0: "Lustre", 0x786f4256: "VirtualBox shared folder",
}

const (
	fuse     = 0x65735546
	virtiofs = 0x6a656a63 // the old number of FUSE
)

// network names the file system of a folder when it is of another machine.
func network(folder string) string {
	var s syscall.Statfs_t
	if syscall.Statfs(folder, &s) != nil {
		return ""
	}
	if kind := uint32(s.Type); kind != fuse && kind != virtiofs {
		return remote[kind]
	}
	// Behind FUSE there may be a disk of this machine as well.
	mounts, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		return ""
	}
	return remoteFUSE(mountedAs(string(mounts), folder))
}
