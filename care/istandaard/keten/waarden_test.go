package keten

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/toets"
)

// wijzigClient is the class Client of a 317 and a 318.
type wijzigClient struct {
	Bsn         string
	Verzoek     istandaard.Verzoek
	RetourCodes []string
}

// waardenVan are the Go values of the content of a message, by number.
var waardenVan = map[string]any{"301": istandaard.Client{}, "302": istandaard.Client{}, "305": istandaard.StartClient{}, "306": istandaard.StartClient{},
	"307": istandaard.StopClient{}, "308": istandaard.StopClient{}, "315": istandaard.VerzoekClient{}, "316": istandaard.VerzoekClient{},
	"317": wijzigClient{}, "318": wijzigClient{}, "319": istandaard.Antwoord{}, "320": istandaard.Antwoord{}, "323": istandaard.Declaratie{},
	"325": istandaard.DeclaratieAntwoord{}}

const waardenPerSoort = 60

// TestWaarden builds messages of every type from random values, with nasty text in them: what can be written reads
// back as the same values, the checks say in two languages what is wrong with it, and it can be answered.
func TestWaarden(t *testing.T) {
	gelezen, schoon := 0, 0
	for i, soort := range istandaard.Soorten() {
		goed := 0
		for n := range waardenPerSoort {
			v := &vuller{r: rand.New(rand.NewPCG(uint64(n), uint64(i))), kwaad: n%2 == 0}
			if b := heenEnWeer(t, v, soort); b != nil {
				goed++
				if isBeoordeeld(t, b) {
					schoon++
				}
			}
		}
		gelezen += goed
		if goed < waardenPerSoort/4 {
			t.Errorf("%s: only %d messages could be written", soort, goed)
		}
	}
	if schoon == 0 || schoon == gelezen {
		t.Errorf("%d of %d messages break no rule", schoon, gelezen)
	}
}

// heenEnWeer writes a message with random values and reads it back; nil when there is something in it that cannot be
// written.
func heenEnWeer(t *testing.T, v *vuller, soort istandaard.Soort) *istandaard.Bericht {
	t.Helper()
	waarde := reflect.New(reflect.TypeOf(waardenVan[soort.Nummer()])).Elem()
	inhoud := soort.Schema().Wortel.Klasse.Elementen[1]
	v.klasse(waarde, inhoud.Klasse)
	b := v.bericht(soort, inhoud.Naam, waarde.Interface())
	if b == nil {
		return nil
	}
	data, err := b.Schrijf()
	if err != nil {
		isUitgelegd(t, err)
		return nil
	}
	terug, err := istandaard.Lees(data)
	if err != nil {
		t.Fatalf("%s: %v\n%s", soort, err, data)
	}
	is := reflect.New(waarde.Type())
	terug.Inhoud().Naar(is.Interface())
	if zonderBlanks(waarde); !reflect.DeepEqual(is.Elem().Interface(), waarde.Interface()) {
		t.Fatalf("%s:\n%+v\nread back as\n%+v\n%s", soort, waarde.Interface(), is.Elem().Interface(), data)
	}
	return terug
}

// isBeoordeeld holds that the checks explain what they find, and that their answer can be written. It reports
// whether no rule within the message is broken.
func isBeoordeeld(t *testing.T, b *istandaard.Bericht) bool {
	t.Helper()
	fouten := toets.Toets(b)
	isUitgelegd(t, fouten)
	for _, c := range []Controle{{}, {Geschiedenis: &Geheugen{}, Register: Openbaar{Dag: "2026-05-01"}}} {
		o, err := c.Beoordeel(b)
		if err != nil {
			t.Fatal(err)
		}
		isUitgelegd(t, o.Fouten)
		if antwoord := o.Antwoord("A1", "2026-05-01"); antwoord != nil {
			if _, err := antwoord.Schrijf(); err != nil {
				t.Fatalf("the answer to a %s cannot be written: %v", b.Soort(), err)
			}
		}
	}
	return len(fouten) == 0
}

