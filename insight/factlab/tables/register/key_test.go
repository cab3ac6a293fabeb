package register

import (
	"encoding/hex"
	"math/rand/v2"
	"testing"

	"github.com/tink-crypto/tink-go/v2/prf/subtle"
)

// The test vectors of NIST SP 800-38B, appendix D.3 (AES-256).
func TestCMACVectors(t *testing.T) {
	k, err := keyOf(unhex(t, "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4"))
	if err != nil {
		t.Fatal(err)
	}
	text := unhex(t, "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710")
	for n, want := range map[int]string{0: "028962f61b7bf89efc6b551f4667d983", 16: "28a7023f452e8f82bd4bf28d8c37c35c",
		40: "aaf3d8f1de5640c232f5b169b9c911e6", 64: "e1992190549f6ed5696a2c056c315410"} {
		if got := NewHash(k).Pseudonym(text[:n]); hex.EncodeToString(got[:]) != want {
			t.Errorf("%d bytes: %x, want %s", n, got, want)
		}
	}
}

// Another implementation gives the same, whatever stands behind the text in memory.
func TestCMACLikeAnother(t *testing.T) {
	secret := unhex(t, "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
	k, err := keyOf(secret)
	if err != nil {
		t.Fatal(err)
	}
	other, err := subtle.NewAESCMACPRF(secret)
	if err != nil {
		t.Fatal(err)
	}
	h, room := NewHash(k), make([]byte, 64)
	for range 2000 {
		for i := range room {
			room[i] = byte(rand.Uint32())
		}
		n := rand.IntN(len(room))
		want, err := other.ComputePRF(room[:n], 16)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range [][]byte{room[:n], append(make([]byte, 0, n), room[:n]...)} {
			if got := h.Pseudonym(text); string(got[:]) != string(want) {
				t.Fatalf("%d bytes: %x, want %x", n, got, want)
			}
		}
	}
}

func TestKeysDiffer(t *testing.T) {
	a, err := NewKey()
	if err != nil {
		t.Fatal(err)
	}
	b, err := NewKey()
	if err != nil {
		t.Fatal(err)
	}
	if NewHash(a).Pseudonym([]byte("1506SD|12|")) == NewHash(b).Pseudonym([]byte("1506SD|12|")) {
		t.Error("two keys give one pseudonym")
	}
}

func TestPseudonymTakesNoMemory(t *testing.T) {
	k, err := NewKey()
	if err != nil {
		t.Fatal(err)
	}
	h, text := NewHash(k), append(make([]byte, 0, 45), "1506SD|12|A2"...)
	if n := testing.AllocsPerRun(100, func() { h.Pseudonym(text) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func unhex(t *testing.T, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func BenchmarkPseudonym(b *testing.B) {
	k, err := NewKey()
	if err != nil {
		b.Fatal(err)
	}
	h, text := NewHash(k), append(make([]byte, 0, 45), "1506SD|12|A2"...)
	for b.Loop() {
		h.Pseudonym(text)
	}
}
