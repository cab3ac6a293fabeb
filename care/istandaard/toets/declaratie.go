package toets

import "codeberg.org/samenkracht/samenkracht/care/istandaard"

// declaratie checks a claim (323).
func (t *toets) declaratie(d *istandaard.Deel) {
	r := regels{toets: t, declaratie: true}
	var totaal bedrag
	var clienten *istandaard.Deel
	for k := range d.Delen() {
		switch k.Naam() {
		case "DeclaratiePeriode":
			p := t.leesPeriode(k)
			t.voorbij(p)
			t.als(p.van < begin2021, "CS100", p.begin)
			t.als(p.van%100 != 1 || p.tot != p.van.maandeinde(), "CS340", k)
			r.einde = p.tot
		case "DeclaratieDagtekening":
			r.verjaard = t.leesDag(k) - 5*jaar
		case "TotaalIngediendBedrag":
			totaal = leesBedrag(k)
			t.nul(totaal)
		case "Clienten":
			clienten = k
		}
	}
	r.clienten(clienten)
	t.als(r.som != totaal.saldo(), "TR358", totaal.deel)
	r.gecrediteerd(clienten)
}

// declaratieAntwoord checks the answer to a claim (325).
func (t *toets) declaratieAntwoord(d *istandaard.Deel) {
	r := regels{toets: t}
	var ingediend, toegekend bedrag
	afgewezen := false
	for k := range d.Delen() {
		switch k.Naam() {
		case "TotaalIngediendBedrag":
			ingediend = leesBedrag(k)
			t.nul(ingediend)
		case "TotaalToegekendBedrag":
			toegekend = leesBedrag(k)
			t.nul(toegekend)
		case "Clienten":
			r.clienten(k)
		case "RetourCodes":
			for code := range k.Delen() {
				afgewezen = afgewezen || code.Waarde() != geenOpmerking && code.Waarde() != volledigToegewezen
			}
		}
	}
	// When the claim was refused as a whole, its lines were not judged and nothing is granted.
	if afgewezen {
		t.als(toegekend.cent != 0, "TR342", toegekend.deel)
		return
	}
	t.als(r.som != ingediend.saldo()-toegekend.saldo(), "TR342", toegekend.deel)
}

// The return codes that refuse nothing.
const (
	geenOpmerking      = "0200"
	volledigToegewezen = "8001"
)

// bedrag is an amount in cents, to pay (debet) or to take back (credit).
type bedrag struct {
	deel, debetCredit *istandaard.Deel
	cent              int64
	credit            bool
}

func leesBedrag(d *istandaard.Deel) bedrag {
	b := bedrag{deel: d}
	for k := range d.Delen() {
		switch k.Naam() {
		case "Bedrag", "TotaalBedrag":
			b.cent, _ = k.Getal()
		case "DebetCredit":
			b.debetCredit, b.credit = k, k.Waarde() == istandaard.Credit
		}
	}
	return b
}

// saldo is the amount as it counts in a sum.
func (b bedrag) saldo() int64 {
	if b.credit {
		return -b.cent
	}
	return b.cent
}

// nul checks that nothing is not taken back.
func (t *toets) nul(b bedrag) { t.als(b.cent == 0 && b.credit, "CS325", b.debetCredit) }
