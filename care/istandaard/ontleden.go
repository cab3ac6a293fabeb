package istandaard

import "strings"

// ontleder is a scanner for the XML of messages, over text that is UTF-8 already. It knows what a message
// can hold: elements, text, comments, processing instructions, CDATA, the five entities of XML and character
// references, namespaces. A DOCTYPE ends the reading, so no entity is ever declared and nothing outside the
// text is fetched. It keeps no tree and allocates for text with references only.
//
// It judges as libxml2 2.9 does, also where that is kinder than the standard of XML: a fault against the rules
// of namespaces is none, and behind a zero byte after the root nothing is read.
type ontleder struct {
	s string
	i int

	// the tag at hand
	begin     int         // where it begins
	naam      string      // as written, with its prefix
	lokaal    string      // without its prefix
	ruimte    string      // the namespace of its name
	attr      []attribuut // but for declarations of namespaces
	leeg      bool        // <naam/>
	bindingen []binding
	diepte    int
	knip      int  // in the value at hand: where the first comment or instruction stands; -1: there is none
	af        bool // the root is closed

	mis   tweetalig // why the text is not well-formed
	einde bool      // the text stopped too early
}

type attribuut struct{ prefix, lokaal, ruimte, waarde string }

// stap is what stands next in the text of a class.
type stap uint8

const (
	stapKapot stap = iota
	stapBegin      // a start tag
	stapEind       // an end tag
	stapTekst      // text that is not blank
	stapOp         // the end of the text
)

func (o *ontleder) fout(nl, en string) stap {
	if o.mis.nl == "" {
		o.mis = tweetalig{nl, en}
	}
	return stapKapot
}

func (o *ontleder) op() stap {
	o.einde = true
	return o.fout("het breekt af", "it stops before its end")
}

func isBlank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

func (o *ontleder) blanks() {
	s, i := o.s, o.i
	for i < len(s) && isBlank(s[i]) {
		i++
	}
	o.i = i
}

// volgende goes to the next tag within a class, past blanks, comments and processing instructions.
func (o *ontleder) volgende() stap {
	for {
		o.blanks()
		if o.i >= len(o.s) {
			return stapOp
		}
		o.begin = o.i
		switch c := o.s[o.i]; {
		case c == '&' && o.diepte > 0 && o.blankVerwijzing():
			continue
		case c == 0 && o.af: // libxml2 reads nothing behind it
			return stapOp
		case c != '<':
			return stapTekst
		}
		if o.i+1 >= len(o.s) {
			return o.op()
		}
		switch o.s[o.i+1] {
		case '/':
			return stapEind
		case '!':
			if strings.HasPrefix(o.s[o.i:], "<![CDATA[") {
				return stapTekst
			}
			if !o.commentaar() {
				return stapKapot
			}
		case '?':
			if !o.instructie() {
				return stapKapot
			}
		default:
			return o.beginTag()
		}
	}
}

// blankVerwijzing skips a reference to a blank, such as &#32;. Between elements it counts as the blank itself.
func (o *ontleder) blankVerwijzing() bool {
	naam, _, ok := strings.Cut(o.s[o.i+1:], ";")
	if !ok {
		return false
	}
	w, ok := verwijzing(naam)
	if !ok || !isBlank(w[0]) {
		return false
	}
	o.i += len(naam) + 2
	return true
}

// commentaar skips <!-- -->.
func (o *ontleder) commentaar() bool {
	if strings.HasPrefix(o.s[o.i:], "<!DOCTYPE") {
		o.fout("het heeft een DOCTYPE", "it has a DOCTYPE")
		return false
	}
	if !strings.HasPrefix(o.s[o.i:], "<!--") {
		o.fout("er staat een vreemd teken na <", "a strange character stands after <")
		return false
	}
	n := strings.Index(o.s[o.i+4:], "--")
	if n < 0 {
		o.op()
		return false
	}
	einde := o.i + 4 + n
	if !strings.HasPrefix(o.s[einde:], "-->") {
		o.fout("er staat -- in een opmerking", "-- stands within a comment")
		return false
	}
	ok := o.tekens(o.s[o.i+4 : einde])
	o.i = einde + 3
	return ok
}

// instructie skips <?doel ... ?>.
func (o *ontleder) instructie() bool {
	o.i += 2
	doel := o.leesNaam()
	if strings.EqualFold(doel, "xml") {
		o.fout("<?xml ?> staat niet vooraan", "<?xml ?> does not stand in front")
		return false
	}
	if doel == "" || len(doel) > maxNaam {
		o.fout("een instructie <? heeft geen goede naam", "an instruction <? has no good name")
		return false
	}
	n := strings.Index(o.s[o.i:], "?>")
	switch {
	case n < 0:
		o.op()
		return false
	case n > 0 && !isBlank(o.s[o.i]):
		o.fout("een instructie <? heeft geen goede naam", "an instruction <? has no good name")
		return false
	}
	ok := o.tekens(o.s[o.i : o.i+n])
	o.i += n + 2
	return ok
}

