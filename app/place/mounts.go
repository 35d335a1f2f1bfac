package place

import (
	"strconv"
	"strings"
)

// remoteNames are file systems of other machines as mounts call them.
var remoteNames = map[string]string{
	"sshfs": "SSHFS", "rclone": "rclone", "davfs": "WebDAV", "davfs2": "WebDAV", "s3fs": "S3", "gvfsd-fuse": "network folder of the desktop", "kio-fuse": "network folder of the desktop",
	"glusterfs": "GlusterFS", "curlftpfs": "FTP", "google-drive-ocamlfuse": "Google Drive", "onedriver": "OneDrive", "vmhgfs-fuse": "VMware shared folder", "gcsfuse": "Google Cloud Storage",
	"smbfs": "SMB", "cifs": "CIFS", "nfs": "NFS", "afpfs": "AFP", "webdav": "WebDAV", "ftp": "FTP", "ceph-fuse": "Ceph", "pcloud": "pCloud", "drvfs": "Windows drive",
}

// remoteFUSE names what is mounted as fuse.NAME when it is of another machine.
func remoteFUSE(kind string) string { return remoteNames[strings.TrimPrefix(kind, "fuse.")] }

// mountedAs finds the kind of the mount that a folder is in; the table is as
// proc(5) describes /proc/PID/mountinfo.
func mountedAs(table, folder string) (kind string) {
	longest := -1
	for line := range strings.Lines(table) {
		before, after, ok := strings.Cut(line, " - ")
		fields, rest := strings.Fields(before), strings.Fields(after)
		if !ok || len(fields) < 5 || len(rest) == 0 {
			continue
		}
		at := unescape(fields[4])
		inside := at == "/" || folder == at || strings.HasPrefix(folder, at+"/")
		if inside && len(at) >= longest { // a later mount lies over an earlier one
			longest, kind = len(at), rest[0]
		}
	}
	return kind
}

// unescape turns \040 and its like back into signs.
func unescape(s string) string {
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+3 < len(s) {
			if n, err := strconv.ParseUint(s[i+1:i+4], 8, 8); err == nil {
				out.WriteByte(byte(n))
				i += 3
				continue
			}
		}
		out.WriteByte(s[i])
	}
	return out.String()
}
