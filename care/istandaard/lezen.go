package istandaard

import (
	"strings"

	"codeberg.org/samenkracht/samenkracht/care/istandaard/regel"
)

// Lees reads a message. The error, when there is one, is Fouten of level 1: the bytes are no such message. A
// broken sender gets an error notice for it and no return message (IV028).
//
// Nothing outside the bytes is ever fetched: a DOCTYPE is refused, and an element that the schema does not
// know ends the reading, so nothing can be nested deeper than the message type is.
//
// The verdict is that of libxml2 2.9 with the published schema, but that Lees refuses a DOCTYPE, more than 25 MB,
// more than 256 namespaces at one place and some encodings, and that it reads text of more than 10 MB.
func Lees[T []byte | string](data T) (*Bericht, error) {
	if len(data) > MaxGrootte {
		return nil, Fouten{schemaFout(zinTeGrootBericht)}
	}
	s, mis, args := open(string(data))
	if mis != 0 {
		return nil, Fouten{schemaFout(mis, args...)}
	}
	l := &lezer{b: &Bericht{bron: s}}
	l.o.s = s
	if strings.HasPrefix(s, "<?xml") && (isBlank(s[5]) || s[5] == '?') {
		l.o.i = strings.Index(s, "?>") + 2
	}
	l.bericht()
	if len(l.fouten) > 0 {
		return nil, l.fouten
	}
	l.b.telRegels()
	return l.b, nil
}

func schemaFout(z zin, args ...any) Fout {
	return Fout{Niveau: regel.Schema, Pad: "Bericht", zin: z, args: args}
}

// lezer reads a message along its schema.
type lezer struct {
	o      ontleder
	b      *Bericht
	fouten Fouten
	pad    []plek // from the root to the class at hand
	delen  []Deel // room for the parts to come
	eigen  string // the namespace of the message
	basis  string // the namespace of the base schema
}

type plek struct {
	e  *Element
	nr int // in a list, from 1
}

// bericht reads the root, and what may stand around it.
func (l *lezer) bericht() {
	switch l.o.volgende() {
	case stapBegin:
	case stapOp:
		l.stop(zinLeegBestand)
		return
	case stapKapot:
		l.kapot()
		return
	default:
		l.stop(zinGeenXML, tweetalig{"het begint niet met <", "it does not begin with <"})
		return
	}
	schema, ok := opRuimte[l.o.ruimte]
	if !ok || l.o.lokaal != "Bericht" {
		l.vreemd()
		return
	}
	l.b.schema, l.eigen, l.basis = schema, l.o.ruimte, schema.Soort.Wet().Basisruimte()
	l.b.Wortel = l.nieuw(schema.Wortel)
	if !l.attributen(schema.Wortel) || !l.klasse(schema.Wortel.Klasse, l.b.Wortel) {
		return
	}
	switch l.o.volgende() {
	case stapOp:
	case stapKapot:
		if strings.HasPrefix(l.o.s[l.o.begin:], "<?xml") {
			l.stop(zinErachter)
			return
		}
		l.kapot()
	default:
		l.stop(zinErachter)
	}
}

// vreemd says of which kind another file is.
func (l *lezer) vreemd() {
	ruimte := l.o.ruimte
	if rest, ok := strings.CutPrefix(ruimte, ruimteBegin); ok {
		delen := strings.SplitN(rest, "/", 3)
		if len(delen) >= 2 && delen[1] != "3_2" {
			l.stop(zinAndereVersie, kort(delen[0]+" "+strings.ReplaceAll(delen[1], "_", ".")))
			return
		}
	}
	l.stop(zinGeenBericht, kort(l.o.naam))
}

func (l *lezer) nieuw(e *Element) *Deel {
	if len(l.delen) == 0 {
		n := 64
		if len(l.o.s) > 1<<16 {
			n = 4096
		}
		l.delen = make([]Deel, n)
	}
	d := &l.delen[0]
	l.delen = l.delen[1:]
	d.el, d.plaats = e, l.o.begin
	return d
}

// rij is how far the reading of a class is.
type rij struct {
	k      *Klasse
	ruimte string // the namespace of its elements
	plaats int    // the element of the class that may come next
	keer   int    // how often that one was there
	nr     int    // how many parts there were
}

// klasse reads the parts of a class, up to and with its end tag. It stops at the first fault in the structure;
// faults in values are gathered.
func (l *lezer) klasse(k *Klasse, in *Deel) bool {
	naam := l.o.naam
	r := rij{k: k, ruimte: l.eigen}
	if k.Basis {
		r.ruimte = l.basis
	}
	if l.o.leeg {
		l.o.sluit()
		return l.compleet(&r)
	}
	for {
		switch l.o.volgende() {
		case stapBegin:
			if !l.lid(&r, in) {
				return false
			}
		case stapEind:
			return l.compleet(&r) && (l.o.eindTag(naam) || l.kapot())
		case stapTekst:
			return l.stop(zinTekst)
		case stapOp:
			l.o.op()
			return l.kapot()
		default:
			return l.kapot()
		}
	}
}

// lid reads one part of a class.
func (l *lezer) lid(r *rij, in *Deel) bool {
	j := l.kies(r)
	if j < 0 || j > r.plaats && r.moet(j) >= 0 {
		return l.verkeerd(r)
	}
	if j > r.plaats {
		r.plaats, r.keer = j, 0
	}
	r.keer++
	r.nr++
	e := &r.k.Elementen[j]
	d, ok := l.element(e, r.nr)
	if !ok {
		return false
	}
	if in.laatste == nil {
		in.eerste = d
	} else {
		in.laatste.volgende = d
	}
	in.laatste = d
	if e.Max == 1 {
		r.plaats, r.keer = j+1, 0
	}
	return true
}

