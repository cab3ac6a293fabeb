package keten

import (
	"slices"
	"testing"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
)

// proefregister is a small world outside the messages, on 1 May 2026 when nothing else is said. The second municipality
// ends with June, and code A2 with May. A1 costs 40 euros an hour and from April 42; B1 costs 55.50 an hour; about A2
// nothing is agreed.
type proefregister struct{ dag istandaard.Datum }

func (r proefregister) Vandaag() istandaard.Datum { return r.dag }

func (proefregister) Gemeente(code string, op istandaard.Datum) bool {
	return code == gemeenteCode || code == gemeente2 && !op.Na("2026-06-30")
}

func (proefregister) Product(wet istandaard.Wet, p istandaard.Product, op istandaard.Datum) (past, bekend bool) {
	categorie, ken := categorieen[wet][p.Code[2:3]]
	return categorie == p.Categorie && (p.Code[2:] != "A02" || !op.Na("2026-05-31")), ken
}

func (proefregister) Tarief(_ istandaard.Wet, gemeente, aanbieder string, p istandaard.Product, op istandaard.Datum) (int64, string, bool) {
	switch {
	case gemeente != gemeenteCode || aanbieder != aanbiederCode:
	case p.Code[2:] == "A01" && op.Na("2026-03-31"):
		return 4200, istandaard.EenheidUur, true
	case p.Code[2:] == "A01":
		return 4000, istandaard.EenheidUur, true
	case p.Code[2:] == "B01":
		return 5550, istandaard.EenheidUur, true
	}
	return 0, "", false
}

var (
	mei, altijd = proefregister{"2026-05-01"}, proefregister{"2027-12-31"}

	// Minutes of B1, and of A2 about which no contract is known.
	minutenB = toewijzing(nr(2), prod("B", "B1"), hoeveel(100, "04", "4"))
	minutenA = toewijzing(nr(3), prod("A", "A2"), hoeveel(100, "04", "4"))
)

func minuten(n int64, wat optie, nummer, cent int64, o ...optie) schets {
	return eerder(append([]optie{nr(nummer), wat, per("01"), volume(n), tarief(93), kost(cent)}, o...)...)
}

