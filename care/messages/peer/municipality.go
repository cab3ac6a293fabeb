package peer

import (
	"fmt"
	"strconv"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/keten"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/rekenen"
	"codeberg.org/samenkracht/samenkracht/care/messages/peer/memory"
	"codeberg.org/samenkracht/samenkracht/care/messages/peer/script"
)

// grant does what a municipality does of its own accord: it allocates what was asked, or says that it does not.
func (p *Peer) grant() (busy bool, err error) {
	for _, request := range p.ledger.Requests {
		did, err := p.decide(request)
		if busy = busy || did; err != nil {
			return busy, err
		}
	}
	return busy, nil
}

// decide answers one request.
func (p *Peer) decide(request *istandaard.Bericht) (bool, error) {
	provider, asked := request.Verzender(), request.Kop().Dagtekening
	about := script.Subjects(request)
	e, otherwise := p.Script.Find("319", about, script.Refuse, script.Inquiry)
	if otherwise && e.Action == script.Refuse {
		return p.say319(request, istandaard.VerzoekAfgewezen, e.Code)
	}
	if otherwise {
		if did, err := p.say319(request, istandaard.VerzoekInOnderzoek, ""); did || err != nil {
			return did, err
		}
		if script.Plus(asked, e.Days).Na(p.today) {
			return false, nil
		}
	}
	reference := references(request)[0]
	k := memory.Key("301", request.Wet(), provider, reference)
	if p.ledger.Tried[k] || p.ledger.Tried[memory.Key("319", request.Wet(), provider, reference, istandaard.VerzoekAfgewezen)] {
		return false, nil
	}
	m, err := p.allocation(request)
	if err != nil {
		p.once(p.Lang.Say("request %s cannot be granted: %s", reference, err))
		return p.say319(request, istandaard.VerzoekAfgewezen, outsideContract)
	}
	did, err := p.send(draft{message: m, key: k, base: asked})
	if err == nil && p.broken[k] {
		delete(p.ledger.Tried, k)
		return p.say319(request, istandaard.VerzoekAfgewezen, outsideContract)
	}
	return did, err
}

// outsideContract is the RedenAfwijzingVerzoek of what cannot be allocated.
const outsideContract = "4"

// references are the numbers of what a request asks.
func references(request *istandaard.Bericht) (out []string) {
	for d := range request.Inhoud().Alle() {
		if d.Naam() == "ReferentieAanbieder" {
			out = append(out, d.Waarde())
		}
	}
	return out
}

// say319 tells that a request is refused, or looked into: a message for each product that a 315 asks.
func (p *Peer) say319(request *istandaard.Bericht, answer, reason string) (busy bool, err error) {
	for _, reference := range references(request) {
		k := memory.Key("319", request.Wet(), request.Verzender(), reference, answer)
		granted := p.ledger.Tried[memory.Key("301", request.Wet(), request.Verzender(), reference)]
		if granted || p.ledger.Tried[k] {
			continue
		}
		m := p.newMessage(request.Wet().Soort("319"), request.Verzender())
		if err := fill(m, "Antwoord", istandaard.Antwoord{ReferentieAanbieder: reference, VerzoekAntwoord: answer, RedenAfwijzingVerzoek: reason}); err != nil {
			return busy, err
		}
		did, err := p.send(draft{message: m, key: k, base: request.Kop().Dagtekening})
		if busy = busy || did; err != nil {
			return busy, err
		}
	}
	return busy, nil
}

// allocation makes the 301 that grants a request.
func (p *Peer) allocation(request *istandaard.Bericht) (*istandaard.Bericht, error) {
	m := p.newMessage(request.Wet().Soort("301"), request.Verzender())
	var products []istandaard.ToegewezenProduct
	var client istandaard.Client
	var err error
	if request.Soort().Nummer() == "315" {
		var asked istandaard.VerzoekClient
		request.Inhoud().Naar(&asked)
		client, products = p.client(request, asked), p.asked(asked)
	} else {
		client = p.client(request, istandaard.VerzoekClient{Bsn: request.Inhoud().Tekst("Bsn")})
		if products, err = p.changed(request); err != nil {
			return nil, err
		}
	}
	highest := p.ledger.Highest[request.Wet()]
	for i := range products {
		t := &products[i]
		if t.ToewijzingNummer == 0 {
			highest++
			t.ToewijzingNummer = highest
		}
		t.Toewijzingsdatum, t.Toewijzingstijd = p.today, p.time()
	}
	client.ToegewezenProducten = products
	return m, fill(m, "Client", client)
}

// time is later for each message of a day: it counts the entries of the journal.
func (p *Peer) time() string {
	n := p.journal.Next() % (24 * 60 * 60)
	return fmt.Sprintf("%02d:%02d:%02d", n/3600, n/60%60, n%60)
}

