package istandaard

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/care/istandaard/standaardtest"
)

// klassenVan are the classes of a message by name, and the Header.
func klassenVan(k *Klasse, uit map[string]*Klasse) {
	for _, e := range k.Elementen {
		if e.Klasse != nil && !e.Klasse.Basis {
			uit[e.Klasse.Naam] = e.Klasse
			klassenVan(e.Klasse, uit)
		}
	}
}

// typeVan finds the data type that a rule names, such as 301.Contact.Adres/Huis/Huisnummer. The number may be
// retour, for what return messages have besides what they repeat. It is nil when this law has no such element.
func typeVan(wet Wet, plaats string) *Type {
	delen := strings.SplitN(plaats, ".", 3)
	nummer := strings.Replace(delen[0], "retour", "302", 1)
	klassen := map[string]*Klasse{}
	klassenVan(wet.Soort(nummer).Schema().Wortel.Klasse, klassen)
	k := klassen[delen[1]]
	var e *Element
	for naam := range strings.SplitSeq(delen[2], "/") {
		if k == nil {
			return nil
		}
		if e = k.Element(naam); e == nil {
			return nil
		}
		k = e.Klasse
	}
	return e.Type
}

// grens is the limit of a data type that a rule may set, as the table of rules writes it.
func grens(t *Type, id string) string {
	switch {
	case id == "RS001" && t.vorm == geheel:
		return "minInclusive value='0'"
	case id == t.regelMax && t.vorm == geheel:
		return "maxInclusive value='" + strconv.FormatInt(t.Hoogste, 10) + "'"
	case id == t.regelMax:
		return "maxLength value='" + strconv.Itoa(t.Langer) + "'"
	case id == t.regelPat:
		return "pattern value='" + t.Patroon + "'"
	}
	return ""
}

// alleenIJw are elements of a rule that the Wmo has not.
var alleenIJw = []string{"315.Client.GezagsdragerBekend", "319.Woonplaatsbeginsel.Gemeente"}

// TestRegelBijElement holds that a fault in a value names the rule that the standard binds to that element, and
// no other.
func TestRegelBijElement(t *testing.T) {
	gebonden := map[string]bool{}
	for _, rij := range standaardtest.Tabel(t, "rules.tsv") {
		if rij["control_level"] != "xsd" {
			continue
		}
		for plaats := range strings.SplitSeq(rij["elements"], ";") {
			for _, wet := range []Wet{IWmo, IJw} {
				if plaats == "" || wet == IWmo && slices.Contains(alleenIJw, plaats) {
					continue
				}
				soort := typeVan(wet, plaats)
				if soort == nil {
					t.Errorf("%s %s: no element %s", wet, rij["id"], plaats)
					continue
				}
				want := strings.Replace(rij["xsd_restriction"], "value =", "value=", 1)
				if is := grens(soort, rij["id"]); is != want && (rij["id"] != "RS047" || soort.regelPat != "RS047") {
					t.Errorf("%s %s %s: %s, not %s", wet, rij["id"], plaats, is, want)
				}
				gebonden[string(wet)+" "+plaats+" "+rij["id"]] = true
			}
		}
	}
	for _, soort := range Soorten() {
		klassen := map[string]*Klasse{}
		klassenVan(soort.Schema().Wortel.Klasse, klassen)
		for naam, k := range klassen {
			ongebonden(t, gebonden, soort, naam, k)
		}
	}
}

func ongebonden(t *testing.T, gebonden map[string]bool, soort Soort, pad string, k *Klasse) {
	for _, e := range k.Elementen {
		scheiding := "/"
		if !strings.Contains(pad, ".") {
			scheiding = "."
		}
		deel := pad + scheiding + e.Naam
		if e.Klasse != nil && e.Klasse.Basis {
			ongebonden(t, gebonden, soort, deel, e.Klasse)
		}
		if e.Type == nil {
			continue
		}
		for _, id := range []string{e.Type.regelMax, e.Type.regelPat} {
			nummers := []string{soort.Nummer(), string(soort.Heen()), "retour"}
			if soort.Heen() != "" {
				nummers[1] = soort.Heen().Nummer()
			}
			if id != "" && !slices.ContainsFunc(nummers, func(nr string) bool { return gebonden[string(soort.Wet())+" "+nr+"."+deel+" "+id] }) {
				t.Errorf("%s %s: no rule %s", soort, deel, id)
			}
		}
	}
}
