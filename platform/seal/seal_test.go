package seal_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

const bsn = "999900006"

func vault(t testing.TB) *seal.Vault {
	t.Helper()
	m, err := seal.LoadOrMakeMaster("file:" + filepath.Join(t.TempDir(), "master.json"))
	if err != nil {
		t.Fatal(err)
	}
	return seal.New(m)
}

func in(t testing.TB, d *db.DB, tenant db.ID, f func(ctx context.Context, tx *db.Tx) error) {
	t.Helper()
	if err := d.InTx(t.Context(), tenant, func(tx *db.Tx) error { return f(t.Context(), tx) }); err != nil {
		t.Fatal(err)
	}
}

func TestSealAndOpen(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		v := vault(t)
		var first, second, note []byte
		in(t, d, 1, func(ctx context.Context, tx *db.Tx) (err error) {
			if first, err = v.SealTx(ctx, tx, 10, "household_resident.bsn", []byte(bsn)); err != nil {
				return err
			}
			if second, err = v.SealTx(ctx, tx, 10, "household_resident.bsn", []byte(bsn)); err != nil {
				return err
			}
			note, err = v.SealTx(ctx, tx, 10, "household_note.text", []byte("Slaapt slecht"))
			return err
		})
		if bytes.Equal(first, second) || bytes.Contains(first, []byte(bsn)) || len(first) != len(bsn)+29 {
			t.Errorf("sealed as %x and %x", first, second)
		}
		err := d.View(t.Context(), 1, func(tx *db.Tx) error {
			for column, sealed := range map[string][]byte{"household_resident.bsn": first, "household_note.text": note} {
				plain, err := v.OpenTx(t.Context(), tx, 10, column, sealed)
				if err != nil || len(plain) == 0 || !strings.Contains(bsn+"Slaapt slecht", string(plain)) {
					t.Errorf("%s: %q, %v", column, plain, err)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestNoOtherPlace(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		v := vault(t)
		const column = "household_resident.bsn"
		var sealed []byte
		for _, tenant := range []db.ID{1, 2} {
			for _, owner := range []db.ID{10, 11} {
				in(t, d, tenant, func(ctx context.Context, tx *db.Tx) error {
					s, err := v.SealTx(ctx, tx, owner, column, []byte(bsn))
					if tenant == 1 && owner == 10 {
						sealed = s
					}
					return err
				})
			}
		}
		damaged := bytes.Clone(sealed)
		damaged[len(damaged)-1] ^= 1
		other := bytes.Clone(sealed)
		other[0]++
		for why, try := range map[string]struct {
			tenant, owner db.ID
			column        string
			sealed        []byte
		}{
			"another owner":   {1, 11, column, sealed},
			"another tenant":  {2, 10, column, sealed},
			"another column":  {1, 10, "household_resident.phone", sealed},
			"a changed byte":  {1, 10, column, damaged},
			"another version": {1, 10, column, other},
			"a part of it":    {1, 10, column, sealed[:len(sealed)-1]},
			"too short":       {1, 10, column, []byte{1}},
			"plain text":      {1, 10, column, []byte("999900006 999900006 999900006 999900006")},
		} {
			in(t, d, try.tenant, func(ctx context.Context, tx *db.Tx) error {
				plain, err := v.OpenTx(ctx, tx, try.owner, try.column, try.sealed)
				if err == nil || plain != nil || errors.Is(err, fault.NotFound) {
					t.Errorf("%s: %q, %v", why, plain, err)
				}
				return nil
			})
		}
	})
}

func TestMovedKey(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		v := vault(t)
		in(t, d, 1, func(ctx context.Context, tx *db.Tx) error {
			if _, err := v.SealTx(ctx, tx, 10, "a.b", []byte(bsn)); err != nil {
				return err
			}
			_, err := tx.Exec(ctx, qMoveKey, tx.Tenant())
			return err
		})
		in(t, d, 1, func(ctx context.Context, tx *db.Tx) error {
			if _, err := v.KeyTx(ctx, tx, 11); err == nil || errors.Is(err, fault.NotFound) {
				t.Errorf("a key opened for another owner: %v", err)
			}
			return nil
		})
	})
}

var qMoveKey = db.SQL(`UPDATE seal_key SET owner_id = 11 WHERE tenant_id = $1 AND owner_id = 10`)

func TestDestroy(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		v := vault(t)
		sealed := map[db.ID][]byte{}
		in(t, d, 1, func(ctx context.Context, tx *db.Tx) (err error) {
			for _, owner := range []db.ID{10, 11} {
				if sealed[owner], err = v.SealTx(ctx, tx, owner, "a.b", []byte(bsn)); err != nil {
					return err
				}
			}
			return v.DestroyTx(ctx, tx, 10)
		})
		in(t, d, 1, func(ctx context.Context, tx *db.Tx) error {
			if _, err := v.OpenTx(ctx, tx, 10, "a.b", sealed[10]); !errors.Is(err, fault.NotFound) {
				t.Errorf("after destruction: %v", err)
			}
			if plain, err := v.OpenTx(ctx, tx, 11, "a.b", sealed[11]); string(plain) != bsn {
				t.Errorf("the other household: %q, %v", plain, err)
			}
			// a new key for the same owner does not open what was sealed under the old one
			if _, err := v.SealTx(ctx, tx, 10, "a.b", []byte("new")); err != nil {
				return err
			}
			if plain, err := v.OpenTx(ctx, tx, 10, "a.b", sealed[10]); err == nil {
				t.Errorf("under a new key: %q", plain)
			}
			return v.DestroyTx(ctx, tx, 99)
		})
	})
}

