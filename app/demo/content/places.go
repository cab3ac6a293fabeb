package content

import (
	"strings"

	"codeberg.org/samenkracht/samenkracht/community/places"
	"codeberg.org/samenkracht/samenkracht/community/socialmap"
)

// House is a neighbourhood house of a town, in the neighbourhood with this place in its list.
type House struct {
	Town          string // slug
	Neighbourhood int
	Name, About   string
	Evenings      bool // open in the evening too
	Pilot         bool
}

// Houses are the neighbourhood houses of the region. Four of them try out something new.
var Houses = []House{
	{"almelo", 0, "De Spoel", "Een oude weverij met een grote keuken. Bewoners bepalen hier zelf wat er gebeurt. In deze proef zit het wijkteam elke ochtend gewoon aan de koffietafel.", true, true},
	{"almelo", 2, "De Molenwiek", "Een huis met een werkplaats en een tuin. Achter zit een huiskamer voor wie even rust wil.", false, false},
	{"almelo", 4, "De Kaaij", "Huis aan de haven, met een repair café en een ruimte voor jongeren.", true, false},
	{"borne", 0, "De Bongerd", "Een boerderij tussen de appelbomen. Hier eten buren samen en helpen ze elkaar met brieven.", true, false},
	{"dinkelland", 0, "Het Kerkenhuis", "De oude pastorie van het dorp. Vrijwilligers houden het huis zeven dagen per week open.", false, false},
	{"enschede", 0, "De Spinner", "In de oude spinnerij is het elke dag druk. In deze proef beslissen bewoners samen over het geld van de wijk.", true, true},
	{"enschede", 2, "De Zonnehoek", "Een licht huis bij het park, met een kinderhoek en een naaiatelier.", true, false},
	{"enschede", 4, "De Fabriek", "Voor wie wil maken: hout, fietsen, stof en muziek. Iedereen kan hier iets.", true, false},
	{"haaksbergen", 0, "De Berk", "Huis naast de school. Overdag voor ouderen, 's middags ook voor kinderen.", false, false},
	{"hellendoorn", 0, "De Bergkamer", "Huiskamer van de buurt, met een biljart en een lange tafel.", false, false},
	{"hengelo", 0, "De Vlasschuur", "Huis van en voor de wijk. In deze proef werken de wijkverpleging en het wijkteam op één gang.", true, true},
	{"hengelo", 2, "Het Tuinhuis", "Midden in het groen, met een moestuin die iedereen mag gebruiken.", false, false},
	{"hof-van-twente", 0, "De Open Hoeve", "Een hoeve met dieren, een bakoven en een open keuken.", false, false},
	{"oldenzaal", 0, "De Zandkorrel", "Ontmoetingsplek met een weggeefwinkel en een leestafel.", true, false},
	{"rijssen-holten", 0, "De Veenkamer", "Huis in het oude schoolgebouw. Op zondag is het dicht.", false, false},
	{"tubbergen", 0, "De Deel", "Dorpshuis van alle kernen samen. In deze proef regelt het dorp de zorg voor elkaar zelf.", false, true},
	{"twenterand", 0, "De Westerkamer", "Huiskamer bij de winkels. Loop binnen na de boodschappen.", false, false},
	{"wierden", 0, "De Haver", "Huis met een podium, een keuken en een stille kamer.", true, false},
}

// Activity is what people do together in a house.
type Activity struct {
	Kind           places.ActivityKind
	Name           string
	About          string
	ForWhom, RunBy string
	Hour, Minutes  int
	Price          int64
	Every          int // weeks
}

