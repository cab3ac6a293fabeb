package address

import (
	"fmt"
	"hash/maphash"
	"strconv"
)

// Row is one address of an address list (adreslijst): its place, as codes, and its id in the national register
// (BAG), 16 digits, when the list has it. Line is where it stands in its file.
type Row struct {
	Parts
	Neighbourhood, District, Municipality string
	ID                                    string
	Line                                  int
}

// Entry is an address as the list has it.
type Entry struct {
	Key                                   string
	Neighbourhood, District, Municipality string
	ID                                    string // empty when the list has none
	Line                                  int
}

// DuplicateError is an address that is on the list twice.
type DuplicateError struct {
	Key         string
	Line, First int
}

func (e *DuplicateError) Error() string {
	return fmt.Sprintf("line %d: the address %s is on the list already, at line %d", e.Line, e.Key, e.First)
}

// List is an address list in memory: about 50 bytes an address. The zero List is empty and ready for use. It may be
// read by many at once when nobody adds to it.
type List struct {
	seed   maphash.Seed
	text   []byte   // all keys, one behind the other
	ends   []uint64 // where each key ends
	places []uint32 // of each key, in known
	lines  []uint32
	ids    []uint64 // 0: none
	slots  []uint32 // by hash of the key: number of the address plus one
	byID   []uint32 // by hash of the id: the same
	known  []place
	codes  map[place]uint32
}

type place struct{ neighbourhood, district, municipality string }

// Add puts an address on the list. It returns a Reason when the address has no key and a *DuplicateError when
// its key is on the list already; then the list is as it was.
func (l *List) Add(r Row) error {
	key, err := Key(r.Parts)
	if err != nil {
		return err
	}
	if l.codes == nil {
		l.seed, l.codes = maphash.MakeSeed(), map[place]uint32{}
	}
	if 4*(len(l.ends)+1) > 3*len(l.slots) {
		l.grow()
	}
	slot, found := l.slot(key)
	if found {
		return &DuplicateError{key, r.Line, int(l.lines[l.slots[slot]-1])}
	}
	l.text = append(l.text, key...)
	l.ends = append(l.ends, uint64(len(l.text)))
	l.places = append(l.places, l.place(r))
	l.lines = append(l.lines, uint32(r.Line))
	l.ids = append(l.ids, bagID(r.ID))
	l.slots[slot] = uint32(len(l.ends))
	l.placeID(len(l.ends) - 1)
	return nil
}

// Len is the number of addresses.
func (l *List) Len() int { return len(l.ends) }

// Find finds an address: by its plain key, or else by the other keys that it can mean, when exactly one address has
// one of those. The reason says how, or why not.
func (l *List) Find(p Parts) (Entry, Reason) {
	key, err := Key(p)
	if err == nil {
		if i, ok := l.at(key); ok {
			return l.entry(i), Fine
		}
	}
	found, n := 0, 0
	for _, other := range Others(p) {
		if i, ok := l.at(other); ok {
			found, n = i, n+1
		}
	}
	switch reason, is := err.(Reason); {
	case n == 1:
		return l.entry(found), Respelt
	case n > 1:
		return Entry{}, Several
	case is:
		return Entry{}, reason
	}
	return Entry{}, NotListed
}

// FindKey finds an address by its plain key.
func (l *List) FindKey(key string) (Entry, bool) {
	i, ok := l.at(key)
	if !ok {
		return Entry{}, false
	}
	return l.entry(i), true
}

// FindID finds an address by its id in the national register.
func (l *List) FindID(id string) (Entry, Reason) {
	n, found, at := bagID(id), 0, 0
	if n == 0 || len(l.byID) == 0 {
		return Entry{}, NotListed
	}
	for slot := l.idSlot(n); l.byID[slot] != 0; slot = (slot + 1) % len(l.byID) {
		if i := int(l.byID[slot]) - 1; l.ids[i] == n {
			found, at = found+1, i
		}
	}
	switch found {
	case 0:
		return Entry{}, NotListed
	case 1:
		return l.entry(at), Fine
	}
	return Entry{}, Several
}

func (l *List) entry(i int) Entry {
	p := l.known[l.places[i]]
	e := Entry{Key: l.key(i), Neighbourhood: p.neighbourhood, District: p.district, Municipality: p.municipality, Line: int(l.lines[i])}
	if l.ids[i] != 0 {
		e.ID = fmt.Sprintf("%016d", l.ids[i])
	}
	return e
}

func (l *List) key(i int) string {
	begin := uint64(0)
	if i > 0 {
		begin = l.ends[i-1]
	}
	return string(l.text[begin:l.ends[i]])
}

func (l *List) at(key string) (int, bool) {
	if len(l.slots) == 0 {
		return 0, false
	}
	slot, ok := l.slot(key)
	if !ok {
		return 0, false
	}
	return int(l.slots[slot]) - 1, true
}

// slot is where a key is, or where it belongs.
func (l *List) slot(key string) (slot int, found bool) {
	slot = int(maphash.String(l.seed, key) % uint64(len(l.slots)))
	for l.slots[slot] != 0 {
		if l.key(int(l.slots[slot])-1) == key {
			return slot, true
		}
		slot = (slot + 1) % len(l.slots)
	}
	return slot, false
}

// placeID puts the id of an address in its index; an id may stand there more than once.
func (l *List) placeID(i int) {
	if l.ids[i] == 0 {
		return
	}
	slot := l.idSlot(l.ids[i])
	for l.byID[slot] != 0 {
		slot = (slot + 1) % len(l.byID)
	}
	l.byID[slot] = uint32(i + 1)
}

func (l *List) idSlot(id uint64) int {
	return int(maphash.Comparable(l.seed, id) % uint64(len(l.byID)))
}

func (l *List) grow() {
	l.slots = make([]uint32, max(64, 2*len(l.slots)))
	l.byID = make([]uint32, len(l.slots))
	for i := range l.ends {
		slot, _ := l.slot(l.key(i))
		l.slots[slot] = uint32(i + 1)
		l.placeID(i)
	}
}

func (l *List) place(r Row) uint32 {
	p := place{r.Neighbourhood, r.District, r.Municipality}
	code, ok := l.codes[p]
	if !ok {
		code = uint32(len(l.known))
		l.codes[p] = code
		l.known = append(l.known, p)
	}
	return code
}

// bagID reads an id of 16 digits; 0 for anything else.
func bagID(text string) uint64 {
	if len(text) != 16 {
		return 0
	}
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return 0
	}
	return n
}
