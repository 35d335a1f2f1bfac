package pages

import (
	"encoding/binary"
	"math"
	"unicode/utf8"
)

// Row is a row of a table, or an entry of an index.
type Row struct {
	ID     int64 // of a table with row ids
	Values []any // nil, int64, float64, string, []byte
}

// The kinds of pages in a tree.
const (
	interiorIndex = 2
	interiorTable = 5
	leafIndex     = 10
	leafTable     = 13
)

// Walk calls each with the rows of a tree, a page at a time, from its first
// page on, and notes in seen which pages it had. It returns how many pages and
// how many rows on others could not be read.
func (f *File) Walk(root uint32, seen map[uint32]bool, each func([]Row)) (badPages, badRows int) {
	todo := []uint32{root}
	for len(todo) > 0 {
		n := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[n] {
			badPages++ // named twice: one of them lies
			continue
		}
		p, ok := f.parse(n)
		if !ok {
			badPages++
			continue
		}
		seen[n] = true
		rows, bad := f.rows(p)
		badRows += bad
		if len(rows) > 0 {
			each(rows)
		}
		for i := len(p.children) - 1; i >= 0; i-- { // the first is taken out first
			todo = append(todo, p.children[i])
		}
	}
	return badPages, badRows
}

// Strays calls each with the rows of the leaves of tables that are not in seen:
// those whose way from the first page of their table is lost.
func (f *File) Strays(seen map[uint32]bool, each func(page uint32, rows []Row)) {
	free := f.free()
	for n := uint32(1); n <= f.count; n++ {
		if seen[n] || free[n] {
			continue
		}
		if p, ok := f.parse(n); ok && p.kind == leafTable {
			if rows, _ := f.rows(p); len(rows) > 0 {
				each(n, rows)
			}
		}
	}
}

// free lists the pages that hold nothing any more.
func (f *File) free() map[uint32]bool {
	free := map[uint32]bool{}
	for n := binary.BigEndian.Uint32(f.Header()[32:]); n != 0 && !free[n]; {
		p := f.page(n)
		if p == nil {
			break
		}
		free[n] = true
		leaves := binary.BigEndian.Uint32(p[4:])
		for i := range min(leaves, uint32(f.pageSize/4-2)) {
			free[binary.BigEndian.Uint32(p[8+4*i:])] = true
		}
		n = binary.BigEndian.Uint32(p)
	}
	return free
}

// parsed is a page of a tree.
type parsed struct {
	kind     byte
	data     []byte
	cells    []int // where they begin
	children []uint32
}

func (f *File) parse(n uint32) (p parsed, ok bool) {
	p.data = f.page(n)
	if p.data == nil {
		return p, false
	}
	head := 0
	if n == 1 {
		head = 100
	}
	p.kind = p.data[head]
	size := 8
	switch p.kind {
	case leafTable, leafIndex:
	case interiorTable, interiorIndex:
		size = 12
	default:
		return p, false
	}
	count := int(binary.BigEndian.Uint16(p.data[head+3:]))
	if head+size+2*count > len(p.data) {
		return p, false
	}
	for i := range count {
		at := int(binary.BigEndian.Uint16(p.data[head+size+2*i:]))
		if at < head+size+2*count || at+4 > len(p.data) {
			continue // this one is lost; the others may be whole
		}
		p.cells = append(p.cells, at)
		if size == 12 {
			p.children = append(p.children, binary.BigEndian.Uint32(p.data[at:]))
		}
	}
	if size == 12 {
		p.children = append(p.children, binary.BigEndian.Uint32(p.data[head+8:]))
	}
	return p, true
}

// rows reads the rows of a page.
func (f *File) rows(p parsed) (rows []Row, bad int) {
	if p.kind == interiorTable {
		return nil, 0
	}
	for _, at := range p.cells {
		if r, ok := f.row(p, at); ok {
			rows = append(rows, r)
		} else {
			bad++
		}
	}
	return rows, bad
}