// Activities are what houses choose from, by kind.
var Activities = map[places.ActivityKind][]Activity{
	places.WalkIn: {
		{places.WalkIn, "Koffie en de krant", "Binnenlopen kan altijd. Er zit iemand die u welkom heet.", "iedereen", "vrijwilligers uit de wijk", 9*60 + 30, 150, 0, 1},
		{places.WalkIn, "De lange tafel", "Aanschuiven, praten of juist niets zeggen.", "iedereen", "bewoners", 13*60 + 30, 120, 0, 1},
		{places.WalkIn, "Inloop voor ouders met kleine kinderen", "De kinderen spelen, u drinkt koffie met andere ouders.", "ouders met kinderen tot 4 jaar", "moeders uit de buurt", 9 * 60, 120, 0, 1},
		{places.WalkIn, "Weggeefhoek", "Breng wat u niet meer gebruikt en neem mee wat u mist.", "iedereen", "bewoners", 10 * 60, 120, 0, 1},
	},
	places.Meal: {
		{places.Meal, "Samen eten", "Soep, een hoofdgerecht en een toetje. Bel een dag van tevoren.", "iedereen", "de kookgroep", 17*60 + 30, 90, 5_00, 1},
		{places.Meal, "Soeplunch", "Soep van groente uit de tuin, met brood.", "iedereen", "vrijwilligers", 12 * 60, 75, 2_50, 1},
		{places.Meal, "Wereldkeuken", "Elke keer kookt iemand anders iets van thuis.", "iedereen", "buren uit vele landen", 17 * 60, 150, 6_00, 4},
		{places.Meal, "Ontbijt in de buurt", "Samen de week beginnen met een ei en een praatje.", "iedereen", "bewoners", 8*60 + 30, 90, 2_00, 2},
	},
	places.Moving: {
		{places.Moving, "Wandelen met de buurt", "Een half uur of een heel uur, met rust voor wie dat wil.", "iedereen", "de wandelgroep", 10 * 60, 60, 0, 1},
		{places.Moving, "Gym op de stoel", "Bewegen zonder te staan, op muziek van vroeger.", "ouderen", "een vrijwilliger met een diploma", 14 * 60, 60, 2_00, 1},
		{places.Moving, "Dansen op zaterdag", "Van polka tot nu. Een partner is niet nodig.", "iedereen", "bewoners", 14 * 60, 120, 1_50, 2},
		{places.Moving, "Fietsles", "Leren fietsen op een veilig plein.", "wie het nog niet kan", "vrijwilligers", 10 * 60, 90, 0, 1},
		{places.Moving, "Yoga voor beginners", "Rustig rekken en ademen. Er liggen matten klaar.", "iedereen", "een buurvrouw", 19 * 60, 60, 3_00, 1},
		{places.Moving, "Valpreventie", "Leren hoe u stevig staat en goed opstaat.", "ouderen", "een fysiotherapeut uit de wijk", 11 * 60, 60, 0, 1},
	},
	places.Creating: {
		{places.Creating, "Repair café", "Een lamp, een fiets of een radio: we maken het samen.", "iedereen", "handige vrijwilligers", 13 * 60, 180, 0, 4},
		{places.Creating, "Naaiatelier", "Machines en draad zijn er. U leert het van elkaar.", "iedereen", "buurvrouwen", 13*60 + 30, 150, 1_00, 1},
		{places.Creating, "Zingen zonder noten", "Voor wie graag zingt en nooit durfde.", "iedereen", "een dirigent uit de wijk", 19*60 + 30, 90, 2_00, 1},
		{places.Creating, "Houtwerkplaats", "Maak een stoel, een kistje of speelgoed.", "iedereen", "gepensioneerde timmerlui", 9 * 60, 180, 2_50, 1},
		{places.Creating, "Schilderen", "Kijken, proberen en thee drinken.", "iedereen", "bewoners", 10 * 60, 120, 2_00, 1},
		{places.Creating, "Tuinieren met elkaar", "De moestuin van het huis. Oogst gaat mee naar huis.", "iedereen", "de tuingroep", 9*60 + 30, 120, 0, 1},
		{places.Creating, "Kaarten en spellen", "Klaverjassen, schaken of sjoelen.", "iedereen", "bewoners", 13*60 + 30, 150, 0, 1},
	},
	places.Learning: {
		{places.Learning, "Taalcafé", "Nederlands oefenen aan tafel, zonder boek.", "wie Nederlands leert", "taalvrijwilligers", 10 * 60, 90, 0, 1},
		{places.Learning, "Digitaal spreekuur", "Telefoon, tablet of computer: u vraagt, wij zitten ernaast.", "iedereen", "vrijwilligers", 14 * 60, 120, 0, 1},
		{places.Learning, "Lezen en schrijven", "Beter lezen en schrijven, in een kleine groep.", "volwassenen", "een docent en vrijwilligers", 19 * 60, 120, 0, 1},
		{places.Learning, "Omgaan met geld", "Vijf middagen over post, potjes en plannen.", "iedereen", "vrijwilligers", 13*60 + 30, 120, 0, 1},
	},
	places.Young: {
		{places.Young, "Jongerenhonk", "Chillen, koken en muziek maken.", "12 tot 18 jaar", "jongeren en een jongerenwerker", 19 * 60, 150, 0, 1},
		{places.Young, "Huiswerkplek", "Een rustige tafel en iemand die meekijkt.", "leerlingen van 10 tot 16 jaar", "studenten", 15*60 + 30, 120, 0, 1},
		{places.Young, "Kinderkookclub", "Samen koken en opeten wat lukt.", "8 tot 12 jaar", "ouders", 14 * 60, 120, 1_50, 1},
		{places.Young, "Meidenclub", "Praten, maken en dansen. Alles mag gezegd worden.", "meisjes van 10 tot 15 jaar", "jonge vrouwen uit de wijk", 15 * 60, 120, 0, 1},
	},
	places.Advice: {
		{places.Advice, "Spreekuur brieven en formulieren", "Neem de brief mee die u niet snapt.", "iedereen", "getrainde vrijwilligers", 9*60 + 30, 120, 0, 1},
		{places.Advice, "Spreekuur van het wijkteam", "Kort iets vragen, zonder afspraak.", "iedereen", "het wijkteam", 10 * 60, 90, 0, 1},
		{places.Advice, "Spreekuur recht", "Een jurist uit de wijk denkt met u mee.", "iedereen", "een jurist die dit vrijwillig doet", 19 * 60, 90, 0, 2},
		{places.Advice, "Vraagbaak voor ouders", "Over slapen, eten, driftbuien en school.", "ouders", "de jeugdverpleegkundige", 9 * 60, 90, 0, 2},
	},
	places.Respite: {
		{places.Respite, "Even vrij", "U brengt uw man, vrouw of ouder en heeft zelf een middag vrij.", "wie voor iemand zorgt", "vrijwilligers met ervaring", 13 * 60, 210, 5_00, 1},
		{places.Respite, "Koffie voor mantelzorgers", "Praten met mensen die weten wat het is.", "wie voor iemand zorgt", "mantelzorgers", 10 * 60, 90, 0, 2},
		{places.Respite, "Jonge mantelzorgers", "Iets leuks doen met anderen die thuis ook zorgen.", "8 tot 18 jaar", "een jongerenwerker", 14 * 60, 150, 0, 4},
	},
}

