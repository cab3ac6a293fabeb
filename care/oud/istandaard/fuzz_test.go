package istandaard

import (
	"reflect"
	"testing"
)

// FuzzLees looks for bytes that make the reader panic, and for messages that change when they are written.
func FuzzLees(f *testing.F) {
	for _, b := range []Bericht{opdracht(), start(), stop()} {
		data, err := Schrijf(b)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte("<?xml version=\"1.0\"?><a xmlns=\"http://www.istandaarden.nl/iwmo/3_2/wmo301/schema\">&#xD800;"))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := Lees(data)
		if err != nil || Toets(b) != nil {
			return
		}
		opnieuw, err := Schrijf(b)
		if err != nil {
			t.Fatalf("what was read cannot be written: %v", err)
		}
		terug, err := Lees(opnieuw)
		if err != nil || !reflect.DeepEqual(terug, b) {
			t.Fatalf("changed on the way: %+v, was %+v, error %v", terug, b, err)
		}
	})
}
