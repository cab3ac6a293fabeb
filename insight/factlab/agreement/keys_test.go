package agreement

import (
	"testing"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym"
)

// holders makes key holders of whom t of n are needed.
func holders(t *testing.T, threshold, n int) KeyHolders {
	t.Helper()
	key, roundKey := pseudonym.MakeKey(), pseudonym.MakeKey()
	shares, _, err := key.Split(threshold, n)
	if err != nil {
		t.Fatal(err)
	}
	roundShares, _, err := roundKey.Split(threshold, n)
	if err != nil {
		t.Fatal(err)
	}
	k := KeyHolders{PublicKey: key.Public().Bytes(), RoundKey: roundKey.Public().Bytes(), Threshold: threshold}
	for i := range n {
		k.Holders = append(k.Holders, Holder{Index: i + 1, Body: "Notary", Key: wire.MakeIdentity().Key(),
			PublicKey: shares[i].Public().Bytes(), RoundKey: roundShares[i].Public().Bytes()})
	}
	return k
}

func TestKeys(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(k *KeyHolders)
		keys  bool // whether Keys takes it
		round bool // whether RoundKeys takes it
	}{
		"as made":                  {func(*KeyHolders) {}, true, true},
		"another key":              {func(k *KeyHolders) { k.PublicKey = pseudonym.MakeKey().Public().Bytes() }, false, true},
		"no key":                   {func(k *KeyHolders) { k.PublicKey = nil }, false, true},
		"a share exchanged":        {func(k *KeyHolders) { k.Holders[0].PublicKey = k.Holders[1].PublicKey }, false, true},
		"a share of the round key": {func(k *KeyHolders) { k.Holders[2].RoundKey = k.RoundKey }, true, false},
		"a lower number needed":    {func(k *KeyHolders) { k.Threshold = 1 }, false, false},
		"an other order":           {func(k *KeyHolders) { k.Holders[0], k.Holders[2] = k.Holders[2], k.Holders[0] }, true, true},
	} {
		k := holders(t, 2, 3)
		c.spoil(&k)
		if _, err := k.Keys(); (err == nil) != c.keys {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := k.RoundKeys(); (err == nil) != c.round {
			t.Errorf("%s: round key: %v", name, err)
		}
	}
}