// Week is which kinds of activities a house has, in the order in which they are handed out.
var Week = []places.ActivityKind{places.WalkIn, places.Meal, places.Moving, places.Creating, places.Learning, places.Advice, places.Young, places.Respite}

// SelfHelp are the groups of people in the same situation.
var SelfHelp = []Activity{
	{places.SelfHelp, "Na een verlies", "Voor wie iemand mist. U hoeft niets te zeggen.", "iedereen die rouwt", "lotgenoten", 14 * 60, 120, 0, 2},
	{places.SelfHelp, "Alzheimercafé", "Over dementie, met een spreker en muziek.", "mensen met dementie en hun naasten", "vrijwilligers en een casemanager", 19*60 + 30, 120, 0, 4},
	{places.SelfHelp, "Leven met hersenletsel", "Wat lukt wel en wat kost te veel? We delen het.", "mensen met hersenletsel", "ervaringsdeskundigen", 13*60 + 30, 120, 0, 2},
	{places.SelfHelp, "Niet meer drinken", "Een vaste avond, een vaste plek, geen oordeel.", "wie wil stoppen", "ervaringsdeskundigen", 20 * 60, 90, 0, 1},
	{places.SelfHelp, "Ouders van een kind met autisme", "Tips, tranen en veel herkenning.", "ouders", "ouders", 20 * 60, 120, 0, 4},
	{places.SelfHelp, "Kanker, en dan?", "Tijdens en na de behandeling.", "wie kanker heeft of had, en naasten", "lotgenoten", 10 * 60, 120, 0, 2},
	{places.SelfHelp, "Uit de schulden", "Hoe houdt u het vol? Samen is het lichter.", "wie schulden heeft of had", "ervaringsdeskundigen", 19 * 60, 120, 0, 2},
	{places.SelfHelp, "Angst en paniek", "Leren van elkaar hoe u toch de deur uit gaat.", "volwassenen", "ervaringsdeskundigen", 19*60 + 30, 90, 0, 1},
	{places.SelfHelp, "Na de scheiding", "Voor vaders en moeders die het opnieuw uitvinden.", "gescheiden ouders", "ouders", 20 * 60, 90, 0, 2},
	{places.SelfHelp, "Pijn die blijft", "Omgaan met pijn die niet overgaat.", "wie lang pijn heeft", "lotgenoten", 11 * 60, 90, 0, 2},
	{places.SelfHelp, "Opgegroeid met een zieke ouder", "Voor wie vroeger al te veel zorgde.", "volwassenen", "lotgenoten", 19*60 + 30, 120, 0, 4},
	{places.SelfHelp, "Roze middag", "Voor oudere homo's, lesbiennes en wie zich erbij thuis voelt.", "ouderen", "bewoners", 14 * 60, 150, 0, 4},
}

