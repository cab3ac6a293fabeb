// Package spill keeps rows outside memory, in buckets, while a count runs. They stand in one passing file, sealed
// under a random key that only this process has; the file has no name where the system allows that, so that nothing
// is left when the process is killed.
package spill

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"sync"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/count"
)

const (
	rowSize = 28
	memory  = 8 << 20 // of the rows that one writer holds back, in bytes
)

// File holds rows in buckets.
type File struct {
	f    *os.File
	seal cipher.AEAD

	mu     sync.Mutex
	end    int64
	sealed uint64
	chunks [][]chunk // by bucket
}

// chunk is rows of one bucket that are sealed together.
type chunk struct {
	offset int64
	size   int
	number uint64 // the nonce: no two chunks have the same
}

// New makes a file for so many buckets in the folder for passing files.
func New(buckets int) (*File, error) {
	var secret [32]byte
	_, _ = rand.Read(secret[:]) // never fails since Go 1.24
	block, err := aes.NewCipher(secret[:])
	if err != nil {
		return nil, err
	}
	seal, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	f, err := os.CreateTemp("", "samenkracht-rows-*")
	if err != nil {
		return nil, err
	}
	_ = os.Remove(f.Name()) // where an open file cannot lose its name, Close removes it
	return &File{f: f, seal: seal, chunks: make([][]chunk, buckets)}, nil
}

// Close throws the rows away.
func (s *File) Close() error {
	err := s.f.Close()
	if removed := os.Remove(s.f.Name()); removed != nil && !errors.Is(removed, os.ErrNotExist) {
		return errors.Join(err, removed)
	}
	return err
}

// bucket is the bucket of a household, by its first bytes.
func (s *File) bucket(h count.Household) int {
	return int(uint64(binary.BigEndian.Uint32(h[:])) * uint64(len(s.chunks)) >> 32)
}

// Writer puts rows in the file, for one goroutine.
type Writer struct {
	to      *File
	buckets [][]byte
	most    int
	room    []byte
}

// Writer begins to write. Flush ends it.
func (s *File) Writer() *Writer {
	rows := max(16, min(2048, memory/rowSize/len(s.chunks)))
	return &Writer{to: s, buckets: make([][]byte, len(s.chunks)), most: rows * rowSize}
}

// Add writes a row; whether it is active is not kept.
func (w *Writer) Add(r count.Row) error {
	b := w.to.bucket(r.Household)
	rows := w.buckets[b]
	if rows == nil {
		rows = make([]byte, 0, w.most)
	}
	rows = append(rows, r.Household[:]...)
	rows = binary.LittleEndian.AppendUint32(rows, r.Place)
	rows = binary.LittleEndian.AppendUint32(rows, r.Organisation)
	rows = binary.LittleEndian.AppendUint16(rows, r.Provision)
	rows = append(rows, r.Domain, r.Type)
	w.buckets[b] = rows
	if len(rows) < w.most {
		return nil
	}
	w.buckets[b] = rows[:0]
	return w.write(b, rows)
}

// Flush writes what is still held back.
func (w *Writer) Flush() error {
	for b, rows := range w.buckets {
		if len(rows) == 0 {
			continue
		}
		if err := w.write(b, rows); err != nil {
			return err
		}
		w.buckets[b] = nil
	}
	return nil
}

func (w *Writer) write(bucket int, rows []byte) error {
	s := w.to
	s.mu.Lock()
	at := chunk{s.end, len(rows) + s.seal.Overhead(), s.sealed}
	s.sealed++
	s.end += int64(at.size)
	s.chunks[bucket] = append(s.chunks[bucket], at)
	s.mu.Unlock()
	w.room = s.seal.Seal(w.room[:0], at.nonce(), rows, place(bucket))
	if _, err := s.f.WriteAt(w.room, at.offset); err != nil {
		return fmt.Errorf("write rows aside: %w", err)
	}
	return nil
}

func (c chunk) nonce() []byte {
	return binary.BigEndian.AppendUint64(make([]byte, 4, 12), c.number)
}

// place binds a chunk to its bucket.
func place(bucket int) []byte { return binary.BigEndian.AppendUint32(nil, uint32(bucket)) }

// Read gives the rows of a bucket, all as active ones, after every writer was flushed.
func (s *File) Read(bucket int, yield func(count.Row)) error {
	var sealed, rows []byte
	for _, c := range s.chunks[bucket] {
		if cap(sealed) < c.size {
			sealed = make([]byte, c.size)
		}
		sealed = sealed[:c.size]
		if _, err := s.f.ReadAt(sealed, c.offset); err != nil {
			return fmt.Errorf("read rows that were written aside: %w", err)
		}
		var err error
		if rows, err = s.seal.Open(rows[:0], c.nonce(), sealed, place(bucket)); err != nil {
			return fmt.Errorf("read rows that were written aside: %w", err)
		}
		for at := 0; at+rowSize <= len(rows); at += rowSize {
			b := rows[at:]
			yield(count.Row{
				Household: count.Household(b[:16]), Place: binary.LittleEndian.Uint32(b[16:]), Organisation: binary.LittleEndian.Uint32(b[20:]),
				Provision: binary.LittleEndian.Uint16(b[24:]), Domain: b[26], Type: b[27], Active: true,
			})
		}
	}
	return nil
}
