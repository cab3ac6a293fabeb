package keten

import (
	"flag"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
)

var (
	zaden      = flag.Int("zaden", 20, "how many conversations TestEigenschappen plays")
	eersteZaad = flag.Int("zaad", 0, "the seed of the first conversation")
)

const zetten = 130 // messages that are sent in one conversation, without their answers

// TestEigenschappen plays random conversations under both laws: municipalities and providers send each other
// whatever they may, refuse now and then for reasons of their own, and make mistakes. In every third conversation
// messages are on their way while others are sent.
func TestEigenschappen(t *testing.T) {
	aantal := map[string]int{}
	for zaad := *eersteZaad; zaad < *eersteZaad+*zaden; zaad++ {
		w := nieuweWereld(uint64(zaad), zaad%3 == 2)
		if mis := w.speel(zetten); mis != "" {
			t.Fatalf("seed %d: %s\n%s", zaad, mis, strings.Join(w.verslag, "\n"))
		}
		for soort, n := range w.aantal {
			aantal[soort] += n
		}
	}
	t.Log(aantal)
	for _, soort := range istandaard.Soorten() {
		if aantal[string(soort)] == 0 && *zaden >= 20 {
			t.Errorf("no %s was sent", soort)
		}
	}
}

// TestHerhaalbaar holds that a seed plays the same conversation each time.
func TestHerhaalbaar(t *testing.T) {
	for _, kruisend := range []bool{false, true} {
		a, b := nieuweWereld(7, kruisend), nieuweWereld(7, kruisend)
		if mis := a.speel(60) + b.speel(60); mis != "" || !slices.Equal(a.verslag, b.verslag) {
			t.Errorf("%s\n%s\nis not\n%s", mis, strings.Join(a.verslag, "\n"), strings.Join(b.verslag, "\n"))
		}
	}
}

// mislukt is what was found wrong in a conversation.
type mislukt string

func mis(vorm string, args ...any) { panic(mislukt(fmt.Sprintf(vorm, args...))) }

// speel plays a conversation and says what was wrong in it.
func (w *wereld) speel(zetten int) (uit string) {
	defer func() {
		if p := recover(); p != nil {
			m, is := p.(mislukt)
			if !is {
				panic(p)
			}
			uit = string(m)
		}
	}()
	for n := range zetten {
		if w.r.IntN(3) == 0 {
			w.dag = plus(w.dag, 1+w.r.IntN(12))
		}
		w.zet()
		w.bezorg()
		if n%25 == 0 && !w.kruisend {
			w.overal()
		}
	}
	for len(w.post)+len(w.bureau) > 0 {
		w.bezorg()
		w.antwoordDeclaratie()
	}
	w.overal()
	return ""
}

// zet lets one side send something: mostly what it may, sometimes what it may not, or something a second time.
func (w *wereld) zet() {
	for range 20 {
		l := w.lijnen[w.r.IntN(len(w.lijnen))]
		switch n := w.r.IntN(100); {
		case n < 15 && !w.kruisend:
			if f := misgrepen[w.r.IntN(len(misgrepen))]; w.vergis(l, f) {
				return
			}
		case n < 17 && len(w.bezorgd) > 0:
			w.nogEens(w.bezorgd[w.r.IntN(len(w.bezorgd))])
			return
		case n < 28 && len(w.bureau) > 0:
			w.antwoordDeclaratie()
			return
		default:
			z := zettenVan[w.r.IntN(len(zettenVan))]
			if b := z(w, l); b != nil {
				w.verstuur(l, b)
				return
			}
		}
	}
}

// verstuur sends a message that its sender may send by all that was taken in.
func (w *wereld) verstuur(l lijn, b *istandaard.Bericht) {
	van, _ := l.kanten(b.Soort())
	data, err := van.Verzend(b)
	if err != nil {
		if !w.kruisend {
			w.noteer(b, "")
			mis("%s may not leave: %v", b.Soort(), err)
		}
		return // something is on its way that the model has not seen
	}
	w.tel(b, "")
	w.post = append(w.post, brief{l, data})
	if !w.kruisend {
		w.bezorg()
		w.gelijk(l, b)
	}
}

// kanten are who sends and who receives messages of a type.
func (l lijn) kanten(soort istandaard.Soort) (van, naar *Partij) {
	if soort.VanGemeente() {
		return l.g, l.a
	}
	return l.a, l.g
}

// brief is a message on its way.
type brief struct {
	lijn
	data []byte
}