// client is a client as the municipality knows her: from an earlier allocation, else from the request with an
// address that is made up.
func (p *Peer) client(request *istandaard.Bericht, asked istandaard.VerzoekClient) istandaard.Client {
	if c, ok := p.ledger.Clients[memory.Person{Law: request.Wet(), Municipality: p.Code, Bsn: asked.Bsn}]; ok {
		return c
	}
	home := istandaard.Contact{Soort: "01", Adres: &istandaard.Adres{Huis: &istandaard.Huis{Huisnummer: 1}, Postcode: "1000SA", LandCode: "NL"}}
	return istandaard.Client{Bsn: asked.Bsn, Geboortedatum: asked.Geboortedatum, Geslacht: asked.Geslacht, Contactgegevens: []istandaard.Contact{home},
		Naam: istandaard.VolledigeNaam{Geslachtsnaam: asked.Naam.Geslachtsnaam, Voornamen: asked.Naam.Voornamen, Voorletters: asked.Naam.Voorletters, NaamGebruik: "1"}}
}

// asked are the allocations that a 315 asks. A volume by the week needs an end (CD076): a year, where none is asked.
func (p *Peer) asked(c istandaard.VerzoekClient) (out []istandaard.ToegewezenProduct) {
	for _, a := range c.AangevraagdeProducten {
		t := istandaard.ToegewezenProduct{ReferentieAanbieder: a.ReferentieAanbieder, Product: a.Product, Ingangsdatum: a.ToewijzingIngangsdatum,
			Einddatum: a.ToewijzingEinddatum, Omvang: a.Omvang, Budget: a.Budget}
		weekly := t.Omvang != nil && t.Omvang.Frequentie == istandaard.FrequentieWeek
		if t.Einddatum == "" && (weekly || t.Budget != nil) {
			t.Einddatum = script.Plus(t.Ingangsdatum, 364)
		}
		out = append(out, t)
	}
	return out
}

// changed are the allocations that a 317 asks: those that run, as they will be, and the new ones (IV093).
func (p *Peer) changed(request *istandaard.Bericht) (out []istandaard.ToegewezenProduct, err error) {
	var running []rekenen.Toewijzing
	person := memory.Person{Law: request.Wet(), Municipality: p.Code, Bsn: request.Inhoud().Tekst("Bsn")}
	for _, a := range p.ledger.Allocations {
		if a.Person != person || a.Provider != request.Verzender() {
			continue
		}
		s, err := p.stand(a)
		if err != nil {
			return nil, err
		}
		if s.Toewijzing != nil {
			running = append(running, reckoned(s))
		}
	}
	var z istandaard.Verzoek
	request.Inhoud().Zoek("Verzoek").Naar(&z)
	list, err := rekenen.ToewijzingNaVerzoek(rekenen.Actueel(running, day(request.Kop().Dagtekening)), wishes(z))
	if err != nil {
		return nil, err
	}
	for _, r := range list {
		out = append(out, allocated(r))
	}
	return out, nil
}

// reckoned, wishes and allocated translate between the messages and package rekenen.
func reckoned(s keten.Stand) rekenen.Toewijzing {
	t := s.Toewijzing
	r := rekenen.Toewijzing{ToewijzingNummer: decimal(t.ToewijzingNummer), Budget: t.Budget, RedenWijziging: t.RedenWijziging,
		Geldig: rekenen.Periode{Begin: day(t.Ingangsdatum), Einde: day(t.Einddatum)}, Omvang: volume(t.Omvang)}
	if t.Product != nil {
		r.Product = rekenen.Product(*t.Product)
	}
	return r
}

func volume(o *istandaard.Omvang) rekenen.Omvang {
	if o == nil {
		return rekenen.Omvang{}
	}
	return rekenen.Omvang(*o)
}

func wishes(z istandaard.Verzoek) rekenen.Verzoek {
	v := rekenen.Verzoek{ReferentieAanbieder: z.ReferentieAanbieder}
	for _, o := range z.OngewijzigdeProducten {
		v.OngewijzigdeProducten = append(v.OngewijzigdeProducten, decimal(o.ToewijzingNummer))
	}
	for _, w := range z.TeWijzigenProducten {
		v.TeWijzigenProducten = append(v.TeWijzigenProducten, rekenen.TeWijzigenProduct{ToewijzingNummer: decimal(w.ToewijzingNummer),
			GewensteIngangsdatum: day(w.GewensteIngangsdatum), Einddatum: day(w.Einddatum), Omvang: volume(w.Omvang), Budget: w.Budget})
	}
	for _, n := range z.NieuweProducten {
		wish := rekenen.NieuwProduct{GewensteIngangsdatum: day(n.GewensteIngangsdatum), Einddatum: day(n.Einddatum), Omvang: volume(n.Omvang), Budget: n.Budget}
		if n.Product != nil {
			wish.Product = rekenen.Product(*n.Product)
		}
		v.NieuweProducten = append(v.NieuweProducten, wish)
	}
	return v
}

func allocated(r rekenen.Toewijzing) istandaard.ToegewezenProduct {
	n, _ := strconv.ParseInt(r.ToewijzingNummer, 10, 64) // empty: new
	t := istandaard.ToegewezenProduct{ToewijzingNummer: n, ReferentieAanbieder: r.ReferentieAanbieder, Ingangsdatum: datum(r.Geldig.Begin),
		Einddatum: datum(r.Geldig.Einde), RedenWijziging: r.RedenWijziging, Budget: r.Budget}
	if r.Product != (rekenen.Product{}) {
		product := istandaard.Product(r.Product)
		t.Product = &product
	}
	if r.Omvang.Gevuld() {
		size := istandaard.Omvang(r.Omvang)
		t.Omvang = &size
	}
	return t
}
