package istandaard

import (
	"strings"
	"unicode/utf8"
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
	o.knip = -1
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
		case strings.HasPrefix(rest, "<!"), strings.HasPrefix(rest, "<?"):
			if o.knip < 0 {
				o.knip = uit.Len()
			}
			if !o.tussendoor() {
				return "", false, false
			}
		default:
			return "", true, true
		}
	}
}

// tussendoor skips a comment or an instruction.
func (o *ontleder) tussendoor() bool {
	if strings.HasPrefix(o.s[o.i:], "<?") {
		return o.instructie()
	}
	return o.commentaar()
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
	if attribuut && strings.ContainsAny(s, "\n\t") {
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

// kort is the beginning of a text.
func kort(s string) string {
	n := 0
	for i := range s {
		if n == 20 {
			return s[:i] + "…"
		}
		n++
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
