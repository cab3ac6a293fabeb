package istandaard

import (
	"bytes"
	"reflect"
	"strconv"
	"strings"
)

// Schrijf checks a message on both levels and writes it as the standard asks: UTF-8 without a byte order
// mark, lines that end in CR LF, and the prefixes of the published examples. The error is Fouten.
func Schrijf(b Bericht) ([]byte, error) {
	soort, ok := soortVan(b)
	if !ok {
		return nil, Fouten{schemafout("Header/BerichtCode", "is not a message type that this writes")}
	}
	if reflect.TypeOf(b) != reflect.TypeOf(soort.leeg()) {
		return nil, Fouten{schemafout("Header/BerichtCode", "is of another message type than the message")}
	}
	s := &schrijver{soort: soort, retour: soort.isRetour()}
	s.regel(`<?xml version="1.0" encoding="UTF-8"?>`)
	v := reflect.ValueOf(b).Elem()
	s.regel(`<` + soort.prefix() + `:Bericht xmlns:iwmo="` + basisruimte + `" xmlns:` + soort.prefix() + `="` + soort.ruimte() + `">`)
	s.klasse(vormen[v.Type()], v, "")
	s.regel(`</` + soort.prefix() + `:Bericht>`)
	if s.uit.Len() > MaxGrootte {
		s.meld("Bericht", "is larger than 25 MB")
	}
	if err := s.fouten.err(); err != nil {
		return nil, err
	}
	if err := Toets(b); err != nil {
		return nil, err
	}
	return s.uit.Bytes(), nil
}

// schrijver writes a message along the shape of its type, and reports every fault on the way.
type schrijver struct {
	uit    bytes.Buffer
	soort  berichtsoort
	retour bool
	diepte int
	fouten Fouten
}

func (s *schrijver) meld(pad, zin string) { s.fouten.meld(schemafout(pad, "%s", zin)) }

func (s *schrijver) regel(tekst string) {
	s.uit.WriteString(strings.Repeat("\t", s.diepte))
	s.uit.WriteString(tekst)
	s.uit.WriteString("\r\n")
}

func (s *schrijver) klasse(k *klasse, v reflect.Value, pad string) {
	s.diepte++
	for _, deel := range k.velden {
		w, naar := v.Field(deel.plek), voegToe(pad, deel.naam)
		// In a simple element the zero number is a value; an empty text is none.
		leeg := w.IsZero() && w.Kind() != reflect.Int64 && w.Kind() != reflect.Struct || w.Kind() == reflect.Slice && w.Len() == 0
		switch {
		case !leeg && !deel.hoort(s.retour):
			s.meld(naar, "stands in return messages only")
		case leeg && deel.verplicht(s.retour):
			s.meld(naar, "is missing")
		case !leeg:
			s.deel(s.prefix(k), deel, reflect.Indirect(w), naar)
		}
	}
	s.diepte--
}

func (s *schrijver) prefix(k *klasse) string {
	if k.basis {
		return "iwmo:"
	}
	return s.soort.prefix() + ":"
}

func (s *schrijver) deel(prefix string, deel veld, v reflect.Value, pad string) {
	if deel.item == "" {
		s.element(prefix+deel.naam, deel, v, pad)
		return
	}
	s.regel("<" + prefix + deel.naam + ">")
	s.diepte++
	for i := range v.Len() {
		s.element(prefix+deel.item, deel, v.Index(i), genummerd(pad, deel.item, i))
	}
	s.diepte--
	s.regel("</" + prefix + deel.naam + ">")
}

func (s *schrijver) element(naam string, deel veld, v reflect.Value, pad string) {
	if deel.klasse != nil {
		s.regel("<" + naam + ">")
		s.klasse(deel.klasse, v, pad)
		s.regel("</" + naam + ">")
		return
	}
	w, tekst := s.soort.waarde(deel.waarde), ""
	if v.Kind() == reflect.Int64 {
		tekst = strconv.FormatInt(v.Int(), 10)
	} else {
		tekst = v.String()
	}
	if zin := w.keur(tekst); zin != "" {
		s.meld(pad, zin)
		return
	}
	s.regel("<" + naam + ">" + ontsnap.Replace(tekst) + "</" + naam + ">")
}

// A line break in a comment becomes the line end of the file, which every reader turns back into one.
var ontsnap = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#13;", "\n", "\r\n")
