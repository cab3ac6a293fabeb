// Package provision knows what can be granted: the products of the message standard, amounts of them in words, and
// the own contribution that the law sets. It knows no database.
package provision

import (
	"context"
	"slices"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
)

// Provision (maatwerkvoorziening) is what is granted: which product, how much, and from when until when. Codes are
// those of the message standard.
type Provision struct {
	Category  string
	Code      string
	Volume    int64
	Unit      string
	Frequency string
	FromDay   law.Date
	ToDay     law.Date
}

const (
	maxVolume = 99_999_999 // the standard has eight digits
	maxYears  = 5          // a decision is looked at again in time
)

// Validate says what is wrong with the provision, by field.
func (p Provision) Validate(wrong fault.Invalid) {
	if _, ok := CategoryOf(p.Category); !ok || len(p.Code) != 5 {
		wrong.Say("product", "Choose the support")
	}
	if p.Volume <= 0 || p.Volume > maxVolume {
		wrong.Say("volume", "Fill in how much, as a whole number")
	}
	if FrequencyName(p.Frequency) == "" {
		wrong.Say("frequency", "Choose how often")
	}
	if p.FromDay.IsZero() {
		wrong.Say("from", "Give the first day")
	}
	switch {
	case p.ToDay.IsZero() || p.ToDay.Before(p.FromDay):
		wrong.Say("to", "Give the last day, after the first day")
	case p.ToDay.After(p.FromDay.AddYears(maxYears)):
		// Wmo 2015 art. 2.3.9
		wrong.Say("to", "Choose a last day within five years, so that we look again in time")
	}
}

// Category is a product category of the message standard, as people read it.
type Category struct {
	Code, Name string
	// Own says what own contribution the law gives for it: the usual one, none, or one by income.
	Own Contribution
}

// Contribution (eigen bijdrage) is what the resident pays.
type Contribution string

// The contributions. Those without a payment say why.
const (
	UsualContribution Contribution = "usual"
	ByIncome          Contribution = "income"     // protected living
	ByMunicipality    Contribution = "own_rules"  // shelter
	NoneWheelchair    Contribution = "wheelchair" // no contribution for wheelchairs
	NoneMinor         Contribution = "minor"      // nor for somebody under 18
	NoneYounger       Contribution = "younger"    // nor for more people together of whom one is below the pension age
)

// Exemptions lists the contributions that a worker may choose from.
var Exemptions = []Contribution{UsualContribution, NoneYounger, NoneMinor}

// Name is the contribution in words.
func (c Contribution) Name() string {
	return map[Contribution]string{UsualContribution: "The usual contribution a month", ByIncome: "A contribution by income",
		ByMunicipality: "What the shelter asks", NoneWheelchair: "None: it is a wheelchair", NoneMinor: "None: the resident is younger than 18",
		NoneYounger: "None: more people live here together, and one is below the pension age"}[c]
}

// Categories lists the product categories of the Wmo, in the order of the standard.
var Categories = []Category{
	{"01", "Help in the household", UsualContribution},
	{"02", "Guidance", UsualContribution},
	{"03", "Personal care", UsualContribution},
	{"04", "Short stay", UsualContribution},
	{"05", "Housing services", UsualContribution},
	{"06", "Other support for a person or family", UsualContribution},
	{"07", "Day activities", UsualContribution},
	{"08", "Transport services", UsualContribution},
	{"09", "Other support in a group", UsualContribution},
	{"10", "Other arrangement made to measure", UsualContribution},
	{"11", "Wheelchair", NoneWheelchair},
	{"12", "Means of transport", UsualContribution},
	{"13", "Changes to the home", UsualContribution},
	{"14", "Other aids", UsualContribution},
	{"15", "Protected living", ByIncome},
	{"16", "Shelter", ByMunicipality},
	{"17", "Emergency shelter", ByMunicipality},
	{"18", "Other protected living and shelter", ByMunicipality},
}

// CategoryOf finds a category by its code.
func CategoryOf(code string) (Category, bool) {
	i := slices.IndexFunc(Categories, func(c Category) bool { return c.Code == code })
	if i < 0 {
		return Category{}, false
	}
	return Categories[i], true
}

// Frequencies lists how often a volume is given, in the codes of the standard.
var Frequencies = []string{istandaard.FrequentieWeek, istandaard.FrequentieMaand, istandaard.FrequentieTotaal}

// PerUnit is a unit of the standard as a price is given for it, in words.
func PerUnit(code string) string {
	return map[string]string{istandaard.EenheidMinuut: "a minute", istandaard.EenheidUur: "an hour", istandaard.EenheidEtmaal: "a day and night",
		istandaard.EenheidDagdeel: "a part of a day", istandaard.EenheidOutput: "a time", istandaard.EenheidStuks: "a time"}[code]
}

// FrequencyName is a frequency in words.
func FrequencyName(code string) string {
	return map[string]string{istandaard.FrequentieWeek: "a week",
		istandaard.FrequentieMaand: "a month", istandaard.FrequentieTotaal: "in the whole period"}[code]
}

// Amount is how much is granted, in words: "2 hours a week".
func (p Provision) Amount(ctx context.Context) string {
	return amountOf(ctx, p.Volume, p.Unit) + " " + text.T(ctx, FrequencyName(p.Frequency))
}

const minutesAnHour = 60

func amountOf(ctx context.Context, volume int64, unit string) string {
	switch unit {
	case istandaard.EenheidMinuut:
		hours, minutes := volume/minutesAnHour, volume%minutesAnHour
		switch {
		case hours == 0:
			return text.N(ctx, minutes, "%d minute", "%d minutes")
		case minutes == 0:
			return text.N(ctx, hours, "%d hour", "%d hours")
		}
		return text.N(ctx, hours, "%d hour", "%d hours") + " " + text.T(ctx, "and") + " " + text.N(ctx, minutes, "%d minute", "%d minutes")
	case istandaard.EenheidUur:
		return text.N(ctx, volume, "%d hour", "%d hours")
	case istandaard.EenheidEtmaal:
		return text.N(ctx, volume, "%d day and night", "%d days and nights")
	case istandaard.EenheidDagdeel:
		return text.N(ctx, volume, "%d part of a day", "%d parts of a day")
	}
	return text.N(ctx, volume, "%d time", "%d times")
}

// UnitName is a unit of the standard in words.
func UnitName(code string) string {
	return map[string]string{istandaard.EenheidMinuut: "minutes", istandaard.EenheidUur: "hours", istandaard.EenheidEtmaal: "days and nights",
		istandaard.EenheidDagdeel: "parts of a day", istandaard.EenheidOutput: "times", istandaard.EenheidStuks: "times"}[code]
}

// Own is what a resident pays for a category on a day: the usual amount of the law, unless the
// category or the household has another rule.
func Own(category string, exempt Contribution, on law.Date) (Contribution, int64, error) {
	// Wmo 2015 art. 2.1.4a
	c, ok := CategoryOf(category)
	switch {
	case !ok:
		return "", 0, fault.Invalid{"product": "Choose the support"}
	case c.Own != UsualContribution:
		return c.Own, 0, nil
	case exempt != UsualContribution:
		return exempt, 0, nil
	}
	amount, err := law.Amount("wmo.own_contribution", on)
	return UsualContribution, amount.Cents, err
}
