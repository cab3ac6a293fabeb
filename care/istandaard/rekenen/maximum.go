package rekenen

import "codeberg.org/samenkracht/samenkracht/care/istandaard"

// wekenHulpBijHetHuishouden is how many weekly volumes of Wmo category 01 fit in one product period (TR321, IV077).
const wekenHulpBijHetHuishouden = 6

// MaximumPerPeriode is the largest volume, in the unit of the claim, that one claim line over a product period may
// hold (TR321, IV077, IV078). It is false when the standard sets no maximum: no Omvang, or a period without end.
// A unit that does not fit (TR341) and a period outside the allocation leave room for nothing.
//
// For output the standard leaves a broken month to agreements (IV078); here it keeps the whole, as for effort.
// The six weeks of Wmo category 01 hold for both, as TR321 says; IV077 tells them of effort only.
func MaximumPerPeriode(t Toewijzing, p Periode, eenheid string) (int64, bool) {
	deel, ok := t.Geldig.Doorsnede(p)
	if !ok && t.Omvang.Gevuld() {
		return 0, true
	}
	keren, ok := t.keren(deel)
	if t.Omvang.Frequentie == istandaard.FrequentieWeek && t.Product.Categorie == hulpBijHetHuishouden {
		keren = wekenHulpBijHetHuishouden
	}
	return t.maximum(keren, ok, eenheid)
}

// MaximumTotaal is the largest volume, in the unit of the claim, that all claim lines on an allocation may hold
// together (TR322, IV077). An allocation without end is counted up to and including tot; without tot it has no
// maximum and the answer is false, unless the frequency is Totaal. Per week there is always an end (CD076).
func MaximumTotaal(t Toewijzing, eenheid string, tot Dag) (int64, bool) {
	deel := t.Geldig
	if deel.Open() {
		deel.Einde = tot
	}
	keren, ok := t.keren(deel)
	return t.maximum(keren, ok, eenheid)
}

// keren is how many times the volume of the allocation fits in a part of its time.
func (t Toewijzing) keren(deel Periode) (int64, bool) {
	switch t.Omvang.Frequentie {
	case istandaard.FrequentieDag:
		return Dagen(deel), !deel.Open()
	case istandaard.FrequentieWeek:
		if UitvoeringVan(t.Omvang.Eenheid) == Outputgericht {
			return t.zondagen(deel), !deel.Open()
		}
		return ISOweken(deel), !deel.Open()
	case istandaard.FrequentieMaand:
		return Maanden(deel), !deel.Open()
	case istandaard.FrequentieTotaal:
		return 1, true
	}
	return 0, false
}

// zondagen are the Sundays in a part of an allocation for output. The broken week after the last Sunday of the
// allocation counts with that Sunday (IV076, IV077). An allocation without any Sunday has its one week on its
// last day; the standard is silent about it.
func (t Toewijzing) zondagen(deel Periode) int64 {
	aantal, einde := Zondagen(deel), t.Geldig.Einde
	if t.Geldig.Open() || einde.Zondag() {
		return aantal
	}
	laatste := Dag(7 * vloer(int64(einde), 7))
	if laatste < t.Geldig.Begin {
		laatste = einde
	}
	if deel.Bevat(laatste) {
		aantal++
	}
	return aantal
}

// maximum is so many times the volume, in the unit of the claim.
func (t Toewijzing) maximum(keren int64, ok bool, eenheid string) (int64, bool) {
	if !t.Omvang.Gevuld() || !ok {
		return 0, false
	}
	if !EenheidPast(t.Omvang.Eenheid, eenheid) {
		return 0, true
	}
	volume := keer(keren, t.Omvang.Volume)
	if eenheid != t.Omvang.Eenheid {
		volume = keer(volume, 60)
	}
	return volume, true
}