// isUitgelegd holds that faults have a sentence in both languages, and say where they are.
func isUitgelegd(t *testing.T, err error) {
	t.Helper()
	fouten, is := err.(istandaard.Fouten)
	if !is {
		t.Fatalf("no faults but %v", err)
	}
	for _, f := range fouten {
		nl, en := f.Zin(istandaard.NL), f.Zin(istandaard.EN)
		if nl == "" || en == "" || nl == en || strings.Contains(nl+en, "%!") || f.Niveau == 0 {
			t.Fatalf("fault %+v: %q, %q", f, nl, en)
		}
	}
}

// zonderBlanks takes the blanks off dates and times, which do not count.
func zonderBlanks(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Field(i); f.Type() == reflect.TypeFor[istandaard.Datum]() || v.Type().Field(i).Name == "Toewijzingstijd" {
				f.SetString(strings.Trim(f.String(), " \t\r\n"))
			} else {
				zonderBlanks(f)
			}
		}
	case reflect.Pointer:
		if !v.IsNil() {
			zonderBlanks(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			zonderBlanks(v.Index(i))
		}
	}
}

// vuller makes random values that mostly are what the schema asks. With kwaad it spoils one in a while.
type vuller struct {
	r     *rand.Rand
	kwaad bool
}

func (v *vuller) kans(op int) bool { return v.r.IntN(op) == 0 }

// bericht makes a message around a value; nil when the value does not fit in it at all.
func (v *vuller) bericht(soort istandaard.Soort, naam string, waarde any) *istandaard.Bericht {
	kop := istandaard.Kop{Afzender: "12345678", Ontvanger: "0141", Identificatie: "M1", Dagtekening: "2026-04-30"}
	if soort.VanGemeente() != soort.IsRetour() {
		kop.Afzender, kop.Ontvanger = kop.Ontvanger, kop.Afzender
	}
	if v.kwaad {
		kop.Identificatie = v.tekst(12)
	}
	b := istandaard.Nieuw(soort, kop)
	velden := map[string]string{}
	switch {
	case soort.IsRetour():
		velden = map[string]string{"IdentificatieRetour": "R1", "DagtekeningRetour": "2026-05-01",
			"XsdVersieRetour/BasisschemaXsdVersie": "1.0.0", "XsdVersieRetour/BerichtXsdVersie": "1.0.0"}
	case soort.Nummer() == "325":
		velden = map[string]string{"DeclaratieIdentificatie/Identificatie": "C1", "DeclaratieIdentificatie/Dagtekening": "2026-04-30",
			"XsdVersieDeclaratie/BasisschemaXsdVersie": "1.0.0", "XsdVersieDeclaratie/BerichtXsdVersie": "1.0.0", "RetourCodes/RetourCode": "0200"}
	}
	for pad, w := range velden {
		if b.Header().Zet(pad, w) != nil {
			return nil
		}
	}
	d, err := b.Wortel.Voeg(naam)
	if err != nil || d.Van(waarde) != nil {
		return nil
	}
	return b
}

// klasse fills a struct.
func (v *vuller) klasse(f reflect.Value, k *istandaard.Klasse) {
	for i := range f.NumField() {
		e := k.Element(f.Type().Field(i).Name)
		switch {
		case e == nil && !(v.kwaad && v.kans(200)): // of the other law, or of a return message
		case e == nil:
			if f.Field(i).Kind() == reflect.String {
				f.Field(i).SetString("1")
			}
		case e.Verplicht() && !(v.kwaad && v.kans(300)), !e.Verplicht() && v.kans(2):
			v.veld(f.Field(i), e)
		}
	}
}

// veld fills a field.
func (v *vuller) veld(f reflect.Value, e *istandaard.Element) {
	switch f.Kind() {
	case reflect.Pointer:
		f.Set(reflect.New(f.Type().Elem()))
		v.veld(f.Elem(), e)
	case reflect.Struct:
		v.klasse(f, e.Klasse)
	case reflect.Slice:
		for range 1 + v.r.IntN(3) {
			een := reflect.New(f.Type().Elem()).Elem()
			v.veld(een, &e.Klasse.Elementen[0])
			f.Set(reflect.Append(f, een))
		}
	case reflect.Int64:
		f.SetInt(v.getal(e.Type))
	case reflect.String:
		f.SetString(v.waarde(e.Type))
	}
}