var proevenRegister = []proef{
	{regel: "TR135", naam: "tomorrow", register: mei,
		fout: rij(toewijzing(dagtekening("2026-05-02"))), goed: rij(toewijzing(dagtekening("2026-05-01")))},
	{regel: "TR135", naam: "a claim of tomorrow", register: mei, vooraf: rij(toewijzing()),
		fout: rij(eerder().met(dagtekening("2026-05-02"))), goed: rij(eerder().met(dagtekening("2026-05-01")))},
	{regel: "TR135", naam: "the claim that is answered", register: mei, vooraf: wacht[:2],
		fout: rij(antwoordOp(eerder(), opDag("2026-05-02"))), goed: rij(antwoordOp(eerder())),
		met: "TR337", omdat: "a claim of tomorrow was never taken in"},

	{regel: "TR378", naam: "on the first day of an allocation", register: altijd,
		fout: rij(toewijzing(bij(gemeente2), van("2026-07-01"))), goed: rij(toewijzing(bij(gemeente2), van("2026-06-30")))},
	{regel: "TR378", naam: "of each allocation", register: altijd,
		fout: rij(toewijzing(bij(gemeente2), en(nr(2), prod("B", "B1"), van("2026-07-01")))),
		goed: rij(toewijzing(bij(gemeente2), dagtekening("2026-12-01"), en(nr(2), prod("B", "B1"), van("2026-06-30"))))},
	{regel: "TR378", naam: "of what is asked for", register: altijd,
		fout: rij(verzoek315(bij(gemeente2), van("2026-07-01"))), goed: rij(verzoek315(bij(gemeente2), van("2026-06-30")))},
	{regel: "TR378", naam: "the name that it had when the allocation began", register: altijd, vooraf: rij(toewijzing(bij(gemeente2))),
		fout: rij(start(bij(gemeente2), zonderNummer(), prod("A", "A1"), van("2026-07-01"))), goed: rij(start(bij(gemeente2), van("2026-07-01")))},
	{regel: "TR378", naam: "a claim on an older allocation", register: altijd, vooraf: rij(toewijzing(bij(gemeente2))),
		fout: rij(declaratie("D1", "2026-07", bij(gemeente2), regel323("R1", inMaart())).met(nr(9))),
		goed: rij(declaratie("D1", "2026-07", bij(gemeente2), regel323("R1", inMaart()))),
		met:  "TR338", omdat: "without its allocation a line says nothing about an older name"},
	{regel: "TR378", naam: "no such municipality", register: altijd,
		fout: rij(toewijzing(bij("9999"))), goed: rij(toewijzing())},
	{regel: "TR378", naam: "the municipality that must pay", wet: istandaard.IJw, register: altijd, vooraf: rij(verzoek315()),
		fout: rij(antwoord("V1", "1", reden("8"), naar("9999"))), goed: rij(antwoord("V1", "1", reden("8"), naar(gemeente2)))},

	{regel: "TR381", naam: "an allocation", register: altijd,
		fout: rij(toewijzing(prod("A", "B1"))), goed: rij(toewijzing(prod("A", "A1")))},
	{regel: "TR381", naam: "the code has ended", register: altijd,
		fout: rij(toewijzing(prod("A", "A2"), van("2026-06-01"))), goed: rij(toewijzing(prod("A", "A2"), van("2026-05-31")))},
	{regel: "TR381", naam: "what is asked for", register: altijd,
		fout: rij(verzoek315(prod("A", "A2"), van("2026-06-01"))), goed: rij(verzoek315(prod("A", "A2"), van("2026-05-31")))},
	{regel: "TR381", naam: "what is to come", register: altijd, vooraf: rij(toewijzing(prod("B", "B1"))),
		fout: rij(wijziging(blijft(1), erbij(prod("A", "A2"), van("2026-06-01")))),
		goed: rij(wijziging(blijft(1), erbij(prod("A", "A2"), van("2026-05-31"))))},
	{regel: "TR381", naam: "a start", register: altijd,
		fout: rij(start(zonderNummer(), prod("A", "A2"), van("2026-06-01"))), goed: rij(start(zonderNummer(), prod("A", "A2"), van("2026-05-31")))},
	{regel: "TR381", naam: "a line of a claim", register: altijd, vooraf: rij(toewijzing(prod("A", ""), zonderMaat())),
		fout: rij(declaratie("D1", "2026-06", regel323("R1", prod("A", "A2")))),
		goed: rij(declaratie("D1", "2026-06", regel323("R1", prod("A", "A2"), van("2026-05-01"), tot("2026-05-31"))))},

	{regel: "TR346", naam: "volume times rate", register: altijd, vooraf: rij(toewijzing()),
		fout: rij(eerder(kost(20001))), goed: rij(eerder(kost(20000)))},
	{regel: "TR346", naam: "minutes are rounded once", register: altijd, vooraf: rij(minutenB),
		fout: rij(minuten(7, prod("B", "B1"), 2, 651)), goed: rij(minuten(7, prod("B", "B1"), 2, 648))},
	{regel: "TR346", naam: "minutes without a contract", register: altijd, vooraf: rij(minutenA),
		fout: rij(minuten(7, prod("A", "A2"), 3, 647)), goed: rij(minuten(7, prod("A", "A2"), 3, 648))},
	{regel: "TR346", naam: "minutes at the highest rate that is rounded down", register: altijd, vooraf: rij(minutenA),
		fout: rij(minuten(7, prod("A", "A2"), 3, 655)), goed: rij(minuten(7, prod("A", "A2"), 3, 654))},
	{regel: "TR346", naam: "an amount that no rate by the hour gives", register: altijd, vooraf: rij(minutenA),
		fout: rij(minuten(600, prod("A", "A2"), 3, 55505)), goed: rij(minuten(600, prod("A", "A2"), 3, 55510))},
	{regel: "TR346", naam: "euros have no rate", register: altijd, vooraf: rij(toewijzing(prod("A", ""), zonderMaat())),
		fout: rij(eerder(prod("A", "A2"), per("14"), kost(19999))), goed: rij(eerder(prod("A", "A2"), euro(19999)))},

	{regel: "TR418", naam: "another rate", register: altijd, vooraf: rij(toewijzing()),
		fout: rij(eerder(tarief(4001))), goed: rij(eerder(tarief(4000)))},
	{regel: "TR418", naam: "the rate of that month", register: altijd, vooraf: rij(toewijzing()),
		fout: rij(later(tarief(4000))), goed: rij(later(tarief(4200)))},
	{regel: "TR418", naam: "the rate by the minute is rounded", register: altijd, vooraf: rij(toewijzing()),
		fout: rij(eerder(per("01"), volume(60), tarief(66), kost(4000))), goed: rij(eerder(per("01"), volume(60), tarief(67), kost(4000)))},
	{regel: "TR418", naam: "nothing is agreed", register: altijd, vooraf: rij(toewijzing(prod("A", ""), zonderMaat())),
		fout: rij(eerder(prod("A", "A1"), tarief(9999))), goed: rij(eerder(prod("A", "A2"), tarief(9999)))},
	{regel: "TR341", naam: "the unit of the allocation goes before that of the contract", register: altijd, vooraf: rij(toewijzing(hoeveel(10, "14", "4"))),
		fout: rij(eerder(per("04"))), goed: rij(eerder(per("14")))},
	{regel: "TR338", naam: "of which the unit is not judged", register: altijd, vooraf: rij(toewijzing()),
		fout: rij(eerder(nr(2), per("14"))), goed: rij(eerder())},
	{regel: "TR341", naam: "the unit of the contract", register: altijd, vooraf: rij(toewijzing(prod("A", ""), zonderMaat())),
		fout: rij(eerder(prod("A", "A1"), per("14"))), goed: rij(eerder(prod("A", "A1"), per("04")))},
}

