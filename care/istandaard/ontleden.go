package istandaard

import (
	"strings"
	"unicode/utf8"
)

// ontleder is a scanner for the XML of messages, over text that is UTF-8 already. It knows what a message
// can hold: elements, text, comments, processing instructions, CDATA, the five entities of XML and character
// references, namespaces. A DOCTYPE ends the reading, so no entity is ever declared and nothing outside the
// text is fetched. It keeps no tree and allocates for text with references only.
type ontleder struct {
	s string
	i int

	// the tag at hand
	begin     int    // where it begins
	naam      string // as written, with its prefix
	ruimte    string // the namespace of its name
	attr      []attribuut
	leeg      bool // <naam/>
	bindingen []binding
	diepte    int

	mis   tweetalig // why the text is not well-formed
	einde bool      // the text stopped too early
}

type attribuut struct{ naam, waarde string }

type binding struct {
	prefix, ruimte string
	diepte         int
}

// stap is what stands next in the text of a class.
type stap uint8

const (
	stapKapot stap = iota
	stapBegin      // a start tag
	stapEind       // an end tag
	stapTekst      // text that is not blank
	stapOp         // the end of the text
)

// Kinds of bytes in text.
const (
	gewoon  = iota
	haakje  // <
	amper   // &
	blok    // ]
	retourR // carriage return
	buiten  // may not stand in XML
	breed   // part of a character of more bytes
)

var soortByte = func() (t [256]uint8) {
	for i := range 0x20 {
		t[i] = buiten
	}
	t['\t'], t['\n'], t['\r'] = gewoon, gewoon, retourR
	t['<'], t['&'], t[']'] = haakje, amper, blok
	for i := 0x80; i < 256; i++ {
		t[i] = breed
	}
	return t
}()

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
	for o.i < len(o.s) && isBlank(o.s[o.i]) {
		o.i++
	}
}

