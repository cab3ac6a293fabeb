package ui

import (
	"fmt"
	"strings"
)

// steps are the eight colours of a ramp, from almost paper to almost ink.
var steps = [8]string{"50", "100", "200", "300", "400", "500", "600", "700"}

// ramps in light and in dark have the same steps; what is a pale ground in one is a deep ground in the other.
var (
	lightness     = [8]float64{.985, .955, .905, .80, .53, .45, .37, .25}
	darkLightness = [8]float64{.235, .275, .33, .47, .76, .82, .885, .955}
	strength      = [8]float64{.12, .26, .45, .75, 1, 1, .85, .6}
)

// hues of the colours that mean something and are the same in every municipality.
var meanings = []struct {
	name string
	oklch
}{
	{"blue", oklch{c: .12, h: 250}},
	{"green", oklch{c: .13, h: 150}},
	{"orange", oklch{c: .14, h: 55}},
	{"yellow", oklch{c: .15, h: 90}},
	{"red", oklch{c: .18, h: 25}},
}

// scheme is one set of colours, light or dark, by token name.
type scheme struct {
	names  []string
	colour map[string]rgb
}

type palette struct {
	light, dark scheme
}

func (s *scheme) set(name string, c rgb) {
	if s.colour == nil {
		s.colour = map[string]rgb{}
	}
	s.names = append(s.names, name)
	s.colour[name] = c
}

func (s scheme) declarations() string {
	var b strings.Builder
	for _, name := range s.names {
		fmt.Fprintf(&b, "--sk-%s:%s;", name, s.colour[name].hex())
	}
	return b.String()
}

// palette makes every colour of the product from the brand and the accent.
func (t Theme) palette() palette {
	brandRGB, ok := parseHex(t.Brand)
	if !ok {
		brandRGB, _ = parseHex(defaultBrand)
	}
	brand := brandRGB.oklch()
	accent := t.accent(brand)
	grey := oklch{c: min(brand.c, .02), h: brand.h}
	var p palette
	p.light.set("paper", white)
	p.dark.set("paper", oklch{.19, min(brand.c, .012), brand.h}.rgb())
	for _, s := range []struct {
		name string
		oklch
	}{{"brand", brand}, {"accent", accent}, {"grey", grey}} {
		p.ramp(s.name, s.oklch)
	}
	for _, m := range meanings {
		p.ramp(m.name, m.oklch)
	}
	t.header(&p, brandRGB, accent)
	return p
}

// accent is the second colour: the given one, or one that goes well with the brand.
func (t Theme) accent(brand oklch) oklch {
	if c, ok := parseHex(t.Accent); ok {
		return c.oklch()
	}
	switch h := brand.h; {
	case brand.c < .03:
		return oklch{.84, .15, 88} // grey: gold
	case h < 40 || h >= 330:
		return oklch{.86, .12, 82} // red: sand
	case h < 115:
		return oklch{.72, .11, 235} // orange and yellow: sky
	case h < 200:
		return oklch{.85, .16, 92} // green: sunflower
	case h < 285:
		return oklch{.78, .14, 62} // blue: apricot
	default:
		return oklch{.85, .13, 85} // purple: gold
	}
}

// ramp adds the eight steps of a hue to both schemes, made darker or lighter until they can be read.
func (p *palette) ramp(name string, c oklch) {
	for i, step := range steps {
		chroma := c.c * strength[i]
		if name == "grey" {
			chroma = c.c * .6
		}
		p.light.set(name+"-"+step, readable(oklch{lightness[i], chroma, c.h}, i, white, -.005))
		p.dark.set(name+"-"+step, readable(oklch{darkLightness[i], chroma * .8, c.h}, i, p.dark.colour["paper"], .005))
	}
}

// needed is the contrast with paper that each step must have: 300 is for lines beside text,
// 400 and up for text, also on the pale grounds of the same scheme.
var needed = [8]float64{0, 0, 0, 0, 5.3, 7, 9, 12}

func readable(c oklch, step int, paper rgb, towardsInk float64) rgb {
	colour := c.rgb()
	for contrast(colour, paper) < needed[step] && c.l > 0.05 && c.l < .99 {
		c.l += towardsInk
		colour = c.rgb()
	}
	return colour
}

// header adds the colours of the block at the top, where the brand is shown as it is.
func (t Theme) header(p *palette, brand rgb, accent oklch) {
	light, dark := &p.light, &p.dark
	switch t.Header {
	case "light":
		light.set("header", white)
		light.set("header-ink", light.colour["brand-600"])
		light.set("hem-a", brand)
		light.set("sign", brand)
	default:
		ground, ink := inked(brand)
		light.set("header", ground)
		light.set("header-ink", ink)
		light.set("hem-a", light.colour["brand-600"])
		light.set("sign", ink)
	}
	light.set("hem-b", oklch{max(accent.l, .72), accent.c, accent.h}.rgb())
	light.set("footer", light.colour["brand-700"])
	light.set("hero", light.colour["brand-200"])
	light.set("hero-sign", light.colour["brand-500"])
	light.set("hem-c", light.colour["brand-300"])
	dark.set("header", oklch{.27, brand.oklch().c * .6, brand.oklch().h}.rgb())
	dark.set("footer", oklch{.12, brand.oklch().c * .3, brand.oklch().h}.rgb())
	dark.set("hero", dark.colour["brand-200"])
	dark.set("hero-sign", dark.colour["brand-300"])
	dark.set("header-ink", white)
	dark.set("sign", dark.colour["brand-400"])
	dark.set("hem-a", dark.colour["brand-200"])
	dark.set("hem-b", oklch{.62, accent.c, accent.h}.rgb())
	dark.set("hem-c", oklch{.55, brand.oklch().c * .8, brand.oklch().h}.rgb())
}

// inked finds black or white letters for a ground, and shifts the ground a little where neither is at ease.
func inked(ground rgb) (shifted, ink rgb) {
	if contrast(ground, white) >= 4.5 {
		return ground, white
	}
	c := ground.oklch()
	if c.l < .62 { // nearly dark enough: white letters suit the colour better
		for contrast(ground, white) < 4.5 {
			c.l -= .005
			ground = c.rgb()
		}
		return ground, white
	}
	dark := oklch{.2, min(c.c, .04), c.h}.rgb()
	for contrast(ground, dark) < 7 && c.l < .98 {
		c.l += .005
		ground = c.rgb()
	}
	return ground, dark
}
