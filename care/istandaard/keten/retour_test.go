package keten

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/standaardtest"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/toets"
)

// antwoorden are the answers that a test made, to be held against the published schemas at its end.
type antwoorden struct {
	t     *testing.T
	soort map[istandaard.Soort][][]byte
}

// bij takes an answer up that can be written and read, and in which no rule is broken. It gives it as it was read.
func (a *antwoorden) bij(b *istandaard.Bericht) *istandaard.Bericht {
	a.t.Helper()
	data, err := b.Schrijf()
	if err != nil {
		a.t.Fatalf("write %s: %v", b.Soort(), err)
	}
	gelezen, err := istandaard.Lees(data)
	if err != nil {
		a.t.Fatalf("read %s: %v", b.Soort(), err)
	}
	if fouten := toets.Toets(gelezen); len(fouten) > 0 {
		a.t.Errorf("%s: %v", b.Soort(), fouten)
	}
	if a.soort == nil {
		a.soort = map[istandaard.Soort][][]byte{}
	}
	a.soort[b.Soort()] = append(a.soort[b.Soort()], data)
	return gelezen
}

// valideer holds the answers against the schemas with xmllint.
func (a *antwoorden) valideer() {
	a.t.Helper()
	a.t.Run("xmllint", func(t *testing.T) {
		xmllint, err := exec.LookPath("xmllint")
		if err != nil && os.Getenv("CI") != "" {
			t.Fatal("xmllint is missing")
		} else if err != nil {
			t.Skip("left out: there is no xmllint")
		}
		for soort, berichten := range a.soort {
			opties := []string{"--noout", "--nonet", "--schema", schemaVan(t, soort)}
			for i, data := range berichten {
				pad := filepath.Join(t.TempDir(), string(soort)+strconv.Itoa(i)+".xml")
				if err := os.WriteFile(pad, data, 0o600); err != nil {
					t.Fatal(err)
				}
				opties = append(opties, pad)
			}
			if uit, err := exec.Command(xmllint, opties...).CombinedOutput(); err != nil {
				t.Errorf("%s: %s", soort, uit)
			}
		}
	})
}

// schemaVan is the published schema of an answer; those of the Wmo were derived.
func schemaVan(t *testing.T, soort istandaard.Soort) string {
	if soort.Wet() == istandaard.IWmo {
		return standaardtest.Map(t, "iwmo-3.2", "schema-derived", string(soort)+".xsd")
	}
	return standaardtest.Map(t, "ijw-3.2", "schema", string(soort)+".xsd")
}

// codesIn are the return codes in a message by the path of their class.
func codesIn(b *istandaard.Bericht) map[string][]string {
	out := map[string][]string{}
	for d := range b.Wortel.Alle() {
		if codes := retourcodes(d); len(codes) > 0 {
			out[b.Pad(d)] = codes
		}
	}
	return out
}

// zonderCodes are the values in a message by path, without the return codes and what an answer adds to a header.
func zonderCodes(b *istandaard.Bericht) map[string]string {
	out := map[string]string{}
	for d := range b.Wortel.Alle() {
		if w := d.Waarde(); w != "" && d.Naam() != "RetourCode" {
			out[b.Pad(d)] = w
		}
	}
	for _, naam := range []string{"BerichtCode", "IdentificatieRetour", "DagtekeningRetour", "XsltVersie",
		"XsdVersieRetour/BasisschemaXsdVersie", "XsdVersieRetour/BerichtXsdVersie"} {
		delete(out, "Header/"+naam)
	}
	return out
}

// kopVan keeps the values of the header only.
func kopVan(waarden map[string]string) map[string]string {
	maps.DeleteFunc(waarden, func(pad, _ string) bool { return len(pad) < 7 || pad[:7] != "Header/" })
	return waarden
}

