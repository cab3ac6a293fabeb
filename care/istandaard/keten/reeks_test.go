package keten

import (
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/standaardtest"
)

// TestReeksen plays each sequence of messages that the standard allows, in both laws, and one message too many.
func TestReeksen(t *testing.T) {
	rijen, gespeeld := standaardtest.Tabel(t, "flow-sequences.tsv"), 0
	for _, rij := range rijen {
		for _, wet := range []istandaard.Wet{istandaard.IWmo, istandaard.IJw} {
			if wet == istandaard.IWmo && strings.Contains(rij["name"], "alleen iJw") {
				continue
			}
			for _, reeks := range reeksen(rij["sequence"]) {
				t.Run(string(wet)+" "+rij["group"]+" "+rij["name"]+": "+reeks, func(t *testing.T) {
					nieuwReeksspel(t, wet, rij["group"], reeks).speel(strings.Split(reeks, " > "))
				})
				gespeeld++
			}
		}
	}
	if len(rijen) != 18 || gespeeld != 37 {
		t.Errorf("%d sequences, %d conversations", len(rijen), gespeeld)
	}
}

// reeksen are the sequences that a row stands for: a stop can be of either kind.
func reeksen(reeks string) []string {
	const elke = "307(tijdelijk of definitief)"
	if !strings.Contains(reeks, elke) {
		return []string{reeks}
	}
	return []string{strings.Replace(reeks, elke, "307(RedenBeeindiging=20)", 1), strings.Replace(reeks, elke, "307(definitief)", 1)}
}

// reeksspel is a sequence that is being played, and how the delivery must stand by now.
type reeksspel struct {
	*paar
	wet     istandaard.Wet
	groep   string
	t       istandaard.ToegewezenProduct
	verwijs string // the reference of the request
	wil     struct {
		gestart, gestopt istandaard.Datum
		tijdelijk        bool
	}
	start istandaard.Datum // what a removal takes back
	stop  istandaard.StopProduct
}

func nieuwReeksspel(t *testing.T, wet istandaard.Wet, groep, reeks string) *reeksspel {
	s := &reeksspel{paar: nieuwPaar(t), wet: wet, groep: groep}
	s.dagelijks()
	s.dag = "2026-01-01"
	s.t = istandaard.ToegewezenProduct{ToewijzingNummer: 41, Product: &istandaard.Product{Categorie: categorie[wet], Code: categorie[wet] + "A04"},
		Toewijzingsdatum: s.dag, Toewijzingstijd: "09:30:00", Ingangsdatum: s.dag, Einddatum: "2026-06-30",
		Omvang: &istandaard.Omvang{Volume: 3, Eenheid: "04", Frequentie: "2"}}
	if groep != "VOT" {
		s.aanvaardt(s.toewijzing())
	}
	if strings.HasPrefix(reeks, "307") {
		s.stap("305")
	}
	return s
}

func (s *reeksspel) speel(stappen []string) {
	for _, stap := range stappen {
		s.stap(stap)
	}
	if s.groep == "Regie" {
		return
	}
	toegewezen := strings.HasPrefix(stappen[len(stappen)-1], "301")
	for _, p := range []*Partij{s.gemeente, s.aanbieder} {
		v := &beeld{Bron: Bron{Soort: s.wet.Soort("319"), Gemeente: gemeenteCode, Aanbieder: aanbiederCode}, g: &Geheugen{Onder: p.Archief}}
		if z := v.verzoek(s.verwijs); z.open() || (len(z.toegewezen) > 0) != toegewezen || v.openVerzoek(bsn1) {
			s.paar.t.Errorf("%s: %+v", p.Rol, z)
		}
	}
	meer := map[bool]string{true: "TR359", false: "TR365"}[toegewezen]
	s.weigert(s.antwoord(map[string]string{"VerzoekAntwoord": "1"}), meer)
}

// stap sends one message of the sequence and looks how the delivery stands.
func (s *reeksspel) stap(stap string) {
	s.paar.t.Helper()
	soort, rest, _ := strings.Cut(strings.TrimSuffix(stap, ")"), "(")
	velden := map[string]string{}
	for veld := range strings.SplitSeq(rest, ",") {
		naam, waarde, _ := strings.Cut(veld, "=")
		velden[naam] = waarde
	}
	s.dag = plus(s.dag, 2)
	bouw := map[string]func(map[string]string) *istandaard.Bericht{"301": func(map[string]string) *istandaard.Bericht { return s.toewijzing() },
		"305": s.startbericht, "307": s.stopbericht, "315": s.aanvraag, "317": s.wijziging, "319": s.antwoord}
	s.aanvaardt(bouw[soort](velden))
	st := s.stand(s.wet, s.t.ToewijzingNummer)
	if st.Gestart != s.wil.gestart || st.Gestopt != s.wil.gestopt || st.Tijdelijk != s.wil.tijdelijk {
		s.paar.t.Errorf("after %s: %s, not %+v", stap, standTekst(st), s.wil)
	}
}

