package keten

import (
	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/rekenen"
)

// declaratieMisgrepen are mistakes in claims.
var declaratieMisgrepen = []misgreep{eerdereMaand, zelfdeDeclaratie, bedorvenRegel(onbekendeToewijzing), bedorvenRegel(andereCategorie),
	bedorvenRegel(andereCode), bedorvenRegel(andereEenheid), bedorvenRegel(teLaatBegonnen), bedorvenRegel(teVroegGestopt),
	bedorvenRegel(verkeerdTarief), bedorvenRegel(verkeerdBedrag), teVeelOpBudget, teVeelVolume, nogEensDebet, zelfdeRegelnummer,
	creditVanNiets, creditVanWachtend, creditVanAnders, tweedeCredit}

// debet is a claim with one line that may be sent, to spoil.
func (w *wereld) debet(l lijn, past func(*mToewijzing) bool) *kladblok {
	k := w.kladblok(l)
	x := w.eigen(l, past)
	if k == nil || x == nil {
		return nil
	}
	k.debet(x)
	if len(k.regels) == 0 {
		return nil
	}
	return k
}

// bedorvenRegel is a claim with one line that something is wrong with; bederf spoils it and says which rule is broken.
func bedorvenRegel(bederf func(*kladblok, *mToewijzing, *istandaard.Prestatie) string) misgreep {
	return func(w *wereld, l lijn) (*istandaard.Bericht, string) {
		k := w.debet(l, nil)
		if k == nil {
			return nil, ""
		}
		regel := bederf(k, k.regels[0].x, &k.regels[0].p)
		if regel == "" {
			return nil, ""
		}
		return k.bericht(), regel
	}
}

func onbekendeToewijzing(k *kladblok, _ *mToewijzing, p *istandaard.Prestatie) string {
	p.ToewijzingNummer = 800000 + k.volgend()
	return "TR338"
}

func andereCategorie(k *kladblok, x *mToewijzing, p *istandaard.Prestatie) string {
	if x.t.Product == nil {
		return ""
	}
	p.ProductCategorie = map[string]string{"iwmo": "09", "ijw": "44"}[string(k.wet)]
	return "TR339"
}

func andereCode(_ *kladblok, x *mToewijzing, p *istandaard.Prestatie) string {
	if x.t.Product == nil || x.t.Product.Code == "" {
		return ""
	}
	p.ProductCode = p.ProductCategorie + "A09"
	return "TR340"
}

func andereEenheid(k *kladblok, x *mToewijzing, p *istandaard.Prestatie) string {
	if x.t.Omvang == nil || p.Eenheid == istandaard.EenheidEuro {
		return ""
	}
	p.Eenheid = map[bool]string{true: "84", false: "16"}[x.t.Omvang.Eenheid == "16"]
	return "TR341"
}

func teLaatBegonnen(_ *kladblok, _ *mToewijzing, p *istandaard.Prestatie) string {
	if p.ProductPeriode.Begindatum == p.ProductPeriode.Einddatum {
		return ""
	}
	p.ProductPeriode.Begindatum = plus(p.ProductPeriode.Begindatum, 1)
	return "TR387"
}

func teVroegGestopt(_ *kladblok, _ *mToewijzing, p *istandaard.Prestatie) string {
	if p.ProductPeriode.Begindatum == p.ProductPeriode.Einddatum {
		return ""
	}
	p.ProductPeriode.Einddatum = plus(p.ProductPeriode.Einddatum, -1)
	return "TR388"
}

func verkeerdTarief(_ *kladblok, _ *mToewijzing, p *istandaard.Prestatie) string {
	if p.ProductTarief == nil || inGeenContract(istandaard.Product{Code: p.ProductCode}) {
		return ""
	}
	p.ProductTarief = ptr(*p.ProductTarief + 1)
	return "TR418"
}

func verkeerdBedrag(_ *kladblok, _ *mToewijzing, p *istandaard.Prestatie) string {
	if p.ProductTarief == nil || p.Eenheid == istandaard.EenheidMinuut {
		return ""
	}
	p.IngediendBedrag.Bedrag++
	return "TR346"
}

func eerdereMaand(w *wereld, l lijn) (*istandaard.Bericht, string) {
	m := w.m.maanden[l]
	k := w.debet(l, nil)
	if k == nil || m == "" {
		return nil, ""
	}
	k.maand = periode(m, "").Begin.Maand() - 1
	return k.bericht(), "TR318"
}

func zelfdeDeclaratie(w *wereld, l lijn) (*istandaard.Bericht, string) {
	k := w.debet(l, nil)
	if k == nil {
		return nil, ""
	}
	for _, f := range w.bezorgd {
		b := w.lees(f)
		d := b.Inhoud().Tekst("DeclaratieNummer")
		if d == "" || f.lijn != l || len(w.m.regelsVan(f.lijn, b.Kenmerk())) == 0 {
			continue
		}
		k.nummer = d
		return k.bericht(), "TR333"
	}
	return nil, ""
}

