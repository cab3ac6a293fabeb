package rekenen

import (
	"errors"
	"fmt"
	"slices"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
)

// Wens is what a provider would like for a client: a product as it should become (IV092).
type Wens struct {
	// ToewijzingNummer is the allocation that the wish is about. Without it that is the one for the same product;
	// with it another product takes the place of the allocated one.
	ToewijzingNummer string
	Product          Product
	Vanaf            Dag // no day: as the allocation has it
	Tot              Dag // no day: without end
	Omvang           Omvang
	Budget           *int64
}

// Verzoek is the content of a request for change, the 317 (VOW): every current allocation is in it once (TR349).
type Verzoek struct {
	ReferentieAanbieder   string
	OngewijzigdeProducten []string // their ToewijzingNummer
	TeWijzigenProducten   []TeWijzigenProduct
	NieuweProducten       []NieuwProduct
}

// TeWijzigenProduct asks for another volume, budget or end of an allocation (IV092).
type TeWijzigenProduct struct {
	ToewijzingNummer     string
	GewensteIngangsdatum Dag
	Omvang               Omvang
	Budget               *int64
	Einddatum            Dag
}

// NieuwProduct asks for a product for which there is no allocation in that time (IV092).
type NieuwProduct struct {
	Product              Product
	GewensteIngangsdatum Dag
	Omvang               Omvang
	Budget               *int64
	Einddatum            Dag
}

// Wijziging sorts the current allocations of a client and what is wished into the request for change (IV092): what
// stays, what changes and what is new. Errors begin with the rule that stands in the way.
func Wijziging(lopend []Toewijzing, wensen []Wens) (Verzoek, error) {
	if len(lopend) == 0 {
		return Verzoek{}, errors.New("TR352: without an allocation there is nothing to change; send a 315")
	}
	var v Verzoek
	for _, w := range wensen {
		i, err := w.zoek(lopend)
		if err == nil {
			err = w.verwerk(&v, lopend, i)
		}
		if err != nil {
			return Verzoek{}, err
		}
	}
	if len(v.TeWijzigenProducten)+len(v.NieuweProducten) == 0 {
		return Verzoek{}, errors.New("TR353: nothing would change")
	}
	for _, t := range lopend {
		if _, gewijzigd := v.wijziging(t.ToewijzingNummer); !gewijzigd {
			v.OngewijzigdeProducten = append(v.OngewijzigdeProducten, t.ToewijzingNummer)
		}
	}
	return v, nil
}

// zoek finds the allocation that the wish is about; it is -1 when there is none.
func (w Wens) zoek(lopend []Toewijzing) (int, error) {
	if w.ToewijzingNummer != "" {
		i := slices.IndexFunc(lopend, func(t Toewijzing) bool { return t.ToewijzingNummer == w.ToewijzingNummer })
		if i < 0 {
			return -1, fmt.Errorf("TR351: %s is no current allocation", w.ToewijzingNummer)
		}
		return i, nil
	}
	return slices.IndexFunc(lopend, func(t Toewijzing) bool {
		return t.Product == w.Product && (w.Vanaf == 0 || t.Geldig.Bevat(w.Vanaf) || w.verlengt(t))
	}), nil
}

// verwerk adds the wish to the request.
func (w Wens) verwerk(v *Verzoek, lopend []Toewijzing, i int) error {
	if i < 0 {
		return w.nieuw(v)
	}
	t := lopend[i]
	erna := !t.Geldig.Open() && w.Vanaf > t.Geldig.Einde
	switch {
	case erna && (w.Product != t.Product || !w.verlengt(t)):
		return w.nieuw(v)
	case w.Vanaf != 0 && w.Vanaf < t.Geldig.Begin:
		return fmt.Errorf("IV092: a change of %s cannot begin before the allocation", t.ToewijzingNummer)
	case w.Product != t.Product:
		if w.Vanaf <= t.Geldig.Begin {
			return fmt.Errorf("CS003: %s would end before it begins", t.ToewijzingNummer)
		}
		slot := TeWijzigenProduct{t.ToewijzingNummer, t.Geldig.Begin, t.Omvang, t.Budget, w.Vanaf - 1}
		return errors.Join(v.wijzig(slot), w.nieuw(v))
	case w.zelfde(t) && w.Tot == t.Geldig.Einde:
		return nil
	}
	return v.wijzig(TeWijzigenProduct{t.ToewijzingNummer, w.ingang(t), w.Omvang, w.Budget, w.Tot})
}

// ingang is the day from which a change holds. It is the start of the allocation when only the end changes, and
// always for a budget or a total (TR373, IV092).
func (w Wens) ingang(t Toewijzing) Dag {
	if w.Vanaf == 0 || w.zelfde(t) || t.geheel() {
		return t.Geldig.Begin
	}
	return w.Vanaf
}

// verlengt reports whether the wish goes on where the allocation ends, with the same volume: then its end is
// stretched and there is no new allocation (OP380).
func (w Wens) verlengt(t Toewijzing) bool {
	return !t.Geldig.Open() && w.Vanaf == t.Geldig.Einde+1 && w.zelfde(t) && !t.geheel()
}

func (w Wens) zelfde(t Toewijzing) bool {
	return w.Omvang == t.Omvang && zelfdeBudget(w.Budget, t.Budget)
}

func (w Wens) nieuw(v *Verzoek) error {
	if w.Vanaf == 0 {
		return errors.New("IV092: a new product needs a day to begin")
	}
	v.NieuweProducten = append(v.NieuweProducten, NieuwProduct{w.Product, w.Vanaf, w.Omvang, w.Budget, w.Tot})
	return nil
}

func (v *Verzoek) wijzig(p TeWijzigenProduct) error {
	if _, al := v.wijziging(p.ToewijzingNummer); al {
		return fmt.Errorf("TR101: %s is to be changed twice", p.ToewijzingNummer)
	}
	v.TeWijzigenProducten = append(v.TeWijzigenProducten, p)
	return nil
}

// wijziging finds the change that is asked for an allocation.
func (v Verzoek) wijziging(nummer string) (TeWijzigenProduct, bool) {
	i := slices.IndexFunc(v.TeWijzigenProducten, func(p TeWijzigenProduct) bool { return p.ToewijzingNummer == nummer })
	if i < 0 {
		return TeWijzigenProduct{}, false
	}
	return v.TeWijzigenProducten[i], true
}

// geheel reports whether changes hold for the whole time of the allocation: for a budget or a total (IV093).
func (t Toewijzing) geheel() bool {
	return t.Budget != nil || t.Omvang.Frequentie == istandaard.FrequentieTotaal
}

func zelfdeBudget(a, b *int64) bool { return a == b || a != nil && b != nil && *a == *b }
