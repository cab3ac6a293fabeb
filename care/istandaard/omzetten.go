package istandaard

import (
	"fmt"
	"iter"
	"reflect"
	"strconv"
	"strings"
)

// A class can be turned into a Go value and back: a struct whose fields have the names of the elements. An
// element with a data type is a string, a Datum, an int64 or a pointer to one; a class is a struct or a
// pointer to one; a list is a slice. Elements without a field are left alone.

// Naar fills the struct that naar points to from the class.
func (d *Deel) Naar(naar any) { d.naar(reflect.ValueOf(naar).Elem()) }

func (d *Deel) naar(v reflect.Value) {
	for k := range d.Delen() {
		f := v.FieldByName(k.el.Naam)
		if !f.IsValid() {
			continue
		}
		if f.Kind() == reflect.Pointer {
			f.Set(reflect.New(f.Type().Elem()))
			f = f.Elem()
		}
		k.naarVeld(f)
	}
}

func (d *Deel) naarVeld(f reflect.Value) {
	switch f.Kind() {
	case reflect.String:
		f.SetString(d.waarde)
	case reflect.Int64:
		n, _ := d.Getal()
		f.SetInt(n)
	case reflect.Struct:
		d.naar(f)
	case reflect.Slice:
		for lid := range d.Delen() {
			een := reflect.New(f.Type().Elem()).Elem()
			lid.naarVeld(een)
			f.Set(reflect.Append(f, een))
		}
	}
}

// Van fills the class from a struct. Empty text, empty lists and nil are left out; a zero number is a value.
// The error says which field is no element of the class.
func (d *Deel) Van(van any) error { return d.van(reflect.Indirect(reflect.ValueOf(van))) }

func (d *Deel) van(v reflect.Value) error {
	for i := range v.NumField() {
		f := v.Field(i)
		if f.Kind() == reflect.Slice && f.Len() == 0 || f.IsZero() && f.Kind() != reflect.Int64 {
			continue
		}
		k, err := d.Voeg(v.Type().Field(i).Name)
		if err != nil {
			return err
		}
		if err := k.vanVeld(reflect.Indirect(f)); err != nil {
			return err
		}
	}
	return nil
}

func (d *Deel) vanVeld(f reflect.Value) error {
	switch f.Kind() {
	case reflect.String:
		d.waarde = f.String()
	case reflect.Int64:
		d.waarde = strconv.FormatInt(f.Int(), 10)
	case reflect.Struct:
		return d.van(f)
	case reflect.Slice:
		for i := range f.Len() {
			if !d.el.Klasse.IsLijst() {
				return fmt.Errorf("%s is no list", d.el.Naam)
			}
			if err := d.moet(d.el.Klasse.Elementen[0].Naam).vanVeld(f.Index(i)); err != nil {
				return err
			}
		}
	}
	return nil
}

func deelPaden(pad string) iter.Seq[string] { return strings.SplitSeq(pad, "/") }
