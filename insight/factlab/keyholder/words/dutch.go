// Package words holds the Dutch of what the tool of the key holder says.
package words

import "codeberg.org/samenkracht/samenkracht/platform/command"

// dutch is the Dutch of every sentence of the tool.
var dutch = command.Dutch(map[string]string{
	"%s cannot be used: %s.": "%s is niet te gebruiken: %s.",
	// what the commands do
	"Keeps the key of a Factlab round.":                                         "Bewaart de sleutel van een ronde van het Factlab.",
	"Makes the key of a round, in one piece or in shares for more key holders.": "Maakt de sleutel van een ronde, in één stuk of in delen voor meer sleutelbewaarders.",
	"Lets the participants of an agreement ask, each up to its quota.":          "Laat de deelnemers uit de afspraken vragen stellen, ieder tot een grens.",
	"Answers those who are admitted, until it is stopped.":                      "Geeft antwoord aan wie is toegelaten, totdat u het stopt.",
	"Shows how much was evaluated for whom.":                                    "Toont voor wie hoeveel is berekend.",
	"Destroys the key for ever, and leaves a signed record of it.":              "Vernietigt de sleutel voorgoed en laat een ondertekende verklaring na.",
	"Checks a record of destruction, for anybody who wants to.":                 "Controleert een verklaring van vernietiging, voor iedereen die dat wil.",

	// words behind the commands
	"BODY=HOST:PORT ...": "NAAM=HOST:POORT ...",
	"COMMAND ...":        "OPDRACHT ...",
	"FILE":               "BESTAND",
	"FOLDER":             "MAP",
	"HOST:PORT":          "HOST:POORT",
	"KEY":                "SLEUTEL",
	"NAME":               "NAAM",
	"NUMBER":             "NUMMER",
	"TEXT":               "TEKST",

	// settings
	"the folder in which the key is kept":                             "de map waarin de sleutel wordt bewaard",
	"the number of the round, from the Factlab lead":                  "het nummer van de ronde, van de leider van het Factlab",
	"the purpose of the round, letter for letter as in the agreement": "het doel van de ronde, letter voor letter zoals in de afspraken",
	"among how many key holders the key is split":                     "over hoeveel sleutelbewaarders de sleutel wordt verdeeld",
	"how many of them are needed, and enough":                         "hoeveel van hen nodig zijn, en genoeg",
	"ask nothing":      "niets vragen",
	"where to listen":  "waar vragen binnenkomen",
	"show every batch": "toon elke partij",
	"who destroys the key; it is in the record":                            "wie de sleutel vernietigt; dat staat in de verklaring",
	"the agreement of the round":                                           "de afspraken van de ronde",
	"the key by which the key holder is known, when there is no agreement": "de sleutel waaraan de sleutelbewaarder te kennen is, als er geen afspraken zijn",

	// making
	"Give the round and its purpose, with -round and -purpose.":                            "Geef de ronde en het doel, met -round en -purpose.",
	"%q is no key holder. Write its name, = and its address, as NAME=HOST:PORT.":           "%q is geen sleutelbewaarder. Schrijf de naam, = en het adres, als NAAM=HOST:POORT.",
	"Say how many of the key holders are needed, with -threshold.":                         "Zeg hoeveel van de sleutelbewaarders nodig zijn, met -threshold.",
	"There are %d names for %d key holders.":                                               "Er zijn %d namen voor %d sleutelbewaarders.",
	"Key holder %d":                                                                        "Sleutelbewaarder %d",
	"The key was made in %s.":                                                              "De sleutel staat in %s.",
	"Send %s to the Factlab lead. It holds no secret.":                                     "Stuur %s naar de leider van het Factlab. Er staat niets geheims in.",
	"Hand every folder to its key holder, and keep none. Together they are the whole key.": "Geef elke map aan de sleutelbewaarder en bewaar er zelf geen. Samen zijn ze de hele sleutel.",
	"With %d of %d needed, a participant that cheats can ask %d%% of its quota.":           "Er zijn er %d van de %d nodig. Een deelnemer die vals speelt, kan dan %d%% van de grens vragen.",
	"There is something in %s. Choose a new folder":                                        "Er staat al iets in %s. Kies een nieuwe map",
	"A key is of a round, and for a purpose":                                               "Een sleutel hoort bij een ronde en een doel",
	"%d of %d key holders cannot be":                                                       "%d van de %d sleutelbewaarders kan niet",

	// admitting
	"%s is no agreement: %s.":      "%s is geen afspraak voor een ronde: %s.",
	"Type yes to let them ask:":    "Typ ja om hen vragen te laten stellen:",
	"Nothing was changed.":         "Er is niets veranderd.",
	"%d participant may ask now.":  "%d deelnemer mag nu vragen stellen.",
	"%d participants may ask now.": "%d deelnemers mogen nu vragen stellen.",
	"Round %s: %s":                 "Ronde %s: %s",
	"Purpose: %s":                  "Doel: %s",
	"Legal ground: %s":             "Grondslag: %s",
	"Hub: %s, %s":                  "Ontvanger: %s, %s",
	"new":                          "nieuw",
	"higher quota":                 "hogere grens",
	"%s may not ask any more.":     "%s mag geen vragen meer stellen.",
	"Mind: %s asks for every address. It can open every pseudonym of the round.":                       "Let op: %s vraagt naar elk adres. Die kan elk pseudoniem van de ronde openen.",
	"This key is of round %q, for %q. The agreement is about round %q, for %q":                         "Deze sleutel is van ronde %q, voor %q. De afspraken gaan over ronde %q, voor %q",
	"The agreement has another key than the one of which a share is kept here":                         "De afspraken noemen een andere sleutel dan die waarvan hier een deel ligt",
	"The agreement has other keys for key holder %d than those that are kept here":                     "De afspraken noemen andere sleutels voor sleutelbewaarder %d dan hier liggen",
	"The quota of %s is %d, and there are %d addresses. Who may ask them all can open every pseudonym": "De grens van %s is %d, en er zijn %d adressen. Wie alles mag vragen, kan elk pseudoniem openen",
	"%s has the key of %s, number %s. Who had a quota before gets no second one":                       "%s heeft de sleutel van %s, nummer %s. Wie al een grens had, krijgt geen tweede",
	"The quota of %s may not go down from %d to %d":                                                    "De grens van %s mag niet omlaag van %d naar %d",
	"Another program admits at this moment. Try again":                                                 "Een ander programma laat nu deelnemers toe. Probeer het opnieuw",

	// serving
	"Round %s is served on %s, with key %s.":                "Ronde %s is bereikbaar op %s, met sleutel %s.",
	"The key was destroyed. That is all that will be said.": "De sleutel is vernietigd. Alleen dat wordt nog geantwoord.",
	"Nobody may ask yet. Use the command admit.":            "Niemand mag nog vragen stellen. Gebruik de opdracht admit.",
	"gave the round key to the hub":                         "gaf de rondesleutel aan de ontvanger",
	"%s %s: %d of %d":                                       "%s %s: %d van %d",
	"That did not work: %s.":                                "Dat lukte niet: %s.",

	// the folder
	"Another program uses %s. Stop it first":                      "Een ander programma gebruikt %s. Stop dat eerst",
	"%s is not a file of this program":                            "%s is geen bestand van dit programma",
	"The key in %s is not the one of %s":                          "De sleutel in %s is niet die van %s",
	"Others than its owner can look into %s. Give it mode %s":     "Anderen dan de eigenaar kunnen in %s kijken. Geef het de rechten %s",
	"%s cannot be read: %s":                                       "%s is niet te lezen: %s",
	"Line %d of the log cannot be read":                           "Regel %d van het logboek is niet te lezen",
	"Line %d of the log does not follow from the lines before it": "Regel %d van het logboek volgt niet uit de regels ervoor",

	// destroying
	"Say who destroys the key, with -by.":                                         "Zeg wie de sleutel vernietigt, met -by.",
	"Say who destroys the key":                                                    "Zeg wie de sleutel vernietigt",
	"After this nobody can make or open a pseudonym of this round with this key.": "Hierna kan niemand met deze sleutel nog een pseudoniem van deze ronde maken of openen.",
	"Type %s to destroy the key:":                                                 "Typ %s om de sleutel te vernietigen:",
	"The key of round %s was destroyed.":                                          "De sleutel van ronde %s is vernietigd.",
	"Send %s to the Factlab lead. Its check sum is %s.":                           "Stuur %s naar de leider van het Factlab. Het controlegetal is %s.",
	"Remove copies of this folder too, such as backups. Nobody else can do that.": "Verwijder ook kopieën van deze map, zoals back-ups. Niemand anders kan dat.",

	// verifying
	"%q is no key.": "%q is geen sleutel.",
	"Give the agreement with -agreement, or the key of the key holder with -key.": "Geef de afspraken met -agreement, of de sleutel van de sleutelbewaarder met -key.",
	"The record holds. %s says that it destroyed its key on %s.":                  "De verklaring klopt. %s zegt dat de sleutel is vernietigd op %s.",
	"Round %s, for: %s": "Ronde %s, voor: %s",
	"By: %s":            "Door: %s",
	"Check sum: %s":     "Controlegetal: %s",
	"It proves who says so, and that it had the key. That no copy is left cannot be proven.": "Zeker is wie dit zegt, en dat die de sleutel had. Dat er geen kopie is, valt niet te bewijzen.",
	"This is no record of destruction: %s":                                                   "Dit is geen verklaring van vernietiging: %s",
	"The record is of %s, and not of %s":                                                     "De verklaring is van %s, en niet van %s",
	"The signature does not fit this text and this key holder":                               "De handtekening hoort niet bij deze tekst en deze sleutelbewaarder",
	"The proof that the writer had the key does not hold":                                    "Het bewijs dat de schrijver de sleutel had, klopt niet",
	"The record is about round %q, for %q. The agreement is about round %q, for %q":          "De verklaring gaat over ronde %q, voor %q. De afspraken gaan over ronde %q, voor %q",
	"The record is about other keys than those in the agreement":                             "De verklaring gaat over andere sleutels dan die in de afspraken",
	"The agreement has no key holder %d":                                                     "De afspraken noemen geen sleutelbewaarder %d",
})
