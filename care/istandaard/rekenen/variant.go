package rekenen

import (
	"slices"
	"strings"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
)

// Uitvoering is the way in which support is bought (IV074, UP026). The third way, a task, has no allocations.
type Uitvoering string

// The ways that have allocations (IV074).
const (
	Inspanningsgericht Uitvoering = "inspanningsgericht" // paid by what is done
	Outputgericht      Uitvoering = "outputgericht"      // paid by what comes of it
)

// Toewijzingsoort says how closely an allocation names its product, in the words of the trade (IV075).
type Toewijzingsoort string

// The kinds of allocations (IV075).
const (
	Specifiek  Toewijzingsoort = "SPECIFIC"  // category and code
	Aspecifiek Toewijzingsoort = "ASPECIFIC" // a category only
	Generiek   Toewijzingsoort = "GENERIC"   // a budget only
)

// Vulling says whether an element of a variant is filled (IV042, IV075).
type Vulling string

// How an element may be filled (CD075, CD076, CD077, CD078).
const (
	Gevuld    Vulling = "gevuld"
	Leeg      Vulling = "leeg"
	Verplicht Vulling = "verplicht"
	Optioneel Vulling = "optioneel"
)

// Variant is one way to fill an allocation (allocation variants; CD041, CD075 to CD079, CS338).
type Variant struct {
	Uitvoering          Uitvoering
	Type                string // the name of the variant, which begins with its kind
	Categorie, Code     Vulling
	Budget, Volume      Vulling
	Eenheid, Frequentie string
	Einddatum           Vulling
}