func (f *File) row(p parsed, at int) (r Row, ok bool) {
	if p.kind == interiorIndex {
		at += 4
	}
	length, n := varint(p.data[at:])
	at += n
	// Of a table more fits on the page than of an index.
	most := f.pageSize - 35
	if p.kind != leafTable {
		most = (f.pageSize-12)*64/255 - 23
	} else {
		var id uint64
		id, n = varint(p.data[min(at, len(p.data)):])
		at += n
		r.ID = int64(id)
	}
	size := int64(length)
	if n == 0 || size <= 0 || size > int64(f.count)*f.pageSize {
		return r, false
	}
	local := size
	if size > most {
		least := (f.pageSize-12)*32/255 - 23
		local = least + (size-least)%(f.pageSize-4)
		if local > most {
			local = least
		}
	}
	if int64(at)+local > int64(len(p.data)) {
		return r, false
	}
	payload := p.data[at : int64(at)+local]
	if local < size {
		if int64(at)+local+4 > int64(len(p.data)) {
			return r, false
		}
		payload, ok = f.overflow(payload, size, binary.BigEndian.Uint32(p.data[int64(at)+local:]))
		if !ok {
			return r, false
		}
	}
	r.Values, ok = record(payload)
	return r, ok
}

// overflow puts a payload together with the rest of it, on pages of its own.
func (f *File) overflow(payload []byte, size int64, next uint32) ([]byte, bool) {
	whole := make([]byte, 0, min(size, 1<<20))
	whole = append(whole, payload...)
	for int64(len(whole)) < size {
		page := f.page(next)
		if page == nil {
			return nil, false
		}
		next = binary.BigEndian.Uint32(page)
		whole = append(whole, page[4:min(int64(len(page)), 4+size-int64(len(whole)))]...)
	}
	return whole, true
}

// record reads the values of a payload.
func record(payload []byte) ([]any, bool) {
	length, n := varint(payload)
	if n == 0 || length > uint64(len(payload)) || length < uint64(n) {
		return nil, false
	}
	head, body := payload[n:length], payload[length:]
	var values []any
	for len(head) > 0 {
		kind, n := varint(head)
		if n == 0 {
			return nil, false
		}
		head = head[n:]
		v, size, ok := value(kind, body)
		if !ok {
			return nil, false
		}
		values, body = append(values, v), body[size:]
	}
	return values, len(body) == 0
}

// intSizes are those of the kinds of whole numbers.
var intSizes = [...]int{1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}

func value(kind uint64, body []byte) (v any, size int, ok bool) {
	switch {
	case kind == 0:
		return nil, 0, true
	case kind <= 6:
		if size = intSizes[kind]; size > len(body) {
			return nil, 0, false
		}
		n := int64(int8(body[0])) // the sign is the first byte's
		for _, b := range body[1:size] {
			n = n<<8 | int64(b)
		}
		return n, size, true
	case kind == 7:
		if len(body) < 8 {
			return nil, 0, false
		}
		return math.Float64frombits(binary.BigEndian.Uint64(body)), 8, true
	case kind <= 9:
		return int64(kind - 8), 0, true
	case kind < 12 || (kind-12)/2 > uint64(len(body)):
		return nil, 0, false
	}
	size = int((kind - 12) / 2)
	if kind%2 == 0 {
		return append([]byte{}, body[:size]...), size, true
	}
	return string(body[:size]), size, true
}

// varint reads SQLite's number of one to nine bytes; n is 0 when it is cut off.
func varint(data []byte) (v uint64, n int) {
	for n < 8 {
		if n >= len(data) {
			return 0, 0
		}
		v = v<<7 | uint64(data[n]&0x7f)
		n++
		if data[n-1] < 0x80 {
			return v, n
		}
	}
	if n >= len(data) {
		return 0, 0
	}
	return v<<8 | uint64(data[n]), n + 1
}

// Entry is a row of the schema: a table or an index.
type Entry struct {
	Type, Name, Table string
	Root              uint32
}

// Schema reads what tables and indices there are from the first page; none when
// it is lost.
func (f *File) Schema(seen map[uint32]bool) (all []Entry) {
	f.Walk(1, seen, func(rows []Row) {
		for _, r := range rows {
			if len(r.Values) != 5 {
				continue
			}
			kind, ok1 := r.Values[0].(string)
			name, ok2 := r.Values[1].(string)
			table, ok3 := r.Values[2].(string)
			root, ok4 := r.Values[3].(int64)
			if ok1 && ok2 && ok3 && ok4 && root > 1 && root <= int64(f.count) && utf8.ValidString(name) {
				all = append(all, Entry{kind, name, table, uint32(root)})
			}
		}
	})
	return all
}
