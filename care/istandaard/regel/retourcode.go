package regel

import "slices"

// retourcodes are the codes of list WJ001 that may stand in a return message.
var retourcodes = []Retourcode{
	{"0001", "Het hele bericht is geweigerd, omdat het niet klopt met de regels voor dit soort bericht. Verbeter het en stuur het opnieuw.",
		"The whole message is refused, because it breaks the rules for this type of message. Correct it and send it again."},
	{"0200", "Over dit deel van het bericht zijn geen opmerkingen.",
		"There are no remarks about this part of the message."},
	{"0233", "Dit deel van het bericht is nog niet bekeken. Verbeter eerst wat elders in het bericht fout is.",
		"This part of the message has not been looked at. First correct what is wrong elsewhere in the message."},
	{"0611", "Het tarief in de declaratie is een ander tarief dan in het contract staat. Vul het afgesproken tarief in.",
		"The rate in the claim is not the rate in the contract. Fill in the agreed rate."},
	{"8001", "De hele declaratie is goedgekeurd.",
		"The whole claim is approved."},
	{"8017", "Deze regel trekt een bedrag terug dat hier nooit is goedgekeurd. Kijk VorigReferentieNummer na.",
		"This line takes back an amount that was never approved here. Check VorigReferentieNummer."},
	{"8021", "Het nummer van deze regel is al eerder gebruikt. Geef iedere regel een nieuw nummer.",
		"The number of this line was used before. Give every line a new number."},
	{"8187", "Deze cliënt is hier niet bekend, of de regel hoort bij een andere cliënt. Kijk het burgerservicenummer na.",
		"This client is not known here, or the line belongs to another client. Check the citizen service number."},
	{"8214", "Deze maand volgt niet op de laatste die is gedeclareerd. Declareer de maanden achter elkaar zolang er zorg is gegeven.",
		"This month does not follow the last that was claimed. Claim the months one after the other as long as support is given."},
	{"8848", "De datum van het bericht ligt in de toekomst. Stuur het met de dag waarop het is gemaakt.",
		"The date of the message lies in the future. Send it with the day on which it was made."},
	{"9019", "Bij deze start of stop is geen toewijzing gevonden. Kijk het toewijzingsnummer na.",
		"No allocation was found for this start or stop. Check the allocation number."},
	{"9056", "Het kenmerk van dit bericht is al eens gebruikt. Stuur het bericht met een nieuw kenmerk.",
		"The identification of this message was used before. Send it with a new one."},
	{"9063", "Dit bericht trekt een start of stop terug die hier nooit is ontvangen. Kijk de nummers en datums na.",
		"This message takes back a start or stop that was never received here. Check the numbers and dates."},
	{"9069", "Er is geen start bekend die bij deze stop hoort. Neem nummer, product en begindatum over uit de start.",
		"No start is known that belongs to this stop. Copy number, product and first day from the start."},
	{"9071", "De start kan niet worden teruggetrokken, want er is al een stop gemeld. Trek eerst de stop terug.",
		"The start cannot be taken back, because a stop has been reported. Take the stop back first."},
	{"9074", "Deze start of stop is al eerder ontvangen. Stuur hem niet nog eens.",
		"This start or stop was received before. Do not send it again."},
	{"9307", "De periode van deze regel begint buiten de toewijzing. Kijk de begindatum na.",
		"The period of this line begins outside the allocation. Check the first day."},
	{"9308", "De periode van deze regel eindigt buiten de toewijzing. Kijk de einddatum na.",
		"The period of this line ends outside the allocation. Check the last day."},
	{"9319", "De periode van deze regel valt niet in de maand van de declaratie en ook niet in een eerdere. Declareer hem later.",
		"The period of this line falls neither in the month of the claim nor in an earlier one. Claim it later."},
	{"9321", "Deze regel is meer dan er voor die periode is toegewezen. Verlaag het volume, of vraag om een ruimere toewijzing.",
		"This line is more than was allocated for that period. Lower the volume, or ask for a larger allocation."},
	{"9322", "Alle regels samen zijn meer dan er is toegewezen. Verlaag het volume, of vraag om een ruimere toewijzing.",
		"All lines together are more than was allocated. Lower the volume, or ask for a larger allocation."},
	{"9326", "Deze zorg loopt al. Meld eerst een stop voordat de zorg opnieuw begint.",
		"This support is already running. Report a stop before it begins again."},
	{"9332", "Dit toewijzingsnummer heeft de gemeente al gebruikt voor een andere toewijzing. Kies een nieuw nummer.",
		"The municipality has used this allocation number for another allocation. Choose a new number."},
	{"9333", "Dit declaratienummer is al gebruikt. Geef de declaratie een nieuw nummer.",
		"This claim number was used before. Give the claim a new number."},
	{"9338", "Bij een of meer regels hoort geen toewijzing. Kijk de toewijzingsnummers na.",
		"One or more lines have no allocation. Check the allocation numbers."},
	{"9339", "De productcategorie is een andere dan in de toewijzing. Vul de toegewezen categorie in.",
		"The product category is not that of the allocation. Fill in the allocated category."},
	{"9340", "De productcode is een andere dan in de toewijzing. Vul de toegewezen code in.",
		"The product code is not that of the allocation. Fill in the allocated code."},
	{"9341", "Er is in een andere eenheid gedeclareerd dan toegewezen. Gebruik dezelfde; bij uren mogen het ook minuten zijn.",
		"The claim is in another unit than was allocated. Use the same; for hours it may also be minutes."},
	{"9346", "Het bedrag is niet het volume keer het tarief. Reken het opnieuw uit en rond pas aan het eind af.",
		"The amount is not the volume times the rate. Work it out again and round only at the end."},
	{"9347", "De aanbieder heeft deze referentie al voor een ander verzoek gebruikt. Kies een nieuwe referentie.",
		"The provider has used this reference for another request. Choose a new reference."},
	{"9349", "In het verzoek om wijziging ontbreken lopende of komende toewijzingen van de cliënt. Noem ze allemaal.",
		"The request for change leaves out running or coming allocations of the client. Name all of them."},
	{"9350", "Een product dat hetzelfde moet blijven, hoort niet bij een lopende of komende toewijzing. Kijk het toewijzingsnummer na.",
		"A product that is to stay the same belongs to no running or coming allocation. Check the allocation number."},
	{"9351", "Een product dat moet veranderen, hoort niet bij een lopende of komende toewijzing. Kijk het toewijzingsnummer na.",
		"A product that is to change belongs to no running or coming allocation. Check the allocation number."},
	{"9355", "Het antwoord gaat over een verzoek dat hier niet bekend is. Neem de referentie over uit het verzoek.",
		"The answer is about a request that is not known here. Copy the reference from the request."},
	{"9357", "De wijziging gaat niet in de toekomst in en ook niet op de eerste dag van de toewijzing. Kies een van die twee.",
		"The change starts neither in the future nor on the first day of the allocation. Choose one of these."},
	{"9359", "Op dit verzoek is al een toewijzing gestuurd. Een antwoord kan niet meer.",
		"An allocation was already sent for this request. An answer is no longer possible."},
	{"9360", "Op dit verzoek is al een antwoord gestuurd. Melden dat de gemeente het onderzoekt, kan daarna niet meer.",
		"An answer to this request was already sent. After that the municipality can no longer report that it is looking into it."},
	{"9361", "Hetzelfde product staat er meer dan eens in voor dezelfde dagen. Laat de perioden na elkaar komen.",
		"The same product stands there more than once for the same days. Let the periods follow each other."},
	{"9365", "Op dit verzoek is al een afwijzing gestuurd. Een tweede antwoord kan niet.",
		"This request was already refused. A second answer is not possible."},
	{"9366", "Het antwoord noemt een regel die niet in de declaratie staat. Neem de nummers over uit de declaratie.",
		"The answer names a line that is not in the claim. Copy the numbers from the claim."},
	{"9367", "Het antwoord noemt bij deze regel iets anders dan de declaratie. Neem de regel ongewijzigd over.",
		"The answer says something else about this line than the claim. Copy the line unchanged."},
	{"9369", "De regels samen passen niet in het toegewezen budget. Verlaag het volume, of vraag om een hoger budget.",
		"The lines together do not fit in the allocated budget. Lower the volume, or ask for a higher budget."},
	{"9373", "Het budget verandert, en dan moet de begindatum die van de toewijzing blijven.",
		"The budget changes, and then the first day must stay that of the allocation."},
	{"9374", "Er loopt al een verzoek. Wacht op de toewijzing of de afwijzing.",
		"A request is already under way. Wait for the allocation or the refusal."},
	{"9375", "Er is een omvang gevraagd, maar de toewijzing noemt geen product. Laat de omvang leeg en vraag een ander budget.",
		"A volume is asked for, but the allocation names no product. Leave the volume empty and ask for another budget."},
	{"9379", "De referentie van de aanbieder hoort niet bij een verzoek. Laat haar leeg als er geen verzoek was.",
		"The provider's reference belongs to no request. Leave it empty when there was none."},
	{"9384", "Er is gedeclareerd op een toewijzing die is ingetrokken alsof zij nooit was gestuurd. Kijk het toewijzingsnummer na.",
		"A claim was made on an allocation that was removed as if it had never been sent. Check the allocation number."},
	{"9385", "Deze toewijzing kan niet worden verwijderd, want er zijn regels op goedgekeurd. Laat die eerst crediteren.",
		"This allocation cannot be removed, because lines on it were approved. Have those credited first."},
	{"9387", "De periode moet beginnen op de eerste dag van de maand, of op de eerste dag van de toewijzing als die later in de maand valt.",
		"The period must begin on the first day of the month, or on the first day of the allocation when that falls later in the month."},
	{"9388", "De periode moet eindigen op de laatste dag van de maand, of op de laatste dag van de toewijzing als die eerder in de maand valt.",
		"The period must end on the last day of the month, or on the last day of the allocation when that falls earlier in the month."},
	{"9389", "Dit product is voor deze periode al gedeclareerd. Trek de eerdere regel eerst terug.",
		"This product was already claimed for this period. Take the earlier line back first."},
	{"9390", "Deze regel is al teruggetrokken. Doe dat niet nog eens.",
		"This line was already taken back. Do not do so again."},
	{"9411", "De omvang ontbreekt, terwijl de toewijzing een productcode heeft. Vul de omvang in.",
		"The volume is missing, while the allocation has a product code. Fill in the volume."},
	{"9412", "Er staat een omvang, terwijl de toewijzing geen productcode heeft. Haal de omvang weg.",
		"There is a volume, while the allocation has no product code. Take the volume out."},
	{"9413", "Deze zorg is al tijdelijk gestopt. Kies een andere reden dan tijdelijk, of trek eerst de eerdere stop terug.",
		"This support was already stopped for a time. Choose another reason, or take the earlier stop back first."},
	{"9414", "De einddatum ligt voor de einddatum van een eerdere stop. Kies dezelfde dag of een latere.",
		"The last day lies before that of an earlier stop. Choose the same day or a later one."},
	{"9415", "Deze zorg is al definitief gestopt. Trek eerst die stop terug als hij niet klopt.",
		"This support was already stopped for good. Take that stop back first if it is wrong."},
	{"S300", "De gemeentecode bestaat niet, of niet op die dag. Vul een code uit de lijst van het CBS in.",
		"The municipality code does not exist, or not on that day. Fill in a code from the list of Statistics Netherlands (CBS)."},
	{"S329", "Productcode en categorie gaan niet samen. Zoek beide op in de productcodelijst.",
		"Product code and category do not go together. Look up both in the list of product codes."},
}

// Retourcodes lists the return codes, in order.
func Retourcodes() []Retourcode { return slices.Clone(retourcodes) }

// ZoekCode finds a return code, such as 9019 or S300.
func ZoekCode(code string) (Retourcode, bool) {
	i := slices.IndexFunc(retourcodes, func(r Retourcode) bool { return r.Code == code })
	if i < 0 {
		return Retourcode{}, false
	}
	return retourcodes[i], true
}

// Regels are the ids of the rules that give this code.
func (r Retourcode) Regels() []string {
	var ids []string
	for _, regel := range alle {
		if regel.Retourcode == r.Code {
			ids = append(ids, regel.ID)
		}
	}
	return ids
}
