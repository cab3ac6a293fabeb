package demo

// town is a municipality of the demonstration. Names and codes are those of CBS on 1 January 2026, residents
// are rounded to thousands; everything inside it is made up.
type town struct {
	slug, name, cbs string
	residents       int
	brand           string
	phone           string
	lat, lon        float64
	digits          []string // postcodes, one neighbourhood each; their letters are SA, SD or SS
	places          []string // names of the neighbourhoods
}

var towns = []town{
	{"almelo", "Gemeente Almelo", "0141", 74_000, "#0b5c8f #e8a13a solid soft waves", "14 0546", 52.357, 6.668,
		[]string{"7601", "7602", "7603", "7604", "7605"}, []string{"Weverskwartier", "De Lindenhof", "Molenzicht", "Het Noorderveld", "De Kade"}},
	{"borne", "Gemeente Borne", "0147", 25_000, "#7a1f3d light round fields", "14 074", 52.300, 6.753,
		[]string{"7621", "7622"}, []string{"Oude Es", "De Bloementuin"}},
	{"dinkelland", "Gemeente Dinkelland", "1774", 27_000, "#2f6b2f solid round fields", "0541 854 100", 52.377, 7.006,
		[]string{"7591", "7631"}, []string{"Kerkenbos", "De Dinkeloever"}},
	{"enschede", "Gemeente Enschede", "0153", 162_000, "#b3261e light sharp tiles", "14 053", 52.221, 6.893,
		[]string{"7511", "7522", "7531", "7541", "7545", "7548"}, []string{"Spinnersveld", "De Weverij", "Zonnevaart", "De Hoge Linden", "Fabrieksbuurt", "De Zuiderhof"}},
	{"haaksbergen", "Gemeente Haaksbergen", "0158", 24_000, "#14596b solid sharp gables", "053 573 45 67", 52.157, 6.741,
		[]string{"7481", "7482"}, []string{"De Berkenhoek", "Het Blauwe Veld"}},
	{"hellendoorn", "Gemeente Hellendoorn", "0163", 36_000, "#5b3a8c light soft waves", "14 0548", 52.366, 6.468,
		[]string{"7441", "7447"}, []string{"De Bergrand", "Rivierzicht"}},
	{"hengelo", "Gemeente Hengelo", "0164", 83_000, "#004a7c light round tiles", "14 074", 52.266, 6.793,
		[]string{"7551", "7553", "7555", "7556"}, []string{"De Vlasakker", "Beukenbos", "De Bloesemtuin", "Het Spoorkwartier"}},
	{"hof-van-twente", "Gemeente Hof van Twente", "1735", 35_000, "#3d6b1f light sharp gables", "0547 85 85 85", 52.232, 6.586,
		[]string{"7471", "7491"}, []string{"De Hoeve", "Het Hagenveld"}},
	{"losser", "Gemeente Losser", "0168", 24_000, "#8c4a00 solid soft fields", "053 537 74 44", 52.262, 7.004,
		[]string{"7581", "7587"}, []string{"De Lange Es", "Het Dorpsveld"}},
	{"oldenzaal", "Gemeente Oldenzaal", "0173", 32_000, "#1f3f8c solid round gables", "14 0541", 52.313, 6.929,
		[]string{"7571", "7576"}, []string{"De Zandtuin", "Het Klaverveld"}},
	{"rijssen-holten", "Gemeente Rijssen-Holten", "1742", 39_000, "#006b5b light soft stripes", "14 0548", 52.307, 6.520,
		[]string{"7451", "7461"}, []string{"De Jutehof", "Het Heidepark"}},
	{"tubbergen", "Gemeente Tubbergen", "0183", 22_000, "#4f5d00 solid soft tiles", "0546 628 000", 52.407, 6.785,
		[]string{"7651"}, []string{"De Esrand"}},
	{"twenterand", "Gemeente Twenterand", "1700", 34_000, "#a0341d light round stripes", "14 0546", 52.408, 6.622,
		[]string{"7671", "7681"}, []string{"De Westerhoek", "De Gerstakker"}},
	{"wierden", "Gemeente Wierden", "0189", 25_000, "#255c99 solid sharp fields", "14 0546", 52.359, 6.592,
		[]string{"7641", "7642"}, []string{"De Haverhof", "De Rietlanden"}},
}

// region is the made-up body in which the towns work together.
const (
	regionSlug  = "noabers"
	regionName  = "Regio Noabers"
	regionBrand = "#3a4a5b #e8a13a light soft stripes"
	regionPhone = "074 000 14 14"
)