// beginTag reads a start tag, and leaves o.i behind it.
func (o *ontleder) beginTag() stap {
	o.i++
	o.naam, o.leeg, o.attr = o.leesNaam(), false, o.attr[:0]
	if o.naam == "" {
		return o.fout("er staat een vreemd teken na <", "a strange character stands after <")
	}
	o.diepte++
	if o.i < len(o.s) && o.s[o.i] == '>' {
		o.i++
		return o.plaatsNaam()
	}
	if !o.attributen() || o.dubbel() {
		return stapKapot
	}
	return o.plaatsNaam()
}

// attributen reads the attributes and the end of a start tag. Declarations of namespaces become bindings.
func (o *ontleder) attributen() bool {
	for {
		ruimte := o.i < len(o.s) && isBlank(o.s[o.i])
		o.blanks()
		switch {
		case o.i >= len(o.s):
			o.op()
			return false
		case o.s[o.i] == '>':
			o.i++
			return true
		case strings.HasPrefix(o.s[o.i:], "/>"):
			o.i += 2
			o.leeg = true
			return true
		case !ruimte:
			o.fout("tussen twee attributen staat geen spatie", "there is no blank between two attributes")
			return false
		}
		if !o.attribuut() {
			return false
		}
	}
}

func (o *ontleder) attribuut() bool {
	naam := o.leesNaam()
	o.blanks()
	if naam == "" || o.i >= len(o.s) || o.s[o.i] != '=' {
		o.fout("een attribuut is niet goed geschreven", "an attribute is not written well")
		return false
	}
	o.i++
	o.blanks()
	if o.i >= len(o.s) || o.s[o.i] != '"' && o.s[o.i] != '\'' {
		o.fout("een attribuut is niet goed geschreven", "an attribute is not written well")
		return false
	}
	n := strings.IndexByte(o.s[o.i+1:], o.s[o.i])
	if n < 0 {
		o.op()
		return false
	}
	rauw := o.s[o.i+1 : o.i+1+n]
	o.i += n + 2
	if strings.IndexByte(rauw, '<') >= 0 {
		o.fout("er staat < in een attribuut", "< stands within an attribute")
		return false
	}
	waarde, ok := o.vertaal(rauw, true)
	if !ok {
		return false
	}
	if prefix, is := declaratieVan(naam); is {
		return o.bind(prefix, waarde)
	}
	if len(o.attr) == maxAttributen {
		o.fout("een element heeft te veel attributen", "an element has too many attributes")
		return false
	}
	prefix, lokaal := splits(naam)
	o.attr = append(o.attr, attribuut{prefix: prefix, lokaal: lokaal, waarde: waarde})
	return true
}

// dubbel looks for an attribute that stands there twice, as libxml2 does: of those with the same name, the
// first one in the same namespace or with the same prefix decides, and only the same prefix is a fault.
func (o *ontleder) dubbel() bool {
	for i := range o.attr {
		a := &o.attr[i]
		if a.prefix != "" {
			a.ruimte = o.vanPrefix(a.prefix)
		}
		for _, b := range o.attr[:i] {
			if a.lokaal != b.lokaal {
				continue
			}
			if a.prefix == b.prefix {
				o.fout("een attribuut staat er twee keer", "an attribute stands there twice")
				return true
			}
			if a.ruimte != "" && a.ruimte == b.ruimte {
				break
			}
		}
	}
	return false
}

// eindTag reads the end tag of an element, and forgets the namespaces that it declared.
func (o *ontleder) eindTag(naam string) bool {
	rest := o.s[o.i:]
	if !strings.HasPrefix(rest, "</") || !strings.HasPrefix(rest[2:], naam) {
		if len(rest) < len(naam)+3 && strings.HasPrefix("</"+naam+">", rest) {
			o.op()
		} else {
			o.fout("het element "+kort(naam)+" wordt niet gesloten", "the element "+kort(naam)+" is not closed")
		}
		return false
	}
	o.i += 2 + len(naam)
	if o.i < len(o.s) && o.s[o.i] != '>' {
		o.blanks()
	}
	if o.i >= len(o.s) {
		o.op()
		return false
	}
	if o.s[o.i] != '>' {
		o.fout("het element "+kort(naam)+" wordt niet gesloten", "the element "+kort(naam)+" is not closed")
		return false
	}
	o.i++
	o.sluit()
	return true
}

func (o *ontleder) sluit() {
	for n := len(o.bindingen); n > 0 && o.bindingen[n-1].diepte == o.diepte; n-- {
		o.bindingen = o.bindingen[:n-1]
	}
	o.diepte--
	o.af = o.diepte == 0
}