// bezorg brings messages to their receivers: all that are on their way, or one when messages may cross. Messages
// from one side to another arrive in the order in which they left.
func (w *wereld) bezorg() {
	for len(w.post) > 0 {
		i := 0
		if w.kruisend {
			if w.kans(3) {
				return
			}
			i = w.r.IntN(len(w.post))
			i = slices.IndexFunc(w.post, func(b brief) bool { return w.zelfdeWeg(b, w.post[i]) })
		}
		b := w.post[i]
		w.post = slices.Delete(w.post, i, i+1)
		w.ontvang(b, w.reden(), "")
	}
}

func (w *wereld) zelfdeWeg(a, b brief) bool {
	return a.g == b.g && a.a == b.a && w.lees(a).Soort().VanGemeente() == w.lees(b).Soort().VanGemeente()
}

func (w *wereld) lees(b brief) *istandaard.Bericht {
	bericht, err := istandaard.Lees(b.data)
	if err != nil {
		mis("what was sent cannot be read: %v", err)
	}
	return bericht
}

// ontvang lets the receiver take in a message and send its answer. With a reason of its own it refuses the message,
// or a part of it; a rule is what the message is known to break.
func (w *wereld) ontvang(f brief, reden bool, regel string) {
	b := w.lees(f)
	van, naar := f.kanten(b.Soort())
	if b.Soort().Antwoord() == "" {
		if uit, err := naar.Ontvang(f.data); err != nil || len(uit.Fouten) > 0 {
			mis("%s for %s: %v %v", b.Soort(), van.Code, err, uit)
		}
		w.gelijk(f.lijn, b)
		return
	}
	o, err := Controle{Geschiedenis: naar.Archief, Register: naar.Register}.Beoordeel(b)
	if err != nil {
		mis("%s: %v", b.Soort(), err)
	}
	w.past(o, f, regel)
	if reden {
		w.wijsAf(o)
	}
	w.noteer(b, strings.Join(o.Fouten.Regels(), " "))
	uit, err := naar.NeemIn(o)
	if err != nil {
		mis("%s: %v", b.Soort(), err)
	}
	if o.Afgekeurd() {
		w.geweigerd = append(w.geweigerd, f)
	} else {
		w.m.verwerk(f.lijn, b)
	}
	w.bezorgd = append(w.bezorgd, f)
	if b.Soort().Nummer() == "323" {
		zonderCredit := w.m.zonderCredit(uit)
		w.geld(f.lijn, uit)
		w.bureau = append(w.bureau, wachtend{f.lijn, o, uit})
		if regel != "" || o.Afgekeurd() || zonderCredit || w.kans(2) {
			w.antwoordDeclaratie()
		}
		return
	}
	w.terug(f.lijn, uit.Antwoord)
}

// past holds the faults that the receiver found: none in what its sender may send, unless the two know other rates.
func (w *wereld) past(o *Oordeel, f brief, regel string) {
	if w.kruisend || len(w.post) > 0 {
		return
	}
	if regel != "" && !slices.Contains(o.Fouten.Regels(), regel) {
		mis("the receiver does not see %s in %s: %v", regel, o.Bericht.Soort(), o.Fouten)
	}
	if regel != "" {
		return
	}
	for d := range o.Bericht.Wortel.Alle() {
		anders := w.anderTarief[f.g.Code] != "" && strings.HasSuffix(d.Tekst("ProductCode"), w.anderTarief[f.g.Code])
		if len(o.codes[d]) > 0 && !anders {
			w.noteer(o.Bericht, "")
			mis("%s that its sender may send is refused: %v", o.Bericht.Soort(), o.Fouten)
		}
	}
	for _, r := range o.Fouten.Regels() {
		if r != "TR418" && r != "TR346" {
			mis("%s that its sender may send breaks %s", o.Bericht.Soort(), r)
		}
	}
}

// wachtend is a claim that a municipality has not answered yet.
type wachtend struct {
	lijn
	o   *Oordeel
	uit *Ontvangst
}

// antwoordDeclaratie lets a municipality answer the claim that waits longest, or another.
func (w *wereld) antwoordDeclaratie() {
	if len(w.bureau) == 0 {
		return
	}
	i := len(w.bureau) - 1
	if !w.bureau[i].o.Afgekeurd() && len(w.bureau[i].o.Fouten) == 0 {
		i = w.r.IntN(len(w.bureau))
	}
	x := w.bureau[i]
	w.bureau = slices.Delete(w.bureau, i, i+1)
	w.terug(x.lijn, x.uit.Antwoord)
}

// terug sends an answer.
func (w *wereld) terug(l lijn, b *istandaard.Bericht) {
	van, _ := l.kanten(b.Soort())
	data, err := van.Verzend(b)
	if err != nil {
		mis("the answer %s may not leave: %v", b.Soort(), err)
	}
	if b.Soort().Nummer() == "325" {
		w.m.verwerk(l, b)
	}
	w.tel(b, strings.Join(Retourcodes(b), " "))
	w.post = append(w.post, brief{l, data})
	if !w.kruisend {
		w.bezorg()
	}
}

