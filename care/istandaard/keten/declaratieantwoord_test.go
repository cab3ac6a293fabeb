package keten

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
)

// claimproef is a claim and what the answer to it says: the codes, what is granted in cents, and the references of
// the lines that come back.
type claimproef struct {
	naam      string
	claim     schets
	weiger    *afkeuring // of the municipality's own
	codes     map[string][]string
	toegekend string
	regels    []string
}

// drie is a claim over April with two lines of one client and one of another.
var drie = declaratie("D2", "2026-04", regel323("R2"), regel323("R3", nr(2), prod("B", "B1"), volume(6)), regel323("R4", nr(3), voor(bsn2)))

const (
	hetAntwoord     = "DeclaratieAntwoord"
	eersteClient    = "DeclaratieAntwoord/Clienten/Client[1]"
	eerstePrestatie = eersteClient + "/Prestaties/Prestatie[1]"
)

var claimproeven = []claimproef{
	{naam: "all is granted", claim: drie, toegekend: "64000 D",
		codes: map[string][]string{"Header": {"0200"}, hetAntwoord: {"8001"}}},
	{naam: "one line is refused", claim: declaratie("D2", "2026-04", regel323("R2"), regel323("R3", nr(2), prod("B", "B1"), volume(11)), regel323("R4", nr(3), voor(bsn2))),
		codes:     map[string][]string{"Header": {"0200"}, hetAntwoord: {"0200"}, eersteClient: {"0200"}, eerstePrestatie: {"9321"}},
		toegekend: "40000 D", regels: []string{"R3"}},
	{naam: "a line has two faults", claim: declaratie("D2", "2026-04", regel323("R2", per("14"), tot("2026-04-29")), regel323("R4", nr(3), voor(bsn2))),
		codes:     map[string][]string{"Header": {"0200"}, hetAntwoord: {"0200"}, eersteClient: {"0200"}, eerstePrestatie: {"9341", "9388"}},
		toegekend: "20000 D", regels: []string{"R2"}},
	{naam: "all lines are refused", claim: later(nr(9)),
		codes:     map[string][]string{"Header": {"0200"}, hetAntwoord: {"0200"}, eersteClient: {"0200"}, eerstePrestatie: {"9338"}},
		toegekend: "0 D", regels: []string{"R2"}},
	{naam: "a client is not known", claim: declaratie("D2", "2026-04", regel323("R2", voor(bsn3)), regel323("R3", nr(9), voor(bsn3)), regel323("R4", nr(3), voor(bsn2))),
		codes: map[string][]string{"Header": {"0200"}, hetAntwoord: {"0200"}, eersteClient: {"8187"}, eerstePrestatie: {"0233"},
			eersteClient + "/Prestaties/Prestatie[2]": {"0233"}},
		toegekend: "20000 D", regels: []string{"R2", "R3"}},
	{naam: "faults of two clients", claim: declaratie("D2", "2026-04", regel323("R2", voor(bsn3)), regel323("R4", nr(3), voor(bsn2), volume(11)), regel323("R3", nr(2), prod("B", "B1"))),
		codes: map[string][]string{"Header": {"0200"}, hetAntwoord: {"0200"}, eersteClient: {"8187"}, eerstePrestatie: {"0233"},
			"DeclaratieAntwoord/Clienten/Client[2]": {"0200"}, "DeclaratieAntwoord/Clienten/Client[2]/Prestaties/Prestatie[1]": {"9321"}},
		toegekend: "20000 D", regels: []string{"R2", "R4"}},
	{naam: "a credit line is refused", claim: declaratie("D2", "2026-04", regel323("R2", inMaart(), credit("R9")), regel323("R3", nr(2), prod("B", "B1"), volume(6))),
		codes:     map[string][]string{"Header": {"0200"}, hetAntwoord: {"0200"}, eersteClient: {"0200"}, eerstePrestatie: {"8017"}},
		toegekend: "24000 D", regels: []string{"R2"}},
	{naam: "only the credit is granted", claim: declaratie("D2", "2026-04", regel323("R2", volume(11)), regel323("R3", inMaart(), credit("R1"))),
		codes:     map[string][]string{"Header": {"0200"}, hetAntwoord: {"0200"}, eersteClient: {"0200"}, eerstePrestatie: {"9321"}},
		toegekend: "20000 C", regels: []string{"R2"}},
	{naam: "a credit is granted", claim: terug(), toegekend: "20000 C",
		codes: map[string][]string{"Header": {"0200"}, hetAntwoord: {"8001"}}},
	{naam: "the claim is refused", claim: drie.met(declaratieNummer("D1")), toegekend: "0 D",
		codes: map[string][]string{"Header": {"0200"}, hetAntwoord: {"9333"}}},
	{naam: "the claim is refused and its lines too", claim: later(nr(9)).met(declaratieNummer("D1")), toegekend: "0 D",
		codes: map[string][]string{"Header": {"0200"}, hetAntwoord: {"9333"}}},
	{naam: "an earlier month", claim: declaratie("D2", "2026-02", regel323("R2", nr(9))), toegekend: "0 D",
		codes: map[string][]string{"Header": {"0200"}, hetAntwoord: {"8214"}}},
	{naam: "the number was used before", claim: drie.met(kenmerk("KD1")),
		codes: map[string][]string{"Header": {"9056"}}},
	{naam: "a reason of the municipality's own", claim: drie, weiger: &afkeuring{"8214", []string{"Declaratie"}}, toegekend: "0 D",
		codes: map[string][]string{"Header": {"0200"}, hetAntwoord: {"8214"}}},
}