var varianten = []Variant{
	{Inspanningsgericht, "Specifiek", Gevuld, Gevuld, Leeg, Gevuld, istandaard.EenheidMinuut, istandaard.FrequentieDag, Optioneel},
	{Inspanningsgericht, "Specifiek", Gevuld, Gevuld, Leeg, Gevuld, istandaard.EenheidMinuut, istandaard.FrequentieWeek, Verplicht},
	{Inspanningsgericht, "Specifiek", Gevuld, Gevuld, Leeg, Gevuld, istandaard.EenheidMinuut, istandaard.FrequentieMaand, Optioneel},
	{Inspanningsgericht, "Specifiek", Gevuld, Gevuld, Leeg, Gevuld, istandaard.EenheidMinuut, istandaard.FrequentieTotaal, Optioneel},
	{Inspanningsgericht, "Specifiek", Gevuld, Gevuld, Leeg, Gevuld, istandaard.EenheidUur, istandaard.FrequentieDag, Optioneel},
	{Inspanningsgericht, "Specifiek", Gevuld, Gevuld, Leeg, Gevuld, istandaard.EenheidUur, istandaard.FrequentieWeek, Verplicht},
	{Inspanningsgericht, "Specifiek", Gevuld, Gevuld, Leeg, Gevuld, istandaard.EenheidUur, istandaard.FrequentieMaand, Optioneel},
	{Inspanningsgericht, "Specifiek", Gevuld, Gevuld, Leeg, Gevuld, istandaard.EenheidUur, istandaard.FrequentieTotaal, Optioneel},
	{Inspanningsgericht, "Specifiek", Gevuld, Gevuld, Leeg, Gevuld, istandaard.EenheidDagdeel, istandaard.FrequentieWeek, Verplicht},
	{Inspanningsgericht, "Specifiek", Gevuld, Gevuld, Leeg, Gevuld, istandaard.EenheidDagdeel, istandaard.FrequentieMaand, Optioneel},
	{Inspanningsgericht, "Specifiek", Gevuld, Gevuld, Leeg, Gevuld, istandaard.EenheidDagdeel, istandaard.FrequentieTotaal, Optioneel},
	{Inspanningsgericht, "Specifiek", Gevuld, Gevuld, Leeg, Gevuld, istandaard.EenheidEtmaal, istandaard.FrequentieWeek, Verplicht},
	{Inspanningsgericht, "Specifiek", Gevuld, Gevuld, Leeg, Gevuld, istandaard.EenheidEtmaal, istandaard.FrequentieMaand, Optioneel},
	{Inspanningsgericht, "Specifiek", Gevuld, Gevuld, Leeg, Gevuld, istandaard.EenheidEtmaal, istandaard.FrequentieTotaal, Optioneel},
	{Inspanningsgericht, "Specifiek", Gevuld, Gevuld, Leeg, Gevuld, istandaard.EenheidStuks, istandaard.FrequentieWeek, Verplicht},
	{Inspanningsgericht, "Specifiek", Gevuld, Gevuld, Leeg, Gevuld, istandaard.EenheidStuks, istandaard.FrequentieMaand, Optioneel},
	{Inspanningsgericht, "Specifiek", Gevuld, Gevuld, Leeg, Gevuld, istandaard.EenheidStuks, istandaard.FrequentieTotaal, Optioneel},
	{Inspanningsgericht, "Aspecifiek zonder budget", Gevuld, Leeg, Leeg, Leeg, "", "", Optioneel},
	{Inspanningsgericht, "Aspecifiek met budget", Gevuld, Leeg, Gevuld, Leeg, "", "", Verplicht},
	{Inspanningsgericht, "Generiek", Leeg, Leeg, Gevuld, Leeg, "", "", Verplicht},
	{Outputgericht, "Specifiek eenheid stuks", Gevuld, Gevuld, Leeg, Gevuld, istandaard.EenheidOutput, istandaard.FrequentieDag, Optioneel},
	{Outputgericht, "Specifiek eenheid stuks", Gevuld, Gevuld, Leeg, Gevuld, istandaard.EenheidOutput, istandaard.FrequentieWeek, Verplicht},
	{Outputgericht, "Specifiek eenheid stuks", Gevuld, Gevuld, Leeg, Gevuld, istandaard.EenheidOutput, istandaard.FrequentieMaand, Optioneel},
	{Outputgericht, "Specifiek eenheid stuks", Gevuld, Gevuld, Leeg, Gevuld, istandaard.EenheidOutput, istandaard.FrequentieTotaal, Optioneel},
	{Outputgericht, "Specifiek eenheid euro's", Gevuld, Gevuld, Leeg, Gevuld, istandaard.EenheidEuro, istandaard.FrequentieWeek, Verplicht},
	{Outputgericht, "Specifiek eenheid euro's", Gevuld, Gevuld, Leeg, Gevuld, istandaard.EenheidEuro, istandaard.FrequentieMaand, Optioneel},
	{Outputgericht, "Specifiek eenheid euro's", Gevuld, Gevuld, Leeg, Gevuld, istandaard.EenheidEuro, istandaard.FrequentieTotaal, Optioneel},
	{Outputgericht, "Specifiek voor een traject", Gevuld, Gevuld, Leeg, Gevuld, istandaard.EenheidEuro, istandaard.FrequentieTotaal, Verplicht},
	{Outputgericht, "Aspecifiek met budget voor een traject", Gevuld, Leeg, Gevuld, Leeg, "", "", Optioneel},
	{Outputgericht, "Aspecifiek zonder budget voor een traject", Gevuld, Leeg, Leeg, Leeg, "", "", Optioneel},
	{Outputgericht, "Generiek", Leeg, Leeg, Gevuld, Leeg, "", "", Optioneel},
}

// Varianten are the 31 ways to fill an allocation (allocation variants).
func Varianten() []Variant { return slices.Clone(varianten) }

// Soort is the kind of allocation to which the variant belongs (IV075).
func (v Variant) Soort() Toewijzingsoort {
	switch woord, _, _ := strings.Cut(v.Type, " "); woord {
	case "Specifiek":
		return Specifiek
	case "Aspecifiek":
		return Aspecifiek
	}
	return Generiek
}

// Soort tells which variants an allocation fills; it is false when it fills none. More than one can fit: an amount
// over the whole time may be for a trajectory, and of an allocation without a code the contract says whether
// effort or output is paid (OP261). Two output variants leave the end of a budget free, which CD075 does not.
func Soort(t Toewijzing) ([]Variant, bool) {
	var uit []Variant
	for _, v := range varianten {
		if v.past(t) {
			uit = append(uit, v)
		}
	}
	return uit, len(uit) > 0
}

func (v Variant) past(t Toewijzing) bool {
	return v.Categorie.past(t.Product.Categorie != "") && v.Code.past(t.Product.Code != "") &&
		v.Budget.past(t.Budget != nil) && v.Volume.past(t.Omvang.Gevuld()) &&
		v.Eenheid == t.Omvang.Eenheid && v.Frequentie == t.Omvang.Frequentie && v.Einddatum.past(!t.Geldig.Open())
}

func (v Vulling) past(gevuld bool) bool {
	return v == Optioneel || gevuld == (v == Gevuld || v == Verplicht)
}