// Entry is what stands on the social map. In Name and About {wijk} and {stad} are filled in.
type Entry struct {
	Kind       socialmap.Kind
	Theme      socialmap.Theme
	Name       string
	About      string
	More       string
	Free       bool
	FreeAccess bool
	Phone      string
	Website    string
	Hours      string
}

// OnMap is the entry as the social map keeps it.
func (e Entry) OnMap() socialmap.Entry {
	return socialmap.Entry{Kind: e.Kind, Theme: e.Theme, Name: e.Name, About: e.About, More: e.More, Free: e.Free, FreeAccess: e.FreeAccess,
		Phone: e.Phone, Website: e.Website, Hours: e.Hours}
}

// Site is the address of a website that does not exist.
func Site(name string) string {
	return "https://" + strings.Trim(strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return r
		case r == ' ' || r == '-':
			return '-'
		}
		return -1
	}, strings.ToLower(name)), "-") + ".example.nl"
}

const (
	office  = "Op werkdagen van 9.00 tot 17.00 uur"
	morning = "Op werkdagen van 9.00 tot 12.30 uur"
	always  = "Dag en nacht"
)

// National is help for the whole country. These numbers are real: somebody who looks for help must find it.
var National = []Entry{
	{socialmap.Service, socialmap.Safety, "Veilig Thuis", "Hulp bij geweld thuis, verwaarlozing of mishandeling. Ook als u twijfelt. Bij direct gevaar: bel 112.", "huiselijk geweld kindermishandeling ouderenmishandeling", true, true, "0800-2000", "https://veiligthuis.nl", always},
	{socialmap.Service, socialmap.Mind, "De Luisterlijn", "Iemand die naar u luistert, zonder oordeel. U hoeft uw naam niet te zeggen.", "praten eenzaam somber", true, true, "088 0767 000", "https://www.deluisterlijn.nl", always},
	{socialmap.Service, socialmap.Mind, "113 Zelfmoordpreventie", "Denkt u aan zelfmoord? Praat erover. Gratis en zonder naam.", "zelfdoding dood suïcide", true, true, "0800-0113", "https://www.113.nl", always},
	{socialmap.Service, socialmap.Youth, "De Kindertelefoon", "Voor kinderen en jongeren, over alles wat je bezighoudt.", "pesten ruzie verliefd", true, true, "0800-0432", "https://www.kindertelefoon.nl", "Elke dag van 11.00 tot 21.00 uur"},
	{socialmap.Service, socialmap.Caring, "Alzheimertelefoon", "Vragen of zorgen over dementie. U spreekt met iemand die het kent.", "dementie geheugen vergeten", true, true, "0800-5088", "https://www.alzheimer-nederland.nl", "Elke dag van 9.00 tot 23.00 uur"},
	{socialmap.Service, socialmap.Money, "Geldfit", "Vragen over geld of schulden. Zij zeggen welke hulp bij u past.", "schulden rekeningen incasso", true, true, "0800-8115", "https://geldfit.nl", "Op werkdagen van 8.30 tot 21.00 uur"},
	{socialmap.Service, socialmap.Advice, "Het Juridisch Loket", "Gratis advies over uw recht bij werk, huur, uitkering of familie.", "jurist advocaat recht bezwaar", true, true, "0800-8020", "https://www.juridischloket.nl", "Op werkdagen van 9.00 tot 17.00 uur"},
	{socialmap.Service, socialmap.Safety, "Slachtofferhulp Nederland", "Hulp na een misdrijf, een ongeluk of een ramp.", "aangifte diefstal mishandeling", true, true, "0900-0101", "https://www.slachtofferhulp.nl", office},
	{socialmap.Service, socialmap.Mind, "MIND Korrelatie", "Gesprek met een psycholoog of maatschappelijk werker.", "psychisch depressie angst", true, true, "0900-1450", "https://mindkorrelatie.nl", office},
	{socialmap.Service, socialmap.Safety, "Centrum Seksueel Geweld", "Hulp na een aanranding of verkrachting. Bel liefst binnen een week.", "verkrachting aanranding", true, true, "0800-0188", "https://centrumseksueelgeweld.nl", always},
}

