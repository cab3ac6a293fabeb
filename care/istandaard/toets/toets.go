// Package toets says which rules inside one message of iWmo or iJw 3.2 are broken: control level 2. A message
// that breaks one is refused whole, with return code 0001.
//
// The rules are those that the published control (the XSLT, version istandaard.XsltVersie) checks. Where it does
// something else than the text of a rule says, the code follows the control and tells so. Each rule stands
// here by its id; what it asks is said in package regel.
//
// The control reads no further than a comment inside a value, so a date such as 2<!--x-->027-06-30 is the year 2
// to it. That is followed for dates; any other value is what the schema reads.
package toets

import "codeberg.org/samenkracht/samenkracht/care/istandaard"

// maxPerRegel keeps the report on a hopeless message readable, and quick to make.
const maxPerRegel = 100

// toets collects what is broken in one message.
type toets struct {
	bericht     *istandaard.Bericht
	wet         istandaard.Wet
	dagtekening dag
	fouten      istandaard.Fouten
	aantal      map[string]int // faults by rule
}

// Toets gives the faults of level 2 in a message that Lees accepts, and those against TR319: a rule of level 3
// that needs no other message. Of each rule it tells the first hundred faults. Return messages have no rules
// of this level; of the answer to a claim (325) some of the rules of the claim hold.
func Toets(b *istandaard.Bericht) istandaard.Fouten {
	inhoud := b.Inhoud()
	if inhoud == nil || b.Soort().IsRetour() {
		return nil
	}
	t := &toets{bericht: b, wet: b.Wet(), dagtekening: dagVan(b.Kop().Dagtekening)}
	switch inhoud.Naam() {
	case "Client":
		t.client(inhoud)
	case "Antwoord":
		t.antwoord(inhoud)
	case "Declaratie":
		t.declaratie(inhoud)
	case "DeclaratieAntwoord":
		t.declaratieAntwoord(inhoud)
	}
	return t.fouten
}

// als reports a broken rule at a part of the message.
func (t *toets) als(gebroken bool, regel string, d *istandaard.Deel) {
	if gebroken {
		t.meld(regel, d)
	}
}

func (t *toets) meld(regel string, d *istandaard.Deel) {
	if t.aantal == nil {
		t.aantal = map[string]int{}
	}
	t.aantal[regel]++
	if t.aantal[regel] > maxPerRegel {
		return
	}
	if d == nil {
		d = t.bericht.Wortel // of a message that was not read: what must be there is not
	}
	t.fouten = append(t.fouten, t.bericht.NieuweFout(regel, d))
}
