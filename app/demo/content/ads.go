// Package content holds the words of the demonstration: what neighbours ask and offer, where people can go, and
// what households say. Everything and everybody in it is made up, except the help lines of the whole country.
package content

import (
	"math/rand/v2"
	"strconv"
	"strings"

	"codeberg.org/samenkracht/samenkracht/community/market"
)

// Ad is what somebody asks or offers. Words between braces are filled in, differently each time.
type Ad struct{ Title, Details string }

// Asks and Offers are what neighbours ask and offer, by category.
var (
	Asks = map[market.Category][]Ad{
		market.Company: {
			{"Wie drinkt af en toe koffie met mijn moeder?", "Mijn moeder is {oud} en woont alleen. Ze vertelt graag over vroeger en wil ook weten wat u meemaakt. {week} een uurtje zou fijn zijn."},
			{"Samen een rondje lopen", "Ik loop slecht alleen, maar met iemand naast me gaat het goed. Een half uur door de buurt, op {dag}{deel} bijvoorbeeld. Rustig tempo, met een bankje onderweg."},
			{"Wie wil met mij schaken of dammen?", "Ik ben {oud} en speel al mijn hele leven. Ik ben niet heel goed, maar wel fanatiek. Koffie en koek zijn er altijd."},
			{"Ik zoek iemand om mee te wandelen en te praten", "Sinds ik alleen woon is het stil in huis. Ik zou het leuk vinden om {week} samen de deur uit te gaan. U kiest de route."},
			{"Gezelschap voor mijn man, dan kan ik naar het koor", "Mijn man kan niet goed alleen zijn. Op {dag}avond zing ik in een koor. Wie komt dan {duur} bij hem zitten? Hij houdt van voetbal en van kaarten."},
			{"Wie spreekt Turks en komt bij mijn oma langs?", "Mijn oma is {oud} en spreekt weinig Nederlands. Ze mist een praatje in haar eigen taal. Ze bakt graag voor wie komt."},
			{"Samen naar de markt", "Ik zie niet goed meer en vind de markt te druk om alleen te gaan. Wie loopt op {dag} een keer met mij mee langs de kramen?"},
			{"Een maatje om mee te tekenen", "Ik teken graag, maar thuis komt het er niet van. Samen aan tafel met potlood en papier, dat lijkt me gezellig. Ervaring is niet nodig."},
			{"Wie leest mijn buurman voor?", "Mijn buurman is {oud} en kan niet meer lezen. Hij houdt van spannende boeken en van de krant. Een uurtje op {dag}{deel} zou hem goed doen."},
			{"Nieuw hier, wie laat mij de buurt zien?", "Ik woon hier net en ken nog niemand. Wie wil een keer met mij door de buurt lopen en vertellen wat er te doen is?"},
		},
		market.OddJob: {
			{"Wie hangt een lamp voor mij op?", "Ik durf de trap niet meer op. De lamp ligt klaar en het haakje zit er al. Het is een klein klusje van een half uur."},
			{"Kast in elkaar zetten", "Ik heb een boekenkast gekocht, maar ik kom er niet uit. Met z'n tweeën is het zo klaar. Gereedschap heb ik zelf."},
			{"Mijn kraan drupt", "De kraan in de keuken drupt dag en nacht. Wie kan er een leertje in zetten? Het leertje koop ik zelf."},
			{"Hulp met mijn nieuwe telefoon", "Mijn kleinkinderen sturen foto's, maar ik krijg ze niet open. Wie heeft geduld en zet alles een keer goed voor mij?"},
			{"Wie helpt een gordijnrail ophangen?", "De rail is er en de gaten zitten al in het plafond. Ik kan zelf niet meer boven mijn hoofd werken. Op {dag}{deel} ben ik thuis."},
			{"Fietsband plakken, wie leert het mijn zoon?", "Mijn zoon is {kind} en wil zelf zijn band leren plakken. Ik kan het niet. Wie doet het een keer samen met hem?"},
			{"Bed verplaatsen naar beneden", "Na mijn operatie slaap ik een tijdje beneden. Het bed moet de trap af. Daar zijn twee sterke mensen voor nodig."},
			{"Televisie aansluiten", "Ik heb een nieuwe televisie en te veel snoeren. Wie sluit hem aan en schrijft voor mij op welke knop wat doet?"},
			{"Deurbel doet het niet", "Mensen staan voor de deur en ik hoor ze niet. Ik denk dat het de batterij is, maar ik kan er niet bij. Wie kijkt er een keer naar?"},
			{"Wie brengt oude spullen naar de milieustraat?", "Ik heb een oude stoel en wat dozen. Ik heb geen auto. Het past in een gewone auto, ik help met tillen."},
		},
		market.Garden: {
			{"Wie maait mijn gras?", "Mijn tuin is klein, maar de maaier is mij te zwaar. {week} een half uurtje is genoeg. De maaier staat in de schuur en de koffie is klaar."},
			{"Samen onkruid wieden", "Alleen zie ik er tegenop. Samen is het gezellig. Ik zit op een krukje en doe de randen, u doet het stuk waar ik niet bij kan."},
			{"Wie knipt de heg?", "De heg is tot borsthoogte en groeit over de stoep. De schaar heb ik. Het afval neem ik zelf mee in de bak."},
			{"Plantenbakken op het balkon", "Ik woon drie hoog en wil graag bloemen. Wie tilt met mij zes zakken aarde naar boven en plant de bakken?"},
			{"Hulp in onze gezamenlijke tuin", "Met de flat hebben we een tuin. We zijn met vijf, maar de meesten zijn over de zeventig. Op {dag}{deel} kunnen we een paar extra handen gebruiken."},
			{"Mijn moestuin, maar dan samen", "Ik heb een stuk grond dat te groot is voor mij alleen. Wie wil de helft? U krijgt de sla erbij en ik het gezelschap."},
			{"Tegels eruit, groen erin", "Mijn voortuin is helemaal steen. Ik wil er planten in voor de bijen. Wie helpt met tegels tillen? De gemeente haalt ze op."},
			{"Bladeren ruimen", "Er staat een grote boom voor mijn deur. Het blad maakt het pad glad en ik ben al eens gevallen. Wie helpt {week} in de herfst?"},
			{"Wie geeft water als ik in het ziekenhuis lig?", "Ik word geopereerd en ben twee weken weg. Wie geeft mijn tuin om de dag water? De kraan zit naast de achterdeur."},
			{"Vogelhuisje ophangen", "Mijn kleinzoon heeft een vogelhuisje gemaakt. Het moet aan de schuur, op ooghoogte. Wie heeft een boor en een kwartier?"},
		},
		market.Lift: {
			{"Lift naar het ziekenhuis", "Op {dag}{deel} moet ik voor controle. De bus vind ik te lang met mijn knie. Ik betaal de benzine en het parkeren."},
			{"Wie rijdt {week} met mij naar de winkel?", "Ik kan wel lopen, maar de tassen zijn te zwaar. Samen boodschappen doen duurt een uur. Daarna drinken we koffie."},
			{"Naar mijn zus in het verpleeghuis", "Mijn zus woont twintig minuten rijden hier vandaan. Met het openbaar vervoer duurt het anderhalf uur. Wie brengt mij een keer op {dag}?"},
			{"Mee naar de moskee of een lift erheen", "Mijn vader is {oud} en wil op vrijdag graag naar de moskee. Wij werken dan. Rijdt er iemand langs die hem kan meenemen?"},
			{"Lift naar de zwemles van mijn dochter", "Mijn dochter is {kind} en heeft zwemles op {dag}. Mijn auto is kapot. Wie gaat dezelfde kant op?"},
			{"Naar de fysiotherapeut", "De komende zes weken moet ik {week} naar de fysio. Het is tien minuten rijden. Instappen kan ik zelf."},
			{"Wie haalt mij op van het koor?", "Heen ga ik met de bus, maar 's avonds rijdt die niet meer. Het is op {dag}avond om half elf klaar."},
			{"Kerkdienst op zondag", "Ik zit graag weer eens in de kerk. Wie heeft een plaatsje over in de auto? Een rollator moet mee, die klapt in."},
			{"Meerijden naar de voedselbank", "Op {dag}{deel} haal ik een pakket. Lopen met die doos gaat niet. Wie haalt ook daar en heeft een auto?"},
			{"Een dagje naar de hei", "Ik ben al drie jaar niet verder geweest dan de supermarkt. Ik zou zo graag de hei nog eens zien. Wie gaat er toch heen?"},
		},
		market.Cooking: {
			{"Wie kookt er af en toe een portie extra?", "Ik ben {oud} en koken voor mij alleen lukt niet meer zo. Ik eet alles, ook restjes. Ik betaal graag wat het kost."},
			{"Samen koken op {dag}", "Mijn keuken is groot en mijn tafel te leeg. Wie komt samen koken en opeten? We delen de boodschappen."},
			{"Warme maaltijd na mijn operatie", "Ik mag twee weken niet lang staan. Wie kan een paar keer iets warms brengen? Het mag heel gewoon zijn."},
			{"Wie leert mijn zoon koken?", "Mijn zoon is net op zichzelf en leeft op brood en chips. Wie leert hem vijf makkelijke dingen? Hij is verlegen, maar hij wil wel."},
			{"Taart voor de verjaardag van mijn dochter", "Mijn dochter wordt {kind}. Ik heb het geld er nu niet voor. Wie bakt een taart met haar? Ze wil het zelf ook leren."},
			{"Eten voor een druk gezin", "Onze baby ligt in het ziekenhuis en we rijden elke dag heen en weer. Met twee andere kinderen thuis schiet koken erbij in. {week} een pan soep zou al veel schelen."},
			{"Pannenkoeken bakken met de kinderen van de straat", "We willen op {dag}{deel} pannenkoeken bakken op het plein. Wie heeft een grote pan of een extra paar handen?"},
			{"Iemand om mee te eten", "Ik kook goed, al zeg ik het zelf. Maar alleen eten vind ik niets. Wie schuift {week} aan?"},
		},
		market.DogWalking: {
			{"Wie laat mijn hond uit?", "Ik heb mijn been gebroken. Mijn hond {dier} is vijf jaar en heel lief. Een rondje van twintig minuten op {dag} en vrijdag zou geweldig zijn."},
			{"Oppas voor mijn kat", "Ik ga een week naar mijn dochter. Wie geeft {dier} eten en een aai? De kattenbak is buiten."},
			{"Uitlaten als ik late dienst heb", "Ik werk in de zorg en heb soms late dienst. {dier} is een oude labrador die niet hard meer loopt. Het gaat om een of twee avonden per week."},
			{"Wie heeft er een tuin voor mijn konijnen?", "We verhuizen tijdelijk naar een flat. Twee konijnen zoeken voor drie maanden een tuin. Ik kom zelf elke dag schoonmaken."},
			{"Kippen voeren in het weekend", "Wij zijn een weekend weg. Wie voert onze vier kippen? De eieren zijn voor u."},
			{"Mijn moeder kan de hond niet meer alleen aan", "Mijn moeder is {oud} en haar hond is alles voor haar. 's Ochtends lukt het, maar 's avonds durft ze niet. Wie loopt {week} een rondje mee?"},
			{"Vogel zoekt logeeradres", "Mijn parkiet mag niet mee naar het ziekenhuis. Het is een rustig beest. Ik verwacht ongeveer tien dagen."},
			{"Naar de dierenarts", "Mijn kat moet naar de dierenarts en ik heb geen auto. Wie rijdt op {dag}{deel} even mee? Het is vlakbij."},
		},
		market.Babysitting: {
			{"Een avond oppas, dan kan ik naar de ouderavond", "Ik ben alleen met twee kinderen van {kind} en {peuter}. Op {dag}avond is er ouderavond. Ze liggen dan al in bed."},
			{"Wie haalt mijn zoon van school?", "Mijn zoon is {kind}. Op {dag} werk ik tot vijf uur. Wie heeft zelf een kind op school en neemt hem mee naar huis?"},
			{"Oppas tijdens mijn taalles", "Ik leer Nederlands op {dag}{deel}. Mijn dochtertje is {peuter}. Wie speelt dan met haar in het Huis van de Wijk?"},
			{"Even op adem komen", "Mijn tweeling slaapt slecht en ik ook. Wie wandelt {week} een uur met ze in de kinderwagen? Dan kan ik slapen."},
			{"Oppas bij een sollicitatie", "Ik mag op gesprek komen! Dat is op {dag}{deel}. Wie let twee uur op mijn zoontje van {peuter}?"},
			{"Wie speelt er een middag met mijn zoon?", "Mijn zoon is {kind} en heeft autisme. Hij is dol op treinen. Ik zoek iemand die rustig is en met hem wil bouwen. Ik ben gewoon thuis."},
			{"Oma gezocht voor af en toe", "Onze eigen oma's wonen ver weg. We zoeken iemand die het leuk vindt om {week} met onze kinderen te lezen of te bakken."},
			{"Ruilen met oppassen", "Wij zouden graag eens een avond samen weg. Wie heeft dat ook? Dan passen we om de beurt op elkaars kinderen."},
		},
		market.Knowledge: {
			{"Wie helpt met een brief van de gemeente?", "Ik snap niet wat er staat en ik durf niet te bellen. Wie leest hem met mij en zegt wat ik moet doen?"},
			{"Nederlands oefenen", "Ik ben hier nu een jaar. Op les gaat het goed, maar ik heb niemand om mee te praten. {week} een uur zou mij helpen."},
			{"Rekenen voor mijn dochter", "Mijn dochter is {kind} en durft geen vinger op te steken bij rekenen. Wie oefent met haar, rustig en met een spelletje?"},
			{"Formulier van de belasting", "Elk jaar zie ik er weken tegenop. Wie gaat er een uur naast mij zitten? Inloggen doe ik zelf."},
			{"Leren fietsen op mijn leeftijd", "Ik ben {volwassen} en heb het nooit geleerd. In een rustige straat wil ik het proberen. Wie houdt het zadel vast?"},
			{"Wie leert mij videobellen?", "Mijn zoon woont in Canada. Ik heb een tablet, maar ik durf nergens op te drukken. Met geduld kom ik er wel."},
			{"Hulp bij mijn eerste cv", "Ik ben {jong} en zoek een bijbaan. Wie kijkt mee naar mijn cv en oefent een gesprek met mij?"},
			{"Naaimachine leren gebruiken", "Ik kreeg een naaimachine en wil de broeken van de kinderen zelf korter maken. Wie doet het een keer voor?"},
			{"Wie weet iets van vogels?", "Vanuit mijn stoel zie ik elke dag vogels en ik weet van de helft niet wat het zijn. Wie komt een uurtje kijken en vertellen?"},
			{"Huiswerk maken op een rustige plek", "Thuis is het te druk voor mijn zoon. Hij zit in de brugklas. Bij wie mag hij op {dag}middag aan tafel zitten en af en toe iets vragen?"},
		},
	}

	Offers = map[market.Category][]Ad{
		market.Company: {
			{"Ik heb tijd voor een praatje", "Sinds mijn pensioen heb ik de tijd. Ik kom graag op de koffie en ik kan goed luisteren. {dag}{deel} komt mij goed uit."},
			{"Samen wandelen in de buurt", "Ik loop elke dag een rondje, ook als het regent. Loop gerust mee. Langzaam mag, want haast heb ik niet."},
			{"Wie wil er kaarten?", "Ik kan klaverjassen, pesten en een beetje bridge. Ik kom langs of u komt bij mij. {week} zou leuk zijn."},
			{"Voorlezen of de krant bespreken", "Ik was juf en mis het voorlezen. Ik kom graag een uurtje bij iemand die niet goed meer ziet."},
			{"Koffie voor wie nieuw is in de wijk", "Wij wonen hier al dertig jaar. Kent u nog niemand? Kom op {dag}{deel} koffie drinken, dan vertellen we hoe het hier gaat."},
			{"Mee naar het museum of de bioscoop", "Alleen vind ik er niets aan. Ik ga graag met iemand mee. Een rolstoel duwen is geen probleem."},
			{"Bezoek in het weekend", "Doordeweeks komt er vaak wel iemand, maar het weekend is lang. Ik ben student en kom graag op {dag} een uurtje langs."},
			{"Samen muziek maken", "Ik speel accordeon. Ik speel graag bij mensen thuis of in een huiskamer. U mag meezingen."},
			{"Dialect praten onder het genot van koffie", "Proat iej ok plat? Ik ook. Ik kom graag langs bij iemand die het mist om gewoon Twents te praten."},
			{"Iemand naast u bij een moeilijk gesprek", "Soms is het fijn als er iemand meegaat naar de dokter of de school. Ik zeg niet veel, maar ik hoor alles en schrijf mee."},
		},
		market.OddJob: {
			{"Handige buurman voor kleine klusjes", "Een lamp, een plank, een klemmende deur: ik doe het graag. Ik werk niet aan gas of stroom in de meterkast."},
			{"Computer of telefoon doet raar?", "Ik ben {jong} en goed met computers. Ik leg het ook uit, zonder moeilijke woorden."},
			{"Ik repareer fietsen", "Vroeger had ik een fietsenwinkel. Een band, een ketting of de remmen: dat lukt nog prima. U betaalt alleen de onderdelen."},
			{"Kasten in elkaar zetten", "Ik puzzel graag en heb een goede schroefmachine. Op {dag}avond heb ik tijd."},
			{"Wij tillen graag", "Wij zijn drie studenten en kunnen een kast of wasmachine verplaatsen. Graag twee dagen van tevoren zeggen."},
			{"Muurtje verven", "Ik ben schilder geweest. Een deur of een muurtje doe ik met plezier, als u de verf koopt."},
			{"Kleding herstellen", "Een knoop, een rits of een zoom: ik heb een naaimachine en een grote doos garen."},
			{"Alles weer zien: lampen en brillen", "Ik kom langs om lampen te vervangen, klokken goed te zetten en batterijen te wisselen. Het is weinig werk en het scheelt veel."},
			{"Aanhanger voor grofvuil", "Ik heb een aanhanger en rij om de week naar de milieustraat. Er is altijd plek over."},
			{"Klusdag van de voetbalclub", "Met ons team helpen we op {dag} een ochtend in de buurt. Wie heeft een klus voor zes sterke mensen?"},
		},
		market.Garden: {
			{"Ik werk graag in een tuin", "Ik woon op een flat en mis mijn tuin. Ik kom graag wieden, snoeien en planten. Gereedschap neem ik mee."},
			{"Gras maaien", "Ik heb een goede maaier en doe de hele straat. Uw tuin kan er nog wel bij. {week} in de zomer."},
			{"Stekjes en zaden over", "Ik heb te veel tomatenplantjes en dahlia's. Ik kom ze ook planten als dat nodig is."},
			{"Heg knippen tot twee meter", "Ik heb een elektrische schaar en kan ermee omgaan. Het afval ruimen we samen op."},
			{"Samen een geveltuintje maken", "Ik weet hoe je tegels eruit haalt en wat er groeit op een plek met weinig zon. Zin om te beginnen?"},
			{"Water geven in de vakantie", "Ik ben altijd thuis in de zomer. Ik geef uw planten water en leeg de brievenbus."},
			{"Moestuin delen", "Ik heb een plek over in mijn moestuin. Ik leer u graag wat ik weet. Oogsten doen we samen."},
			{"Sneeuw en blad ruimen", "Ik ben vroeg wakker en sterk. Ik maak graag de stoep vrij voor wie dat niet meer kan."},
		},
		market.Lift: {
			{"Ik rijd elke week naar het ziekenhuis", "Mijn vrouw ligt er op {dag}. Er is altijd een stoel vrij, ook voor de terugweg."},
			{"Boodschappen halen met de auto", "Ik haal op {dag}{deel} mijn boodschappen en neem graag iemand mee. Of ik breng ze bij u langs."},
			{"Meerijden naar de moskee", "Op vrijdag rijd ik langs. Er kunnen drie mensen mee."},
			{"Ritje met de duofiets", "Ik fiets voor twee. U zit naast mij en trapt mee als u wilt. Naar het park of zomaar een rondje."},
			{"Naar de dokter of de apotheek", "Ik ben overdag thuis en heb een auto. Ik wacht gewoon even mee."},
			{"Zondagochtend naar de kerk", "Wij rijden elke zondag en hebben twee plekken vrij. Een rollator past achterin."},
			{"Elektrische auto met lage instap", "Mijn auto heeft een lage instap en veel ruimte. Ik rijd graag een middag in de week."},
			{"Ophalen van het station", "Ik woon naast het station en loop of rijd graag met iemand mee naar huis als het donker is."},
		},
		market.Cooking: {
			{"Ik kook elke dag te veel", "Ik kan niet voor één persoon koken. Kom een portie halen of laat mij het brengen. Alles is halal."},
			{"Samen eten op {dag}", "Wij zijn met vier en een vijfde past er altijd bij. De tafel is om zes uur gedekt."},
			{"Soep voor wie ziek is", "Ik maak grote pannen soep en breng die graag rond in de buurt. Zeg het als u iets niet mag."},
			{"Leren koken met weinig geld", "Ik leer u tien maaltijden voor weinig. We doen eerst samen boodschappen. Dat scheelt de helft."},
			{"Taart voor een kind dat jarig is", "Voor elk kind hoort er taart te zijn. Ik bak er graag een als het thuis niet lukt."},
			{"Indonesische rijsttafel", "Eens per maand kook ik zoals mijn moeder dat deed. Er is plek voor drie mensen uit de buurt."},
			{"Vers brood", "Ik bak op {dag} brood en heb er altijd twee over. Wie wil ze?"},
			{"Koken bij u thuis", "Ik kom graag bij u koken, dan ruikt uw huis weer lekker. U vertelt, ik roer."},
		},
		market.DogWalking: {
			{"Ik laat graag een hond uit", "Ik mag zelf geen hond in mijn flat. Ik loop graag {week} met die van u. Grote honden mogen ook."},
			{"Oppas voor uw kat", "Ik kom twee keer per dag langs als u weg bent. Ik speel er ook even mee."},
			{"Hond mee op mijn rondje", "Ik loop elke ochtend om zeven uur. Uw hond mag mee."},
			{"Logeren bij ons", "Wij hebben een grote tuin en een lieve hond. Een tweede erbij is gezellig."},
			{"Ik help graag met dieren", "Ik ben {jong} en gek op dieren. Ik help met voeren, borstelen en schoonmaken."},
			{"Hulp bij een jonge hond", "Ik had jaren honden en weet hoe je er een leert luisteren. Ik kom graag helpen."},
		},
		market.Babysitting: {
			{"Oma met tijd over", "Mijn eigen kleinkinderen zijn groot. Ik pas graag een middag op, lees voor en bak koekjes."},
			{"Oppas in de avond", "Ik ben {jong}, studeer voor juf en heb ervaring. Op {dag}avond kan ik bijna altijd."},
			{"Kinderen naar school brengen", "Ik breng mijn eigen kinderen lopend. Die van u lopen gezellig mee."},
			{"Spelen in het park", "Op {dag}{deel} zit ik met de mijne in de speeltuin. Ik let graag ook op een ander, dan kunt u even weg."},
			{"Rust voor ouders van een druk kind", "Ik heb gewerkt op een school voor bijzonder onderwijs. Ik kom graag een middag, dan doet u even niets."},
			{"Huiswerk en een kop thee", "Bij ons is het rustig aan tafel. Een kind dat thuis geen plek heeft is welkom."},
		},
		market.Knowledge: {
			{"Hulp bij brieven en formulieren", "Ik heb op een kantoor gewerkt en vind brieven niet eng. We lezen ze samen. Inloggen doet u zelf."},
			{"Nederlands oefenen", "Ik praat graag en heb geduld. We lopen een rondje of we zitten aan tafel. Fouten maken mag."},
			{"Bijles rekenen", "Ik was leraar op een middelbare school. Ik leg het graag nog een keer uit, en nog een keer."},
			{"Leren fietsen", "Ik leerde al veertien vrouwen in onze wijk fietsen. We oefenen op een veilig plein."},
			{"Overzicht in uw geld", "Ik help u om post te openen, een lijst te maken en een map aan te leggen. Wat u doet, bepaalt u zelf."},
			{"Gitaar voor beginners", "Ik leer u of uw kind de eerste akkoorden. Een gitaar mag u lenen."},
			{"Oefenen voor een sollicitatie", "Ik nam zelf jaren mensen aan. We oefenen het gesprek tot u het durft."},
			{"Digitaal op weg", "Telefoon, tablet of bellen met beeld: ik kom aan tafel zitten en u drukt zelf op de knoppen."},
			{"Breien en haken", "Op {dag}{deel} zit ik met een paar buurvrouwen te breien. Wie het wil leren, schuift aan."},
			{"Tolk Arabisch of Pools in de familie", "Mijn dochter en ik spreken samen vijf talen. Voor een gesprek op school of bij de dokter gaan we graag mee."},
		},
	}
)

