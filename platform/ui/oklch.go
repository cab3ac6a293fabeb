package ui

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// oklch is a colour as the eye orders it: lightness 0..1, chroma from 0, hue in degrees.
type oklch struct {
	l, c, h float64
}

// rgb is a colour as the screen makes it, each part 0..1 with gamma.
type rgb struct {
	r, g, b float64
}

var (
	white = rgb{1, 1, 1}
	black = rgb{0, 0, 0}
)

// parseHex reads "#1b4d8f" or "#14f".
func parseHex(s string) (rgb, bool) {
	s = strings.TrimPrefix(s, "#")
	if len(s) == 3 {
		s = string([]byte{s[0], s[0], s[1], s[1], s[2], s[2]})
	}
	n, err := strconv.ParseUint(s, 16, 32)
	if err != nil || len(s) != 6 {
		return rgb{}, false
	}
	part := func(shift uint) float64 { return float64(n>>shift&0xff) / 255 }
	return rgb{part(16), part(8), part(0)}, true
}

func (c rgb) hex() string {
	part := func(v float64) int { return int(math.Round(255 * min(max(v, 0), 1))) }
	return fmt.Sprintf("#%02x%02x%02x", part(c.r), part(c.g), part(c.b))
}

// luminance is the relative luminance of WCAG 2.
func (c rgb) luminance() float64 {
	return 0.2126*linear(c.r) + 0.7152*linear(c.g) + 0.0722*linear(c.b)
}

// contrast is the contrast ratio of WCAG 2, from 1 to 21.
func contrast(a, b rgb) float64 {
	la, lb := a.luminance(), b.luminance()
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func linear(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

func gamma(v float64) float64 {
	if v <= 0.0031308 {
		return 12.92 * v
	}
	return 1.055*math.Pow(v, 1/2.4) - 0.055
}

func (c rgb) oklch() oklch {
	r, g, b := linear(c.r), linear(c.g), linear(c.b)
	l := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*b)
	m := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*b)
	s := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*b)
	lightness := 0.2104542553*l + 0.7936177850*m - 0.0040720468*s
	red := 1.9779984951*l - 2.4285922050*m + 0.4505937099*s
	yellow := 0.0259040371*l + 0.7827717662*m - 0.8086757660*s
	hue := math.Atan2(yellow, red) * 180 / math.Pi
	return oklch{lightness, math.Hypot(red, yellow), math.Mod(hue+360, 360)}
}

// exact is the screen colour, which may lie outside what a screen can make.
func (c oklch) exact() rgb {
	sin, cos := math.Sincos(c.h * math.Pi / 180)
	red, yellow := c.c*cos, c.c*sin
	l := cube(c.l + 0.3963377774*red + 0.2158037573*yellow)
	m := cube(c.l - 0.1055613458*red - 0.0638541728*yellow)
	s := cube(c.l - 0.0894841775*red - 1.2914855480*yellow)
	return rgb{
		gamma(4.0767416621*l - 3.3077115913*m + 0.2309699292*s),
		gamma(-1.2684380046*l + 2.6097574011*m - 0.3413193965*s),
		gamma(-0.0041960863*l - 0.7034186147*m + 1.7076147010*s),
	}
}

// rgb is the nearest colour of the same lightness and hue that a screen can make, rounded to its steps.
func (c oklch) rgb() rgb {
	for c.c > 0.001 && !c.exact().onScreen() {
		c.c -= 0.002
	}
	c.c = max(c.c, 0)
	rounded, _ := parseHex(c.exact().hex())
	return rounded
}

func (c rgb) onScreen() bool {
	const slack = 0.0005
	for _, v := range []float64{c.r, c.g, c.b} {
		if v < -slack || v > 1+slack {
			return false
		}
	}
	return true
}

func cube(v float64) float64 { return v * v * v }
