package tables

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// dictionary gives words a number, in the order in which they are met. Any number of goroutines may use it.
type dictionary struct {
	mu    sync.Mutex
	most  int
	codes map[string]uint32
	words []string
}

func newDictionary(most int) *dictionary {
	return &dictionary{most: most, codes: map[string]uint32{}}
}

// code is the number of a word; it is not ok when there are too many words.
func (d *dictionary) code(word string) (code uint32, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if code, ok := d.codes[word]; ok {
		return code, true
	}
	if len(d.words) == d.most {
		return 0, false
	}
	word = strings.Clone(word)
	code = uint32(len(d.words))
	d.codes[word], d.words = code, append(d.words, word)
	return code, true
}

// word is the word with a number.
func (d *dictionary) word(code uint32) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.words[code]
}

func (d *dictionary) names() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.words)
}

// memory is what one worker remembers of a dictionary: the words met lately in places by their length and end, and all
// in a map.
type memory struct {
	of     *dictionary
	codes  map[string]uint32
	lately [1024]struct {
		word string
		code uint32
	}
}

func (d *dictionary) memory() *memory { return &memory{of: d, codes: map[string]uint32{}} }

// code is the number of a word, without the blanks around it.
func (m *memory) code(word []byte) (code uint32, ok bool) {
	word = bytes.TrimSpace(word)
	if len(word) == 0 {
		return m.of.code("")
	}
	at := uint32(len(word))
	for _, c := range word[max(0, len(word)-6):] {
		at = at*31 + uint32(c)
	}
	near := &m.lately[at*2654435761>>22]
	if near.word == string(word) {
		return near.code, true
	}
	if code, ok = m.codes[string(word)]; !ok {
		text := string(word)
		if code, ok = m.of.code(text); !ok {
			return 0, false
		}
		m.codes[text] = code
	}
	near.word, near.code = m.of.word(code), code
	return code, true
}

// counter counts the bytes that are read.
type counter struct {
	total int64
	done  atomic.Int64
	tell  func(done, total int64)
}

func (c *counter) read(n int) {
	done := c.done.Add(int64(n))
	if c.tell != nil {
		c.tell(done, c.total)
	}
}