// Answers is what somebody writes first to who placed an ask or an offer.
var Answers = map[market.Kind][]string{
	market.KindAsk: {
		"Hallo! Ik woon bij u in de buurt en wil dit graag doen. Wanneer komt het u uit?",
		"Dag, dit past mij goed. Zullen we eerst kennismaken met een kop koffie?",
		"Ik heb tijd en vind dit leuk om te doen. Laat maar weten of het nog nodig is.",
		"Goedemiddag, mijn man en ik kunnen u hiermee helpen. Doordeweeks gaat het best.",
		"Dit deed ik vroeger ook voor mijn moeder. Ik help u graag.",
		"Ik kan vanaf volgende week. Is dat op tijd voor u?",
	},
	market.KindOffer: {
		"Wat een mooi aanbod. Ik zou er graag gebruik van maken. Wanneer heeft u tijd?",
		"Dag, dit zoek ik al een tijd. Mag ik meer weten?",
		"Dit is precies wat mijn moeder nodig heeft. Zij is tachtig en woont om de hoek.",
		"Hallo, is dit er nog? Het zou mij enorm helpen.",
		"Wat lief. Ik durfde het nooit te vragen, maar nu doe ik het.",
	},
}

// Agreements is what who placed an ad writes at last.
var Agreements = []string{
	"Fijn, dat spreken we af. Ik bel u vanavond op het nummer dat u gaf.",
	"Heel graag. Tot dinsdag bij het Huis van de Wijk, dan lopen we samen verder.",
	"Dank u wel. Ik zie ernaar uit.",
	"Afgesproken. Ik trakteer op appeltaart.",
}