// TestDeclaratieAntwoord tells what a 325 says (IV087).
func TestDeclaratieAntwoord(t *testing.T) {
	a := &antwoorden{t: t}
	for _, wet := range []istandaard.Wet{istandaard.IWmo, istandaard.IJw} {
		for _, c := range claimproeven {
			t.Run(string(wet)+" "+c.naam, func(t *testing.T) { c.probeer(t, a, wet) })
		}
	}
	a.valideer()
}

func (c claimproef) probeer(t *testing.T, a *antwoorden, wet istandaard.Wet) {
	w := nieuweKring(t, wet)
	w.stuur(toewijzing(), toewijzing(nr(2), prod("B", "B1")), toewijzing(nr(3), voor(bsn2)), eerder())
	bericht := w.maak(c.claim.met(versie("1.0.3")))
	o := w.oordeel(gemeenteCode, bericht)
	if c.weiger != nil {
		o.WijsAf(bericht.Wortel.Zoek(c.weiger.pad...), c.weiger.code)
	}
	w.dag = "2026-09-09"
	ontvangst, err := w.partij(gemeenteCode).NeemIn(o)
	if err != nil {
		t.Fatal(err)
	}
	uit := a.bij(ontvangst.Antwoord)
	isAntwoord(t, bericht, uit)
	if got := codesIn(uit); !maps.EqualFunc(got, c.codes, slices.Equal) {
		t.Errorf("the codes are %v, not %v", got, c.codes)
	}
	d := uit.Inhoud()
	if got := d.Tekst("TotaalToegekendBedrag", "TotaalBedrag") + " " + d.Tekst("TotaalToegekendBedrag", "DebetCredit"); d != nil && got != c.toegekend {
		t.Errorf("%s is granted, not %s", got, c.toegekend)
	}
	if got := overgenomenRegels(t, bericht, uit); !slices.Equal(got, c.regels) {
		t.Errorf("%v come back, not %v", got, c.regels)
	}
	if _, err := w.partij(gemeenteCode).Verzend(ontvangst.Antwoord); err != nil {
		t.Errorf("the answer does not leave: %v", err)
	}
	c.isGeteld(w)
}

// isGeteld holds that the municipality counts what it granted, beside the claim that came before.
func (c claimproef) isGeteld(w *kring) {
	want := int64(20000)
	var cent int64
	if _, err := fmt.Sscanf(c.toegekend, "%d D", &cent); err != nil {
		if _, err := fmt.Sscanf(c.toegekend, "%d C", &cent); err == nil {
			cent = -cent
		}
	}
	var toegekend, ingediend int64
	for nummer := range int64(9) {
		s, err := StandVan(w.partij(gemeenteCode).Archief, w.wet, gemeenteCode, nummer+1)
		if err != nil {
			w.t.Fatal(err)
		}
		toegekend, ingediend = toegekend+s.Toegekend, ingediend+s.Ingediend
	}
	if toegekend != want+cent || ingediend != want+cent {
		w.t.Errorf("%d is granted and %d is claimed, not %d", toegekend, ingediend, want+cent)
	}
}

