package record

import (
	"cmp"
	"slices"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/keten"
)

// Place says where a message belongs among others: by its date, and on one day by the flow of messages.
type Place struct {
	date   istandaard.Datum
	rank   int
	time   string // of an allocation
	number int    // the order in which it was read
	about  keten.Sleutel
	answer bool // it answers the message that it is about
}

// PlaceOf is the place of the message that was read as the number-th.
func PlaceOf(b *istandaard.Bericht, number int) Place {
	soort, h := b.Soort(), b.Header()
	p := Place{date: b.Kop().Dagtekening, number: number, about: keten.BronVan(b).Sleutel()}
	switch {
	case soort.IsRetour():
		p.answer, soort, p.date = true, soort.Heen(), h.Datum("DagtekeningRetour")
	case soort.Heen() != "":
		p.answer, soort, p.about = true, soort.Heen(), keten.BeantwoordeBron(b).Sleutel()
	}
	p.rank = rank(soort, b)
	if !p.answer {
		for t := range b.Inhoud().Rij("ToegewezenProducten") {
			p.time = max(p.time, t.Tekst("Toewijzingsdatum")+t.Tekst("Toewijzingstijd"))
		}
	}
	return p
}

// rank is the order of the messages of one day. An allocation that grants a request comes after the request.
func rank(soort istandaard.Soort, b *istandaard.Bericht) int {
	order := []string{"301", "315", "317", "319", "305", "307", "323"}
	n := 2 * slices.Index(order, soort.Nummer())
	if n == 0 {
		for t := range b.Inhoud().Rij("ToegewezenProducten") {
			if t.Zoek("ReferentieAanbieder") != nil {
				return 2*slices.Index(order, "319") + 1
			}
		}
	}
	return n
}

// Order gives the places in the order in which the messages were exchanged, as numbers of the list. An answer of
// the same day stands right behind what it answers.
func Order(places []Place) []int {
	asked := map[keten.Sleutel]Place{}
	order := make([]int, len(places))
	for i, p := range places {
		order[i] = i
		if !p.answer {
			asked[p.about] = p
		}
	}
	place := func(i int) Place {
		p := places[i]
		if q, ok := asked[p.about]; p.answer && ok && q.date == p.date {
			p.rank, p.time, p.number = q.rank, q.time, q.number
		}
		return p
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := place(i), place(j)
		switch {
		case a.date.Na(b.date):
			return 1
		case b.date.Na(a.date):
			return -1
		}
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.time, b.time), cmp.Compare(a.number, b.number), last(a)-last(b))
	})
	return order
}

func last(p Place) int {
	if p.answer {
		return 1
	}
	return 0
}

// Keep takes in what a message says, whatever a check would find in it: it was exchanged. Only a message whose
// number was used before does not take the place of the first. An answer undoes what it refuses.
func Keep(a keten.Archief, b *istandaard.Bericht) error {
	o, err := keten.Controle{Geschiedenis: a}.Beoordeel(b)
	if err != nil {
		return err
	}
	return Accept(a, o, slices.ContainsFunc(o.Fouten, func(f istandaard.Fout) bool { return f.Regel == "TR056" }))
}

// Judge checks a message against what was taken in before, and takes it in unless it is refused.
func Judge(a keten.Archief, register keten.Register, b *istandaard.Bericht) (*keten.Oordeel, error) {
	o, err := keten.Controle{Geschiedenis: a, Register: register}.Beoordeel(b)
	if err != nil {
		return nil, err
	}
	refused := !b.Soort().IsRetour() && o.Afgekeurd()
	if err := Accept(a, o, refused); err != nil || refused || o.Goed() || b.Soort().Nummer() != "323" {
		return o, err
	}
	return o, a.Bewaar(refusedLines(o))
}

// Accept keeps what a judged message says. Of a message that is refused only stays that it was there; an answer
// takes away the facts of what it undoes.
func Accept(a keten.Archief, o *keten.Oordeel, refused bool) error {
	facts := o.Feiten
	if refused {
		facts = slices.DeleteFunc(slices.Clone(facts), func(f keten.Feit) bool { return f.Kop == nil })
	}
	if err := a.Bewaar(facts); err != nil || refused {
		return err
	}
	if source, undone := keten.Vervalt(o.Bericht); undone {
		return a.Vergeet(source)
	}
	return nil
}

// refusedLines are the lines of a claim that a check refuses, as the 325 to it would tell them.
func refusedLines(o *keten.Oordeel) (out []keten.Feit) {
	type line struct{ bsn, number string }
	refused := map[line]bool{}
	for client := range o.Antwoord("0", o.Bericht.Kop().Dagtekening).Inhoud().Rij("Clienten") {
		for p := range client.Rij("Prestaties") {
			refused[line{client.Tekst("Bsn"), p.Tekst("ProductReferentie", "ReferentieNummer")}] = true
		}
	}
	for _, f := range o.Feiten {
		if f.Prestatie != nil && refused[line{f.Bsn, f.Prestatie.ProductReferentie.ReferentieNummer}] {
			out = append(out, keten.Feit{Bron: f.Bron, Bsn: f.Bsn, Sleutels: f.Sleutels, Afgewezen: f.Prestatie})
		}
	}
	return out
}
