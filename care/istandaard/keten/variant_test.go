package keten

import (
	"encoding/json"
	"fmt"
	"testing"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/standaardtest"
)

// standTekst is a Stand on one line.
func standTekst(s Stand) string {
	data, _ := json.Marshal(s)
	return string(data)
}

// TestVarianten allocates each variant of the standard in both laws, starts it, and claims what just fits and what
// just does not.
func TestVarianten(t *testing.T) {
	rijen := standaardtest.Tabel(t, "allocation-variants.tsv")
	if len(rijen) != 31 {
		t.Errorf("%d variants", len(rijen))
	}
	gespeeld := 0
	for i, rij := range rijen {
		for _, wet := range []istandaard.Wet{istandaard.IWmo, istandaard.IJw} {
			for _, tot := range einden(rij) {
				naam := fmt.Sprintf("%d %s %s %s %s %s", i+1, wet, rij["type"], rij["unit_code"], rij["frequency_code"], tot)
				t.Run(naam, func(t *testing.T) { nieuwVariantspel(t, rij, wet, categorie[wet], tot).speel() })
				gespeeld++
			}
		}
	}
	if gespeeld != 100 {
		t.Errorf("%d allocations", gespeeld)
	}
}

// einden are the ends that an allocation may have. Two output variants leave the end of a budget free, but CD075
// asks for it.
func einden(rij map[string]string) []istandaard.Datum {
	const tot = istandaard.Datum("2026-02-28")
	if rij["end_date"] == "verplicht" || rij["budget"] == "gevuld" {
		return []istandaard.Datum{tot}
	}
	return []istandaard.Datum{tot, ""}
}

// TestBudgetZonderEinde holds that a budget needs an end, also where the table of variants leaves it free.
func TestBudgetZonderEinde(t *testing.T) {
	gezien := 0
	for _, rij := range standaardtest.Tabel(t, "allocation-variants.tsv") {
		if rij["budget"] != "gevuld" || rij["end_date"] == "verplicht" {
			continue
		}
		gezien++
		v := nieuwVariantspel(t, rij, istandaard.IWmo, "07", "")
		v.weigert(vul(t, v.gemeente.Nieuw(istandaard.WMO301, aanbiederCode), "Client", clientVan(bsn1, v.t)), "CD075")
	}
	if gezien != 2 {
		t.Errorf("%d variants", gezien)
	}
}

// TestHulpBijHetHuishouden claims six weeks of help in one month, which only that category of the Wmo allows (TR321).
func TestHulpBijHetHuishouden(t *testing.T) {
	rij := map[string]string{"product_category": "gevuld", "product_code": "gevuld", "volume": "gevuld", "unit_code": "04", "frequency_code": "2"}
	nieuwVariantspel(t, rij, istandaard.IWmo, "01", "2026-02-28").speel()
}

var categorie = map[istandaard.Wet]string{istandaard.IWmo: "07", istandaard.IJw: "45"}

// variantspel is the play of one allocation in January and February 2026.
type variantspel struct {
	*paar
	wet       istandaard.Wet
	categorie string
	t         istandaard.ToegewezenProduct
	claims    int
}

const variantVolume = 3

func nieuwVariantspel(t *testing.T, rij map[string]string, wet istandaard.Wet, categorie string, tot istandaard.Datum) *variantspel {
	v := &variantspel{paar: nieuwPaar(t), wet: wet, categorie: categorie}
	v.dagelijks()
	v.dag = "2026-01-01"
	v.t = istandaard.ToegewezenProduct{ToewijzingNummer: 41, Toewijzingsdatum: v.dag, Toewijzingstijd: "09:30:00", Ingangsdatum: v.dag, Einddatum: tot}
	if rij["product_category"] == "gevuld" {
		v.t.Product = &istandaard.Product{Categorie: categorie}
	}
	if rij["product_code"] == "gevuld" {
		v.t.Product.Code = categorie + "A04"
	}
	if rij["budget"] == "gevuld" {
		v.t.Budget = ptr(100000)
	}
	if rij["volume"] == "gevuld" {
		v.t.Omvang = &istandaard.Omvang{Volume: variantVolume, Eenheid: rij["unit_code"], Frequentie: rij["frequency_code"]}
	}
	return v
}

// keren tells how many times a volume fits in January and in February 2026, and in both, counted on a calendar: 1
// January is a Thursday, 1 February a Sunday and 28 February a Saturday.
func (v *variantspel) keren() (januari, februari, samen int64) {
	o := v.t.Omvang
	switch output := o.Eenheid == "82" || o.Eenheid == "83"; {
	case o.Frequentie == "1":
		return 31, 28, 59
	case o.Frequentie == "2" && v.wet == istandaard.IWmo && v.categorie == "01":
		return 6, 6, 9 // as many as six weeks in a month, but no more weeks than there are
	case o.Frequentie == "2" && output:
		return 4, 5, 9 // Sundays: 4, 11, 18 and 25 January; 1, 8, 15 and 22 February and the week behind it
	case o.Frequentie == "2":
		return 5, 5, 9 // weeks 1 to 5, and 5 to 9
	case o.Frequentie == "4":
		return 1, 1, 2
	}
	return 1, 1, 1
}

func (v *variantspel) speel() {
	v.aanvaardt(vul(v.paar.t, v.gemeente.Nieuw(v.wet.Soort("301"), aanbiederCode), "Client", clientVan(bsn1, v.t)))
	v.dag = "2026-01-05"
	start := istandaard.StartProduct{ToewijzingNummer: &v.t.ToewijzingNummer, Product: v.t.Product, Begindatum: v.dag, StatusAanlevering: "1"}
	v.aanvaardt(vul(v.paar.t, v.aanbieder.Nieuw(v.wet.Soort("305"), gemeenteCode), "Client", startVan(bsn1, start)))
	switch {
	case v.t.Omvang != nil:
		v.volume()
	case v.t.Budget != nil:
		v.budget()
	default:
		v.vrij()
	}
}

