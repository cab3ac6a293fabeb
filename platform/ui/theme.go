package ui

import (
	"fmt"
	"hash/fnv"
	"strings"
)

// Theme is the house style of a municipality, as its settings say it in one line of words:
//
//	#00529b                      brand colour; the rest follows from it
//	#00529b #f5a100              with an accent colour
//	#00529b light round waves    with a light header, round corners and waves under the header
type Theme struct {
	Brand, Accent string // colours as #rrggbb
	Header        string // "solid": a header in the brand colour; "light": the brand on white
	Shape         string // corners: "sharp", "soft" or "round"
	Pattern       string // of the band under the header: "waves", "gables", "tiles", "stripes" or "fields"
}

const defaultBrand = "#1b4d8f"

var (
	headers  = []string{"solid", "light"}
	shapes   = []string{"soft", "round", "sharp"}
	patterns = []string{"waves", "gables", "tiles", "stripes", "fields"}
)

// ParseTheme reads the settings line. What it does not say is derived from the brand colour, always the same.
func ParseTheme(line string) Theme {
	var t Theme
	for _, w := range strings.Fields(strings.ToLower(line)) {
		_, isColour := parseHex(w)
		switch {
		case isColour && t.Brand == "":
			t.Brand = w
		case isColour:
			t.Accent = w
		default:
			t.word(w)
		}
	}
	if t.Brand == "" {
		t.Brand = defaultBrand
	}
	h := fnv.New32a()
	h.Write([]byte(t.Brand))
	pick := int(h.Sum32() >> 8 & 0xffff)
	t.Header = or(t.Header, headers[0])
	t.Shape = or(t.Shape, shapes[pick%len(shapes)])
	t.Pattern = or(t.Pattern, patterns[pick/7%len(patterns)])
	return t
}

func (t *Theme) word(w string) {
	for _, known := range []struct {
		words []string
		field *string
	}{{headers, &t.Header}, {shapes, &t.Shape}, {patterns, &t.Pattern}} {
		for _, k := range known.words {
			if k == w {
				*known.field = w
			}
		}
	}
}

func or(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

// ThemeCSS is the style sheet of a house style, light and dark, to be served beside app.css.
func ThemeCSS(line string) []byte { return ParseTheme(line).CSS() }

// CSS writes the theme as custom properties.
func (t Theme) CSS() []byte {
	var b strings.Builder
	p := t.palette()
	fmt.Fprintf(&b, ":root{%s%s%s}\n", p.light.declarations(), shapeTokens[t.Shape], patternTokens[t.Pattern])
	fmt.Fprintf(&b, "@media screen and (prefers-color-scheme:dark){:root{%s}}\n", p.dark.declarations())
	return []byte(b.String())
}

// shapeTokens are the corners of boxes, controls and cards.
var shapeTokens = map[string]string{
	"sharp": "--sk-corner:0;--sk-corner-large:0;--sk-corner-button:0;",
	"soft":  "--sk-corner:.375rem;--sk-corner-large:.75rem;--sk-corner-button:.375rem;",
	"round": "--sk-corner:.75rem;--sk-corner-large:1.5rem;--sk-corner-button:1.75rem;",
}