// isRetour holds that a return message is made as IV028 says: with the header of the message unchanged, and all
// of its content or nothing of it.
func isRetour(t *testing.T, van, uit *istandaard.Bericht, heel bool) {
	t.Helper()
	want, got := zonderCodes(van), zonderCodes(uit)
	if !heel {
		want = kopVan(want)
	}
	if !maps.Equal(want, got) {
		t.Errorf("%s says %v, the message %v", uit.Soort(), got, want)
	}
	h := uit.Header()
	if uit.Soort() != van.Soort().Antwoord() || h.Tekst("BerichtCode") != uit.Soort().Schema().BerichtCode || h.Tekst("Afzender") != van.Kop().Afzender {
		t.Errorf("%s answers with %s %s", van.Soort(), uit.Soort(), h.Tekst("BerichtCode"))
	}
	if h.Tekst("IdentificatieRetour") == "" || h.Tekst("DagtekeningRetour") != "2026-09-09" || h.Tekst("XsdVersieRetour", "BerichtXsdVersie") != "1.0.0" {
		t.Errorf("%s does not say whose it is", uit.Soort())
	}
}

// heenBerichten are a right message of each type that has a return message, with what must come before.
var heenBerichten = []struct {
	vooraf []schets
	b      schets
}{
	{nil, toewijzing()}, {lopend[:1], start()}, {lopend, stop()}, {nil, verzoek315()},
	{lopend[:1], wijziging(blijft(1), erbij())}, {rij(verzoek315()), antwoord("V1", "1")},
}

// TestRetourbericht tells what a return message says when all is well, when a rule within the message is broken,
// and when its number was used before (IV028).
func TestRetourbericht(t *testing.T) {
	a := &antwoorden{t: t}
	for _, wet := range []istandaard.Wet{istandaard.IWmo, istandaard.IJw} {
		for _, c := range heenBerichten {
			w := nieuweKring(t, wet)
			w.stuur(c.vooraf...)
			b := c.b.met(versie("1.0.3"), kenmerk("X"))
			bericht := w.maak(b)
			w.dag = "2026-09-09"
			goed := a.bij(w.bezorg(bericht).Antwoord)
			isRetour(t, bericht, goed, false)
			if codes := codesIn(goed); len(codes) > 0 || goed.Inhoud() != nil || goed.Header().Zoek("XsltVersie") != nil {
				t.Errorf("%s is approved with %v", bericht.Soort(), codes)
			}
			dubbel := a.bij(w.bezorg(bericht).Antwoord)
			isRetour(t, bericht, dubbel, false)
			if codes := codesIn(dubbel); len(codes) != 1 || !slices.Contains(codes["Header"], "9056") || dubbel.Inhoud() != nil {
				t.Errorf("%s is refused with %v", bericht.Soort(), codes)
			}
			fout := w.maak(b.met(kenmerk("Y")))
			maakFout(w, fout)
			w.dag = "2026-09-09"
			technisch := a.bij(w.bezorg(fout).Antwoord)
			isRetour(t, fout, technisch, false)
			if codes := codesIn(technisch); len(codes) != 1 || !slices.Equal(codes["Header"], []string{"0001"}) || technisch.Header().Tekst("XsltVersie") != istandaard.XsltVersie {
				t.Errorf("%s is refused with %v", fout.Soort(), codes)
			}
		}
	}
	a.valideer()
}

// maakFout breaks a rule within a message.
func maakFout(w *kring, b *istandaard.Bericht) {
	if b.Soort().Nummer() == "319" {
		b.Inhoud().Weg("RedenAfwijzingVerzoek") // CD085
		return
	}
	w.zet(b.Inhoud(), "Bsn", "999900007") // CS002
}

// retourproef is a message with a fault in a class, and the codes that come back.
type retourproef struct {
	vooraf []schets
	b      schets
	codes  map[string][]string
}