// regelsVan are the lines of a claim that are not refused.
func (m *model) regelsVan(l lijn, kenmerk string) (uit []*mRegel) {
	for _, x := range m.toewijzingen {
		for _, r := range x.regels {
			if x.lijn == l && r.claim == kenmerk && r.status != regelAfgewezen {
				uit = append(uit, r)
			}
		}
	}
	return uit
}

func teVeelOpBudget(w *wereld, l lijn) (*istandaard.Bericht, string) {
	k := w.debet(l, func(x *mToewijzing) bool { return x.t.Budget != nil })
	if k == nil {
		return nil, ""
	}
	p := &k.regels[0].p
	var cent int64
	for _, r := range tellend(k.regels[0].x.regels) {
		cent += r.IngediendBedrag.Bedrag
	}
	prijs := int64(1)
	if p.ProductTarief != nil {
		prijs = *p.ProductTarief - 1
	}
	p.GeleverdVolume = (*k.regels[0].x.t.Budget-cent)/prijs + 2
	k.prijs(p)
	return k.bericht(), "TR369"
}

func teVeelVolume(w *wereld, l lijn) (*istandaard.Bericht, string) {
	k := w.debet(l, func(x *mToewijzing) bool { return x.t.Omvang != nil })
	if k == nil {
		return nil, ""
	}
	p := &k.regels[0].p
	deel := periode(p.ProductPeriode.Begindatum, p.ProductPeriode.Einddatum)
	most, ok := rekenen.MaximumPerPeriode(rekening(k.regels[0].x.t), deel, p.Eenheid)
	if !ok {
		return nil, ""
	}
	p.GeleverdVolume = most + 1
	k.prijs(p)
	return k.bericht(), "TR321"
}

// eerder begins a claim about an earlier line with a status that is not taken back.
func (w *wereld) eerder(l lijn, status string) (*kladblok, *mToewijzing, *mRegel) {
	k, x := w.kladblok(l), w.eigen(l, func(x *mToewijzing) bool { return len(x.regels) > 0 })
	if k == nil || x == nil {
		return nil, nil, nil
	}
	for _, r := range tellend(x.regels) {
		if r.status == status {
			return k, x, r
		}
	}
	return nil, nil, nil
}

func nogEensDebet(w *wereld, l lijn) (*istandaard.Bericht, string) {
	k, x, r := w.eerder(l, regelToegekend)
	if k == nil || periode(r.ProductPeriode.Einddatum, "").Begin.Maand() > k.maand {
		return nil, ""
	}
	p := r.Prestatie
	p.ProductReferentie.ReferentieNummer = "R" + nummerTekst(w.volgend())
	k.regels = []mKlad{{x, p}}
	return k.bericht(), "TR389"
}

func zelfdeRegelnummer(w *wereld, l lijn) (*istandaard.Bericht, string) {
	_, _, r := w.eerder(l, regelToegekend)
	k := w.debet(l, nil)
	if r == nil || k == nil {
		return nil, ""
	}
	k.regels[0].p.ProductReferentie = r.ProductReferentie
	return k.bericht(), "TR314"
}

func creditVanNiets(w *wereld, l lijn) (*istandaard.Bericht, string) {
	k := w.debet(l, nil)
	if k == nil {
		return nil, ""
	}
	k.regels[0].p = k.terug(k.regels[0].p)
	return k.bericht(), "TR323"
}

func creditVanWachtend(w *wereld, l lijn) (*istandaard.Bericht, string) {
	k, x, r := w.eerder(l, regelWacht)
	if k == nil {
		return nil, ""
	}
	k.regels = []mKlad{{x, k.terug(r.Prestatie)}}
	return k.bericht(), "TR323"
}

// creditVanAnders takes back more, or another month, than was granted.
func creditVanAnders(w *wereld, l lijn) (*istandaard.Bericht, string) {
	k, x, r := w.eerder(l, regelToegekend)
	if k == nil {
		return nil, ""
	}
	p := k.terug(r.Prestatie)
	p.GeleverdVolume++
	if p.Eenheid == istandaard.EenheidEuro {
		p.IngediendBedrag.Bedrag++
	}
	k.regels = []mKlad{{x, p}}
	return k.bericht(), "TR323"
}

func tweedeCredit(w *wereld, l lijn) (*istandaard.Bericht, string) {
	k := w.kladblok(l)
	x := w.eigen(l, func(x *mToewijzing) bool { return len(x.regels) > 0 })
	if k == nil || x == nil {
		return nil, ""
	}
	for _, r := range x.regels {
		for _, d := range x.regels {
			if r.status != regelAfgewezen && r.IngediendBedrag.DebetCredit == "C" && d.status == regelToegekend &&
				d.ProductReferentie.ReferentieNummer == r.ProductReferentie.VorigReferentieNummer {
				k.regels = []mKlad{{x, k.terug(d.Prestatie)}}
				return k.bericht(), "TR390"
			}
		}
	}
	return nil, ""
}