// Regional is help for the whole region, made up.
var Regional = []Entry{
	{socialmap.Organisation, socialmap.Advice, "Naastwerk, onafhankelijke cliëntondersteuning", "Iemand die naast u staat bij een gesprek over zorg, jeugd, werk of wonen. Niet van de gemeente.", "onafhankelijk cliëntondersteuner gesprek mee", true, true, "074 000 02 01", "https://naastwerk.example.nl", office},
	{socialmap.Organisation, socialmap.Money, "Thuisadministratie De Ordner", "Een vrijwilliger helpt u thuis met post, rekeningen en een overzicht.", "geld administratie brieven schulden", true, true, "074 000 02 02", "https://deordner.example.nl", morning},
	{socialmap.Organisation, socialmap.Caring, "Mantelzorg Noabers", "Steunpunt voor wie zorgt: advies, een luisterend oor en iemand die het een dag overneemt.", "mantelzorger respijt overbelast zorgen", true, true, "074 000 02 03", "https://mantelzorgnoabers.example.nl", office},
	{socialmap.Organisation, socialmap.Health, "Hersenletselhuis Twente", "Informatie, ontmoeting en training na een beroerte of ongeluk.", "niet-aangeboren hersenletsel NAH beroerte", true, true, "074 000 02 04", "https://hersenletselhuis.example.nl", office},
	{socialmap.Organisation, socialmap.Work, "Werkplein Noabers", "Hulp bij werk zoeken, een leerwerkplek of een uitkering.", "baan bijstand solliciteren participatiewet", true, true, "074 000 02 05", "https://werkpleinnoabers.example.nl", office},
	{socialmap.Service, socialmap.Work, "Klimop-banen", "Bedrijven in de streek waar jongeren klein beginnen en verder klimmen.", "jongeren praktijkonderwijs leerwerkplek", true, true, "074 000 02 06", "https://klimop.example.nl", office},
	{socialmap.Organisation, socialmap.Living, "Woongoed Twente", "Huurwoningen in de streek. Ook voor woningruil en een woning zonder trap.", "huren woning verhuizen woningruil huurachterstand", true, true, "074 000 02 07", "https://woongoed.example.nl", office},
	{socialmap.Service, socialmap.Family, "Ouders onder elkaar", "Avonden voor pleegouders, gezinshuisouders en wie het wil worden.", "pleegzorg gezinshuis", true, true, "074 000 02 08", "https://oudersonderelkaar.example.nl", "Elke eerste dinsdag van de maand"},
	{socialmap.Organisation, socialmap.Mind, "Herstelacademie De Omslag", "Cursussen en ontmoeting, gegeven door mensen die het zelf meemaakten.", "psychisch herstel ervaringsdeskundige", true, true, "074 000 02 09", "https://deomslag.example.nl", office},
	{socialmap.Service, socialmap.Youth, "Jongerenpunt Noabers", "Voor jongeren van 16 tot 27 met vragen over geld, wonen, school en werk.", "18 jaar zelfstandig", true, true, "074 000 02 10", "https://jongerenpunt.example.nl", "Op werkdagen van 12.00 tot 18.00 uur"},
	{socialmap.Organisation, socialmap.Safety, "De Stille Kracht", "Opvang en advies voor vrouwen en mannen die thuis niet veilig zijn. Het adres is geheim.", "blijf van mijn lijf opvang geweld", true, true, "074 000 02 11", "https://destillekracht.example.nl", always},
	{socialmap.Service, socialmap.Transport, "Regiotaxi Noabers", "Vervoer van deur tot deur. Met een pas van de gemeente betaalt u minder.", "taxi rolstoel vervoer", false, true, "074 000 02 12", "https://regiotaxi.example.nl", "Elke dag van 6.00 tot 24.00 uur"},
}