var slots = map[string][]string{
	"dag":       {"maandag", "dinsdag", "woensdag", "donderdag", "zaterdag"},
	"deel":      {"ochtend", "middag"},
	"week":      {"één keer per week", "om de week", "een paar keer per maand"},
	"duur":      {"een uur", "anderhalf uur", "twee uur"},
	"dier":      {"Bo", "Tommie", "Moos", "Luna", "Saar", "Guus", "Pip"},
	"oud":       numbers(72, 91),
	"volwassen": numbers(38, 64),
	"jong":      numbers(17, 24),
	"kind":      numbers(6, 11),
	"peuter":    numbers(2, 5),
}

func numbers(from, to int) []string {
	var out []string
	for n := from; n <= to; n++ {
		out = append(out, strconv.Itoa(n))
	}
	return out
}

// Fill fills in the words between braces, the same word the same way in both texts.
func (a Ad) Fill(r *rand.Rand) Ad {
	chosen := map[string]string{}
	a.Title, a.Details = fill(a.Title, r, chosen), fill(a.Details, r, chosen)
	return a
}

func fill(s string, r *rand.Rand, chosen map[string]string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, after, _ := strings.Cut(rest, "}")
		word, known := chosen[name]
		if !known {
			word = slots[name][r.IntN(len(slots[name]))]
			chosen[name] = word
		}
		if so := strings.TrimSpace(b.String()); so == "" || strings.HasSuffix(so, ".") || strings.HasSuffix(so, "!") || strings.HasSuffix(so, "?") {
			word = capital(word)
		}
		b.WriteString(word)
		s = after
	}
}