// kies finds the element of the tag at hand in what may still come of the class; -1 when it is not there.
func (l *lezer) kies(r *rij) int {
	if l.o.ruimte != r.ruimte {
		return -1
	}
	for j := r.plaats; j < len(r.k.Elementen); j++ {
		if r.k.Elementen[j].Naam == l.o.lokaal {
			return j
		}
	}
	return -1
}

// moet finds the first element before a place that may not be left out; -1 when there is none.
func (r *rij) moet(tot int) int {
	for n := r.plaats; n < tot; n++ {
		if r.k.Elementen[n].Min > 0 && (n > r.plaats || r.keer == 0) {
			return n
		}
	}
	return -1
}

// compleet reports whether what must still come in the class may be left out.
func (l *lezer) compleet(r *rij) bool {
	if n := r.moet(len(r.k.Elementen)); n >= 0 {
		return l.stop(zinOntbreekt, r.k.Elementen[n].Naam)
	}
	return true
}

// verkeerd says why the tag at hand does not belong in the class at this place.
func (l *lezer) verkeerd(r *rij) bool {
	naam := l.o.lokaal
	plaats := r.k.vind(naam)
	switch {
	case l.o.ruimte != r.ruimte || plaats < 0:
		return l.stop(zinOnbekend, kort(l.o.naam))
	case plaats < r.plaats:
		return l.stop(zinVaker, naam)
	}
	return l.stop(zinOnverwacht, naam, r.k.Elementen[r.moet(plaats)].Naam)
}

// element reads the element of the start tag at hand.
func (l *lezer) element(e *Element, nr int) (*Deel, bool) {
	d := l.nieuw(e)
	l.pad = append(l.pad, plek{e, nr})
	if !l.attributen(e) {
		return nil, false
	}
	if e.Klasse != nil {
		if !l.klasse(e.Klasse, d) {
			return nil, false
		}
		l.pad = l.pad[:len(l.pad)-1]
		return d, true
	}
	naam, rauw := l.o.naam, ""
	l.o.knip = -1
	if l.o.leeg {
		l.o.sluit()
	} else {
		var delen, ok bool
		if rauw, delen, ok = l.o.waarde(); !ok {
			return nil, l.kapot()
		}
		if delen {
			return nil, l.stop(zinDelen)
		}
		if !l.o.eindTag(naam) {
			return nil, l.kapot()
		}
	}
	waarde, mis, id := e.Type.keur(rauw)
	d.waarde = waarde
	if l.o.knip >= 0 {
		l.b.knip(d, rauw[:l.o.knip])
	}
	if mis != 0 {
		l.meld(Fout{Regel: id, Waarde: rauw, zin: mis, args: e.Type.bij(mis)}, d.plaats)
	}
	l.pad = l.pad[:len(l.pad)-1]
	return d, len(l.fouten) < maxFouten
}

// attributen checks the attributes of the tag at hand: only declarations of namespaces and hints to a schema
// may stand there, and the name of the type that the element has anyway.
func (l *lezer) attributen(e *Element) bool {
	eerder := false
	for _, a := range l.o.attr {
		switch {
		case a.ruimte != xsi:
			return l.stop(zinAttribuut, kort(a.lokaal))
		case a.lokaal == "schemaLocation" || a.lokaal == "noNamespaceSchemaLocation":
		case a.lokaal == "nil":
			return l.stop(zinNil)
		case a.lokaal == "type":
			if !eerder && !l.zelfdeType(a.waarde, e) { // under two prefixes it may stand there twice: the first counts
				return l.stop(zinAnderType)
			}
			eerder = true
		default:
			return l.stop(zinAttribuut, kort(a.lokaal))
		}
	}
	return true
}

// zelfdeType reports whether the value of xsi:type names the type of the element. As libxml2 has it, no blanks
// may stand around it.
func (l *lezer) zelfdeType(waarde string, e *Element) bool {
	prefix, naam := splits(waarde)
	ruimte := l.o.vanPrefix(prefix)
	wil, basis := e.typenaam()
	if basis {
		return naam == wil && wil != "" && ruimte == l.basis
	}
	return naam == wil && ruimte == l.eigen
}

// kapot reports that the text is no XML.
func (l *lezer) kapot() bool {
	switch {
	case l.o.einde:
		return l.stop(zinAfgekapt)
	case strings.HasSuffix(l.o.mis.nl, "DOCTYPE"):
		return l.stop(zinDoctype)
	}
	return l.stop(zinGeenXML, l.o.mis)
}

// stop reports a fault after which nothing more can be read.
func (l *lezer) stop(z zin, args ...any) bool {
	l.meld(Fout{zin: z, args: args}, min(l.o.begin, l.o.i))
	return false
}

func (l *lezer) meld(f Fout, plaats int) {
	f.Niveau, f.Pad = regel.Schema, "Bericht"
	if len(l.pad) > 0 {
		f.Pad = ""
	}
	for _, p := range l.pad {
		if f.Pad != "" {
			f.Pad += "/"
		}
		f.Pad += p.e.Naam
		if p.e.Max == 0 {
			f.Pad += nummer(p.nr)
		}
	}
	f.Regelnummer = 1 + strings.Count(l.o.s[:plaats], "\n")
	l.fouten = append(l.fouten, f)
}
