package content

import (
	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/casework/plan"
)

// Situation is what households come with, and what may help. The households of the crowd are made from these.
type Situation struct {
	Weight    int
	Youngest  int // of who needs the help
	Oldest    int
	Words     []string
	Wish      string
	Behind    string
	Strengths string
	Circle    string
	Domain    plan.LifeDomain
	Goal      plan.GoalText
	Own       string // how it is solved by the household itself
	Near      string // how it is solved in the neighbourhood
	Other     string // how another law or organisation helps
	Custom    string // what is asked when that is not enough; empty: nothing is
	Product   Provision
	Volumes   []int64
	Firms     []string
	Facts     string
	Reasons   string
}

// What people say with a low, a middling and a high mark.
var (
	Complaints = []string{"Het duurde veel te lang voordat er iemand belde.", "Ik moest mijn verhaal drie keer vertellen.", "De brief was moeilijk. Mijn dochter heeft hem uitgelegd."}
	Remarks    = []string{"Goed gesprek, maar het wachten was lang.", "Prima. Ik had liever een avondafspraak.", "Ik weet nu bij wie ik moet zijn."}
	Praise     = []string{"Er werd echt geluisterd.", "Eén iemand die alles wist, dat was fijn.", "Zij vroeg eerst wat ik zelf wilde.", "Snel geholpen. Dank u wel.", "Mijn buurvrouw mocht erbij zijn. Dat hielp.",
		"Het huis voelt weer als thuis.", "Ik durf weer mensen uit te nodigen."}
)

