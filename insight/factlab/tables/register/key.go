package register

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/count"
)

// Key turns addresses into pseudonyms inside one process. It is AES-CMAC (NIST SP 800-38B, RFC 4493) with a random
// key of 256 bits that is never kept: a keyed hash of 128 bits, ten times as fast as HMAC-SHA256 where the processor
// knows AES, since most addresses fit one block. It is no protection for pseudonyms that leave the process: whoever
// has the key can try all addresses; the rounds of a Factlab use package pseudonym instead.
type Key struct {
	block       cipher.Block
	full, short mask // what the last block is mixed with
}

// mask is a block as two numbers, the first byte lowest.
type mask struct{ low, high uint64 }

func maskOf(b *[aes.BlockSize]byte) mask {
	return mask{binary.LittleEndian.Uint64(b[:]), binary.LittleEndian.Uint64(b[8:])}
}

// NewKey makes a random key.
func NewKey() (*Key, error) {
	var secret [32]byte
	_, _ = rand.Read(secret[:]) // never fails since Go 1.24
	return keyOf(secret[:])
}

func keyOf(secret []byte) (*Key, error) {
	block, err := aes.NewCipher(secret)
	if err != nil {
		return nil, err
	}
	k := &Key{block: block}
	var b [aes.BlockSize]byte
	block.Encrypt(b[:], b[:])
	double(&b)
	k.full = maskOf(&b)
	double(&b)
	k.short = maskOf(&b)
	return k, nil
}

// double multiplies by x in the field of 2^128 elements.
func double(b *[aes.BlockSize]byte) {
	carry := b[0] >> 7
	for i := range b {
		b[i] <<= 1
		if i+1 < len(b) {
			b[i] |= b[i+1] >> 7
		}
	}
	b[len(b)-1] ^= 0x87 * carry
}

// Hash gives pseudonyms by a key, for one goroutine.
type Hash struct {
	key   *Key
	state [aes.BlockSize]byte
}

// NewHash begins.
func NewHash(k *Key) *Hash { return &Hash{key: k} }

// Pseudonym is the keyed hash of a text.
func (h *Hash) Pseudonym(text []byte) count.Household {
	var state mask
	for len(text) > aes.BlockSize {
		h.encrypt(mask{state.low ^ binary.LittleEndian.Uint64(text), state.high ^ binary.LittleEndian.Uint64(text[8:])})
		state = maskOf(&h.state)
		text = text[aes.BlockSize:]
	}
	end, mix := block(text), h.key.full
	if len(text) < aes.BlockSize {
		mix = h.key.short
	}
	h.encrypt(mask{state.low ^ end.low ^ mix.low, state.high ^ end.high ^ mix.high})
	return h.state
}

func (h *Hash) encrypt(m mask) {
	binary.LittleEndian.PutUint64(h.state[:], m.low)
	binary.LittleEndian.PutUint64(h.state[8:], m.high)
	h.key.block.Encrypt(h.state[:], h.state[:])
}

// block is up to one block of text; a shorter one ends in a one and zeros.
func block(text []byte) mask {
	if len(text) < aes.BlockSize && cap(text) >= aes.BlockSize { // one load, and what is not text taken away
		b := text[:aes.BlockSize]
		m := mask{binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[8:])}
		if n := 8 * len(text); n < 64 {
			return mask{m.low&(1<<n-1) | 0x80<<n, 0}
		} else {
			n -= 64
			return mask{m.low, m.high&(1<<n-1) | 0x80<<n}
		}
	}
	var b [aes.BlockSize]byte
	if n := copy(b[:], text); n < len(b) {
		b[n] = 0x80
	}
	return maskOf(&b)
}
