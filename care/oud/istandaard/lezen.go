package istandaard

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"io"
	"reflect"
	"regexp"
	"strings"
)

// Lees reads a message. The error, when there is one, is Fouten of level 1: the bytes are no such message.
// A broken sender gets an error notice for it and no return message (IV028).
//
// Nothing outside the bytes is ever fetched: a DOCTYPE is refused, and an element that the schema does not
// know ends the reading, so nothing can be nested deeper than the message type is.
func Lees(data []byte) (Bericht, error) {
	if len(data) > MaxGrootte {
		return nil, Fouten{schemafout("Bericht", "is larger than 25 MB")}
	}
	l := &lezer{}
	if !l.open(data) {
		return nil, l.fouten
	}
	b := l.bericht()
	if err := l.fouten.err(); err != nil {
		return nil, err
	}
	return b, nil
}

// lezer walks the XML along the shape of the message type.
type lezer struct {
	d      *xml.Decoder
	soort  berichtsoort
	retour bool
	fouten Fouten

	// the tag that comes next: a start (of which naam and attributen tell), or an end
	start  xml.StartElement
	isEnd  bool
	gezien bool // something other than the XML declaration has been read
}

var errKapot = errors.New("not well-formed")

func (l *lezer) bericht() Bericht {
	if !l.tag() {
		return nil
	}
	if l.isEnd || !l.kiesSoort() || !l.attributen("Bericht") {
		return nil
	}
	b := l.soort.leeg()
	v := reflect.ValueOf(b).Elem()
	if l.tag() && l.klasse(vormen[v.Type()], v, "") {
		l.einde()
	}
	return b
}

var ruimtePatroon = regexp.MustCompile(`^http://www\.istandaarden\.nl/(iwmo|ijw)/([0-9]+)_([0-9]+)/([a-z]+[0-9]{3})/schema$`)

// kiesSoort finds the message type by the namespace of the root element.
func (l *lezer) kiesSoort() bool {
	deel := ruimtePatroon.FindStringSubmatch(l.start.Name.Space)
	ok := false
	l.soort, ok = zoekSoort(func(s berichtsoort) bool { return s.ruimte() == l.start.Name.Space })
	l.retour = l.soort.isRetour()
	switch {
	case ok && l.start.Name.Local == "Bericht":
		return true
	case deel == nil || l.start.Name.Local != "Bericht":
		l.meld("Bericht", "is not a message of iWmo")
	case deel[1] == "ijw":
		l.meld("Bericht", "is a message of iJw; this reads iWmo 3.2")
	case deel[2] != "3" || deel[3] != "2":
		l.meld("Bericht", "is of release %s.%s; this reads iWmo 3.2", deel[2], deel[3])
	default:
		l.meld("Bericht", "is a %s; this reads 301, 302, 305, 306, 307 and 308", strings.ToUpper(deel[4]))
	}
	return false
}

func (l *lezer) meld(pad, zin string, args ...any) { l.fouten.meld(schemafout(pad, zin, args...)) }

// klasse reads the parts of a composite element and its end tag. It returns false where reading cannot go on.
func (l *lezer) klasse(k *klasse, v reflect.Value, pad string) bool {
	for _, deel := range k.velden {
		naar := voegToe(pad, deel.naam)
		if !deel.hoort(l.retour) {
			continue
		}
		if !l.bij(deel.naam, k.basis) {
			if deel.verplicht(l.retour) {
				l.meld(naar, "is missing")
				return false
			}
			continue
		}
		if !l.attributen(naar) || !l.deel(k, deel, v.Field(deel.plek), naar) {
			return false
		}
	}
	return l.sluit(pad) && (pad == "" || l.tag())
}

// sluit reports whether the element ends here.
func (l *lezer) sluit(pad string) bool {
	if !l.isEnd {
		l.meld(cmp.Or(pad, "Bericht"), "holds an element that does not belong there")
	}
	return l.isEnd
}

// bij reports whether the next tag opens this element.
func (l *lezer) bij(naam string, basis bool) bool {
	ruimte := l.soort.ruimte()
	if basis {
		ruimte = basisruimte
	}
	return !l.isEnd && l.start.Name.Local == naam && l.start.Name.Space == ruimte
}

func (l *lezer) deel(k *klasse, deel veld, v reflect.Value, pad string) bool {
	switch {
	case deel.item != "":
		return l.tag() && l.lijst(k, deel, v, pad)
	case deel.waarde != "":
		return l.waarde(deel.waarde, v, pad)
	}
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	return l.tag() && l.klasse(deel.klasse, v, pad)
}