// toewijzing allocates, or grants the request that was made.
func (s *reeksspel) toewijzing() *istandaard.Bericht {
	s.t.ReferentieAanbieder, s.t.Toewijzingsdatum = s.verwijs, s.dag
	if s.groep == "VOW" && s.verwijs != "" {
		s.t.Einddatum, s.t.RedenWijziging = "2026-09-30", "12"
	}
	return vul(s.paar.t, s.gemeente.Nieuw(s.wet.Soort("301"), aanbiederCode), "Client", clientVan(bsn1, s.t))
}

func (s *reeksspel) startbericht(velden map[string]string) *istandaard.Bericht {
	p := istandaard.StartProduct{ToewijzingNummer: &s.t.ToewijzingNummer, Product: s.t.Product, Begindatum: s.dag, StatusAanlevering: "1"}
	if velden["StatusAanlevering"] == "3" {
		p.Begindatum, p.StatusAanlevering = s.start, "3"
		s.wil.gestart = ""
	} else {
		s.wil.gestart, s.wil.gestopt, s.wil.tijdelijk, s.start = s.dag, "", false, s.dag
	}
	return vul(s.paar.t, s.aanbieder.Nieuw(s.wet.Soort("305"), gemeenteCode), "Client", startVan(bsn1, p))
}

func (s *reeksspel) stopbericht(velden map[string]string) *istandaard.Bericht {
	if velden["StatusAanlevering"] == "3" {
		s.stop.StatusAanlevering = "3"
		s.wil.gestopt, s.wil.tijdelijk = "", false
	} else {
		reden := map[bool]string{true: "20", false: "36"}[velden["RedenBeeindiging"] == "20"]
		s.stop = istandaard.StopProduct{ToewijzingNummer: &s.t.ToewijzingNummer, Product: s.t.Product, Begindatum: s.start,
			RedenBeeindiging: reden, Einddatum: s.dag, StatusAanlevering: "1"}
		s.wil.gestopt, s.wil.tijdelijk = s.dag, reden == "20"
	}
	return vul(s.paar.t, s.aanbieder.Nieuw(s.wet.Soort("307"), gemeenteCode), "Client", stopVan(bsn1, s.stop))
}

func (s *reeksspel) aanvraag(map[string]string) *istandaard.Bericht {
	s.verwijs = "verzoek 1"
	a := istandaard.AangevraagdProduct{ReferentieAanbieder: s.verwijs, Product: s.t.Product, ToewijzingIngangsdatum: s.t.Ingangsdatum,
		ToewijzingEinddatum: s.t.Einddatum, Omvang: s.t.Omvang, Verwijzer: istandaard.Verwijzer{Type: "02", ZorgverlenerCode: "87654321"}}
	return vul(s.paar.t, s.aanbieder.Nieuw(s.wet.Soort("315"), gemeenteCode), "Client", verzoekVan(bsn1, a))
}

func (s *reeksspel) wijziging(map[string]string) *istandaard.Bericht {
	s.verwijs = "verzoek 2"
	w := istandaard.TeWijzigenProduct{ToewijzingNummer: s.t.ToewijzingNummer, GewensteIngangsdatum: s.t.Ingangsdatum,
		Einddatum: "2026-09-30", Omvang: s.t.Omvang}
	z := istandaard.Verzoek{ReferentieAanbieder: s.verwijs, RedenVerzoek: "2", TeWijzigenProducten: []istandaard.TeWijzigenProduct{w}}
	return vul(s.paar.t, s.aanbieder.Nieuw(s.wet.Soort("317"), gemeenteCode), "Client", wijzigVan{bsn1, z})
}

func (s *reeksspel) antwoord(velden map[string]string) *istandaard.Bericht {
	a := istandaard.Antwoord{ReferentieAanbieder: s.verwijs, VerzoekAntwoord: velden["VerzoekAntwoord"]}
	if a.VerzoekAntwoord == istandaard.VerzoekAfgewezen {
		a.RedenAfwijzingVerzoek = "7"
	}
	if reden := velden["RedenAfwijzingVerzoek"]; reden != "" {
		a.RedenAfwijzingVerzoek, a.Woonplaatsbeginsel = reden, &istandaard.Woonplaatsbeginsel{Gemeente: "0363"}
	}
	return vul(s.paar.t, s.gemeente.Nieuw(s.wet.Soort("319"), aanbiederCode), "Antwoord", a)
}
