package rekenen

import "codeberg.org/samenkracht/samenkracht/care/istandaard"

// Product says what is allocated. Without a code it is a whole category, without a category anything that the
// budget allows (IV075).
type Product struct{ Categorie, Code string }

// Omvang is how much is allocated (IV042). The zero Omvang is none.
type Omvang struct {
	Volume     int64 // in cents when the unit is Euro (IV024)
	Eenheid    string
	Frequentie string
}

// Gevuld reports whether there is an Omvang (CD041, CD077).
func (o Omvang) Gevuld() bool { return o != Omvang{} }

// Toewijzing is a ToegewezenProduct as far as sums go (IV093).
type Toewijzing struct {
	ToewijzingNummer    string
	ReferentieAanbieder string // filled only when it answers a request (IV097)
	Product             Product
	Geldig              Periode // Ingangsdatum and Einddatum
	Omvang              Omvang
	Budget              *int64 // in cents (IV024); nil when there is none
	RedenWijziging      string
}

// hulpBijHetHuishouden is the Wmo category with room to move hours between months (TR321). No category of the
// Jeugdwet has this number.
const hulpBijHetHuishouden = "01"

// verwijderd reports whether the allocation counts as never sent (TR349).
func (t Toewijzing) verwijderd() bool {
	return t.Geldig.Begin == t.Geldig.Einde && (t.RedenWijziging == istandaard.RedenWijzigingVerwijderd || t.RedenWijziging == istandaard.RedenWijzigingVervallen)
}

// Actueel are the allocations that are valid on a day or later, without those that were removed (TR349).
func Actueel(lijst []Toewijzing, op Dag) []Toewijzing {
	var uit []Toewijzing
	for _, t := range lijst {
		if !t.verwijderd() && (t.Geldig.Open() || t.Geldig.Einde >= op) {
			uit = append(uit, t)
		}
	}
	return uit
}

// UitvoeringVan tells from the unit whether an allocation pays for effort or for output (OP262, OP263; allocation
// variants). It is empty for a unit that the standard does not know.
func UitvoeringVan(eenheid string) Uitvoering {
	switch eenheid {
	case istandaard.EenheidMinuut, istandaard.EenheidUur, istandaard.EenheidEtmaal, istandaard.EenheidDagdeel, istandaard.EenheidStuks:
		return Inspanningsgericht
	case istandaard.EenheidOutput, istandaard.EenheidEuro:
		return Outputgericht
	}
	return ""
}

// EenheidPast reports whether a claim may use a unit: the unit of the allocation, or minutes for hours (TR341).
func EenheidPast(toegewezen, gedeclareerd string) bool {
	return toegewezen == gedeclareerd || toegewezen == istandaard.EenheidUur && gedeclareerd == istandaard.EenheidMinuut
}
