package content

import (
	"codeberg.org/samenkracht/samenkracht/app"
	"codeberg.org/samenkracht/samenkracht/care/exchange"
)

// Firm is a provider of the demonstration; its AGB code is one of a test.
type Firm struct {
	Slug, Name, AGB, About string
	Lat, Lon               float64
	Products               []Product
	Settings               map[string]string // who answers its orders; none: this program
}

// Orders are answered by somebody who signs in there, or by a program of the firm, over the folder of messages.
var (
	byHand    = map[string]string{app.Answers: app.ByHand}
	elsewhere = map[string]string{exchange.Elsewhere: "folder"}
)

// Product is what a firm delivers and the rate that the region agreed with it.
type Product struct {
	Category, Code, Name string
	Unit                 string // of the rate
	Cents                int64
	Wait                 int
	Stop                 bool
}

const (
	hour    = "04"
	partDay = "16"
	dayUnit = "14"
	piece   = "84"
)

// Firms are the providers.
var Firms = []Firm{
	{"de-schone-stee", "De Schone Stee", "99000101", "Hulp bij het huishouden, met vaste gezichten.", 52.353, 6.660,
		[]Product{{"01", "01A03", "Hulp bij het huishouden", hour, 34_20, 12, false}}, nil},
	{"thuis-in-de-streek", "Thuis in de Streek", "99000102", "Begeleiding thuis en hulp bij het huishouden.", 52.268, 6.790,
		[]Product{{"01", "01A03", "Hulp bij het huishouden", hour, 35_10, 5, false}, {"02", "02A05", "Begeleiding thuis", hour, 61_50, 21, false}}, nil},
	{"de-dagbloem", "De Dagbloem", "99000103", "Dagbesteding op de boerderij en in de werkplaats.", 52.330, 6.700,
		[]Product{{"07", "07A11", "Dagbesteding", partDay, 43_80, 47, false}, {"08", "08A01", "Vervoer naar de dagbesteding", piece, 11_90, 47, false}}, nil},
	{"huize-de-brink", "Huize De Brink", "99000104", "Beschermd wonen voor mensen die alleen wonen nog niet kunnen.", 52.225, 6.900,
		[]Product{{"15", "15A01", "Beschermd wonen", dayUnit, 128_40, 96, false}}, nil},
	{"jong-en-sterk", "Jong en Sterk", "99000105", "Hulp aan kinderen en ouders, thuis en op school.", 52.300, 6.760,
		[]Product{{"02", "02A05", "Begeleiding thuis", hour, 64_00, 30, false}}, nil},
	{"praktijk-de-kiem", "Praktijk De Kiem", "99000106", "Hulp bij angst, somberheid en druk gedrag van jongeren.", 52.222, 6.880, nil, nil},
	{"pleegzorg-oost", "Pleegzorg Het Oosten", "99000107", "Pleeggezinnen en gezinshuizen in de streek.", 52.310, 6.520, nil, nil},
	{"de-veilige-haven", "De Veilige Haven", "99000108", "Een plek voor jongeren die tijdelijk niet thuis kunnen wonen.", 52.400, 6.620, nil, nil},
	{"jeugdbescherming-oost", "Jeugdbescherming Oost", "99000109", "Beschermt kinderen als het thuis niet veilig is.", 52.266, 6.793, nil, nil},
	{"ouders-van-de-es", "Ouders van de Es", "99000110", "Ouders die samen wonen en zorg voor hun kinderen regelen.", 52.377, 7.000,
		[]Product{{"02", "02A05", "Begeleiding thuis", hour, 55_00, 0, true}}, nil},
	{"hulpmiddelenhuis", "Het Hulpmiddelenhuis", "99000111", "Rolstoelen, trapliften en aanpassingen in huis.", 52.260, 6.780, nil, nil},
	{"zorgcooperatie-noaber", "Zorgcoöperatie Noaber", "99000112", "Buren die samen zorg in het dorp regelen.", 52.410, 6.790,
		[]Product{{"01", "01A03", "Hulp bij het huishouden", hour, 31_00, 18, false}, {"07", "07A11", "Dagbesteding", partDay, 39_50, 9, false}}, byHand},
	{"thuiszorg-de-brug", "Thuiszorg De Brug", "99000113", "Hulp bij het huishouden, met een eigen administratie.", 52.290, 6.650,
		[]Product{{"01", "01A03", "Hulp bij het huishouden", hour, 33_80, 8, false}}, elsewhere},
}