// volgende goes to the next tag within a class, past blanks, comments and processing instructions.
func (o *ontleder) volgende() stap {
	for {
		o.blanks()
		if o.i >= len(o.s) {
			return stapOp
		}
		o.begin = o.i
		if o.s[o.i] != '<' {
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
	if doel == "" || strings.EqualFold(doel, "xml") {
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

// tekens reports whether XML allows every character.
func (o *ontleder) tekens(s string) bool {
	for i := 0; i < len(s); {
		switch soortByte[s[i]] {
		case buiten:
			o.fout("het heeft een teken dat niet mag", "it holds a character that is not allowed")
			return false
		case breed:
			n := teken(s[i:])
			if n == 0 {
				o.fout("het heeft een teken dat niet mag", "it holds a character that is not allowed")
				return false
			}
			i += n
		default:
			i++
		}
	}
	return true
}

// teken is the length of the character at the start of s; 0 when XML does not allow it.
func teken(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && n < 2 || !isXMLTeken(r) {
		return 0
	}
	return n
}

func isXMLTeken(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= 0x10FFFF
}

// leesNaam reads a name, with its prefix; empty when there is none.
func (o *ontleder) leesNaam() string {
	van := o.i
	for o.i < len(o.s) {
		c := o.s[o.i]
		if c >= 0x80 {
			r, n := utf8.DecodeRuneInString(o.s[o.i:])
			if !isNaamTeken(r, o.i == van) {
				break
			}
			o.i += n
			continue
		}
		if !isLetter(rune(c)) && c != '_' && c != ':' && (o.i == van || c-'0' > 9 && c != '-' && c != '.') {
			break
		}
		o.i++
	}
	return o.s[van:o.i]
}

// isNaamTeken reports whether a character beyond ASCII may stand in a name (XML 1.0, NameChar).
func isNaamTeken(r rune, eerste bool) bool {
	switch {
	case r >= 0xC0 && r <= 0x2FF && r != 0xD7 && r != 0xF7, r >= 0x370 && r <= 0x1FFF && r != 0x37E, r == 0x200C, r == 0x200D,
		r >= 0x2070 && r <= 0x218F, r >= 0x2C00 && r <= 0x2FEF, r >= 0x3001 && r <= 0xD7FF, r >= 0xF900 && r <= 0xFDCF,
		r >= 0xFDF0 && r <= 0xFFFC, r >= 0x10000 && r <= 0xEFFFF:
		return true
	}
	return !eerste && (r == 0xB7 || r >= 0x300 && r <= 0x36F || r == 0x203F || r == 0x2040)
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
	if !o.attributen() {
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
	for _, a := range o.attr {
		if a.naam == naam {
			o.fout("een attribuut staat er twee keer", "an attribute stands there twice")
			return false
		}
	}
	o.attr = append(o.attr, attribuut{naam, waarde})
	if prefix, is := strings.CutPrefix(naam, "xmlns"); is && (prefix == "" || prefix[0] == ':') {
		o.bindingen = append(o.bindingen, binding{strings.TrimPrefix(prefix, ":"), waarde, o.diepte})
	}
	return true
}

// plaatsNaam finds the namespace of the tag at hand. A prefix that nobody declared has none.
func (o *ontleder) plaatsNaam() stap {
	prefix, _, ok := strings.Cut(o.naam, ":")
	if !ok {
		prefix = ""
	}
	o.ruimte, _ = o.binding(prefix)
	return stapBegin
}

func (o *ontleder) binding(prefix string) (string, bool) {
	for k := len(o.bindingen) - 1; k >= 0; k-- {
		if o.bindingen[k].prefix == prefix {
			return o.bindingen[k].ruimte, true
		}
	}
	if prefix == "xml" {
		return "http://www.w3.org/XML/1998/namespace", true
	}
	return "", prefix == ""
}

// lokaal is a name without its prefix.
func lokaal(naam string) string {
	if i := strings.IndexByte(naam, ':'); i >= 0 {
		return naam[i+1:]
	}
	return naam
}

// eindTag reads the end tag of an element, and forgets the namespaces that it declared.
func (o *ontleder) eindTag(naam string) bool {
	rest := o.s[o.i:]
	if !strings.HasPrefix(rest, "</") || !strings.HasPrefix(rest[2:], naam) {
		if len(rest) < len(naam)+3 && strings.HasPrefix("</"+naam+">", rest) {
			o.op()
		} else {
			o.fout("het element "+naam+" wordt niet gesloten", "the element "+naam+" is not closed")
		}
		return false
	}
	o.i += 2 + len(naam)
	if o.i < len(o.s) && o.s[o.i] != '>' {
		o.blanks()
	}
	if o.i >= len(o.s) || o.s[o.i] != '>' {
		o.fout("het element "+naam+" wordt niet gesloten", "the element "+naam+" is not closed")
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
}

// waarde reads the text of an element up to its end tag. ok is false when the text is broken; delen is true
// when an element stands in it.
func (o *ontleder) waarde() (waarde string, delen, ok bool) {
	s, van := o.s, o.i
	i := van
	for i < len(s) {
		switch soortByte[s[i]] {
		case gewoon:
			i++
			continue
		case haakje:
			if i+1 < len(s) && s[i+1] == '/' {
				o.i = i
				return s[van:i], false, true
			}
		case breed:
			n := teken(s[i:])
			if n > 0 {
				i += n
				continue
			}
		case blok:
			if !strings.HasPrefix(s[i:], "]]>") {
				i++
				continue
			}
		}
		break
	}
	return o.gemengd()
}

// gemengd reads text with references, CDATA, comments or line ends to mend in it.
func (o *ontleder) gemengd() (waarde string, delen, ok bool) {
	var uit strings.Builder
	for {
		n := strings.IndexByte(o.s[o.i:], '<')
		if n < 0 {
			o.op()
			return "", false, false
		}
		stuk, goed := o.vertaal(o.s[o.i:o.i+n], false)
		if !goed {
			return "", false, false
		}
		uit.WriteString(stuk)
		o.i += n
		o.begin = o.i
		rest := o.s[o.i:]
		switch {
		case strings.HasPrefix(rest, "</"):
			return uit.String(), false, true
		case strings.HasPrefix(rest, "<![CDATA["):
			stuk, goed := o.cdata()
			if !goed {
				return "", false, false
			}
			uit.WriteString(stuk)
		case strings.HasPrefix(rest, "<!"):
			if !o.commentaar() {
				return "", false, false
			}
		case strings.HasPrefix(rest, "<?"):
			if !o.instructie() {
				return "", false, false
			}
		default:
			return "", true, true
		}
	}
}

// cdata reads <![CDATA[ ]]>.
func (o *ontleder) cdata() (string, bool) {
	o.i += len("<![CDATA[")
	n := strings.Index(o.s[o.i:], "]]>")
	if n < 0 {
		o.op()
		return "", false
	}
	stuk := o.s[o.i : o.i+n]
	o.i += n + 3
	return regeleinden(stuk), o.tekens(stuk)
}

// regeleinden makes every line end a line feed, as XML prescribes.
func regeleinden(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

var entiteiten = map[string]string{"lt": "<", "gt": ">", "amp": "&", "quot": `"`, "apos": "'"}

// vertaal replaces references and line ends in text, or in the value of an attribute, where blanks become spaces.
func (o *ontleder) vertaal(s string, attribuut bool) (string, bool) {
	if !o.tekens(s) {
		return "", false
	}
	if !attribuut && strings.Contains(s, "]]>") {
		o.fout("er staat ]]> in tekst", "]]> stands in text")
		return "", false
	}
	s = regeleinden(s)
	if attribuut {
		s = strings.NewReplacer("\n", " ", "\t", " ").Replace(s)
	}
	if strings.IndexByte(s, '&') < 0 {
		return s, true
	}
	var uit strings.Builder
	for {
		n := strings.IndexByte(s, '&')
		if n < 0 {
			uit.WriteString(s)
			return uit.String(), true
		}
		uit.WriteString(s[:n])
		s = s[n+1:]
		n = strings.IndexByte(s, ';')
		if n < 0 {
			o.fout("er staat een & zonder betekenis", "an & stands there without meaning")
			return "", false
		}
		w, ok := verwijzing(s[:n])
		if !ok {
			o.fout("&"+kort(s[:n])+"; bestaat niet", "&"+kort(s[:n])+"; does not exist")
			return "", false
		}
		uit.WriteString(w)
		s = s[n+1:]
	}
}

func kort(s string) string {
	if r := []rune(s); len(r) > 20 {
		return string(r[:20]) + "…"
	}
	return s
}

// verwijzing is what stands for &naam; or &#nummer;.
func verwijzing(naam string) (string, bool) {
	if !strings.HasPrefix(naam, "#") {
		w, ok := entiteiten[naam]
		return w, ok
	}
	basis, cijfers := rune(10), naam[1:]
	if strings.HasPrefix(cijfers, "x") {
		basis, cijfers = 16, cijfers[1:]
	}
	var r rune
	for _, c := range cijfers {
		d := rune(99)
		switch {
		case c >= '0' && c <= '9':
			d = c - '0'
		case c >= 'a' && c <= 'f':
			d = c - 'a' + 10
		case c >= 'A' && c <= 'F':
			d = c - 'A' + 10
		}
		if d >= basis {
			return "", false
		}
		if r = r*basis + d; r > 0x10FFFF {
			return "", false
		}
	}
	return string(r), cijfers != "" && isXMLTeken(r)
}
