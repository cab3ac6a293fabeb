package decision

import (
	"slices"
	"strings"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
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

// Proposal is what whoever prepares a decision proposes to decide.
type Proposal struct {
	Verdict Verdict
	Provision
	Delivery     Delivery
	Contribution Contribution
	WlzChecked   bool
	Heard        bool
	Less         string
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

// FrequencyName is a frequency in words.
func FrequencyName(code string) string {
	return map[string]string{istandaard.FrequentieWeek: "a week",
		istandaard.FrequentieMaand: "a month", istandaard.FrequentieTotaal: "in the whole period"}[code]
}

const (
	maxVolume = 99_999_999 // the standard has eight digits
	maxYears  = 5          // a decision is looked at again in time
)

// Validate says what is wrong with the proposal, by field.
func (p Proposal) Validate() error {
	wrong := fault.Invalid{}
	if p.Verdict.Name() == "" {
		wrong.Say("verdict", "Choose what you propose to decide")
	}
	if p.Verdict == Partly || p.Verdict == Refused {
		if strings.TrimSpace(p.Less) == "" {
			wrong.Say("less", "Write why the resident does not get what was asked")
		}
		// Awb art. 4:7
		if !p.Heard {
			wrong.Say("heard", "Talk with the resident about it first, and tick the box after that")
		}
	}
	if p.Verdict == Granted || p.Verdict == Partly {
		p.validateProvision(wrong)
	}
	tooLong(wrong, "less", p.Less)
	return wrong.Err()
}

func (p Proposal) validateProvision(wrong fault.Invalid) {
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
	if p.Delivery == PersonalBudget {
		// Wmo 2015 art. 2.3.6
		wrong.Say("delivery", sayNoBudget)
	} else if p.Delivery != InKind {
		wrong.Say("delivery", "Choose how the help is delivered")
	}
	if !slices.Contains(Exemptions, p.Contribution) {
		wrong.Say("contribution", "Choose what the resident pays")
	}
	// Wmo 2015 art. 2.3.5 lid 6
	if !p.WlzChecked {
		wrong.Say("wlz", "Look up first whether the Wlz goes before, and tick the box after that")
	}
}

// Propose writes what is proposed. Another product makes the choice of a provider open again.
func (d FormalDecision) Propose(p Proposal, today law.Date) (FormalDecision, error) {
	if err := d.Open(); err != nil {
		return d, err
	}
	if err := p.Validate(); err != nil {
		return d, err
	}
	d.Verdict, d.Less, d.Heard = p.Verdict, p.Less, p.Heard
	if !d.Grants() {
		d.Delivery, d.Contribution, d.MonthCents, d.WlzChecked = "", "", 0, p.WlzChecked
		return d.with(Provision{}).noProvider(), nil
	}
	if d.Provision() != p.Provision {
		d = d.with(p.Provision).noProvider()
	}
	d.Delivery, d.WlzChecked = p.Delivery, p.WlzChecked
	var err error
	d.Contribution, d.MonthCents, err = OwnContribution(p.Category, p.Contribution, today)
	return d, err
}

func (d FormalDecision) noProvider() FormalDecision {
	d.ProviderID, d.ContractID, d.RateCents, d.RateUnit, d.YearCents = 0, 0, 0, "", 0
	d.ProviderName, d.ProductName, d.Choice, d.Alternatives = "", "", "", ""
	return d
}

// OwnContribution is what a resident pays for a category on a day: the usual amount of the law, unless the
// category or the household has another rule.
func OwnContribution(category string, exempt Contribution, on law.Date) (Contribution, int64, error) {
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
