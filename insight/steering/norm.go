package steering

import (
	"fmt"
	"strconv"
	"strings"

	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// Norm (referentie) is how people, and the money for them, are thought to be spread over the lines. It is
// something to compare with, no target. Shares are in hundredths.
type Norm struct {
	Origin string // whose it is, an English sentence
	From   law.Date
	People Shares
	Money  Shares
}

// Shares are the parts of the zeroth, the first and the second line.
type Shares [3]int

// Sum is what the shares are together; the money of the first norm is 90 in its source.
func (s Shares) Sum() int { return s[0] + s[1] + s[2] }

// norms are the references of the field, the newest last. A municipality may have one of its own.
var norms = []Norm{
	{Origin: "The reference is that of VNG and KING", From: law.Day(2014, 1, 1), People: Shares{85, 10, 5}, Money: Shares{15, 35, 40}},
}

// Amaryllis is a second reference of the field, from Leeuwarden. It says nothing of money.
var Amaryllis = Norm{Origin: "The Amaryllis group in Leeuwarden reckons with other shares of residents", People: Shares{80, 15, 5}}

// The settings of a municipality. Each has dates, as every setting has.
const (
	SettingNorm     = "steering.norm"     // "80/15/5 15/35/50": people and money, from the zeroth line to the second
	SettingMinimum  = "steering.minimum"  // the smallest group that is shown; never below 10
	SettingRounding = "steering.rounding" // numbers are rounded to multiples of this
)

// smallestGroup and roundTo hold where a municipality says nothing.
const (
	smallestGroup = 10
	roundTo       = 5
)

// normOn is the norm that holds on a day: that of the municipality, or the newest of the field.
func normOn(setting string, on law.Date) Norm {
	if n, err := ParseNorm(setting); err == nil {
		return n
	}
	out := norms[0]
	for _, n := range norms {
		if !n.From.After(on) {
			out = n
		}
	}
	return out
}

// ParseNorm reads the norm of a municipality.
func ParseNorm(setting string) (Norm, error) {
	n := Norm{Origin: "The reference is that of this municipality"}
	people, money, _ := strings.Cut(setting, " ")
	for text, to := range map[string]*Shares{people: &n.People, money: &n.Money} {
		parts := strings.Split(text, "/")
		if len(parts) != len(to) {
			return Norm{}, fmt.Errorf("norm %q: want people and money, such as 80/15/5 15/35/50", setting)
		}
		for i, part := range parts {
			share, err := strconv.Atoi(part)
			if err != nil || share < 0 || share > 100 {
				return Norm{}, fmt.Errorf("norm %q: %q is no share from 0 to 100", setting, part)
			}
			to[i] = share
		}
	}
	if n.People.Sum() != 100 {
		return Norm{}, fmt.Errorf("norm %q: the shares of people are %d together, not 100", setting, n.People.Sum())
	}
	return n, nil
}

// atLeast reads a number from a setting, and takes the usual one when it is missing or lower than the least.
func atLeast(setting string, least, usual int) int {
	if n, err := strconv.Atoi(setting); err == nil && n >= least {
		return n
	}
	return usual
}