func TestRolledBack(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		v, stop := vault(t), errors.New("stop")
		err := d.InTx(t.Context(), 1, func(tx *db.Tx) error {
			if _, err := v.SealTx(t.Context(), tx, 10, "a.b", []byte(bsn)); err != nil {
				return err
			}
			return stop
		})
		if !errors.Is(err, stop) {
			t.Fatal(err)
		}
		in(t, d, 1, func(ctx context.Context, tx *db.Tx) error {
			if _, err := v.KeyTx(ctx, tx, 10); !errors.Is(err, fault.NotFound) {
				t.Errorf("the key of a transaction that was undone: %v", err)
			}
			return nil
		})
	})
}

func TestFirstFieldsAtOnce(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		v := vault(t)
		type result struct {
			sealed []byte
			err    error
		}
		const n = 8
		done := make(chan result, n)
		for i := range n {
			go func() {
				var r result
				r.err = d.InTx(t.Context(), 1, func(tx *db.Tx) (err error) {
					r.sealed, err = v.SealTx(t.Context(), tx, 10, "a.b", fmt.Append(nil, "field ", i))
					return err
				})
				done <- r
			}()
		}
		for range n {
			r := <-done
			if r.err != nil {
				t.Fatal(r.err)
			}
			in(t, d, 1, func(ctx context.Context, tx *db.Tx) error {
				if plain, err := v.OpenTx(ctx, tx, 10, "a.b", r.sealed); err != nil || !strings.HasPrefix(string(plain), "field ") {
					t.Errorf("%q, %v", plain, err)
				}
				return nil
			})
		}
	})
}

func TestEmptyStaysEmpty(t *testing.T) {
	d := testkit.SQLite(t)
	v := vault(t)
	in(t, d, 1, func(ctx context.Context, tx *db.Tx) error {
		sealed, err := v.SealTx(ctx, tx, 10, "a.b", nil)
		if sealed != nil || err != nil {
			t.Errorf("%x, %v", sealed, err)
		}
		plain, err := v.OpenTx(ctx, tx, 10, "a.b", nil)
		if plain != nil || err != nil {
			t.Errorf("%q, %v", plain, err)
		}
		if _, err := v.KeyTx(ctx, tx, 10); !errors.Is(err, fault.NotFound) {
			t.Errorf("an empty field made a key: %v", err)
		}
		return nil
	})
}

func TestBlind(t *testing.T) {
	v, other := vault(t), vault(t)
	a := v.Blind(1, bsn)
	if len(a) != 32 || !bytes.Equal(a, v.Blind(1, bsn)) {
		t.Error("the same value gives the same index")
	}
	for why, b := range map[string][]byte{
		"another tenant": v.Blind(2, bsn), "another value": v.Blind(1, "999900018"), "another master key": other.Blind(1, bsn),
	} {
		if bytes.Equal(a, b) {
			t.Errorf("%s gives the same index", why)
		}
	}
}

// BenchmarkDossier opens a dossier: one look for the key, unwrap, three numbers and three notes.
func BenchmarkDossier(b *testing.B) {
	path := filepath.Join(b.TempDir(), "bench.db")
	d, err := db.Open(b.Context(), "sqlite:"+path)
	if err != nil {
		b.Fatal(err)
	}
	defer d.Close()
	if err := db.Migrate(b.Context(), d, ""); err != nil {
		b.Fatal(err)
	}
	v := vault(b)
	note := bytes.Repeat([]byte("x"), 400)
	fields := [6][]byte{}
	in(b, d, 1, func(ctx context.Context, tx *db.Tx) (err error) {
		for i, plain := range [][]byte{[]byte(bsn), []byte(bsn), []byte(bsn), note, note, note} {
			if fields[i], err = v.SealTx(ctx, tx, 10, "a.b", plain); err != nil {
				return err
			}
		}
		return nil
	})
	err = d.View(b.Context(), 1, func(tx *db.Tx) error {
		for b.Loop() {
			k, err := v.KeyTx(b.Context(), tx, 10)
			if err != nil {
				return err
			}
			for _, f := range fields {
				if _, err := k.Open("a.b", f); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}
