package lab

// Organisation delivers something in the town.
type Organisation struct {
	Name       string
	style      int // how it writes addresses and dates
	provisions []string
}

// First is how many organisations take part in the first round; the others join in the second.
const First = 15

// Organisations are all that take part in the end. Together they deliver every provision, also the first alone.
var Organisations = []Organisation{
	{"Gemeente Almelo, Werk en Inkomen", 0, []string{"wi_bijstand", "wi_bijzondere_bijstand", "wi_ioaw", "wi_bbz", "wi_individuele_toeslag", "wi_kwijtschelding"}},
	{"Gemeente Almelo, Wmo-loket", 1, []string{"wmo_vervoer", "wmo_woningaanpassing", "wmo_hulpmiddel"}},
	{"Thuiszorg De Brug", 2, []string{"wmo_hulp_huishouden", "wmo_begeleiding_ind"}},
	{"Stadsbank Noabers", 3, []string{"wi_schuldhulp", "wi_budgetbeheer", "wi_minimaregeling"}},
	{"Jeugdhulp De Esch", 4, []string{"jeugd_ambulant", "jeugd_daghulp", "jeugd_opvoedhulp"}},
	{"Kinderpraktijk Zonnig", 5, []string{"jeugd_basis_ggz", "jeugd_dyslexie"}},
	{"Jeugdbescherming Es en Kade", 6, []string{"jeugd_ots", "jeugd_reclassering", "jeugd_crisis"}},
	{"Werkplein De Kade", 7, []string{"wi_reintegratie", "wi_loonkosten", "wi_beschut_werk", "wi_taalcursus"}},
	{"Dagbesteding Het Anker", 0, []string{"wmo_dagbesteding", "wmo_begeleiding_groep"}},
	{"Beschermd Wonen De Linde", 1, []string{"wmo_beschermd_wonen", "wmo_maatsch_opvang"}},
	{"Mantelzorgpunt Noabers", 2, []string{"wmo_mantelzorg", "wmo_respijt", "wmo_clientondersteuning"}},
	{"Voedselbank De Korf", 3, []string{"wi_voedselbank"}},
	{"Pleegzorg Thuisbasis", 4, []string{"jeugd_pleegzorg", "jeugd_verblijf"}},
	{"Jeugdgezondheid Twentezoom", 5, []string{"jeugd_jgz_plus", "jeugd_vervoer", "jeugd_spec_ggz"}},
	{"Maaltijddienst Aan Tafel", 6, []string{"wmo_maaltijd"}},

	{"Thuishulp Zorgzaam", 7, []string{"wmo_hulp_huishouden"}},
	{"Begeleiding Op Weg", 0, []string{"wmo_begeleiding_ind", "wmo_begeleiding_groep"}},
	{"Hulpmiddelen Veerkracht", 1, []string{"wmo_hulpmiddel"}},
	{"Taxi Noaber", 2, []string{"wmo_vervoer"}},
	{"Zorgboerderij De Es", 3, []string{"wmo_dagbesteding", "jeugd_daghulp"}},
	{"Gezinshulp Dichtbij", 4, []string{"jeugd_ambulant", "jeugd_opvoedhulp"}},
	{"Praktijk Kind en Hoofd", 5, []string{"jeugd_basis_ggz", "jeugd_spec_ggz"}},
	{"Schuldmaatje Noabers", 6, []string{"wi_schuldhulp", "wi_budgetbeheer"}},
	{"Bewindvoering Helder", 7, []string{"wi_budgetbeheer"}},
	{"Taalhuis De Brink", 0, []string{"wi_taalcursus", "wi_reintegratie"}},
	{"Minimafonds Noabers", 1, []string{"wi_minimaregeling", "wi_bijzondere_bijstand"}},
	{"Logeerhuis De Rust", 2, []string{"wmo_respijt", "jeugd_verblijf"}},
}

// Declined does not take part, and says why.
var Declined = struct{ Name, Reason string }{"Geestelijke Gezondheid De Wending",
	"Wij wachten eerst af wat de Autoriteit Persoonsgegevens van het Factlab vindt."}

// domains are the provisions of each domain, what is delivered most first.
var domains = [][]string{
	{"wmo_hulp_huishouden", "wmo_begeleiding_ind", "wmo_hulpmiddel", "wmo_vervoer", "wmo_dagbesteding", "wmo_woningaanpassing", "wmo_begeleiding_groep",
		"wmo_mantelzorg", "wmo_respijt", "wmo_beschermd_wonen", "wmo_maatsch_opvang", "wmo_maaltijd", "wmo_clientondersteuning"},
	{"jeugd_ambulant", "jeugd_basis_ggz", "jeugd_spec_ggz", "jeugd_dyslexie", "jeugd_opvoedhulp", "jeugd_daghulp", "jeugd_pleegzorg", "jeugd_verblijf",
		"jeugd_ots", "jeugd_reclassering", "jeugd_crisis", "jeugd_jgz_plus", "jeugd_vervoer"},
	{"wi_bijstand", "wi_bijzondere_bijstand", "wi_minimaregeling", "wi_schuldhulp", "wi_budgetbeheer", "wi_reintegratie", "wi_beschut_werk", "wi_loonkosten",
		"wi_taalcursus", "wi_ioaw", "wi_bbz", "wi_voedselbank", "wi_kwijtschelding", "wi_individuele_toeslag"},
}