// naar names the municipality that must pay.
func naar(gemeente string) optie { return deel(func(v *velden) { v.code = gemeente }) }

// TestZonderGeschiedenis holds that without a history the rules are told that need no other message.
func TestZonderGeschiedenis(t *testing.T) {
	w := nieuweKring(t, istandaard.IWmo)
	for _, c := range []struct {
		bericht  schets
		register Register
		regels   []string
	}{
		{start(), nil, nil}, {start(weg()), altijd, nil}, {stop(), nil, nil}, {antwoord("V1", "1"), nil, nil}, {antwoordOp(eerder()), altijd, nil},
		{wijziging(blijft(1), erbij()), altijd, nil}, {toewijzing(ref("V1")), altijd, nil}, {toewijzing(dagtekening("2028-01-01")), altijd, []string{"TR135"}},
		{eerder(), nil, nil}, {eerder(tarief(4001)), altijd, []string{"TR418"}}, {eerder(kost(4001)), altijd, []string{"TR346"}},
		{eerder(credit("R0"), kost(4001)), altijd, []string{"TR346"}},
		{eerder(van("2026-04-01"), tot("2026-04-30")).met(dagtekening("2026-05-01")), nil, []string{"TR319"}},
		{wijziging(blijft(1), erbij(prod("A", "B1"))), altijd, []string{"TR381"}},
	} {
		o, err := Controle{Register: c.register}.Beoordeel(w.maak(c.bericht))
		if err != nil || !slices.Equal(o.Fouten.Regels(), c.regels) {
			t.Errorf("%s: %v %v, not %v", c.bericht.nummer, err, o.Fouten, c.regels)
		}
	}
}

// TestOpenbaar looks at the register that is known to everybody: the municipalities of 2026.
func TestOpenbaar(t *testing.T) {
	r := Openbaar{Dag: "2026-05-01"}
	for _, c := range []struct {
		code string
		op   istandaard.Datum
		want bool
	}{{"0141", "2026-01-01", true}, {"0141", "2019-01-01", true}, {"0999", "2026-01-01", false}, {"0999", "2025-12-31", true}, {"0999", "", false}} {
		if got := r.Gemeente(c.code, c.op); got != c.want {
			t.Errorf("%s on %q: %v", c.code, c.op, got)
		}
	}
	if _, bekend := r.Product(istandaard.IWmo, istandaard.Product{Categorie: "02", Code: "02A05"}, r.Dag); bekend {
		t.Error("it knows a list of products")
	}
	if _, _, bekend := r.Tarief(istandaard.IWmo, gemeenteCode, aanbiederCode, istandaard.Product{Categorie: "02", Code: "02A05"}, r.Dag); bekend || r.Vandaag() != "2026-05-01" {
		t.Error("it knows a contract")
	}
}
