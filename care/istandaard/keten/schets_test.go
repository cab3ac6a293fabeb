package keten

import (
	"slices"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
)

// schets is a message in short: what its header says and the classes that matter, with defaults for the rest. Options
// change the class that was added last; en adds another one.
type schets struct {
	nummer                       string
	wet                          istandaard.Wet // empty: that of the world
	gemeente, aanbieder, kenmerk string
	dag                          istandaard.Datum
	xsd                          string
	delen                        []velden

	declaratie string           // of a 323 and a 325: DeclaratieNummer
	maand      istandaard.Datum // of a 323: the first day of its month
	op         *schets          // of a 325: the claim
	opKenmerk  string           // of a 325: DeclaratieIdentificatie
	opDag      istandaard.Datum
	opVersie   string
	kopcode    string // of a 325 that is a header alone
	stil       bool   // the answer does not come yet
	afkeuring  *afkeuring
}

// afkeuring is a reason of the receiver's own to refuse a message: a code at the class along a path.
type afkeuring struct {
	code string
	pad  []string
}

// velden are the values of a class, whatever it is.
type velden struct {
	soort    string // in a 317: one of the three kinds
	client   string
	nummer   *int64
	product  *istandaard.Product
	van, tot istandaard.Datum
	gemaakt  istandaard.Datum
	tijd     string
	omvang   *istandaard.Omvang
	budget   *int64
	ref      string
	vorig    string
	reden    string
	status   string
	eenheid  string
	volume   int64
	tarief   *int64
	kosten   *int64 // nil: volume times tarief
	antwoord string
	code     string
}

const (
	bsn2, bsn3            = "999900018", "999900031"
	gemeente2, aanbieder2 = "0153", "87654321"

	blijftZo, verandert, komtErbij = "OngewijzigdeProducten", "TeWijzigenProducten", "NieuweProducten"
)

// gewoon is what a class says when nothing else is said: product A1, from March to the end of 2026, ten hours a month.
func gewoon() velden {
	return velden{client: bsn1, nummer: ptr(1), product: &istandaard.Product{Categorie: "A", Code: "A1"}, van: "2026-03-01",
		tot: "2026-12-31", gemaakt: "2026-03-01", tijd: "10:00:00", omvang: &istandaard.Omvang{Volume: 10, Eenheid: "04", Frequentie: "4"},
		status: "1", eenheid: "04", volume: 5, tarief: ptr(4000)}
}

type optie func(*schets)

// deel is an option about the class that was added last.
func deel(f func(*velden)) optie { return func(b *schets) { f(&b.delen[len(b.delen)-1]) } }

func schrijf(b schets, v velden, opties []optie) schets {
	b.delen = []velden{v}
	return b.met(opties...)
}

// met is the message with options.
func (b schets) met(opties ...optie) schets {
	b.delen = slices.Clone(b.delen)
	for _, o := range opties {
		o(&b)
	}
	return b
}

// zonderAntwoord is a message whose answer does not come yet.
func (b schets) zonderAntwoord() schets {
	b.stil = true
	return b
}

// afgekeurd is a message that the receiver refuses for a reason of its own.
func (b schets) afgekeurd(code string, pad ...string) schets {
	b.afkeuring = &afkeuring{code, pad}
	return b
}

func toewijzing(o ...optie) schets { return schrijf(schets{nummer: "301"}, gewoon(), o) }

// verwijdering takes an allocation back that began on the first day of its time.
func verwijdering(o ...optie) schets {
	return toewijzing(append([]optie{tot("2026-03-01"), reden("13"), gemaakt("2026-06-01", "10:00:00")}, o...)...)
}

func start(o ...optie) schets { return schrijf(schets{nummer: "305"}, kaal(), o) }

func stop(o ...optie) schets {
	v := kaal()
	v.tot, v.reden = "2026-06-30", "02"
	return schrijf(schets{nummer: "307"}, v, o)
}

// kaal names no product.
func kaal() velden {
	v := gewoon()
	v.product = nil
	return v
}

func verzoek315(o ...optie) schets {
	v := gewoon()
	v.ref = "V1"
	return schrijf(schets{nummer: "315"}, v, o)
}

// wijziging is a 317; what it asks is told with blijft, anders and erbij.
func wijziging(o ...optie) schets {
	b := schets{nummer: "317", dag: "2026-05-01"}
	b.delen = []velden{{client: bsn1, ref: "W1"}}
	return b.met(o...)
}

func blijft(nummer int64) optie { return wens(blijftZo, nr(nummer)) }

// anders asks for another volume of the allocation from its first day.
func anders(nummer int64, o ...optie) optie {
	return wens(verandert, append([]optie{nr(nummer), hoeveel(12, "04", "4")}, o...)...)
}

// erbij asks for product B1 from June.
func erbij(o ...optie) optie {
	return wens(komtErbij, append([]optie{prod("B", "B1"), van("2026-06-01")}, o...)...)
}

func wens(soort string, o ...optie) optie {
	return en(append([]optie{deel(func(v *velden) { v.soort = soort })}, o...)...)
}

func antwoord(referentie, wat string, o ...optie) schets {
	v := velden{client: bsn1, ref: referentie, antwoord: wat}
	return schrijf(schets{nummer: "319", dag: "2026-05-02"}, v, o)
}

