package istandaard

import (
	"encoding/xml"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
)

// wijziger makes variants of messages for the comparison with libxml2. It draws everything from one source, so
// a seed and a number name a variant.
type wijziger struct {
	*rand.Rand
	bronnen  []bron
	elements []plaatsing // of the text at hand; nil when it cannot be read
	soort    Soort
}

// bron is a message that variants are made of.
type bron struct {
	soort Soort
	tekst string
}

// variant is a message with something changed.
type variant struct {
	bron
	nr  int
	van string // what it was made of
	hoe string
}

// plaatsing is where one element stands in a text: <naam ...> from begin to inhoud, </naam> from einde to na.
type plaatsing struct {
	naam                     string // with its prefix
	pad                      []string
	begin, inhoud, einde, na int
	ouder                    int
	blad                     bool
}

// plaatsingen finds the elements of a text in order; nil when the text is no good XML.
func plaatsingen(s string) (uit []plaatsing) {
	d := xml.NewDecoder(strings.NewReader(s))
	var open []int
	for {
		van := int(d.InputOffset())
		t, err := d.RawToken()
		if err != nil {
			if err == io.EOF && len(open) == 0 {
				return uit
			}
			return nil
		}
		tot := int(d.InputOffset())
		switch x := t.(type) {
		case xml.StartElement:
			p := plaatsing{naam: x.Name.Local, pad: []string{x.Name.Local}, begin: van, inhoud: tot, einde: tot, na: tot, ouder: -1, blad: true}
			if x.Name.Space != "" {
				p.naam = x.Name.Space + ":" + p.naam
			}
			if n := len(open); n > 0 {
				p.ouder = open[n-1]
				uit[p.ouder].blad = false
				p.pad = append(slices.Clone(uit[p.ouder].pad), x.Name.Local)
			}
			open = append(open, len(uit))
			uit = append(uit, p)
		case xml.EndElement:
			if len(open) == 0 {
				return nil
			}
			p := &uit[open[len(open)-1]]
			p.einde, p.na = van, tot
			open = open[:len(open)-1]
		}
	}
}

// een picks one of a row.
func een[T any](w *wijziger, rij []T) T { return rij[w.IntN(len(rij))] }

// kans reports true in one of n cases.
func (w *wijziger) kans(n int) bool { return w.IntN(n) == 0 }

// variant makes one variant: one change, and now and then two or three.
func (w *wijziger) variant() variant {
	b := een(w, w.bronnen)
	v := variant{bron: b, van: b.tekst}
	w.soort = b.soort
	for keer := 0; keer == 0 || keer < 3 && w.kans(4); keer++ {
		w.elements = plaatsingen(v.tekst)
		o := een(w, wijzigingen)
		if w.elements == nil && o.ontleed {
			continue
		}
		v.tekst = o.doe(w, v.tekst)
		v.hoe += o.naam + " "
	}
	return v
}

// wijzigingen are the kinds of change; those marked ontleed need the places of the elements. A kind that
// stands there more often is drawn more often.
var wijzigingen = []struct {
	naam    string
	ontleed bool
	doe     func(*wijziger, string) string
}{
	{"waarde", true, (*wijziger).waarde}, {"waarde", true, (*wijziger).waarde}, {"waarde", true, (*wijziger).waarde},
	{"omhul", true, (*wijziger).omhul}, {"attribuut", true, (*wijziger).attribuut}, {"ruimte", true, (*wijziger).ruimte},
	{"ruimte", true, (*wijziger).ruimte}, {"tussen", true, (*wijziger).tussen}, {"bouw", true, (*wijziger).bouw},
	{"bouw", true, (*wijziger).bouw}, {"naam", true, (*wijziger).naam}, {"tag", true, (*wijziger).tag},
	{"kop", false, (*wijziger).kop}, {"codering", false, (*wijziger).codering}, {"achter", false, (*wijziger).achter},
	{"afkap", false, (*wijziger).afkap}, {"byte", false, (*wijziger).byte}, {"ergens", false, (*wijziger).ergens},
	{"voorvoegsel", true, (*wijziger).voorvoegsel},
}

func vervang(s string, van, tot int, door string) string { return s[:van] + door + s[tot:] }

func (w *wijziger) element() plaatsing { return een(w, w.elements) }

// blad picks an element without parts.
func (w *wijziger) blad() plaatsing {
	for {
		if p := w.element(); p.blad {
			return p
		}
	}
}

// waarde gives an element another value.
func (w *wijziger) waarde(s string) string {
	p := w.blad()
	return vervang(s, p.inhoud, p.einde, w.nieuweWaarde(p, s[p.inhoud:p.einde]))
}

// omhul puts something before, behind or around the value of an element.
func (w *wijziger) omhul(s string) string {
	p := w.blad()
	oud := s[p.inhoud:p.einde]
	midden := w.IntN(len(oud) + 1)
	snipper := een(w, snippers)
	return vervang(s, p.inhoud, p.einde, een(w, []string{snipper + oud, oud + snipper, "<![CDATA[" + oud + "]]>",
		oud[:midden] + snipper + oud[midden:], oud[:midden] + "<![CDATA[" + oud[midden:] + "]]>", snipper + oud + een(w, snippers)}))
}

