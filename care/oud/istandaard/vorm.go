package istandaard

import (
	"fmt"
	"reflect"
	"strings"
)

// A message type is declared once, as Go structs with tags. This file turns the declaration into the shape
// that the reader and the writer walk: both follow the same order, names and obligations as the schema.

// klasse is a composite element: its parts in their fixed order.
type klasse struct {
	basis  bool // the parts stand in the namespace of the base schema
	velden []veld
}

// veld is one part of a composite element.
type veld struct {
	naam              string // of the element, and of the Go field
	plek              int    // index of the Go field
	waarde            string // data type of a simple element; empty for a composite one
	klasse            *klasse
	item              string // name of the elements in a list; empty for a single element
	opt, retour, heen bool
}

var vormen = map[reflect.Type]*klasse{}

func init() {
	for _, s := range berichtsoorten {
		t := reflect.TypeOf(s.leeg()).Elem()
		vormen[t] = vormVan(t)
	}
}

func vormVan(t reflect.Type) *klasse {
	k := &klasse{}
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Name == "_" {
			k.basis = true
			continue
		}
		naam, vlaggen, _ := strings.Cut(f.Tag.Get("ist"), ",")
		v := veld{naam: f.Name, plek: i, waarde: naam}
		for vlag := range strings.SplitSeq(vlaggen, ",") {
			v.opt = v.opt || vlag == "opt"
			v.retour = v.retour || vlag == "retour"
			v.heen = v.heen || vlag == "heen"
		}
		soort := f.Type
		if soort.Kind() == reflect.Slice {
			soort = soort.Elem()
			v.item = soort.Name()
			if v.waarde != "" {
				v.item = v.waarde
			}
		} else if soort.Kind() == reflect.Pointer {
			soort = soort.Elem()
		}
		if v.waarde == "" {
			v.klasse = vormVan(soort)
		}
		k.velden = append(k.velden, v)
	}
	return k
}

// verplicht reports whether the element must be there.
func (v veld) verplicht(retour bool) bool {
	return !v.opt && (!v.retour || retour) && (!v.heen || !retour)
}

// hoort reports whether the element may be there at all.
func (v veld) hoort(retour bool) bool { return !v.retour || retour }

// waarde is the data type that a message of this type prescribes.
func (s berichtsoort) waarde(naam string) waarde {
	switch naam {
	case "BerichtCode":
		return vast(s.code)
	case "Afzender":
		return waarden[s.afzender]
	case "Ontvanger":
		return waarden[s.ontvanger]
	}
	return waarden[naam]
}

// voegToe is the path of an element below another one.
func voegToe(pad, naam string) string {
	if pad == "" {
		return naam
	}
	return pad + "/" + naam
}

func genummerd(pad, naam string, i int) string {
	return voegToe(pad, fmt.Sprintf("%s[%d]", naam, i+1))
}