// Situations are those of the crowd.
var Situations = []Situation{
	{Weight: 26, Youngest: 66, Oldest: 92,
		Words: []string{
			"Het huis schoonhouden lukt niet meer. Ik ben snel buiten adem en mijn kinderen wonen ver weg.",
			"Na mijn ziekte kan ik niet meer stofzuigen en ramen doen. Hoe krijg ik hulp?",
			"Ik heb artrose in mijn handen. De was en het bed verschonen gaan niet meer.",
		},
		Wish: "Een schoon huis, zodat ik hier kan blijven wonen.", Behind: "Bang om uit huis te moeten.", Strengths: "Kookt zelf en houdt alles goed bij.", Circle: "Kinderen op afstand, goede buren.",
		Domain: plan.Arranging, Goal: plan.GoalText{Wish: "Een schoon huis", Need: "Hulp bij het zware werk in huis", Result: "Elke week is het huis schoon"},
		Own: "Met een lichte stofzuiger en een andere verdeling over de week lukt het zelf.", Near: "Een buurvrouw helpt om de week. Zij vonden elkaar op de buurtmarkt.", Other: "De aanvullende verzekering vergoedt tijdelijk hulp.",
		Custom: "Hulp bij het huishouden", Product: Provision{Category: "01", Code: "01A03", Unit: istandaard.EenheidUur, Frequency: istandaard.FrequentieWeek}, Volumes: []int64{2, 2, 3, 3, 4},
		Firms: []string{"de-schone-stee", "thuis-in-de-streek"},
		Facts: "Het zware werk in huis lukt u niet meer. Licht werk doet u zelf.", Reasons: "Familie, buren en andere regelingen helpen u niet genoeg. Daarom krijgt u hulp in huis."},
	{Weight: 16, Youngest: 24, Oldest: 68,
		Words: []string{
			"Ik krijg mijn dag niet op orde. De post blijft liggen en afspraken vergeet ik.",
			"Sinds mijn opname lukt het niet om de dingen te regelen. Ik wil wel, maar ik loop vast.",
			"Ik heb autisme. Zolang alles hetzelfde blijft gaat het goed, maar nu verandert er veel.",
		},
		Wish: "Zelf mijn dag regelen, met iemand die meedenkt.", Behind: "Bang om weer alles kwijt te raken.", Strengths: "Weet goed wat wel en niet werkt.", Circle: "Een broer en een vriend.",
		Domain: plan.Arranging, Goal: plan.GoalText{Wish: "De week op orde", Need: "Wekelijks iemand die helpt met plannen", Result: "Post en afspraken zijn bij, vier weken achter elkaar"},
		Own: "Met een weekplan op de deur en een wekker gaat het.", Near: "Een maatje van de buurtmarkt komt elke week langs voor de post.", Other: "Behandeling via de huisarts gaat voor.",
		Custom: "Begeleiding thuis", Product: Provision{Category: "02", Code: "02A05", Unit: istandaard.EenheidUur, Frequency: istandaard.FrequentieWeek}, Volumes: []int64{1, 2, 2, 3},
		Firms: []string{"thuis-in-de-streek", "jong-en-sterk"},
		Facts: "Plannen en regelen lukt u niet zonder hulp.", Reasons: "Vrienden en vrijwilligers helpen u, maar niet elke week. Daarom krijgt u begeleiding."},
	{Weight: 12, Youngest: 60, Oldest: 90,
		Words: []string{
			"Mijn vrouw is overdag onrustig en vergeet veel. Ik kan haar niet alleen laten en ik ben moe.",
			"Ik zit hele dagen alleen en ik praat met niemand. Vroeger werkte ik op een boerderij.",
			"Mijn vader woont bij ons. Overdag werken wij allebei en dan is er niemand.",
		},
		Wish: "Overdag iets te doen hebben, onder de mensen.", Behind: "De mantelzorger raakt op.", Strengths: "Houdt van buiten zijn en van muziek.", Circle: "Gezin en een goede buurt.",
		Domain: plan.Rhythm, Goal: plan.GoalText{Wish: "Een goede dag", Need: "Een plek met begeleiding, een paar dagdelen per week", Result: "Twee dagen per week is er iets te doen"},
		Own: "De kinderen verdelen de dagen onder elkaar.", Near: "De inloop en de eettafel van het Huis van de Wijk zijn genoeg.", Other: "De zorg gaat over naar de Wlz: dag en nacht is iemand nodig.",
		Custom: "Dagbesteding", Product: Provision{Category: "07", Code: "07A11", Unit: istandaard.EenheidDagdeel, Frequency: istandaard.FrequentieWeek}, Volumes: []int64{2, 4, 4, 6},
		Firms: []string{"de-dagbloem"},
		Facts: "U heeft overdag iemand nodig, en iets te doen.", Reasons: "Uw gezin en het Huis van de Wijk kunnen dat niet elke dag geven. Daarom krijgt u dagbesteding."},
	{Weight: 2, Youngest: 22, Oldest: 60,
		Words: []string{"Ik kan nog niet alleen wonen na mijn opname. Thuis wonen bij mijn ouders gaat ook niet meer."},
		Wish:  "Een eigen kamer met iemand in de buurt.", Behind: "Bang voor een terugval.", Strengths: "Wil werken en heeft een diploma.", Circle: "Ouders en een zus.",
		Domain: plan.Home, Goal: plan.GoalText{Wish: "Leren alleen wonen", Need: "Dag en nacht iemand bereikbaar, in hetzelfde huis", Result: "Binnen een jaar een eigen woning"},
		Own: "Met hulp van ouders lukt het thuis.", Near: "Een woonvorm met vrijwilligers is genoeg.", Other: "Het is een vraag voor de Wlz.",
		Custom: "Beschermd wonen", Product: Provision{Category: "15", Code: "15A01", Unit: istandaard.EenheidEtmaal, Frequency: istandaard.FrequentieWeek}, Volumes: []int64{7},
		Firms: []string{"huize-de-brink"},
		Facts: "Alleen wonen lukt u nu niet. U heeft dag en nacht iemand nodig.", Reasons: "Begeleiding thuis is niet genoeg. Daarom krijgt u een plek in een beschermde woonvorm."},
	{Weight: 14, Youngest: 28, Oldest: 62,
		Words: []string{
			"Ik heb schulden en durf de deur niet open te doen.",
			"Wij komen elke maand tekort sinds ik minder werk. Waar moet ik beginnen?",
			"Er ligt een brief van de deurwaarder. Ik snap niet wat ik moet doen.",
		},
		Wish: "Weten waar ik aan toe ben.", Behind: "Schaamte, ook tegenover de kinderen.", Strengths: "Heeft werk en wil betalen.", Circle: "Een zus en collega's.",
		Domain: plan.Money, Goal: plan.GoalText{Wish: "Rust over geld", Need: "Overzicht en een regeling", Result: "Binnen drie maanden is er een regeling"},
		Own: "Met een overzicht en een gesprek met de bank komt het goed.", Near: "Een vrijwilliger van de thuisadministratie helpt elke week.", Other: "Schuldhulp van de gemeente (Wgs) neemt het over."},
	{Weight: 14, Youngest: 5, Oldest: 16,
		Words: []string{
			"Mijn kind slaapt slecht en wordt snel boos. Wij weten het niet meer.",
			"Onze zoon wordt gepest en wil niet meer naar school.",
			"Na de scheiding zegt onze dochter bijna niets meer.",
		},
		Wish: "Weer een fijne sfeer in huis.", Behind: "Ouders twijfelen aan zichzelf.", Strengths: "Ouders praten er eerlijk over.", Circle: "Opa en oma, de school.",
		Domain: plan.HomeLife, Goal: plan.GoalText{Wish: "Rust in huis", Need: "Iemand die meedenkt over opvoeden", Result: "Drie weken zonder ruzie voor het slapen"},
		Own: "Met vaste tijden en minder scherm gaat het beter.", Near: "De oudergroep in het Huis van de Wijk helpt het meest.", Other: "De huisarts verwijst naar jeugdhulp (Jeugdwet)."},
	{Weight: 10, Youngest: 58, Oldest: 90,
		Words: []string{
			"Sinds mijn man dood is komt er niemand meer. Ik zit hele dagen voor de televisie.",
			"Ik ken hier niemand. Ik zou graag weer eens samen eten.",
		},
		Wish: "Mensen om mee te praten.", Behind: "Verdriet, en geen idee hoe te beginnen.", Strengths: "Bakt goed en is nieuwsgierig.", Circle: "Een zoon die op zondag belt.",
		Domain: plan.PeopleNear, Goal: plan.GoalText{Wish: "Weer onder de mensen", Need: "Iemand die de eerste keer meegaat", Result: "Elke week is er iets om naar toe te gaan"},
		Own: "Zelf weer bij de bridgeclub gegaan.", Near: "Elke week samen eten in het Huis van de Wijk, met een buurvrouw die meeloopt.", Other: "De rouwgroep van de kerk."},
	{Weight: 6, Youngest: 45, Oldest: 88,
		Words: []string{"Ik kan niet meer met de bus. Hoe kom ik bij mijn kinderen en bij de dokter?", "Mijn huis past niet meer bij mij. De drempels en de badkamer zijn gevaarlijk."},
		Wish:  "Zelf kunnen gaan en staan.", Behind: "Bang om te vallen.", Strengths: "Heeft een goede conditie voor de leeftijd.", Circle: "Kinderen en een kaartclub.",
		Domain: plan.TakingPart, Goal: plan.GoalText{Wish: "De deur uit", Need: "Vervoer of een veilig huis", Result: "Twee keer per week de deur uit"},
		Own: "Met een rollator en een handgreep gaat het weer.", Near: "Vrijwilligers met een auto rijden als het nodig is.", Other: "Woningruil via de verhuurder."},
}