var retourproeven = []retourproef{
	{rij(toewijzing(nr(2), voor(bsn2))), toewijzing(en(nr(2), prod("B", "B1"))), map[string][]string{"Header": {"0200"}, "Client": {"0200"},
		"Client/Contactgegevens/Contact[1]":               {"0200"},
		"Client/ToegewezenProducten/ToegewezenProduct[1]": {"0200"},
		"Client/ToegewezenProducten/ToegewezenProduct[2]": {"9332"}}},
	{lopend[:1], start(weg()), map[string][]string{"Header": {"0200"}, "Client": {"0200"}, "Client/StartProducten/StartProduct[1]": {"9063"}}},
	{lopend, start(en(nr(2))), map[string][]string{"Header": {"0200"}, "Client": {"0200"},
		"Client/StartProducten/StartProduct[1]": {"9074", "9326"}, "Client/StartProducten/StartProduct[2]": {"9019"}}},
	{pauze, stop(reden("20"), en(nr(2))), map[string][]string{"Header": {"0200"}, "Client": {"0200"},
		"Client/StopProducten/StopProduct[1]": {"9074", "9413"}, "Client/StopProducten/StopProduct[2]": {"9019"}}},
	{rij(verzoek315(), antwoord("V1", "1")), verzoek315(en(prod("B", "B1"), ref("V2"))), map[string][]string{"Header": {"0200"}, "Client": {"0200"},
		"Client/AangevraagdeProducten/AangevraagdProduct[1]": {"9347"}, "Client/AangevraagdeProducten/AangevraagdProduct[2]": {"0200"}}},
	{rij(verzoek315()), verzoek315(ref("V2")), map[string][]string{"Header": {"9374"}}},
	{rij(toewijzing(), toewijzing(nr(2), prod("B", "B2"))), wijziging(blijft(3), anders(1, van("2026-04-01")), erbij()), map[string][]string{
		"Header": {"0200"}, "Client": {"0200"}, "Client/Verzoek": {"9349"}, "Client/Verzoek/OngewijzigdeProducten/OngewijzigdProduct[1]": {"9350"},
		"Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct[1]": {"9357"}, "Client/Verzoek/NieuweProducten/NieuwProduct[1]": {"0200"}}},
	{nil, wijziging(blijft(1), erbij()), map[string][]string{"Header": {"0200"}, "Client": {"8187"}, "Client/Verzoek": {"0233"},
		"Client/Verzoek/OngewijzigdeProducten/OngewijzigdProduct[1]": {"0233"}, "Client/Verzoek/NieuweProducten/NieuwProduct[1]": {"0233"}}},
	{nil, antwoord("V1", "2"), map[string][]string{"Header": {"0200"}, "Antwoord": {"9355"}}},
}

// TestRetourberichtMetClient holds that a fault in a class brings the whole client back, with a code on every class.
func TestRetourberichtMetClient(t *testing.T) {
	a := &antwoorden{t: t}
	for _, wet := range []istandaard.Wet{istandaard.IWmo, istandaard.IJw} {
		for _, c := range retourproeven {
			w := nieuweKring(t, wet)
			w.stuur(c.vooraf...)
			bericht := w.maak(c.b.met(versie("1.0.3")))
			w.dag = "2026-09-09"
			uit := a.bij(w.bezorg(bericht).Antwoord)
			isRetour(t, bericht, uit, len(c.codes) > 1)
			if got := codesIn(uit); !maps.EqualFunc(got, c.codes, slices.Equal) {
				t.Errorf("%s comes back with %v, not %v", bericht.Soort(), got, c.codes)
			}
		}
	}
	a.valideer()
}

// TestVolleRetour sends back a published example of each type, with all classes that the schema knows.
func TestVolleRetour(t *testing.T) {
	a := &antwoorden{t: t}
	for naam, data := range standaardtest.Voorbeelden(t) {
		b, err := istandaard.Lees(data)
		if err != nil || !b.Soort().Antwoord().IsRetour() || len(toets.Toets(b)) > 0 {
			continue
		}
		o, err := Controle{}.Beoordeel(b)
		if err != nil || !o.Goed() {
			t.Errorf("%s: %v %v", naam, err, o.Fouten)
			continue
		}
		o.WijsAf(b.Inhoud(), "8187")
		uit := a.bij(o.Antwoord("RETOUR1", "2026-09-09"))
		isRetour(t, b, uit, true)
		for pad, codes := range codesIn(uit) {
			if want := map[bool]string{true: "8187", false: "0200"}[pad == b.Inhoud().Naam()]; !slices.Equal(codes, []string{want}) {
				t.Errorf("%s: %s has %v", naam, pad, codes)
			}
		}
	}
	if len(a.soort) != 12 {
		t.Errorf("%d types", len(a.soort))
	}
	a.valideer()
}