// Local is help that every town has, made up, each under a name of its own.
var Local = []Entry{
	{socialmap.Organisation, socialmap.Meeting, "Welzijn {stad}", "Vrijwilligers, ouderenadvies en buurtwerk. De sociaal makelaars werken hier.", "welzijnswerk vrijwilliger sociaal makelaar", true, true, "", "w", office},
	{socialmap.Service, socialmap.Transport, "Vervoer door buren {stad}", "Vrijwilligers met een auto brengen u naar de dokter, de winkel of familie.", "rijden auto ziekenhuis", false, true, "", "w", morning},
	{socialmap.Service, socialmap.Money, "Formulierenhulp {stad}", "Hulp bij aanvragen, toeslagen en brieven. Neem alles mee in een tas.", "toeslag belasting formulier brief", true, true, "", "", "Dinsdag en donderdag van 9.30 tot 12.00 uur"},
	{socialmap.Organisation, socialmap.Money, "Voedselbank {stad}", "Een pakket met eten voor wie te weinig geld heeft. Wij kijken samen of dat voor u kan.", "eten armoede pakket", true, true, "", "w", "Vrijdag van 13.00 tot 15.00 uur"},
	{socialmap.Place, socialmap.Meeting, "Bibliotheek {stad}", "Lezen, leren en ontmoeten. Met een Taalhuis en hulp bij de computer.", "boeken taalhuis computer leren", true, true, "", "w", "Maandag tot en met zaterdag van 10.00 tot 17.00 uur"},
	{socialmap.Service, socialmap.Family, "Consultatiebureau {stad}", "Voor vragen over groei, eten, slapen en opvoeden tot 4 jaar.", "baby jeugdgezondheidszorg jgz opvoeden", true, true, "", "", office},
	{socialmap.Service, socialmap.School, "Schoolmaatschappelijk werk {stad}", "Als het op school of thuis niet gaat. De school maakt de afspraak of u belt zelf.", "school thuiszitten pesten leerplicht", true, true, "", "", office},
	{socialmap.Place, socialmap.Youth, "Jongerencentrum Het Blok {stad}", "Muziek, sport en iemand om mee te praten.", "jongerenwerk chillen", true, true, "", "w", "Woensdag tot en met zaterdag vanaf 15.00 uur"},
	{socialmap.Service, socialmap.Health, "Wijkverpleging De Lantaarn {stad}", "Verpleging en verzorging thuis. De verpleegkundige kijkt met u wat nodig is. De zorgverzekering betaalt.", "wassen wond steunkousen thuiszorg", true, true, "", "w", always},
	{socialmap.Organisation, socialmap.Health, "Gezondheidscentrum {wijk}", "Huisartsen, fysiotherapie en een praktijkondersteuner voor uw hoofd.", "huisarts fysio praktijkondersteuner poh", true, true, "", "", "Op werkdagen van 8.00 tot 17.00 uur"},
	{socialmap.Service, socialmap.Living, "Klussendienst Raak {stad}", "Kleine klussen en een veilig huis: beugels, lampen en drempels.", "handgreep beugel drempel vallen", false, true, "", "", morning},
	{socialmap.Service, socialmap.Caring, "Vrijwillige thuishulp {stad}", "Een vrijwilliger die komt oppassen, zodat u weg kunt.", "oppas respijt dementie", true, true, "", "", morning},
	{socialmap.Place, socialmap.Work, "Werkplaats De Opstap {stad}", "Werken op proef: fietsen, hout, keuken of kringloop. In uw eigen tempo.", "dagbesteding vrijwilligerswerk kringloop", true, true, "", "w", office},
	{socialmap.Place, socialmap.Meeting, "Kringloop De Tweede Kans {stad}", "Meubels en kleren voor weinig. Ook een plek om mee te helpen.", "meubels kleding goedkoop", false, true, "", "w", "Maandag tot en met zaterdag van 10.00 tot 17.00 uur"},
	{socialmap.Organisation, socialmap.Health, "Sportvereniging Vooruit {stad}", "Sport voor iedereen, ook als u lang niet bewoog. Voor kinderen is er een potje.", "bewegen gym voetbal wandelen", false, true, "", "w", "Elke avond en in het weekend"},
	{socialmap.Place, socialmap.Mind, "Huiskamer De Luwte {stad}", "Een rustige plek voor wie het even niet gaat. U hoeft niets uit te leggen.", "psychisch rust inloop ggz", true, true, "", "", "Elke dag van 13.00 tot 21.00 uur"},
}