// lijst reads the repeated elements inside the element that holds them, of which there is at least one.
func (l *lezer) lijst(k *klasse, deel veld, v reflect.Value, pad string) bool {
	for i := 0; l.bij(deel.item, k.basis); i++ {
		naar := genummerd(pad, deel.item, i)
		v.Grow(1)
		v.SetLen(i + 1)
		if !l.attributen(naar) {
			return false
		}
		if deel.waarde != "" && !l.waarde(deel.waarde, v.Index(i), naar) {
			return false
		}
		if deel.waarde == "" && !(l.tag() && l.klasse(deel.klasse, v.Index(i), naar)) {
			return false
		}
	}
	if v.Len() == 0 {
		l.meld(voegToe(pad, deel.item), "is missing")
		return false
	}
	return l.sluit(pad) && l.tag()
}

// waarde reads a simple element with its end tag, and the tag after it.
func (l *lezer) waarde(naam string, v reflect.Value, pad string) bool {
	var tekst strings.Builder
	for {
		t, err := l.token()
		if err != nil {
			return false
		}
		switch t := t.(type) {
		case xml.CharData:
			tekst.Write(t)
		case xml.StartElement:
			l.meld(pad, "holds an element where a value is expected")
			return false
		case xml.EndElement:
			l.zet(l.soort.waarde(naam), v, tekst.String(), pad)
			return l.tag()
		}
	}
}

// zet puts a value in its field, or reports what is wrong with it.
func (l *lezer) zet(w waarde, v reflect.Value, s, pad string) {
	if w.strak {
		s = strings.Trim(s, blanks)
	}
	if zin := w.keur(s); zin != "" {
		l.meld(pad, "%s", zin)
		return
	}
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	if v.Kind() == reflect.Int64 {
		v.SetInt(leesGeheel(s))
		return
	}
	v.SetString(s)
}

// einde looks whether nothing but blanks and comments follows the message.
func (l *lezer) einde() {
	for {
		t, err := l.token()
		if err != nil {
			return
		}
		if !isBijwerk(t) {
			l.meld("Bericht", "is followed by something else")
			return
		}
	}
}

// tag moves to the next start or end tag. Only blanks, comments and instructions may stand before it.
func (l *lezer) tag() bool {
	for {
		t, err := l.token()
		if err == io.EOF {
			l.meld("Bericht", "is missing: there is no XML element")
		}
		if err != nil {
			return false
		}
		switch t := t.(type) {
		case xml.StartElement:
			l.start, l.isEnd = t, false
			return true
		case xml.EndElement:
			l.isEnd = true
			return true
		}
		if !isBijwerk(t) {
			l.meld("Bericht", "has text outside the elements that hold values, at line %d", l.regel())
			return false
		}
	}
}

// isBijwerk reports whether a token may stand between elements.
func isBijwerk(t xml.Token) bool {
	switch t := t.(type) {
	case xml.CharData:
		return len(bytes.Trim(t, blanks)) == 0
	case xml.Comment, xml.ProcInst:
		return true
	}
	return false
}

// token is the next token of the XML; the error is io.EOF after a whole document, else a fault has been reported.
func (l *lezer) token() (xml.Token, error) {
	t, err := l.d.Token()
	if err == io.EOF {
		return nil, err
	}
	instructie, _ := t.(xml.ProcInst)
	if err != nil || instructie.Target == "xml" && l.gezien {
		l.meld("Bericht", "is not well-formed XML, at line %d", l.regel())
		return nil, errKapot
	}
	if _, ok := t.(xml.Directive); ok {
		l.meld("Bericht", "has a DOCTYPE; messages may not have one")
		return nil, errKapot
	}
	l.gezien = true
	return t, nil
}

func (l *lezer) regel() int {
	regel, _ := l.d.InputPos()
	return regel
}

const schemaInstantie = "http://www.w3.org/2001/XMLSchema-instance"

// attributen refuses every attribute that is no namespace and no hint where a schema may be found.
func (l *lezer) attributen(pad string) bool {
	gehad := map[xml.Name]bool{}
	for _, a := range l.start.Attr {
		n := a.Name
		naamruimte := n.Space == "xmlns" || n.Space == "" && n.Local == "xmlns"
		hint := n.Space == schemaInstantie && (n.Local == "schemaLocation" || n.Local == "noNamespaceSchemaLocation")
		if gehad[n] || !naamruimte && !hint {
			l.meld(pad, "has an attribute that the schema does not know, or has it twice")
			return false
		}
		gehad[n] = true
	}
	return true
}
