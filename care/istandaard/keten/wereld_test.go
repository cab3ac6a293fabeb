package keten

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/rekenen"
)

// wereld is two municipalities and two providers who write to each other under both laws.
type wereld struct {
	r           *rand.Rand
	dag         istandaard.Datum
	lijnen      []lijn
	m           *model
	kruisend    bool              // messages are on their way while others are sent
	anderTarief map[string]string // a product for which a municipality knows another rate than the providers do
	post        []brief           // on its way
	bureau      []wachtend
	bezorgd     []brief // taken in or refused before
	geweigerd   []brief // refused before
	nummer      int64
	kenmerk     string // of the next message; empty: a new one
	verslag     []string
	aantal      map[string]int
	clienten    []string
}

func nieuweWereld(zaad uint64, kruisend bool) *wereld {
	w := &wereld{r: rand.New(rand.NewPCG(zaad, 32)), dag: "2026-01-05", m: &model{maanden: map[lijn]istandaard.Datum{}},
		kruisend: kruisend, anderTarief: map[string]string{}, aantal: map[string]int{}}
	var partijen []*Partij
	for _, p := range []*Partij{{Rol: Gemeente, Code: "0141"}, {Rol: Gemeente, Code: "0363"}, {Rol: Aanbieder, Code: "12345678"}, {Rol: Aanbieder, Code: "87654321"}} {
		p.Archief, p.Register = &Geheugen{}, contract{w, p.Code}
		if w.r.IntN(2) == 0 {
			p.Archief = &papier{}
		}
		p.Vandaag = func() istandaard.Datum { return w.dag }
		p.Kenmerk = func() string { return cmp.Or(w.kenmerk, "M"+nummerTekst(w.volgend())) }
		partijen = append(partijen, p)
	}
	for _, wet := range []istandaard.Wet{istandaard.IWmo, istandaard.IJw} {
		for _, g := range partijen[:2] {
			for _, a := range partijen[2:] {
				w.lijnen = append(w.lijnen, lijn{wet, g, a})
			}
		}
	}
	w.lijnen = w.lijnen[w.r.IntN(7):] // fewer of them, so that more is said between the same two
	w.lijnen = w.lijnen[:1+w.r.IntN(len(w.lijnen))]
	if w.r.IntN(2) == 0 {
		for _, g := range partijen[:2] {
			w.anderTarief[g.Code] = "A01"
		}
	}
	for n := 999900006; len(w.clienten) < 7; n++ {
		if bsn := strconv.Itoa(n); rekenen.Elfproef(bsn) {
			w.clienten = append(w.clienten, bsn)
		}
	}
	return w
}

// papier keeps facts as text, as a store does that outlives the process.
type papier struct{ Geheugen }

func (p *papier) Bewaar(feiten []Feit) error {
	data, err := json.Marshal(feiten)
	if err != nil {
		return err
	}
	var terug []Feit
	if err := json.Unmarshal(data, &terug); err != nil {
		return err
	}
	return p.Geheugen.Bewaar(terug)
}

// volgend is a number that was not used before, by anybody.
func (w *wereld) volgend() int64 {
	w.nummer++
	return w.nummer
}

// contract is the world outside as one party knows it: an hour of every product has a rate, but products that
// end on 4 are in no contract.
type contract struct {
	w    *wereld
	code string
}

func (c contract) Vandaag() istandaard.Datum { return c.w.dag }

func (c contract) Gemeente(code string, op istandaard.Datum) bool {
	return Openbaar{}.Gemeente(code, op)
}

func (c contract) Product(_ istandaard.Wet, p istandaard.Product, _ istandaard.Datum) (past, bekend bool) {
	return strings.HasPrefix(p.Code, p.Categorie), true
}

func (c contract) Tarief(_ istandaard.Wet, _, _ string, p istandaard.Product, _ istandaard.Datum) (int64, string, bool) {
	if inGeenContract(p) {
		return 0, "", false
	}
	tarief := tariefVan(p)
	if anders := c.w.anderTarief[c.code]; anders != "" && strings.HasSuffix(p.Code, anders) {
		tarief += 3
	}
	return tarief, "04", true
}

func inGeenContract(p istandaard.Product) bool { return strings.HasSuffix(p.Code, "4") }