// declaratie is a 323 over a month; its lines are told with regel.
func declaratie(nummer string, maand istandaard.Datum, o ...optie) schets {
	return schets{nummer: "323", declaratie: nummer, kenmerk: "K" + nummer, maand: maand + "-01"}.met(o...)
}

// regel323 is a line over the month of the claim.
func regel323(referentie string, o ...optie) optie {
	return func(b *schets) {
		v := gewoon()
		v.ref, v.van, v.tot = referentie, b.maand, maandeinde(b.maand)
		b.delen = append(b.delen, v)
		for _, optie := range o {
			optie(b)
		}
	}
}

// antwoordOp is the 325 to a claim; what it refuses is told with weigert.
func antwoordOp(claim schets, o ...optie) schets {
	return schets{nummer: "325", op: &claim, opKenmerk: claim.kenmerk, declaratie: claim.declaratie, gemeente: claim.gemeente,
		aanbieder: claim.aanbieder}.met(o...)
}

func weigert(referentie string, o ...optie) optie {
	return func(b *schets) {
		i := slices.IndexFunc(b.op.delen, func(v velden) bool { return v.ref == referentie })
		v := b.op.delen[i]
		v.code = "9321"
		b.delen = append(b.delen, v)
		for _, optie := range o {
			optie(b)
		}
	}
}

// en adds a class.
func en(o ...optie) optie {
	return func(b *schets) {
		v := gewoon()
		if b.nummer == "305" || b.nummer == "307" {
			v = kaal()
			v.tot, v.reden = "2026-06-30", "02"
		}
		b.delen = append(b.delen, v)
		for _, optie := range o {
			optie(b)
		}
	}
}

// Options about the header.

func kenmerk(s string) optie               { return func(b *schets) { b.kenmerk = s } }
func dagtekening(d istandaard.Datum) optie { return func(b *schets) { b.dag = d } }
func bij(gemeente string) optie            { return func(b *schets) { b.gemeente = gemeente } }
func door(aanbieder string) optie          { return func(b *schets) { b.aanbieder = aanbieder } }
func onder(wet istandaard.Wet) optie       { return func(b *schets) { b.wet = wet } }
func versie(xsd string) optie              { return func(b *schets) { b.xsd = xsd } }
func opKenmerk(s string) optie             { return func(b *schets) { b.opKenmerk = s } }
func opDag(d istandaard.Datum) optie       { return func(b *schets) { b.opDag = d } }
func opVersie(s string) optie              { return func(b *schets) { b.opVersie = s } }
func declaratieNummer(s string) optie      { return func(b *schets) { b.declaratie = s } }
func kopcode(s string) optie               { return func(b *schets) { b.kopcode = s } }

// Options about a class.

func voor(bsn string) optie        { return deel(func(v *velden) { v.client = bsn }) }
func nr(n int64) optie             { return deel(func(v *velden) { v.nummer = &n }) }
func zonderNummer() optie          { return deel(func(v *velden) { v.nummer = nil }) }
func zonderProduct() optie         { return deel(func(v *velden) { v.product = nil }) }
func van(d istandaard.Datum) optie { return deel(func(v *velden) { v.van = d }) }
func tot(d istandaard.Datum) optie { return deel(func(v *velden) { v.tot = d }) }
func ref(s string) optie           { return deel(func(v *velden) { v.ref = s }) }
func reden(s string) optie         { return deel(func(v *velden) { v.reden = s }) }
func weg() optie                   { return deel(func(v *velden) { v.status = "3" }) }
func per(eenheid string) optie     { return deel(func(v *velden) { v.eenheid = eenheid }) }
func volume(n int64) optie         { return deel(func(v *velden) { v.volume = n }) }
func tarief(cent int64) optie      { return deel(func(v *velden) { v.tarief = &cent }) }
func kost(cent int64) optie        { return deel(func(v *velden) { v.kosten = &cent }) }
func credit(vorig string) optie    { return deel(func(v *velden) { v.vorig = vorig }) }
func zonderMaat() optie            { return deel(func(v *velden) { v.omvang, v.budget = nil, nil }) }
func budget(cent int64) optie      { return deel(func(v *velden) { v.omvang, v.budget = nil, &cent }) }
func prod(categorie, code string) optie {
	return deel(func(v *velden) { v.product = &istandaard.Product{Categorie: categorie, Code: code} })
}

func gemaakt(d istandaard.Datum, tijd string) optie {
	return deel(func(v *velden) { v.gemaakt, v.tijd = d, tijd })
}

func hoeveel(n int64, eenheid, frequentie string) optie {
	return deel(func(v *velden) {
		v.omvang, v.budget = &istandaard.Omvang{Volume: n, Eenheid: eenheid, Frequentie: frequentie}, nil
	})
}

// zonderTarief is a line of which only the amount is told.
func zonderTarief(cent int64) optie {
	return deel(func(v *velden) { v.tarief, v.kosten = nil, &cent })
}

// euro is a line in euros, which has no rate.
func euro(cent int64) optie {
	return deel(func(v *velden) { v.eenheid, v.volume, v.tarief, v.kosten = "83", cent, nil, &cent })
}