// attribuut adds attributes to a tag.
func (w *wijziger) attribuut(s string) string {
	p := w.element()
	wat := een(w, attributen)
	if w.kans(3) {
		wat += een(w, attributen)
	}
	if w.kans(3) {
		wat = xsiRuimte + wat
	}
	e := w.declaratie(p)
	soort := "Bericht"
	if e != nil {
		if soort, _ = e.typenaam(); soort == "" {
			soort = e.Type.Naam
		}
	}
	wet := string(w.soort.Wet())
	wat = strings.NewReplacer("$TYPE", soort, "$EIGEN", w.soort.Prefix(), "$BASIS", wet, "$RUIMTE", w.soort.Naamruimte(),
		"$BASRUIMTE", w.soort.Wet().Basisruimte()).Replace(wat)
	at := p.begin + 1 + len(p.naam)
	if w.kans(2) {
		at = p.inhoud - 1
	}
	if w.kans(20) {
		wat = strings.TrimLeft(wat, " ")
	}
	return vervang(s, at, at, wat)
}

// declaratie is the declaration of the element, when the schema has it.
func (w *wijziger) declaratie(p plaatsing) *Element {
	e := w.soort.Schema().Wortel
	for _, naam := range p.pad[1:] {
		if e == nil || e.Klasse == nil {
			return nil
		}
		e = e.Klasse.Element(naam)
	}
	return e
}

// ruimte declares a namespace at an element, or changes a declaration.
func (w *wijziger) ruimte(s string) string {
	eigen, basis := w.soort.Naamruimte(), w.soort.Wet().Basisruimte()
	uri := een(w, []string{eigen, basis, "", "urn:x", eigen + "/", strings.ToUpper(eigen), "  " + eigen, xsi, "a b", "%zz", "&amp;",
		"http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2000/xmlns/", "http&#58;" + eigen[5:], "&#104;" + basis[1:]})
	prefix := een(w, []string{"", "", ":x", ":" + w.soort.Prefix(), ":" + string(w.soort.Wet()), ":xml", ":xmlns", ":Xml", ":XMLNS",
		":a.b", ":é", ":_", ":1", ":", ":x:y", ":x:", ":x:1", ":x::y", ":xsi", ":" + strings.ToUpper(w.soort.Prefix())})
	if w.kans(4) { // change one that stands there
		if i := strings.Index(s, "xmlns"); i >= 0 && w.kans(2) {
			return vervang(s, i, i+len("xmlns"), "xmlns"+prefix+`="`+uri+`" xmlns`)
		}
		return strings.Replace(s, een(w, []string{eigen, basis}), uri, 1)
	}
	p := w.element()
	at := p.begin + 1 + len(p.naam)
	s = vervang(s, at, at, " xmlns"+prefix+`="`+uri+`"`)
	if w.kans(2) {
		return s
	}
	return w.hernoem(s, strings.TrimPrefix(prefix, ":"))
}

// hernoem gives the tags of one element, or of an element and all in it, another prefix.
func (w *wijziger) hernoem(s, prefix string) string {
	if w.elements = plaatsingen(s); w.elements == nil {
		return s
	}
	p := w.element()
	if prefix != "" {
		prefix += ":"
	}
	deel := s[p.begin:p.na]
	if w.kans(2) {
		oud, _, _ := strings.Cut(p.naam, ":")
		deel = strings.ReplaceAll(strings.ReplaceAll(deel, "<"+oud+":", "<"+prefix), "</"+oud+":", "</"+prefix)
	} else {
		deel = strings.ReplaceAll(strings.ReplaceAll(deel, "<"+p.naam, "<"+prefix+zonder(p.naam)), "</"+p.naam, "</"+prefix+zonder(p.naam))
	}
	return vervang(s, p.begin, p.na, deel)
}

// voorvoegsel gives elements the prefix of the other namespace, none, or one that nobody declared.
func (w *wijziger) voorvoegsel(s string) string {
	return w.hernoem(s, een(w, []string{"", w.soort.Prefix(), string(w.soort.Wet()), "q", "xml", "xmlns"}))
}

// tussen puts something between two tags.
func (w *wijziger) tussen(s string) string {
	p := w.element()
	at := een(w, []int{p.begin, p.inhoud, p.einde, p.na})
	return vervang(s, at, at, een(w, snippers))
}

// bouw removes, repeats, moves, wraps, empties or adds elements.
func (w *wijziger) bouw(s string) string {
	p, q := w.element(), w.element()
	deel, ander := s[p.begin:p.na], s[q.begin:q.na]
	switch w.IntN(9) {
	case 0:
		return vervang(s, p.begin, p.na, "")
	case 1:
		return vervang(s, p.na, p.na, strings.Repeat(deel, 1+w.IntN(2)))
	case 2:
		return vervang(s, p.begin, p.begin, ander)
	case 3:
		return vervang(s, p.begin, p.na, ander)
	case 4:
		return vervang(s, p.begin, p.na, "<"+q.naam+">"+deel+"</"+q.naam+">")
	case 5:
		return vervang(s, p.inhoud, p.einde, "")
	case 6:
		return vervang(s, p.inhoud-1, p.na, "/>")
	case 7:
		return vervang(s, p.begin, p.begin, "<"+een(w, []string{p.naam, "Vreemd", "x:y", zonder(p.naam)})+"/>")
	default:
		return w.verplaats(s, p)
	}
}

// verplaats puts an element before the one before it, or drops all elements but those of a part.
func (w *wijziger) verplaats(s string, p plaatsing) string {
	if w.kans(8) {
		return s[p.begin:p.na]
	}
	for i := range w.elements {
		if q := w.elements[i]; q.ouder == p.ouder && q.na <= p.begin && strings.Trim(s[q.na:p.begin], blanks) == "" {
			return s[:q.begin] + s[p.begin:p.na] + s[q.na:p.begin] + s[q.begin:q.na] + s[p.na:]
		}
	}
	return vervang(s, p.begin, p.na, "")
}

// zonder is a name without its prefix.
func zonder(naam string) string { return naam[strings.IndexByte(naam, ':')+1:] }
