package factlab

import "codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"

// Domains are the parts of the social domain that meet in a household, as the decentralisations of 2015 named them.
func Domains() []agreement.Domain {
	return []agreement.Domain{{Code: "jeugd", Name: "Jeugdhulp"}, {Code: "wmo", Name: "Maatschappelijke ondersteuning"}, {Code: "werkinkomen", Name: "Werk en inkomen"}}
}

// Provisions are what a round counts when nothing else is agreed: what municipalities most often deliver.
func Provisions() []agreement.Provision {
	var out []agreement.Provision
	add := func(domain string, pairs ...string) {
		for i := 0; i+1 < len(pairs); i += 2 {
			out = append(out, agreement.Provision{Code: pairs[i], Name: pairs[i+1], Domain: domain})
		}
	}
	add("wmo", "wmo_hulp_huishouden", "Hulp bij het huishouden", "wmo_begeleiding_ind", "Individuele begeleiding", "wmo_begeleiding_groep", "Begeleiding in een groep",
		"wmo_hulpmiddel", "Hulpmiddelen", "wmo_vervoer", "Vervoer", "wmo_dagbesteding", "Dagbesteding", "wmo_woningaanpassing", "Woningaanpassing",
		"wmo_mantelzorg", "Steun voor mantelzorgers", "wmo_respijt", "Tijdelijk verblijf", "wmo_beschermd_wonen", "Beschermd wonen",
		"wmo_maatsch_opvang", "Maatschappelijke opvang", "wmo_maaltijd", "Maaltijden", "wmo_clientondersteuning", "Cliëntondersteuning")
	add("jeugd", "jeugd_ambulant", "Ambulante jeugdhulp", "jeugd_basis_ggz", "Basis-ggz voor jeugd", "jeugd_spec_ggz", "Specialistische ggz voor jeugd",
		"jeugd_dyslexie", "Dyslexiezorg", "jeugd_opvoedhulp", "Hulp bij opvoeden", "jeugd_daghulp", "Daghulp", "jeugd_pleegzorg", "Pleegzorg",
		"jeugd_verblijf", "Verblijf", "jeugd_ots", "Ondertoezichtstelling", "jeugd_reclassering", "Jeugdreclassering", "jeugd_crisis", "Crisishulp",
		"jeugd_jgz_plus", "Extra jeugdgezondheidszorg", "jeugd_vervoer", "Vervoer naar jeugdhulp")
	add("werkinkomen", "wi_bijstand", "Bijstand", "wi_bijzondere_bijstand", "Bijzondere bijstand", "wi_minimaregeling", "Minimaregeling",
		"wi_schuldhulp", "Schuldhulp", "wi_budgetbeheer", "Budgetbeheer", "wi_reintegratie", "Re-integratie", "wi_beschut_werk", "Beschut werk",
		"wi_loonkosten", "Loonkostensubsidie", "wi_taalcursus", "Taalcursus", "wi_ioaw", "IOAW", "wi_bbz", "Bijstand voor zelfstandigen",
		"wi_voedselbank", "Voedselbank", "wi_kwijtschelding", "Kwijtschelding", "wi_individuele_toeslag", "Individuele toeslag")
	return out
}
