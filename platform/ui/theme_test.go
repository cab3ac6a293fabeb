package ui

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

// houseColours are hard or common brand colours: yellow, lime, pale, grey, black, white and the usual blues and reds.
var houseColours = []string{
	"#f5a100", "#ffff00", "#c4d600", "#ffe4e1", "#808080", "#000000", "#ffffff", "#00ff00", "#ff00ff", "#00ffff",
	"#00529b", "#1b4d8f", "#cc0000", "#d6002a", "#e3000f", "#009fe3", "#005ca9", "#00685e", "#7a1f3d", "#4b7f2a",
	"#ee7203", "#582c83", "#00a3ad", "#8c6d1f", "#e5007d",
}

type pair struct {
	ink, ground string
	least       float64
}

// pairs are the combinations that the style sheets use: 4.5 for text, 3 for lines and signs.
func pairs() []pair {
	var all []pair
	add := func(least float64, ground string, inks ...string) {
		for _, ink := range inks {
			all = append(all, pair{ink, ground, least})
		}
	}
	for _, ground := range []string{"paper", "grey-50", "brand-50", "brand-100"} {
		add(4.5, ground, "grey-700", "grey-600", "grey-500", "brand-600", "brand-500")
	}
	add(4.5, "brand-200", "grey-700", "grey-600", "brand-600")
	add(4.5, "grey-100", "grey-700", "grey-600")
	for _, ground := range []string{"brand-500", "brand-600", "red-500"} {
		add(4.5, ground, "paper")
	}
	for _, tone := range []string{"blue", "green", "orange", "red"} {
		add(4.5, "paper", tone+"-500")
		add(4.5, tone+"-50", tone+"-500", "grey-700", "brand-500")
		add(4.5, tone+"-100", tone+"-600")
		add(3, "paper", tone+"-400")
	}
	add(4.5, "header", "header-ink")
	add(3, "paper", "grey-400", "brand-400")
	add(3, "grey-100", "brand-400")
	return all
}

func TestEveryBrandColourCanBeRead(t *testing.T) {
	colours := append([]string{}, houseColours...)
	dice := rand.New(rand.NewPCG(14, 2026))
	for range 200 {
		colours = append(colours, fmt.Sprintf("#%06x", dice.IntN(1<<24)))
	}
	for _, colour := range colours {
		for _, header := range headers {
			p := ParseTheme(colour + " " + header).palette()
			checkPairs(t, colour+" "+header+" in light", p.light)
			checkPairs(t, colour+" "+header+" in dark", p.dark)
		}
	}
}

func checkPairs(t *testing.T, name string, s scheme) {
	t.Helper()
	for _, p := range pairs() {
		ink, ok1 := s.colour[p.ink]
		ground, ok2 := s.colour[p.ground]
		if !ok1 || !ok2 {
			t.Fatalf("%s: no colour %s or %s", name, p.ink, p.ground)
		}
		if c := contrast(ink, ground); c < p.least {
			t.Errorf("%s: %s %s on %s %s has contrast %.2f, must be %.1f", name, p.ink, ink.hex(), p.ground, ground.hex(), c, p.least)
		}
	}
	if c := contrast(s.colour["footer"], white); c < 7 {
		t.Errorf("%s: white on footer has contrast %.2f", name, c)
	}
}

func TestBothSchemesHaveTheSameColours(t *testing.T) {
	p := ParseTheme("#00529b").palette()
	for name := range p.light.colour {
		if _, ok := p.dark.colour[name]; !ok {
			t.Errorf("dark has no %s", name)
		}
	}
}

func TestParseTheme(t *testing.T) {
	for _, tt := range []struct {
		line string
		want Theme
	}{
		{"#00685E #f2b600 gables sharp", Theme{"#00685e", "#f2b600", "solid", "sharp", "gables"}},
		{"light round waves #7a1f3d", Theme{"#7a1f3d", "", "light", "round", "waves"}},
		{"#14f nonsense soft stripes", Theme{"#14f", "", "solid", "soft", "stripes"}},
	} {
		if got := ParseTheme(tt.line); got != tt.want {
			t.Errorf("%q: got %+v, want %+v", tt.line, got, tt.want)
		}
	}
	empty := ParseTheme("")
	if empty.Brand != defaultBrand || shapeTokens[empty.Shape] == "" || patternTokens[empty.Pattern] == "" {
		t.Errorf("the default theme is not whole: %+v", empty)
	}
}

func TestThemeIsOneSafeStyleSheet(t *testing.T) {
	for _, line := range []string{"", "#00529b light", "#f5a100 fields", "}body{display:none}", "#00529b</style>"} {
		css := string(ThemeCSS(line))
		if strings.Count(css, "{") != strings.Count(css, "}") || strings.ContainsAny(css, "<\\") || strings.Contains(css, "url(") {
			t.Errorf("%q gives %q", line, css)
		}
		if !regexp.MustCompile(`--sk-brand-500:#[0-9a-f]{6};`).MatchString(css) {
			t.Errorf("%q has no brand", line)
		}
	}
}

func TestColoursSurviveTheTripThroughOKLCH(t *testing.T) {
	for _, colour := range houseColours {
		c, ok := parseHex(colour)
		if !ok || c.oklch().rgb().hex() != colour {
			t.Errorf("%s comes back as %s", colour, c.oklch().rgb().hex())
		}
	}
	if c := contrast(black, white); c < 20.99 || c > 21.01 {
		t.Errorf("contrast of black and white: %f", c)
	}
	for _, wrong := range []string{"", "#12", "red", "#12345g", "#1234567"} {
		if _, ok := parseHex(wrong); ok {
			t.Errorf("%q is no colour", wrong)
		}
	}
}
