package keten

import (
	"slices"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
)

// toewijzingsbericht checks a 301.
func (k *keuring) toewijzingsbericht() {
	client := k.Bericht.Inhoud()
	bsn := client.Tekst("Bsn")
	for d := range client.Rij("ToegewezenProducten") {
		var t istandaard.ToegewezenProduct
		d.Naar(&t)
		k.als(!k.nummerVrij(t, bsn), "TR332", d, "ToewijzingNummer")
		if t.ReferentieAanbieder != "" {
			k.als(!k.opVerzoek(t, bsn), "TR379", d, "ReferentieAanbieder")
		}
		verwijderd := toegewezen{ToegewezenProduct: t}.verwijderd()
		k.als(verwijderd && k.isGedeclareerd(t.ToewijzingNummer), "TR385", d)
		sleutels := []Sleutel{k.Bron.toewijzing(t.ToewijzingNummer), k.client(bsn)}
		if t.ReferentieAanbieder != "" {
			sleutels = append(sleutels, k.referentie(t.ReferentieAanbieder))
		}
		k.onthoud(Feit{Bsn: bsn, Toewijzing: &t}, sleutels...)
	}
}

// nummerVrij reports whether the number of an allocation is new, or changes the allocation that has it. Client,
// provider, product and first day stay the same for the whole life of an allocation (OP033x1).
func (k *keuring) nummerVrij(t istandaard.ToegewezenProduct, bsn string) bool {
	bekend := actueel(k.zoek(k.Bron.toewijzing(t.ToewijzingNummer)))
	if len(bekend) == 0 {
		return true
	}
	oud := bekend[0]
	return oud.Bsn == bsn && oud.Bron.Aanbieder == k.Aanbieder && zelfdeProduct(oud.Product, t.Product) && oud.Ingangsdatum == t.Ingangsdatum
}

// opVerzoek reports whether an allocation grants a request of the provider for this client, that was not refused
// and was not granted with this number before (IV097).
func (k *keuring) opVerzoek(t istandaard.ToegewezenProduct, bsn string) bool {
	z := k.verzoek(t.ReferentieAanbieder)
	if !z.bestaat() || z.feiten[0].Bsn != bsn {
		return false
	}
	for _, a := range z.antwoorden {
		if a.VerzoekAntwoord == istandaard.VerzoekAfgewezen {
			return false
		}
	}
	for _, f := range z.toegewezen {
		if f.Bron != k.Bron && f.Toewijzing.ToewijzingNummer == t.ToewijzingNummer {
			return false
		}
	}
	return true
}

// isGedeclareerd reports whether granted lines of claims stand on an allocation that were not taken back.
func (k *keuring) isGedeclareerd(nummer int64) bool {
	regels := slices.DeleteFunc(k.prestaties(nummer), func(r prestatieregel) bool { return !r.toegekend })
	for _, r := range regels {
		if !isCredit(r.Prestatie) && !gecrediteerd(regels, r.ProductReferentie.ReferentieNummer) {
			return true
		}
	}
	return false
}
