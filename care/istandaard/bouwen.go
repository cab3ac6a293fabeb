package istandaard

import "codeberg.org/samenkracht/samenkracht/care/istandaard/regel"

// Kop is what the sender of a new message says in its Header. A municipality is named by its CBS code of 4
// digits, a provider by its AGB code of 8; Identificatie must be new for this sender and type (TR056).
type Kop struct {
	Afzender, Ontvanger string
	Identificatie       string
	Dagtekening         Datum
}

// Nieuw begins a message with its Header. The type must exist.
func Nieuw(soort Soort, kop Kop) *Bericht {
	s := soort.Schema()
	if s == nil {
		panic("istandaard: " + string(soort) + " is no message type")
	}
	b := &Bericht{schema: s, Wortel: &Deel{el: s.Wortel}}
	h := b.Wortel.moet("Header")
	for _, regel := range [][2]string{{"BerichtCode", s.BerichtCode}, {"BerichtVersie", "3"}, {"BerichtSubversie", "2"},
		{"Afzender", kop.Afzender}, {"Ontvanger", kop.Ontvanger}, {"BerichtIdentificatie/Identificatie", kop.Identificatie},
		{"BerichtIdentificatie/Dagtekening", string(kop.Dagtekening)}, {"XsdVersie/BasisschemaXsdVersie", SchemaVersie},
		{"XsdVersie/BerichtXsdVersie", SchemaVersie}} {
		if err := h.Zet(regel[0], regel[1]); err != nil {
			panic("istandaard: " + err.Error())
		}
	}
	return b
}

// Kop is what the Header says about who sent the message. In a return message that is the header of the
// message that it answers, with the sender and receiver of that one.
func (b *Bericht) Kop() Kop {
	h := b.Header()
	return Kop{h.Tekst("Afzender"), h.Tekst("Ontvanger"), h.Tekst("BerichtIdentificatie", "Identificatie"),
		h.Datum("BerichtIdentificatie", "Dagtekening")}
}

// Verzender and Ontvanger are who sent this message and who gets it. A return message keeps the addresses of
// the message that it answers (IV028), so they are the other way around.
func (b *Bericht) Verzender() string {
	if b.Soort().IsRetour() {
		return b.Header().Tekst("Ontvanger")
	}
	return b.Header().Tekst("Afzender")
}

// Ontvanger is who gets this message.
func (b *Bericht) Ontvanger() string {
	if b.Soort().IsRetour() {
		return b.Header().Tekst("Afzender")
	}
	return b.Header().Tekst("Ontvanger")
}

// Kenmerk is the Identificatie by which this message is known to its sender and receiver.
func (b *Bericht) Kenmerk() string {
	if b.Soort().IsRetour() {
		return b.Header().Tekst("IdentificatieRetour")
	}
	return b.Kop().Identificatie
}

// Voeg adds a part to a class at its place in the schema and returns it. A list gets another member; of any
// other part the one that is there is returned. The error is a Fout when the class has no such part.
func (d *Deel) Voeg(naam string) (*Deel, error) {
	if d.el.Klasse == nil || d.el.Klasse.vind(naam) < 0 {
		return nil, Fout{Niveau: regel.Schema, Pad: d.el.Naam, zin: zinOnbekend, args: []any{kort(naam)}}
	}
	return d.moet(naam), nil
}

// moet adds a part that the class has a place for.
func (d *Deel) moet(naam string) *Deel {
	k := d.el.Klasse
	i := k.vind(naam)
	e := &k.Elementen[i]
	voor := d.voor(i)
	if voor != nil && voor.el.Naam == naam && e.Max == 1 {
		return voor
	}
	nieuw := &Deel{el: e}
	if voor == nil {
		nieuw.volgende, d.eerste = d.eerste, nieuw
	} else {
		nieuw.volgende, voor.volgende = voor.volgende, nieuw
	}
	if nieuw.volgende == nil {
		d.laatste = nieuw
	}
	return nieuw
}

// voor is the last part that stands at place i of the class, or before it.
func (d *Deel) voor(i int) (voor *Deel) {
	k := d.el.Klasse
	if d.laatste != nil && k.vind(d.laatste.el.Naam) <= i {
		return d.laatste
	}
	for deel := d.eerste; deel != nil && k.vind(deel.el.Naam) <= i; deel = deel.volgende {
		voor = deel
	}
	return voor
}

// Zet gives the element along a path such as Product/Categorie a value; classes on the way are made. An
// element that stands in a list gets another member. An empty value leaves the element out.
func (d *Deel) Zet(pad, waarde string) error {
	if waarde == "" {
		return nil
	}
	for naam := range deelPaden(pad) {
		var err error
		if d, err = d.Voeg(naam); err != nil {
			return err
		}
	}
	if d.el.Type == nil {
		return Fout{Niveau: regel.Schema, Pad: d.el.Naam, zin: zinTekst}
	}
	d.waarde = waarde
	return nil
}

// Weg takes the part with a name out of a class.
func (d *Deel) Weg(naam string) {
	for p := &d.eerste; *p != nil; p = &(*p).volgende {
		if (*p).el.Naam == naam {
			*p = (*p).volgende
			d.laatste = nil
			return
		}
	}
}

// Neem copies into a class every part of another class that it has a place for, as a return message takes
// over what it answers. What the class has already is left alone.
func (d *Deel) Neem(uit *Deel) {
	for deel := range uit.Delen() {
		e := d.el.Klasse.Element(deel.el.Naam)
		if e == nil || e.Max == 1 && d.Zoek(deel.el.Naam) != nil {
			continue
		}
		nieuw := d.moet(deel.el.Naam)
		nieuw.waarde = deel.waarde
		if e.Klasse != nil {
			nieuw.Neem(deel)
		}
	}
}
