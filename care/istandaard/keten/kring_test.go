package keten

import (
	"fmt"
	"slices"
	"testing"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/rekenen"
)

// kring is everybody who sends messages under one law, each with a history.
type kring struct {
	t        *testing.T
	wet      istandaard.Wet
	register Register
	partijen map[string]*Partij
	dag      istandaard.Datum
	n        int
}

func nieuweKring(t *testing.T, wet istandaard.Wet) *kring {
	return &kring{t: t, wet: wet, partijen: map[string]*Partij{}}
}

// partij is a municipality or a provider, by the length of its code.
func (w *kring) partij(code string) *Partij {
	if w.partijen[code] == nil {
		rol := Gemeente
		if len(code) == 8 {
			rol = Aanbieder
		}
		w.partijen[code] = &Partij{Rol: rol, Code: code, Archief: &Geheugen{}, Register: w.register,
			Vandaag: func() istandaard.Datum { return w.dag }, Kenmerk: w.kenmerk}
	}
	return w.partijen[code]
}

func (w *kring) kenmerk() string {
	w.n++
	return fmt.Sprintf("N%06d", w.n)
}

// of is the first word that is not empty.
func of[T ~string](woorden ...T) T {
	return woorden[slices.IndexFunc(woorden, func(s T) bool { return s != "" })]
}

func maandeinde(d istandaard.Datum) istandaard.Datum {
	dag, _ := rekenen.LeesDag(string(d))
	return istandaard.Datum(dag.Maand().Einde().String())
}

// dagVan is the day of a message: that of its news when nothing else is said.
func (w *kring) dagVan(b schets) istandaard.Datum {
	switch {
	case b.dag != "":
		return b.dag
	case b.nummer == "323":
		dag, _ := rekenen.LeesDag(string(maandeinde(b.maand)))
		return istandaard.Datum((dag + 1).String())
	case b.nummer == "325":
		return w.dagVan(*b.op)
	case b.nummer == "305":
		return laatsteDag(b.delen, func(v velden) istandaard.Datum { return v.van })
	case b.nummer == "307":
		return laatsteDag(b.delen, func(v velden) istandaard.Datum { return v.tot })
	}
	return b.delen[0].gemaakt
}

func laatsteDag(delen []velden, van func(velden) istandaard.Datum) (uit istandaard.Datum) {
	for _, v := range delen {
		uit = max(uit, van(v))
	}
	return uit
}

// maak writes a message out, and reads it back.
func (w *kring) maak(b schets) *istandaard.Bericht {
	w.t.Helper()
	soort := of(b.wet, w.wet).Soort(b.nummer)
	w.dag = w.dagVan(b)
	gemeente, aanbieder := of(b.gemeente, gemeenteCode), of(b.aanbieder, aanbiederCode)
	kop := istandaard.Kop{Afzender: aanbieder, Ontvanger: gemeente, Identificatie: b.kenmerk, Dagtekening: w.dag}
	if b.kenmerk == "" {
		kop.Identificatie = w.kenmerk()
	}
	if soort.VanGemeente() {
		kop.Afzender, kop.Ontvanger = gemeente, aanbieder
	}
	bericht := istandaard.Nieuw(soort, kop)
	w.zet(bericht.Header(), "XsdVersie/BerichtXsdVersie", b.xsd)
	w.inhoud(bericht, b, soort.Wet())
	data, err := bericht.Schrijf()
	if err != nil {
		w.t.Fatalf("write %s: %v", soort, err)
	}
	if bericht, err = istandaard.Lees(data); err != nil {
		w.t.Fatalf("read %s: %v", soort, err)
	}
	return bericht
}

func (w *kring) zet(d *istandaard.Deel, pad, waarde string) {
	w.t.Helper()
	if err := d.Zet(pad, waarde); err != nil {
		w.t.Fatal(err)
	}
}

// oordeel is what one side finds in a message.
func (w *kring) oordeel(code string, b *istandaard.Bericht) *Oordeel {
	w.t.Helper()
	p := w.partij(code)
	o, err := Controle{Geschiedenis: p.Archief, Register: p.Register}.Beoordeel(b)
	if err != nil {
		w.t.Fatal(err)
	}
	return o
}

// breekt holds that both sides find exactly these rules broken in a message, or only the side that can see it.
func (w *kring) breekt(b schets, ziet Rol, regels ...string) {
	w.t.Helper()
	bericht := w.maak(b)
	slices.Sort(regels)
	for _, code := range []string{bericht.Verzender(), bericht.Ontvanger()} {
		want := regels
		if ziet != "" && w.partij(code).Rol != ziet {
			want = nil
		}
		fouten := w.oordeel(code, bericht).Fouten
		if got := slices.Sorted(slices.Values(fouten.Regels())); !slices.Equal(got, want) {
			w.t.Errorf("%s: %s finds %v broken, not %v: %v", bericht.Soort(), code, got, want, fouten)
		}
	}
}

// stuur sends messages in which nothing is wrong, and their answers back.
func (w *kring) stuur(berichten ...schets) (uit *Ontvangst) {
	w.t.Helper()
	for _, b := range berichten {
		uit = w.stuurEen(b)
	}
	return uit
}

func (w *kring) stuurEen(b schets) *Ontvangst {
	w.t.Helper()
	bericht := w.maak(b)
	van, naar := w.partij(bericht.Verzender()), w.partij(bericht.Ontvanger())
	if _, err := van.Verzend(bericht); err != nil {
		w.t.Fatalf("%s does not leave: %v", bericht.Soort(), err)
	}
	o := w.oordeel(naar.Code, bericht)
	if !o.Goed() {
		w.t.Fatalf("%s is refused: %v", bericht.Soort(), o.Fouten)
	}
	if a := b.afkeuring; a != nil {
		o.WijsAf(bericht.Wortel.Zoek(a.pad...), a.code)
	}
	uit, err := naar.NeemIn(o)
	if err != nil {
		w.t.Fatal(err)
	}
	if uit.Antwoord != nil && !b.stil {
		w.beantwoord(naar, van, uit.Antwoord)
	}
	return uit
}

// beantwoord sends an answer.
func (w *kring) beantwoord(van, naar *Partij, b *istandaard.Bericht) *Ontvangst {
	w.t.Helper()
	data, err := van.Verzend(b)
	if err != nil {
		w.t.Fatalf("%s does not leave: %v", b.Soort(), err)
	}
	uit, err := naar.Ontvang(data)
	if err != nil || len(uit.Fouten) > 0 {
		w.t.Fatalf("%s is not taken in: %v %v", b.Soort(), err, uit)
	}
	return uit
}
