// Package pages reads what is left of a damaged SQLite database: the pages of
// its file and of the log beside it, one by one, and the rows on those that can
// still be read (sqlite.org/fileformat2.html). It needs neither the header nor
// the first page nor SQLite, only reads, and takes every number in the file for
// a possible lie. It must not know what the rows mean.
package pages

import (
	"encoding/binary"
	"io"
	"math/bits"
)

// File is a database file with what its log holds.
type File struct {
	data     io.ReaderAt
	log      io.ReaderAt // nil: none
	count    uint32      // pages
	pageSize int64
	inLog    map[uint32]int64 // where the newest copy of a page is in the log
}

const (
	usualPageSize = 4096
	logHeader     = 32
	frameHeader   = 24
)

// Open looks at a file of size bytes and its log; log may be nil. Of a log it
// takes what was committed.
func Open(data io.ReaderAt, size int64, log io.ReaderAt, logSize int64) *File {
	f := &File{data: data, log: log, pageSize: usualPageSize, inLog: map[uint32]int64{}}
	header := make([]byte, 100)
	// A beginning that is damaged may say anything.
	if _, err := data.ReadAt(header, 0); err == nil && string(header[:16]) == "SQLite format 3\x00" {
		if n := int64(binary.BigEndian.Uint16(header[16:])); n >= 512 && bits.OnesCount64(uint64(n)) == 1 {
			f.pageSize = n
		} else if n == 1 {
			f.pageSize = 65536
		}
	}
	if log != nil {
		f.readLog(logSize)
	}
	// How many there are is what can be read, whatever the log says.
	for n := range f.inLog {
		f.count = max(f.count, n)
	}
	inFile := uint32(min((size+f.pageSize-1)/f.pageSize, 1<<31))
	f.count = max(inFile, min(f.count, inFile+uint32(len(f.inLog))))
	return f
}

// readLog finds the pages of committed transactions: frames whose salt and
// checksum go on from those before them.
func (f *File) readLog(size int64) {
	header := make([]byte, logHeader)
	if _, err := f.log.ReadAt(header, 0); err != nil {
		return
	}
	magic := binary.BigEndian.Uint32(header)
	if magic&^1 != 0x377f0682 || int64(binary.BigEndian.Uint32(header[8:])) != f.pageSize {
		return
	}
	var order binary.ByteOrder = binary.LittleEndian
	if magic&1 == 1 {
		order = binary.BigEndian
	}
	sum := checksum(order, [2]uint32{}, header[:24])
	if sum[0] != binary.BigEndian.Uint32(header[24:]) || sum[1] != binary.BigEndian.Uint32(header[28:]) {
		return
	}
	frame := make([]byte, frameHeader+f.pageSize)
	waiting := map[uint32]int64{}
	for at := int64(logHeader); at+int64(len(frame)) <= size; at += int64(len(frame)) {
		if _, err := f.log.ReadAt(frame, at); err != nil || string(frame[8:16]) != string(header[16:24]) {
			return
		}
		sum = checksum(order, checksum(order, sum, frame[:8]), frame[frameHeader:])
		if sum[0] != binary.BigEndian.Uint32(frame[16:]) || sum[1] != binary.BigEndian.Uint32(frame[20:]) {
			return
		}
		waiting[binary.BigEndian.Uint32(frame)] = at + frameHeader
		if binary.BigEndian.Uint32(frame[4:]) > 0 { // the last one of a transaction
			for page, at := range waiting {
				f.inLog[page] = at
			}
			clear(waiting)
		}
	}
}

// checksum goes on with the sums of a log over more words.
func checksum(order binary.ByteOrder, s [2]uint32, data []byte) [2]uint32 {
	for i := 0; i+8 <= len(data); i += 8 {
		s[0] += order.Uint32(data[i:]) + s[1]
		s[1] += order.Uint32(data[i+4:]) + s[0]
	}
	return s
}

// Count is how many pages there are; they are numbered from 1.
func (f *File) Count() uint32 { return f.count }

// page reads a page; what is cut off from the last one is zeros.
func (f *File) page(n uint32) []byte {
	if n == 0 || n > f.count {
		return nil
	}
	page := make([]byte, f.pageSize)
	if at, ok := f.inLog[n]; ok {
		if _, err := f.log.ReadAt(page, at); err == nil {
			return page
		}
	}
	if got, err := f.data.ReadAt(page, int64(n-1)*f.pageSize); err != nil && got == 0 {
		return nil
	}
	return page
}

// Header is the first 100 bytes of the database, as its log has them.
func (f *File) Header() []byte {
	page := f.page(1)
	if page == nil {
		return make([]byte, 100)
	}
	return page[:100]
}