// nogEens brings a message to its receiver a second time.
func (w *wereld) nogEens(f brief) {
	b := w.lees(f)
	w.noteer(b, "arrives again")
	_, naar := f.kanten(b.Soort())
	uit, err := naar.Ontvang(f.data)
	if err != nil || !slices.Contains(uit.Fouten.Regels(), "TR056") {
		mis("%s arrives again: %v %v", b.Soort(), err, uit)
	}
	data, err := naar.Verzend(uit.Antwoord)
	if err != nil {
		mis("the answer to %s that arrives again may not leave: %v", b.Soort(), err)
	}
	w.post = append(w.post, brief{f.lijn, data})
}

// vergis lets a side send something that breaks a rule: its own check stops that, and so does the other side
// when it comes all the same.
func (w *wereld) vergis(l lijn, f misgreep) bool {
	b, regel := f(w, l)
	if b == nil {
		return false
	}
	van, _ := l.kanten(b.Soort())
	w.noteer(b, "breaks "+regel)
	w.aantal[regel]++
	_, err := van.Verzend(b)
	if fouten, _ := err.(istandaard.Fouten); !slices.Contains(fouten.Regels(), regel) {
		mis("the sender does not see %s in %s: %v", regel, b.Soort(), err)
	}
	w.gelijk(l, b)
	if w.kans(2) && regel != "TR056" { // with a number that was used, the sender cannot undo what it says
		data, err := verzendBlind(van, b)
		if err != nil {
			mis("%s: %v", b.Soort(), err)
		}
		w.ontvang(brief{l, data}, false, regel)
		w.gelijk(l, b)
	}
	return true
}

// gelijk holds the allocations that a message names against the model, on both sides.
func (w *wereld) gelijk(l lijn, b *istandaard.Bericht) {
	if w.kruisend || len(w.post) > 0 {
		return
	}
	for d := range b.Wortel.Alle() {
		if nummer, ok := d.Getal("ToewijzingNummer"); ok {
			if x := w.m.vind(l, nummer); x != nil {
				w.klopt(x)
			}
		}
	}
}

// overal holds everything against the model.
func (w *wereld) overal() {
	for _, x := range w.m.toewijzingen {
		w.klopt(x)
		if tweemaal := dubbel(tellend(x.regels)); tweemaal != "" {
			mis("allocation %d: %s", x.t.ToewijzingNummer, tweemaal)
		}
	}
	for _, z := range w.m.verzoeken {
		for _, p := range []*Partij{z.g, z.a} {
			v := &beeld{Bron: Bron{Soort: z.wet.Soort("319"), Gemeente: z.g.Code, Aanbieder: z.a.Code}, g: &Geheugen{Onder: p.Archief}}
			is := v.verzoek(z.referentie())
			if is.open() == z.klaar || (len(is.antwoorden) > 0) != z.onderzoek || (len(is.toegewezen) > 0) != z.gehonoreerd {
				mis("request %s of %s: %s has %+v, not %+v", z.referentie(), z.a.Code, p.Code, is, *z)
			}
		}
	}
}

func (w *wereld) klopt(x *mToewijzing) {
	for _, p := range []*Partij{x.g, x.a} {
		if x.taak {
			w.kloptTaak(x, p)
			continue
		}
		s, err := StandVan(p.Archief, x.wet, x.g.Code, x.t.ToewijzingNummer)
		if wil := x.stand(); err != nil || !reflect.DeepEqual(s, wil) {
			mis("allocation %s %d of %s: %s has %s, not %s (%v)", x.wet, x.t.ToewijzingNummer, x.g.Code, p.Code, standTekst(s), standTekst(wil), err)
		}
	}
}

func (w *wereld) kloptTaak(x *mToewijzing, p *Partij) {
	v := &beeld{Bron: Bron{Soort: x.wet.Soort("305"), Gemeente: x.g.Code, Aanbieder: x.a.Code}, g: &Geheugen{Onder: p.Archief}}
	var is []mLevering
	for _, l := range v.leveringen(nil, x.t.Product, x.bsn) {
		is = append(is, mLevering{l.begint, l.stops})
	}
	if !slices.EqualFunc(is, x.leveringen, mLevering.gelijk) {
		mis("task of %s for %s: %s has %v, not %v", x.a.Code, x.bsn, p.Code, is, x.leveringen)
	}
}

func (v mLevering) gelijk(ander mLevering) bool {
	return v.begin == ander.begin && slices.EqualFunc(v.stops, ander.stops, zelfdeStop)
}
