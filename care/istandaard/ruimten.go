package istandaard

import (
	"strings"
	"unicode/utf8"
)

// The namespaces that XML itself knows.
const (
	xmlRuimte   = "http://www.w3.org/XML/1998/namespace"
	xmlnsRuimte = "http://www.w3.org/2000/xmlns/"
	xsi         = "http://www.w3.org/2001/XMLSchema-instance"
)

// Bounds that no sender comes near, so that nobody can make the reading slow. The length of a name is that of
// libxml2; it reads on beyond the two others.
const (
	maxNaam       = 50_000 // bytes
	maxRuimten    = 256    // declared at one place
	maxAttributen = 256    // of one element
)

// binding is a prefix that stands for a namespace, in the element at a depth and in all that is in it.
type binding struct {
	prefix, ruimte string
	diepte         int
}

// soortNaam says which bytes may stand in a name: in front, or further on only.
const (
	geenNaam = iota
	naamVoor
	naamVerder
	naamBreed
)

var soortNaam = func() (t [256]uint8) {
	for c := range t {
		switch {
		case isLetter(rune(c)) || c == '_' || c == ':':
			t[c] = naamVoor
		case c >= '0' && c <= '9' || c == '-' || c == '.':
			t[c] = naamVerder
		case c >= 0x80:
			t[c] = naamBreed
		}
	}
	return t
}()

// leesNaam reads a name, with its prefix; empty when there is none.
func (o *ontleder) leesNaam() string {
	s, van := o.s, o.i
	i := van
	for i < len(s) {
		soort := soortNaam[s[i]]
		if soort == geenNaam || soort == naamVerder && i == van {
			break
		}
		if soort != naamBreed {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if n == 1 || !isNaamTeken(r, i == van) {
			break
		}
		i += n
	}
	o.i = i
	return s[van:i]
}

// beginNaam reports whether s begins as a name does.
func beginNaam(s string) bool {
	if s == "" || s[0] == ':' {
		return false
	}
	if s[0] < 0x80 {
		return soortNaam[s[0]] == naamVoor
	}
	r, n := utf8.DecodeRuneInString(s)
	return n > 1 && isNaamTeken(r, true)
}

// isNaamTeken reports whether a character beyond ASCII may stand in a name (XML 1.0, NameChar).
func isNaamTeken(r rune, eerste bool) bool {
	switch {
	case r >= 0xC0 && r <= 0x2FF && r != 0xD7 && r != 0xF7, r >= 0x370 && r <= 0x1FFF && r != 0x37E, r == 0x200C, r == 0x200D,
		r >= 0x2070 && r <= 0x218F, r >= 0x2C00 && r <= 0x2FEF, r >= 0x3001 && r <= 0xD7FF, r >= 0xF900 && r <= 0xFDCF,
		r >= 0xFDF0 && r <= 0xFFFD, r >= 0x10000 && r <= 0xEFFFF:
		return true
	}
	return !eerste && (r == 0xB7 || r >= 0x300 && r <= 0x36F || r == 0x203F || r == 0x2040)
}

// splits parts a name in its prefix and the rest. A name with its colon in a strange place has no prefix.
func splits(naam string) (prefix, lokaal string) {
	i := strings.IndexByte(naam, ':')
	if i <= 0 || !beginNaam(naam[i+1:]) {
		return "", naam
	}
	return naam[:i], naam[i+1:]
}

// declaratieVan reports whether an attribute declares a namespace, and for which prefix.
func declaratieVan(naam string) (prefix string, is bool) {
	if naam == "xmlns" {
		return "", true
	}
	voor, lokaal := splits(naam)
	return lokaal, voor == "xmlns"
}

// bind declares a namespace for the element at hand. A declaration that XML does not allow counts for nothing,
// as if it did not stand there; libxml2 only warns of it.
func (o *ontleder) bind(prefix, ruimte string) bool {
	if _, na, is := strings.Cut(prefix, ":"); is && na != "" && na[0] != ':' && !beginNaam(na) {
		o.fout("een attribuut is niet goed geschreven", "an attribute is not written well")
		return false
	}
	switch {
	case prefix == "xml", prefix == "xmlns", ruimte == xmlRuimte, ruimte == xmlnsRuimte, prefix != "" && ruimte == "":
		return true
	}
	for n := len(o.bindingen); n > 0 && o.bindingen[n-1].diepte == o.diepte; n-- {
		if o.bindingen[n-1].prefix == prefix {
			o.fout("een attribuut staat er twee keer", "an attribute stands there twice")
			return false
		}
	}
	if len(prefix) > maxNaam || len(o.bindingen) == maxRuimten {
		o.fout("het heeft te veel of te lange naamruimten", "it has too many or too long namespaces")
		return false
	}
	o.bindingen = append(o.bindingen, binding{prefix, ruimte, o.diepte})
	return true
}

// plaatsNaam finds the namespace of the tag at hand. A prefix that nobody declared has none.
func (o *ontleder) plaatsNaam() stap {
	var prefix string
	prefix, o.lokaal = splits(o.naam)
	o.ruimte = o.vanPrefix(prefix)
	return stapBegin
}

// vanPrefix is the namespace that a prefix stands for; empty when it stands for none.
func (o *ontleder) vanPrefix(prefix string) string {
	for k := len(o.bindingen) - 1; k >= 0; k-- {
		if o.bindingen[k].prefix == prefix {
			return o.bindingen[k].ruimte
		}
	}
	if prefix == "xml" {
		return xmlRuimte
	}
	return ""
}
