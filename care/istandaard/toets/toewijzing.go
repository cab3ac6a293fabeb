package toets

import "codeberg.org/samenkracht/samenkracht/care/istandaard"

// toegewezenProducten checks the orders of a 301.
func (t *toets) toegewezenProducten(lijst *istandaard.Deel) {
	var nummers sleutels[string]
	var actueel []afspraak
	for d := range lijst.Delen() {
		a := t.leesAfspraak(d)
		t.welk(a, "CD080")
		t.hoeveel(a, "CS338")
		datum, reden := d.Zoek("Toewijzingsdatum"), d.Zoek("RedenWijziging")
		t.als(t.leesDag(datum) > t.dagtekening, "TR134", datum)
		eenDag := a.einde != nil && a.van == a.tot
		t.als(reden.Waarde() == istandaard.RedenWijzigingVerwijderd && !eenDag, "CS335", reden)
		t.als(reden.Waarde() == vervallen, "CS336", reden)
		// An order that was removed counts as never sent, whether removed in today's way or in the older one.
		if !eenDag || reden.Waarde() != istandaard.RedenWijzigingVerwijderd && reden.Waarde() != vervallen {
			actueel = append(actueel, a)
		}
		nummers.bij(d, d.Tekst("ToewijzingNummer"))
	}
	nummers.dubbel(t, "TR101")
	t.stapeling(actueel, "TR302")
}

// vervallen is the reason for change by which an order was removed before code 13 came.
const vervallen = "01"

// startProducten checks the starts of a 305.
func (t *toets) startProducten(lijst *istandaard.Deel) {
	var starten sleutels[[4]string]
	for d := range lijst.Delen() {
		begin := d.Zoek("Begindatum")
		t.als(t.leesDag(begin) > t.dagtekening, "TR134", begin)
		t.statusAanlevering(d)
		starten.bij(d, [4]string{d.Tekst("ToewijzingNummer"), d.Tekst("Product", "Categorie"), d.Tekst("Product", "Code"), begin.Waarde()})
	}
	starten.dubbel(t, "TR101")
}

// stopProducten checks the stops of a 307.
func (t *toets) stopProducten(lijst *istandaard.Deel) {
	var stoppen sleutels[[6]string]
	for d := range lijst.Delen() {
		p := t.leesPeriode(d)
		t.als(p.van > p.tot, "TR018", p.einde)
		t.als(p.tot > t.dagtekening, "TR134", p.einde)
		t.statusAanlevering(d)
		stoppen.bij(d, [6]string{d.Tekst("ToewijzingNummer"), d.Tekst("Product", "Categorie"), d.Tekst("Product", "Code"),
			p.begin.Waarde(), d.Tekst("RedenBeeindiging"), p.einde.Waarde()})
	}
	stoppen.dubbel(t, "TR101")
}

func (t *toets) statusAanlevering(d *istandaard.Deel) {
	status := d.Zoek("StatusAanlevering")
	t.als(status.Waarde() != istandaard.StatusEerste && status.Waarde() != istandaard.StatusVerwijderen, "CS058", status)
}
