package rekenen

import "slices"

// Periode is a time from Begin up to and including Einde. Without Einde it is open (OpenPeriode in the schema).
type Periode struct{ Begin, Einde Dag }

// Open reports whether the period has no end (CD075 and CD076 tell when an allocation must have one).
func (p Periode) Open() bool { return p.Einde == 0 }

// telbaar reports whether the days of the period can be counted.
func (p Periode) telbaar() bool { return p.Begin != 0 && p.Einde != 0 && p.Begin <= p.Einde }

// Bevat reports whether a day falls in the period (TR307, TR308).
func (p Periode) Bevat(d Dag) bool { return d != 0 && d >= p.Begin && (p.Open() || d <= p.Einde) }

// Doorsnede is the part that two periods share; it is false when they share nothing (TR307, TR308).
func (p Periode) Doorsnede(q Periode) (Periode, bool) {
	uit := Periode{max(p.Begin, q.Begin), p.Einde}
	if p.Open() || !q.Open() && q.Einde < p.Einde {
		uit.Einde = q.Einde
	}
	return uit, uit.Open() || uit.Begin <= uit.Einde
}

// Dagen counts the days of a period (TR321, TR322). It is zero without an end, as are the counts below.
func Dagen(p Periode) int64 {
	if !p.telbaar() {
		return 0
	}
	return int64(p.Einde-p.Begin) + 1
}

// ISOweken counts the week numbers that a period touches (IV077). A week begins on Monday.
func ISOweken(p Periode) int64 {
	if !p.telbaar() {
		return 0
	}
	return vloer(int64(p.Einde)-1, 7) - vloer(int64(p.Begin)-1, 7) + 1
}

// Zondagen counts the Sundays in a period (IV076, IV077).
func Zondagen(p Periode) int64 {
	if !p.telbaar() {
		return 0
	}
	return vloer(int64(p.Einde), 7) - vloer(int64(p.Begin)-1, 7)
}

// Maanden counts the calendar months that a period touches (IV078).
func Maanden(p Periode) int64 {
	if !p.telbaar() {
		return 0
	}
	return int64(p.Einde.Maand()-p.Begin.Maand()) + 1
}

// Productperiode is a month cut to the allocation; it is false when the allocation is not valid in that month
// (IV089, TR387, TR388).
func Productperiode(toewijzing Periode, m Maand) (Periode, bool) {
	return toewijzing.Doorsnede(Periode{m.Begin(), m.Einde()})
}

// Productperioden are the product periods of an allocation, up to the one in which tot falls or, when tot is no
// day, to the end of the allocation (IV089, TR387, TR388). There are none when both ends are open. Give tot for
// what comes from outside: an end date far away is valid and makes a list as long.
func Productperioden(p Periode, tot Dag) []Periode {
	laatste := p.Einde
	if p.Open() || tot != 0 && tot < p.Einde {
		laatste = tot
	}
	if !(Periode{p.Begin, laatste}).telbaar() {
		return nil
	}
	var uit []Periode
	for m := p.Begin.Maand(); m <= laatste.Maand(); m++ {
		if q, ok := Productperiode(p, m); ok {
			uit = append(uit, q)
		}
	}
	return uit
}

// DeclaratieperiodenToegestaan are the months with which a delivery in productmaand may be claimed now: none
// before the last one that was submitted (IV090), before the delivery (TR319) or after the month of today.
func DeclaratieperiodenToegestaan(ingediend []Maand, nu, productmaand Maand) []Maand {
	eerste := productmaand
	if len(ingediend) > 0 {
		eerste = max(eerste, slices.Max(ingediend))
	}
	var uit []Maand
	for m := eerste; m <= nu; m++ {
		uit = append(uit, m)
	}
	return uit
}