// volume claims all of a volume and one more.
func (v *variantspel) volume() {
	januari, februari, samen := v.keren()
	v.dag = "2026-02-03"
	v.mis(v.claim("01", januari*variantVolume+1), 0, v.teVeel()...)
	if v.t.Omvang.Frequentie == "6" {
		v.goed(v.claim("01", variantVolume-1))
		v.dag = "2026-03-03"
		v.mis(v.claim("02", 2), v.cent(variantVolume-1), "TR322")
		v.goed(v.claim("02", 1))
		v.is(v.cent(variantVolume))
		return
	}
	v.goed(v.claim("01", januari*variantVolume))
	v.dag = "2026-03-03"
	v.mis(v.claim("02", februari*variantVolume+1), v.cent(januari*variantVolume), "TR321", "TR322")
	if over := samen - januari; over < februari {
		v.mis(v.claim("02", over*variantVolume+1), v.cent(januari*variantVolume), "TR322")
	}
	v.goed(v.claim("02", (samen-januari)*variantVolume))
	v.is(v.cent(samen * variantVolume))
}

// teVeel are the rules that the first line breaks with one too many. All lines together hold too much as well when
// the volume is a total, and when there is no end up to which to count more.
func (v *variantspel) teVeel() []string {
	if v.t.Omvang.Frequentie == "6" || v.t.Einddatum == "" {
		return []string{"TR321", "TR322"}
	}
	return []string{"TR321"}
}

// budget claims all of a budget and a cent more.
func (v *variantspel) budget() {
	v.dag = "2026-02-03"
	v.mis(v.claim("01", 100001), 0, "TR369")
	v.goed(v.claim("01", 99999))
	v.dag = "2026-03-03"
	v.mis(v.claim("02", 2), 99999, "TR369")
	v.goed(v.claim("02", 1))
	v.is(100000)
}

// vrij claims on an allocation that sets no maximum: any volume fits, another category does not.
func (v *variantspel) vrij() {
	v.dag = "2026-02-03"
	anders := v.claim("01", 1)
	anders.ProductCategorie = map[istandaard.Wet]string{istandaard.IWmo: "08", istandaard.IJw: "46"}[v.wet]
	v.mis(anders, 0, "TR339")
	v.goed(v.claim("01", 99999))
	v.is(v.cent(99999))
}

// claim is a line over a whole month.
func (v *variantspel) claim(maand string, volume int64) istandaard.Prestatie {
	v.claims++
	p := istandaard.Prestatie{ProductReferentie: istandaard.Referentie{ReferentieNummer: fmt.Sprint("R", v.claims)},
		ToewijzingNummer: v.t.ToewijzingNummer, ProductCategorie: v.categorie, ProductCode: v.categorie + "A04",
		ProductPeriode: maandVan(maand), GeleverdVolume: volume, Eenheid: "04",
		IngediendBedrag: istandaard.BedragMetDC{DebetCredit: "D"}}
	if v.t.Omvang != nil {
		p.Eenheid = v.t.Omvang.Eenheid
	}
	p.ProductTarief, p.IngediendBedrag.Bedrag = ptr(v.cent(1)), v.cent(volume)
	if p.Eenheid == istandaard.EenheidEuro {
		p.ProductTarief = nil
	}
	return p
}

// maandVan is January or February 2026.
func maandVan(maand string) istandaard.GeslotenPeriode {
	dagen := map[string]string{"01": "31", "02": "28"}
	return istandaard.GeslotenPeriode{Begindatum: istandaard.Datum("2026-" + maand + "-01"), Einddatum: istandaard.Datum("2026-" + maand + "-" + dagen[maand])}
}

// cent is what a volume costs: a euro for one, or a cent on a budget, so that a cent too much can be claimed.
func (v *variantspel) cent(volume int64) int64 {
	if v.t.Budget != nil || v.t.Omvang != nil && v.t.Omvang.Eenheid == istandaard.EenheidEuro {
		return volume
	}
	return 100 * volume
}

func (v *variantspel) bericht(p istandaard.Prestatie) *istandaard.Bericht {
	b := v.aanbieder.Nieuw(v.wet.Soort("323"), gemeenteCode)
	d := declaratieVan(fmt.Sprint("D", v.claims), p.ProductPeriode, v.dag, istandaard.DeclaratieClient{Bsn: bsn1, Prestaties: []istandaard.Prestatie{p}})
	return vul(v.paar.t, b, "Declaratie", d)
}

// goed holds that a line is granted.
func (v *variantspel) goed(p istandaard.Prestatie) {
	v.paar.t.Helper()
	eerder := v.stand(v.wet, v.t.ToewijzingNummer).Toegekend
	v.aanvaardt(v.bericht(p))
	v.is(eerder + p.IngediendBedrag.Bedrag)
}

// mis holds that a line is refused by these rules, and leaves what was granted.
func (v *variantspel) mis(p istandaard.Prestatie, toegekend int64, regels ...string) {
	v.paar.t.Helper()
	v.weigert(v.bericht(p), regels...)
	v.is(toegekend)
}

// is holds what is granted so far, on both sides.
func (v *variantspel) is(toegekend int64) {
	v.paar.t.Helper()
	if s := v.stand(v.wet, v.t.ToewijzingNummer); s.Toegekend != toegekend || s.Ingediend != toegekend || s.Gestart != "2026-01-05" {
		v.paar.t.Errorf("%s, not %d", standTekst(s), toegekend)
	}
}
