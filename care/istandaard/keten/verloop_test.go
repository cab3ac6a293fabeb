package keten

import (
	"slices"
	"testing"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
)

// stand is how allocation 1 stands at one side.
func (w *kring) stand(code string) Stand {
	w.t.Helper()
	s, err := StandVan(w.partij(code).Archief, w.wet, gemeenteCode, 1)
	if err != nil {
		w.t.Fatal(err)
	}
	s.Toewijzing = nil
	return s
}

// isAan holds how allocation 1 stands at both sides.
func (w *kring) isAan(want Stand) {
	w.t.Helper()
	for _, code := range []string{gemeenteCode, aanbiederCode} {
		if got := w.stand(code); got != want {
			w.t.Errorf("at %s it stands %+v, not %+v", code, got, want)
		}
	}
}

// bezorg brings a message to its receiver as it is, and gives the answer.
func (w *kring) bezorg(b *istandaard.Bericht) *Ontvangst {
	w.t.Helper()
	data, err := b.Schrijf()
	if err != nil {
		w.t.Fatal(err)
	}
	uit, err := w.partij(b.Ontvanger()).Ontvang(data)
	if err != nil {
		w.t.Fatal(err)
	}
	return uit
}

// TestTweeKeerBezorgd holds that a message which comes twice is refused the second time, and that this changes
// nothing about what was said the first time.
func TestTweeKeerBezorgd(t *testing.T) {
	for _, wet := range []istandaard.Wet{istandaard.IWmo, istandaard.IJw} {
		for _, c := range []struct {
			vooraf []schets
			b      schets
			stand  Stand
		}{
			{lopend[:1], start(kenmerk("X")), Stand{Gestart: "2026-03-01"}},
			{lopend, stop(kenmerk("X")), Stand{Gestart: "2026-03-01", Gestopt: "2026-06-30"}},
			{lopend[:1], eerder(), Stand{Ingediend: 20000, Toegekend: 20000}},
			{lopend[:1], eerder().afgekeurd("9321", deRegel...), Stand{}},
			{lopend[:1], eerder().zonderAntwoord(), Stand{Ingediend: 20000}},
		} {
			w := nieuweKring(t, wet)
			w.stuur(c.vooraf...)
			w.stuur(c.b)
			bericht := w.maak(c.b)
			uit := w.bezorg(bericht)
			if !slices.Contains(uit.Fouten.Regels(), "TR056") || !slices.Equal(Retourcodes(uit.Antwoord), []string{RetourDubbel}) || uit.Antwoord.Inhoud() != nil {
				t.Errorf("%s: %v", bericht.Soort(), uit.Fouten)
			}
			w.beantwoord(w.partij(bericht.Ontvanger()), w.partij(bericht.Verzender()), uit.Antwoord)
			w.isAan(c.stand)
			if c.b.stil {
				w.stuur(antwoordOp(c.b))
				w.isAan(Stand{Ingediend: 20000, Toegekend: 20000})
			}
		}
	}
}

// TestNummerVanEenAndereRegel holds that a line which is refused because its number belongs to a granted line leaves
// that one as it is.
func TestNummerVanEenAndereRegel(t *testing.T) {
	w := nieuweKring(t, istandaard.IJw)
	w.stuur(toewijzing(), eerder())
	uit := w.bezorg(w.maak(later(ref("R1"))))
	if got := uit.Fouten.Regels(); !slices.Equal(got, []string{"TR314"}) {
		t.Error(got)
	}
	if _, err := w.partij(gemeenteCode).Verzend(uit.Antwoord); err != nil {
		t.Fatal(err)
	}
	w.isAan(Stand{Ingediend: 20000, Toegekend: 20000})
	uit = w.bezorg(w.maak(declaratie("D3", "2026-04", regel323("R3", inMaart(), credit("R1")))))
	if len(uit.Fouten) > 0 {
		t.Error(uit.Fouten)
	}
}

