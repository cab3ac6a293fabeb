package istandaard

import (
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// knoop is an element of an XSD, with all that stands in it.
type knoop struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Delen   []knoop    `xml:",any"`
}

func (k knoop) attr(naam string) string {
	for _, a := range k.Attrs {
		if a.Name.Local == naam && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// deel is the part with a name; it holds that there is one, and that only that and annotations are there.
func (k knoop) deel(t *testing.T, naam string) knoop {
	t.Helper()
	delen := slices.DeleteFunc(slices.Clone(k.Delen), func(d knoop) bool { return d.XMLName.Local == "annotation" })
	if len(delen) != 1 || delen[0].XMLName.Local != naam {
		t.Fatalf("%s %s holds other parts than %s", k.XMLName.Local, k.attr("name"), naam)
	}
	return delen[0]
}

// xsd is a schema with its base schema: what the published files say, in the words of our declaration.
type xsd struct {
	t     *testing.T
	namen map[string]knoop // the types and elements of both files by their prefixed name
	eigen string           // the prefix of the message
	basis string
}

func leesXSD(t *testing.T, soort Soort) *xsd {
	t.Helper()
	pad := schemaBestand(t, soort)
	x := &xsd{t: t, namen: map[string]knoop{}, eigen: soort.Prefix(), basis: string(soort.Wet())}
	x.bestand(pad, x.eigen, soort.Naamruimte())
	basis := filepath.Join(filepath.Dir(pad), "basisschema.xsd")
	if _, err := os.Stat(basis); err != nil { // the derived schemas stand beside the folder of the base schema
		basis = standaard(t, string(soort.Wet())+"-3.2", "schema", "basisschema.xsd")
	}
	x.bestand(basis, x.basis, soort.Wet().Basisruimte())
	return x
}

// bestand reads a file and holds that it has nothing but what our declaration can say.
func (x *xsd) bestand(pad, prefix, ruimte string) {
	x.t.Helper()
	data, err := os.ReadFile(pad)
	if err != nil {
		x.t.Fatal(err)
	}
	var k knoop
	if err := xml.Unmarshal(data, &k); err != nil {
		x.t.Fatal(err)
	}
	if k.attr("targetNamespace") != ruimte || k.attr("elementFormDefault") != "qualified" {
		x.t.Errorf("%s: namespace %s", pad, k.attr("targetNamespace"))
	}
	for _, d := range k.Delen {
		switch d.XMLName.Local {
		case "complexType", "simpleType", "element":
			x.namen[d.XMLName.Local+" "+prefix+":"+d.attr("name")] = d
		case "import", "annotation":
		default:
			x.t.Errorf("%s: unknown part %s", pad, d.XMLName.Local)
		}
	}
}

// element describes an element and all in it, a line for each.
func (x *xsd) element(k knoop, pad string, uit *[]string) {
	pad += "/" + k.attr("name")
	min, max := "1", "1"
	for _, a := range k.Attrs {
		switch a.Name.Local {
		case "minOccurs":
			min = a.Value
		case "maxOccurs":
			max = a.Value
		case "name", "type":
		default:
			x.t.Errorf("%s: unknown attribute %s", pad, a.Name.Local)
		}
	}
	soort := k.attr("type")
	klasse, is := x.namen["complexType "+soort]
	if !is {
		simpel, is := x.namen["simpleType "+soort]
		if soort == "" {
			simpel = k.deel(x.t, "simpleType")
		} else if !is {
			x.t.Fatalf("%s: no type %s", pad, soort)
		}
		*uit = append(*uit, fmt.Sprintf("%s %s-%s %s %s", pad, min, max, soort, x.facetten(simpel)))
		return
	}
	*uit = append(*uit, fmt.Sprintf("%s %s-%s %s", pad, min, max, soort))
	for _, d := range klasse.deel(x.t, "sequence").Delen {
		if d.XMLName.Local != "element" {
			x.t.Errorf("%s: unknown part %s", pad, d.XMLName.Local)
		}
		x.element(d, pad, uit)
	}
}

// facetten are the limits of a simple type, those of its base first.
func (x *xsd) facetten(k knoop) string {
	r := k.deel(x.t, "restriction")
	uit := r.attr("base")
	if basis, is := x.namen["simpleType "+uit]; is {
		uit = x.facetten(basis)
	}
	var codes, rest []string
	for _, d := range r.Delen {
		if d.XMLName.Local == "enumeration" {
			codes = append(codes, d.attr("value"))
		} else {
			rest = append(rest, d.XMLName.Local+"="+d.attr("value"))
		}
	}
	slices.Sort(rest)
	if slices.Sort(codes); codes != nil {
		rest = append(rest, "codes="+strings.Join(codes, ","))
	}
	return strings.Join(append([]string{uit}, rest...), " ")
}

// beschrijf describes an element of our declaration in the same way.
func beschrijf(e *Element, soort Soort, pad string, uit *[]string) {
	pad += "/" + e.Naam
	max := "unbounded"
	if e.Max > 0 {
		max = fmt.Sprint(e.Max)
	}
	naam, basis := e.typenaam()
	prefix := soort.Prefix()
	if basis {
		prefix = string(soort.Wet())
	}
	if naam != "" {
		naam = prefix + ":" + naam
	}
	regel := fmt.Sprintf("%s %d-%s %s", pad, e.Min, max, naam)
	if e.Type != nil {
		*uit = append(*uit, regel+" "+limieten(e.Type))
		return
	}
	*uit = append(*uit, regel)
	for i := range e.Klasse.Elementen {
		beschrijf(&e.Klasse.Elementen[i], soort, pad, uit)
	}
}

// limieten are the limits of a data type. A type that is declared on the spot has those of its base first.
func limieten(t *Type) string {
	if t.Anoniem {
		return limieten(typenVan(IWmo)[strings.TrimPrefix(t.Naam, "LDT_")]) + " pattern=" + t.Patroon
	}
	var uit []string
	als := func(ja bool, naam string, waarde any) {
		if ja {
			uit = append(uit, naam+"="+fmt.Sprint(waarde))
		}
	}
	als(t.vorm == geheel, "maxInclusive", t.Hoogste)
	als(t.Langer > 0, "maxLength", t.Langer)
	als(t.vorm == geheel, "minInclusive", 0)
	als(t.Korter > 0, "minLength", t.Korter)
	als(t.Patroon != "", "pattern", t.Patroon)
	if t.Codes != nil {
		var codes []string
		for _, c := range t.Codes.Codes {
			codes = append(codes, c.Code)
		}
		slices.Sort(codes)
		als(true, "codes", strings.Join(codes, ","))
	}
	basis := map[vorm]string{tekst: "xs:string", geheel: "xs:integer", datum: "xs:date", tijd: "xs:time"}[t.vorm]
	return strings.Join(append([]string{basis}, uit...), " ")
}

// TestSchema holds our declaration against the published schemas: every element, its place, how often it may
// stand there, its type and the limits of that.
func TestSchema(t *testing.T) {
	regels := 0
	for _, soort := range Soorten() {
		x := leesXSD(t, soort)
		var want, is []string
		x.element(x.namen["element "+x.eigen+":Bericht"], "", &want)
		beschrijf(soort.Schema().Wortel, soort, "", &is)
		for i := range max(len(want), len(is)) {
			if i >= len(want) || i >= len(is) || want[i] != is[i] {
				t.Errorf("%s:\nschema %q\nours   %q", soort, want[min(i, len(want)-1)], is[min(i, len(is)-1)])
				break
			}
		}
		code := soort.Schema().Wortel.Klasse.Element("Header").Klasse.Element("BerichtCode").Type
		if code.Patroon != soort.Schema().BerichtCode {
			t.Errorf("%s: code %s and %s", soort, code.Patroon, soort.Schema().BerichtCode)
		}
		regels += len(want)
	}
	if regels < 1500 {
		t.Errorf("only %d elements", regels)
	}
}

// TestBasis holds that no type of the base schemas is missing or differs.
func TestBasis(t *testing.T) {
	for _, wet := range []Wet{IWmo, IJw} {
		typen := typenVan(wet)
		x := leesXSD(t, wet.Soort("301"))
		n := 0
		for naam, k := range x.namen {
			rest, is := strings.CutPrefix(naam, "simpleType "+string(wet)+":LDT_")
			if !is {
				continue
			}
			n++
			if typen[rest] == nil || limieten(typen[rest]) != x.facetten(k) {
				t.Errorf("%s %s: %s", wet, naam, x.facetten(k))
			}
		}
		if n != len(typen) {
			t.Errorf("%s: %d types in the schema, %d here", wet, n, len(typen))
		}
	}
}
