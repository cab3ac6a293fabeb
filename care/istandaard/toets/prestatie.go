package toets

import "codeberg.org/samenkracht/samenkracht/care/istandaard"

// regels walks the lines of a claim, or of the answer to one, and keeps what the rules over several lines need.
type regels struct {
	*toets
	declaratie bool // a claim: more rules hold
	einde      dag  // the last day of the period of the claim
	verjaard   dag  // what ended before this day comes too late
	som        int64
	vorige     map[string]*istandaard.Deel // the lines that are taken back

	bsns        sleutels[string]
	referenties sleutels[[2]string]  // of one client
	debet       sleutels[debetregel] // of one client
}

// debetregel is what a client may be billed once.
type debetregel struct {
	nummer, categorie, code string
	van, tot                dag
}

// prestatie is one line.
type prestatie struct {
	deel, vorig, tarief *istandaard.Deel
	referentie          string
	nummer              string
	categorie, code     string
	periode             *istandaard.Deel
	volume              int64
	eenheid             string
	bedrag              bedrag
}

func leesPrestatie(d *istandaard.Deel) prestatie {
	p := prestatie{deel: d}
	for k := range d.Delen() {
		switch k.Naam() {
		case "ProductReferentie":
			p.referentie, p.vorig = k.Tekst("ReferentieNummer"), k.Zoek("VorigReferentieNummer")
		case "ToewijzingNummer":
			p.nummer = k.Waarde()
		case "ProductCategorie":
			p.categorie = k.Waarde()
		case "ProductCode":
			p.code = k.Waarde()
		case "ProductPeriode":
			p.periode = k
		case "GeleverdVolume":
			p.volume, _ = k.Getal()
		case "Eenheid":
			p.eenheid = k.Waarde()
		case "ProductTarief":
			p.tarief = k
		case "IngediendBedrag":
			p.bedrag = leesBedrag(k)
		}
	}
	return p
}

func (r *regels) clienten(lijst *istandaard.Deel) {
	for client := range lijst.Delen() {
		for d := range client.Delen() {
			switch d.Naam() {
			case "Bsn":
				r.bsn(d)
				r.bsns.bij(client, d.Waarde())
			case "Prestaties":
				r.prestaties(d)
			}
		}
	}
	r.bsns.dubbel(r.toets, "TR101")
}

// prestaties checks the lines of one client.
func (r *regels) prestaties(lijst *istandaard.Deel) {
	r.referenties.leeg()
	r.debet.leeg()
	for d := range lijst.Delen() {
		p := leesPrestatie(d)
		periode := r.leesPeriode(p.periode)
		r.voorbij(periode)
		r.nul(p.bedrag)
		r.als(p.bedrag.credit != (p.vorig != nil), "CD060", d)
		r.som += p.bedrag.saldo()
		r.referenties.bij(d, [2]string{p.referentie, p.vorig.Waarde()})
		if !r.declaratie {
			continue
		}
		r.gedeclareerd(p, periode)
		if !p.bedrag.credit {
			r.debet.bij(d, debetregel{p.nummer, p.categorie, p.code, periode.van, periode.tot})
		}
	}
	r.referenties.dubbel(r.toets, "TR101")
	// The published control looks for the same line at the same client only.
	r.debet.dubbel(r.toets, "TR416")
}

// gedeclareerd checks what holds for a line of a claim, and not for one of an answer.
func (r *regels) gedeclareerd(p prestatie, periode periode) {
	euro := p.eenheid == istandaard.EenheidEuro
	r.als(euro == (p.tarief != nil), "CD087", p.deel)
	r.als(euro && p.bedrag.cent != p.volume, "CS339", p.bedrag.deel)
	// The published control holds the first day against 2021, and not the last.
	r.als(periode.van < begin2021, "CS100", periode.begin)
	r.als(periode.van.maand() != periode.tot.maand(), "CS337", periode.einde)
	r.als(periode.van > r.einde || periode.tot > r.einde, "TR319", p.periode)
	r.als(periode.tot < r.verjaard, "TR335", periode.einde)
	if p.vorig == nil {
		return
	}
	if r.vorige == nil {
		r.vorige = map[string]*istandaard.Deel{}
	}
	_, al := r.vorige[p.vorig.Waarde()]
	r.als(al, "TR315", p.vorig)
	r.vorige[p.vorig.Waarde()] = p.vorig
}

// gecrediteerd checks that no line is taken back that stands in the same claim.
func (r *regels) gecrediteerd(clienten *istandaard.Deel) {
	if len(r.vorige) == 0 {
		return
	}
	for client := range clienten.Delen() {
		for d := range client.Rij("Prestaties") {
			vorig := r.vorige[d.Tekst("ProductReferentie", "ReferentieNummer")]
			r.als(vorig != nil, "TR316", vorig)
		}
	}
}