// TestEenRegelPerClient refuses one of two lines with the same number, of two clients in one claim.
func TestEenRegelPerClient(t *testing.T) {
	w := nieuweKring(t, istandaard.IWmo)
	w.stuur(toewijzing(), toewijzing(nr(2), voor(bsn2)))
	uit := w.bezorg(w.maak(eerder(regel323("R1", nr(2), voor(bsn2)))))
	if got := uit.Fouten.Regels(); !slices.Equal(got, []string{"TR314"}) {
		t.Error(got)
	}
	if _, err := w.partij(gemeenteCode).Verzend(uit.Antwoord); err != nil {
		t.Fatal(err)
	}
	if s := w.stand(gemeenteCode); s.Toegekend != 20000 {
		t.Errorf("%+v", s)
	}
}

// TestVergeten holds that what was said in a refused message is forgotten at the side that said it.
func TestVergeten(t *testing.T) {
	w := nieuweKring(t, istandaard.IJw)
	product := []string{"Client", "ToegewezenProducten", "ToegewezenProduct"}
	w.stuur(toewijzing(tot("2026-06-30")))
	w.stuur(toewijzing(gemaakt("2026-04-01", "10:00:00")).afgekeurd("9332", product...))
	w.breekt(declaratie("D1", "2026-07", regel323("R1")), "", "TR308")
	w.stuur(start().afgekeurd("9326", "Client", "StartProducten", "StartProduct"))
	w.isAan(Stand{})
	w.stuur(start(), stop(reden("20")).afgekeurd("9413", "Client"))
	w.isAan(Stand{Gestart: "2026-03-01"})
	w.stuur(stop(reden("20")), herstart)
	w.isAan(Stand{Gestart: "2026-08-01"})
	w.stuur(stop(van("2026-08-01"), reden("20"), tot("2026-08-31")))
	w.isAan(Stand{Gestart: "2026-08-01", Gestopt: "2026-08-31", Tijdelijk: true})
	w.stuur(stop(van("2026-08-01"), tot("2026-08-31"), en(van("2026-08-01"), tot("2026-08-31"), reden("20"), weg())))
	w.isAan(Stand{Gestart: "2026-08-01", Gestopt: "2026-08-31"})
}

// TestStopZonderStart holds that a stop says nothing after the start before it turns out to be refused.
func TestStopZonderStart(t *testing.T) {
	w := nieuweKring(t, istandaard.IWmo)
	w.stuur(toewijzing())
	uit := w.stuur(start().zonderAntwoord().afgekeurd("9326", "Client", "StartProducten", "StartProduct"))
	if _, err := w.partij(aanbiederCode).Verzend(w.maak(stop())); err != nil {
		t.Fatal(err)
	}
	w.beantwoord(w.partij(gemeenteCode), w.partij(aanbiederCode), uit.Antwoord)
	w.isAan(Stand{})
	w.breekt(stop(weg()), "", "TR063")
	w.stuur(start())
	w.isAan(Stand{Gestart: "2026-03-01"})
}

// TestRegelDieNietTelt holds that a refused line does not count for the lines after it in the same claim.
func TestRegelDieNietTelt(t *testing.T) {
	w := nieuweKring(t, istandaard.IJw)
	w.stuur(totaal10)
	w.breekt(declaratie("D1", "2026-04", regel323("R1", inMaart(), per("14")), regel323("R2", volume(10))), "", "TR341")
	w.breekt(declaratie("D1", "2026-04", regel323("R1", inMaart(), volume(1)), regel323("R2", volume(10))), "", "TR322")
}

// TestVerkeerdeKant holds that a side sends and receives its own messages only.
func TestVerkeerdeKant(t *testing.T) {
	w := nieuweKring(t, istandaard.IWmo)
	van, naar := w.partij(aanbiederCode), w.partij(gemeenteCode)
	heen, retour := w.maak(start()), w.maak(toewijzing())
	for _, p := range []*Partij{naar, w.partij(aanbieder2), {Rol: Gemeente, Code: aanbiederCode}} {
		if _, err := p.Verzend(heen); err == nil {
			t.Errorf("%s %s sends the message of a provider", p.Rol, p.Code)
		}
	}
	data, err := heen.Schrijf()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []*Partij{van, w.partij(gemeente2), {Rol: Aanbieder, Code: gemeenteCode}} {
		if _, err := p.Ontvang(data); err == nil {
			t.Errorf("%s %s takes in the message to a municipality", p.Rol, p.Code)
		}
	}
	if _, err := naar.Verzend(retour); err != nil {
		t.Error(err)
	}
}
