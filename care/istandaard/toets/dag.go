package toets

import (
	"time"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
)

// dag is a date as a number that sorts as dates do: 20261021. Zero is no date; there is no year zero.
type dag int64

const (
	begin2021 dag = 20210101 // from here on the habits of ordering and claiming before release 3.0 do not hold
	onbekend  dag = 19000101 // how a date of birth is written that nobody knows

	jaar    dag = 10000
	eeuwig  dag = 1<<63 - 1
	verJaar     = 1_000_000_000 // the schema allows years of any length; what lies beyond this is as far away
)

// dagVan reads a date. It is written out for dates of ten characters, since a claim of 25 MB has many.
func dagVan(d istandaard.Datum) (n dag) {
	if len(d) == 10 {
		for i := range len(d) {
			if c := d[i]; c != '-' {
				n = n*10 + dag(c-'0')
			}
		}
		return n
	}
	delen, ok := d.Dag()
	if !ok {
		return 0
	}
	return dag(min(max(delen.Jaar, -verJaar), verJaar))*jaar + dag(delen.Maand*100+delen.Dag)
}

// leesDag reads a date of the message. Of a date with a comment in it the published control reads what stands
// before the comment, without its dashes, as a number.
func (t *toets) leesDag(d *istandaard.Deel) (n dag) {
	tekst, ok := t.bericht.VoorOpmerking(d)
	if !ok {
		return dagVan(istandaard.Datum(d.Waarde()))
	}
	for i := range len(tekst) {
		if c := tekst[i] - '0'; c <= 9 && n < verJaar {
			n = n*10 + dag(c)
		}
	}
	return n
}

// maand is the month that the day lies in, with its year.
func (d dag) maand() dag { return d / 100 }

// maandeinde is the last day of the month that the day lies in.
func (d dag) maandeinde() dag {
	return d.maand()*100 + dag(time.Date(int(d/jaar), time.Month(d.maand()%100)+1, 0, 0, 0, 0, 0, time.UTC).Day())
}

// periode is a period with a first and a last day, either of which may be missing.
type periode struct {
	begin, einde *istandaard.Deel
	van, tot     dag
}

func (t *toets) leesPeriode(d *istandaard.Deel) (p periode) {
	for k := range d.Delen() {
		switch k.Naam() {
		case "Begindatum":
			p.begin, p.van = k, t.leesDag(k)
		case "Einddatum":
			p.einde, p.tot = k, t.leesDag(k)
		}
	}
	return p
}

// voorbij checks that a period of a claim has begun and ended when the message is made.
func (t *toets) voorbij(p periode) {
	t.als(p.van > t.dagtekening, "TR134", p.begin)
	t.als(p.van > p.tot || p.tot > t.dagtekening, "TR137", p.einde)
}
