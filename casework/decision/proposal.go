package decision

import (
	"slices"
	"strings"

	"codeberg.org/samenkracht/samenkracht/casework/decision/provision"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// Proposal is what whoever prepares a decision proposes to decide.
type Proposal struct {
	Verdict Verdict
	provision.Provision
	Delivery     Delivery
	Contribution provision.Contribution
	WlzChecked   bool
	Heard        bool
	Less         string
}

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
	p.Provision.Validate(wrong)
	if p.Delivery == PersonalBudget {
		// Wmo 2015 art. 2.3.6
		wrong.Say("delivery", sayNoBudget)
	} else if p.Delivery != InKind {
		wrong.Say("delivery", "Choose how the help is delivered")
	}
	if !slices.Contains(provision.Exemptions, p.Contribution) {
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
		return d.with(provision.Provision{}).noProvider(), nil
	}
	if d.Provision() != p.Provision {
		d = d.with(p.Provision).noProvider()
	}
	d.Delivery, d.WlzChecked = p.Delivery, p.WlzChecked
	var err error
	d.Contribution, d.MonthCents, err = provision.Own(p.Category, p.Contribution, today)
	return d, err
}

func (d FormalDecision) noProvider() FormalDecision {
	d.ProviderID, d.ContractID, d.RateCents, d.RateUnit, d.YearCents = 0, 0, 0, "", 0
	d.ProviderName, d.ProductName, d.Choice, d.Alternatives = "", "", "", ""
	return d
}