// capital begins a word with a capital letter, as at the start of a sentence.
func capital(word string) string {
	if rest, ok := strings.CutPrefix(word, "één"); ok {
		return "Eén" + rest
	}
	return strings.ToUpper(word[:1]) + word[1:]
}

// Placed is an ad that is going to be placed, and what comes of it.
type Placed struct {
	Ad
	Kind      market.Kind
	Category  market.Category
	Days      int // ago
	Anonymous bool
	ForCaller bool // placed by the broker for somebody on the phone
	Urgent    bool
	Answers   int
	Found     bool // who placed it and the first who answered found each other
}

// Deal hands out ads, so that no text comes back before all of its kind had their turn.
type Deal struct {
	r     *rand.Rand
	asks  int
	dealt map[string]int
}

// NewDeal begins to hand out.
func NewDeal(seed uint64) *Deal {
	return &Deal{r: rand.New(rand.NewPCG(seed, 7)), dealt: map[string]int{}}
}

// adDays is how long ago an ad was placed at most; one stays eight weeks.
const adDays = 48

// Next hands out the nth ad of a town: asks and offers take turns there, and so do the categories. In the whole
// region one ask in seven is anonymous and one in ten is urgent.
func (d *Deal) Next(nth int) Placed {
	a := Placed{Kind: market.KindAsk, Category: market.Categories[nth/2%len(market.Categories)], Days: 1 + d.r.IntN(adDays)}
	words := Asks
	if nth%2 == 1 {
		a.Kind, words = market.KindOffer, Offers
	}
	choices, key := words[a.Category], string(a.Kind)+string(a.Category)
	a.Ad = choices[d.dealt[key]%len(choices)].Fill(d.r)
	d.dealt[key]++
	if a.Kind == market.KindAsk {
		d.asks++
		a.Anonymous, a.Urgent = d.asks%7 == 3, d.asks%10 == 6
		a.ForCaller = a.Anonymous && d.asks%3 == 0
	}
	if a.Urgent {
		a.Days = 1 + d.r.IntN(3)
	}
	if a.Answers = max(0, d.r.IntN(5)-2); a.Days < 3 {
		a.Answers = 0
	}
	a.Found = a.Answers > 0 && a.Days > 6 && d.r.IntN(5) < 2
	return a
}