// tariefVan is what an hour costs, in cents.
func tariefVan(p istandaard.Product) int64 {
	n, _ := strconv.ParseInt(p.Categorie, 10, 64)
	return 1000 + 97*n + int64(p.Code[len(p.Code)-1])
}

func kies[T any](w *wereld, uit []T) (een T, ok bool) {
	if len(uit) == 0 {
		return een, false
	}
	return uit[w.r.IntN(len(uit))], true
}

func (w *wereld) client() string { return w.clienten[w.r.IntN(len(w.clienten))] }

// kans is one time in so many.
func (w *wereld) kans(op int) bool { return w.r.IntN(op) == 0 }

func (w *wereld) bouw(l lijn, nummer, klasse string, van any) *istandaard.Bericht {
	soort := l.wet.Soort(nummer)
	zender, naar := l.kanten(soort)
	b := zender.Nieuw(soort, naar.Code)
	d, err := b.Wortel.Voeg(klasse)
	if err == nil {
		err = d.Van(van)
	}
	if err != nil {
		mis("%s: %v", soort, err)
	}
	return b
}

// reden reports whether the receiver of the next message has a reason of its own to refuse it.
func (w *wereld) reden() bool { return w.kans(14) }

// wijsAf refuses a message: its head, its content, or any part of that; of claims mostly a line.
func (w *wereld) wijsAf(o *Oordeel) {
	var regels []*istandaard.Deel
	delen := []*istandaard.Deel{o.Bericht.Header(), o.Bericht.Inhoud()}
	for d := range o.Bericht.Inhoud().Alle() {
		delen = append(delen, d)
		if d.Naam() == "Prestatie" {
			regels = append(regels, d)
		}
	}
	deel, _ := kies(w, delen)
	if regel, ok := kies(w, regels); ok && !w.kans(3) {
		deel = regel
	}
	o.WijsAf(deel, "S300")
}

// tel counts a message that is sent and notes it.
func (w *wereld) tel(b *istandaard.Bericht, wat string) {
	w.aantal[string(b.Soort())]++
	if b.Soort().Antwoord() == "" {
		w.noteer(b, wat)
	}
}

// noteer writes a short line about a message.
func (w *wereld) noteer(b *istandaard.Bericht, wat string) {
	k := b.Kop()
	delen := []string{string(w.dag), b.Verzender() + ">" + b.Ontvanger(), string(b.Soort()), k.Identificatie}
	for d := range b.Inhoud().Alle() {
		switch naam := d.Naam(); naam {
		case "Bsn":
			delen = append(delen, "bsn.."+d.Waarde()[5:])
		case "ToewijzingNummer", "ReferentieAanbieder", "Ingangsdatum", "Einddatum", "Begindatum", "RedenWijziging", "RedenBeeindiging",
			"StatusAanlevering", "VerzoekAntwoord", "ReferentieNummer", "VorigReferentieNummer", "GeleverdVolume", "Bedrag", "Volume",
			"Eenheid", "Frequentie", "Budget", "Code", "Categorie", "ProductCode", "DebetCredit":
			delen = append(delen, kortNaam(naam)+"="+d.Waarde())
		}
	}
	if wat != "" {
		delen = append(delen, "["+wat+"]")
	}
	w.verslag = append(w.verslag, strings.Join(delen, " "))
}

func kortNaam(naam string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r
		}
		return -1
	}, naam)
}

func nummerTekst(n int64) string { return strconv.FormatInt(n, 10) }

// zettenVan are all that the two sides may want to send; those that come up more stand there more often.
var zettenVan = slices.Concat(zettenGemeente, zettenGemeente, zettenAanbieder, zettenAanbieder, slices.Repeat([]beurt{declareer}, 12))

// beurt makes a message that may be sent; nil when there is nothing to say.
type beurt func(*wereld, lijn) *istandaard.Bericht

func stempel(w *wereld, t istandaard.ToegewezenProduct) istandaard.ToegewezenProduct {
	n := w.volgend() % 3600
	t.Toewijzingsdatum, t.Toewijzingstijd = w.dag, fmt.Sprintf("12:%02d:%02d", n/60, n%60)
	return t
}
