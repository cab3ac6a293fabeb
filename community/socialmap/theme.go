package socialmap

// Theme (leefgebied) is the part of life that an entry helps with.
type Theme string

// The themes.
const (
	Money     Theme = "money"
	Living    Theme = "living"
	Health    Theme = "health"
	Mind      Theme = "mind"
	Caring    Theme = "caring"
	Family    Theme = "family"
	Youth     Theme = "youth"
	School    Theme = "school"
	Work      Theme = "work"
	Meeting   Theme = "meeting"
	Safety    Theme = "safety"
	Transport Theme = "transport"
	Advice    Theme = "advice"
)

// Themes lists them in the order in which people see them.
var Themes = []Theme{Meeting, Caring, Money, Living, Health, Mind, Family, Youth, School, Work, Transport, Advice, Safety}

var themes = map[Theme]struct{ slug, name, icon string }{
	Money:     {"geld", "Money", "euro"},
	Living:    {"wonen", "Living", "house"},
	Health:    {"gezondheid", "Health", "health"},
	Mind:      {"hoofd", "How you feel", "heart"},
	Caring:    {"zorgen-voor", "Caring for somebody", "hand"},
	Family:    {"gezin", "Family and bringing up", "people"},
	Youth:     {"jong", "Growing up", "child"},
	School:    {"school", "School and learning", "school"},
	Work:      {"werk", "Work", "work"},
	Meeting:   {"ontmoeten", "Meeting people", "coffee"},
	Safety:    {"veilig", "Safety", "lock"},
	Transport: {"vervoer", "Getting around", "car"},
	Advice:    {"advies", "Advice and rights", "scale"},
}

// Valid reports whether it is one of the themes.
func (t Theme) Valid() bool { _, ok := themes[t]; return ok }

// Slug is the theme as it stands in an address.
func (t Theme) Slug() string { return themes[t].slug }

// Name is the theme for people, an English sentence.
func (t Theme) Name() string { return themes[t].name }

// Icon is the name of its drawing.
func (t Theme) Icon() string { return themes[t].icon }

// ParseTheme reads a theme from an address or a form. What is none is empty.
func ParseTheme(s string) Theme {
	for t, about := range themes {
		if s == about.slug {
			return t
		}
	}
	return ""
}

// Link leads to another website.
type Link struct {
	Name  string
	About string // an English sentence
	URL   string
}

// Elsewhere are the marketplaces of the whole country, for what is not found nearby.
var Elsewhere = []Link{
	{"BUUV", "Neighbours who do something for each other, in a number of towns", "https://www.buuv.nu"},
	{"WeHelpen", "Ask for help and offer it in the whole country", "https://www.wehelpen.nl"},
	{"Groen dichterbij", "Gardening together in the neighbourhood", "https://www.groendichterbij.nl"},
	{"Buurtlink", "Messages from your own street and neighbourhood", "https://www.buurtlink.nl"},
}