// isAntwoord holds that a 325 is addressed to who claimed, names the claim, and repeats its totals.
func isAntwoord(t *testing.T, van, uit *istandaard.Bericht) {
	t.Helper()
	h, kop := uit.Header(), van.Kop()
	if uit.Kop().Afzender != kop.Ontvanger || uit.Kop().Ontvanger != kop.Afzender || uit.Kop().Dagtekening != "2026-09-09" ||
		h.Tekst("DeclaratieIdentificatie", "Identificatie") != kop.Identificatie || h.Datum("DeclaratieIdentificatie", "Dagtekening") != kop.Dagtekening ||
		h.Tekst("XsdVersieDeclaratie", "BerichtXsdVersie") != "1.0.3" || h.Tekst("XsdVersie", "BerichtXsdVersie") != istandaard.SchemaVersie {
		t.Errorf("the header does not answer the claim: %v", zonderCodes(uit))
	}
	if d := uit.Inhoud(); d != nil {
		for _, pad := range [][]string{{"DeclaratieNummer"}, {"TotaalIngediendBedrag", "TotaalBedrag"}, {"TotaalIngediendBedrag", "DebetCredit"}} {
			if d.Tekst(pad...) != van.Inhoud().Tekst(pad...) {
				t.Errorf("%v is %s", pad, d.Tekst(pad...))
			}
		}
	}
}

// overgenomenRegels are the references of the lines in an answer, which say what the claim said.
func overgenomenRegels(t *testing.T, van, uit *istandaard.Bericht) (refs []string) {
	t.Helper()
	regels := map[string]istandaard.Prestatie{}
	for client := range van.Inhoud().Rij("Clienten") {
		for p := range client.Rij("Prestaties") {
			var r istandaard.Prestatie
			p.Naar(&r)
			regels[client.Tekst("Bsn")+r.ProductReferentie.ReferentieNummer] = r
		}
	}
	for client := range uit.Inhoud().Rij("Clienten") {
		for p := range client.Rij("Prestaties") {
			var r istandaard.Prestatie
			p.Naar(&r)
			k := &keuring{Oordeel: &Oordeel{Bericht: uit, codes: map[*istandaard.Deel][]string{}}}
			k.overgenomen(p, r, regels[client.Tekst("Bsn")+r.ProductReferentie.ReferentieNummer])
			if !k.Goed() {
				t.Error(k.Fouten)
			}
			refs = append(refs, r.ProductReferentie.ReferentieNummer)
		}
	}
	return refs
}

// TestDeclaratieTechnisch refuses a claim in which a rule within the message is broken: with a header alone.
func TestDeclaratieTechnisch(t *testing.T) {
	a := &antwoorden{t: t}
	for _, wet := range []istandaard.Wet{istandaard.IWmo, istandaard.IJw} {
		w := nieuweKring(t, wet)
		w.stuur(toewijzing())
		bericht := w.maak(eerder().met(versie("1.0.3")))
		if _, err := w.partij(aanbiederCode).Verzend(bericht); err != nil {
			t.Fatal(err)
		}
		w.zet(bericht.Inhoud(), "TotaalIngediendBedrag/TotaalBedrag", "20001") // TR358, on its way
		w.dag = "2026-09-09"
		uit := a.bij(w.bezorg(bericht).Antwoord)
		isAntwoord(t, bericht, uit)
		if codes := codesIn(uit); len(codes) != 1 || !slices.Equal(codes["Header"], []string{"0001"}) || uit.Inhoud() != nil ||
			uit.Header().Tekst("XsltVersie") != istandaard.XsltVersie {
			t.Errorf("it is refused with %v", codes)
		}
		w.beantwoord(w.partij(gemeenteCode), w.partij(aanbiederCode), uit)
		w.isAan(Stand{})
	}
	a.valideer()
}
