package keten

import "codeberg.org/samenkracht/samenkracht/care/istandaard"

// Stand is how one allocation stands, by what was exchanged and not refused. Both sides of a conversation have the
// same Stand of an allocation as soon as every message is answered.
type Stand struct {
	Toewijzing *istandaard.ToegewezenProduct // nil: never allocated
	Verwijderd bool                          // counts as never sent
	Gestart    istandaard.Datum              // first day of the last delivery; empty: none
	Gestopt    istandaard.Datum              // last day of the last delivery; empty: it runs
	Tijdelijk  bool                          // it only pauses
	Ingediend  int64                         // claimed in cents, without what was refused and what was taken back
	Toegekend  int64                         // the part of it that was granted
}

// StandVan tells how an allocation of a municipality stands.
func StandVan(g Geschiedenis, wet istandaard.Wet, gemeente string, nummer int64) (Stand, error) {
	v := &beeld{Bron: Bron{Soort: wet.Soort("301"), Gemeente: gemeente}, g: &Geheugen{Onder: g}}
	feiten := v.zoek(v.Bron.toewijzing(nummer))
	var s Stand
	for _, t := range actueel(feiten) {
		s.Toewijzing, s.Verwijderd = &t.ToegewezenProduct, t.verwijderd()
	}
	for _, l := range leveringen(feiten) {
		s.Gestart, s.Gestopt, s.Tijdelijk = l.begint, "", false
		for _, stop := range l.stops {
			s.Gestopt, s.Tijdelijk = stop.Einddatum, stop.RedenBeeindiging == istandaard.RedenTijdelijk
		}
	}
	for _, r := range prestaties(feiten, v.beantwoord) {
		s.Ingediend += bedrag(r.Prestatie)
		if r.toegekend {
			s.Toegekend += bedrag(r.Prestatie)
		}
	}
	return s, v.err
}
