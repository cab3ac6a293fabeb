package join

import (
	"context"
	"slices"

	"codeberg.org/samenkracht/samenkracht/insight/factlab"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/count"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/delivery"
	"codeberg.org/samenkracht/samenkracht/platform/db"
)

// Words are what the numbers in counts stand for: each number is a place in one of these lists.
type Words struct {
	Places        []factlab.Place       // neighbourhoods, by code
	Organisations []factlab.Participant // who takes part, by their number
	Provisions    []agreement.Provision // as agreed
	Domains       []agreement.Domain    // as agreed
	Types         []string              // household types as agreed; the number is one higher, and 0 is not known
	Declined      int                   // how many organisations do not take part

	place, provision, domain map[string]int
	organisation             map[db.ID]int
}

// WordsTx gives the words of a round. They do not change once it is open.
func WordsTx(ctx context.Context, tx *db.Tx, r factlab.Round) (w *Words, err error) {
	w = &Words{Provisions: r.Terms.Provisions, Domains: r.Terms.Domains, Types: r.Terms.Types, place: map[string]int{}, provision: map[string]int{},
		domain: map[string]int{}, organisation: map[db.ID]int{}}
	if w.Places, err = factlab.PlacesTx(ctx, tx, r.ID); err != nil {
		return nil, err
	}
	all, err := factlab.ParticipantsTx(ctx, tx, r.ID)
	if err != nil {
		return nil, err
	}
	for _, p := range all {
		switch p.State {
		case factlab.Joins:
			w.Organisations = append(w.Organisations, p)
		case factlab.Declines:
			w.Declined++
		}
	}
	slices.SortFunc(w.Organisations, func(a, b factlab.Participant) int { return int(a.ID - b.ID) })
	for i, p := range w.Places {
		w.place[p.Neighbourhood] = i
	}
	for i, p := range w.Provisions {
		w.provision[p.Code] = i
	}
	for i, d := range w.Domains {
		w.domain[d.Code] = i
	}
	for i, o := range w.Organisations {
		w.organisation[o.ID] = i
	}
	return w, nil
}

// add gives a line to the count. What a line may hold was checked when it came.
func (w *Words) add(rows *count.Rows, l delivery.Line, who db.ID, month delivery.Month) {
	place := uint32(w.place[l.Neighbourhood])
	if l.HouseholdType != "" {
		rows.Describe(count.Household(l.Pseudonym), place, uint8(slices.Index(w.Types, l.HouseholdType)+1))
		return
	}
	p := w.provision[l.Provision]
	rows.Add(count.Row{Household: count.Household(l.Pseudonym), Place: place, Organisation: uint32(w.organisation[who]), Provision: uint16(p),
		Domain: uint8(w.domain[w.Provisions[p].Domain]), Active: l.ActiveIn(month)})
}
