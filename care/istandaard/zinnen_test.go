package istandaard

import (
	"errors"
	"strings"
	"testing"
	"time"

	"unicode/utf16"
)

const (
	nlGeenXML  = "Dit is geen goede XML: "
	enGeenXML  = "This is not well-formed XML: "
	nlAfgekapt = "Het bericht breekt af voordat het klaar is. Vraag de afzender het opnieuw te sturen."
	enAfgekapt = "The message stops before its end. Ask the sender to send it again."
	nlCodering = "De tekens staan in een codering die hier niet wordt gelezen (UTF-32). De standaard vraagt UTF-8."
	enCodering = "The characters are in an encoding that is not read here (UTF-32). The standard asks for UTF-8."
	nlDoctype  = "Het bericht heeft een DOCTYPE. Dat wordt geweigerd, omdat het naar andere bestanden kan wijzen."
	enDoctype  = "The message has a DOCTYPE. That is refused, because it can point to other files."
	nlLeeg     = "Het bestand is leeg."
	enLeeg     = "The file is empty."
	nlTeGroot  = "Het bestand is groter dan 25 MB. Verdeel het over meer berichten."
	enTeGroot  = "The file is larger than 25 MB. Spread it over more messages."
	nlErachter = "Achter het bericht staat nog iets. In een bestand staat één bericht."
	enErachter = "Something stands behind the message. A file holds one message."
	bomBegin   = `<!DOCTYPE a [<!ENTITY b0 "ha">`
	wortel305  = `<a:Bericht xmlns:a="http://www.istandaarden.nl/ijw/3_2/jw305/schema"`
)

// TestZinnen holds that what is no message at all gives one fault that a newcomer understands.
func TestZinnen(t *testing.T) {
	goed := string(voorbeelden(t)["ijw-3.2/examples/JW305.xml"])
	andere := func(oud, nieuw string) string { return strings.Replace(goed, oud, nieuw, 1) }
	for naam, c := range map[string]struct{ tekst, nl, en string }{
		"empty":               {"", nlLeeg, enLeeg},
		"blank":               {" \r\n\t", nlLeeg, enLeeg},
		"a mark only":         {"\uFEFF", nlLeeg, enLeeg},
		"comment only":        {"<!-- niets -->", nlLeeg, enLeeg},
		"plain text":          {"Beste collega, hierbij het bericht.", nlGeenXML + "het begint niet met <.", enGeenXML + "it does not begin with <."},
		"JSON":                {`{"Soort":"WMO301"}`, nlGeenXML + "het begint niet met <.", enGeenXML + "it does not begin with <."},
		"PDF":                 {"%PDF-1.7\n%\xE2\xE3\xCF\xD3", nlGeenXML + "het begint niet met <.", enGeenXML + "it does not begin with <."},
		"ZIP":                 {"PK\x03\x04\x14\x00\x08", nlGeenXML + "het begint niet met <.", enGeenXML + "it does not begin with <."},
		"web page":            {"<html><body>Inloggen</body></html>", "Dit is geen bericht van iWmo of iJw 3.2: het begint met html.", "This is not a message of iWmo or iJw 3.2: it begins with html."},
		"another standard":    {`<StUF:Di01 xmlns:StUF="http://www.egem.nl/StUF/StUF0301">`, "Dit is geen bericht van iWmo of iJw 3.2: het begint met StUF:Di01.", "This is not a message of iWmo or iJw 3.2: it begins with StUF:Di01."},
		"another root":        {andere("Bericht", "Berichten"), "Dit is geen bericht van iWmo of iJw 3.2: het begint met jw305:Berichten.", "This is not a message of iWmo or iJw 3.2: it begins with jw305:Berichten."},
		"release 3.1":         {andere("ijw/3_2/jw305", "ijw/3_1/jw305"), "Dit is een bericht van ijw 3.1. Hier worden berichten van iWmo en iJw release 3.2 gelezen.", "This is a message of ijw 3.1. Messages of iWmo and iJw release 3.2 are read here."},
		"release 2.4":         {andere("ijw/3_2/jw305", "ijw/2_4/jw305"), "Dit is een bericht van ijw 2.4. Hier worden berichten van iWmo en iJw release 3.2 gelezen.", "This is a message of ijw 2.4. Messages of iWmo and iJw release 3.2 are read here."},
		"long-term care":      {andere("ijw/3_2/jw305", "iwlz/2_3/aw33"), "Dit is een bericht van iwlz 2.3. Hier worden berichten van iWmo en iJw release 3.2 gelezen.", "This is a message of iwlz 2.3. Messages of iWmo and iJw release 3.2 are read here."},
		"cut in text":         {goed[:len(goed)/2], nlAfgekapt, enAfgekapt},
		"cut in last tag":     {strings.TrimRight(goed, "\r\n")[:len(strings.TrimRight(goed, "\r\n"))-1], nlAfgekapt, enAfgekapt},
		"cut in comment":      {"<!-- het bericht", nlAfgekapt, enAfgekapt},
		"two messages":        {goed + goed, nlErachter, enErachter},
		"blank in front":      {"\n" + goed, nlGeenXML + "<?xml ?> staat niet vooraan.", enGeenXML + "<?xml ?> does not stand in front."},
		"text behind":         {goed + "einde", nlErachter, enErachter},
		"UTF-32 named":        {andere("UTF-8", "UTF-32"), nlCodering, enCodering},
		"UTF-32":              {"\xFF\xFE\x00\x00<\x00\x00\x00a\x00\x00\x00", nlCodering, enCodering},
		"EBCDIC":              {"\x4C\x6F\xA7\x94\x93", strings.Replace(nlCodering, "UTF-32", "EBCDIC", 1), strings.Replace(enCodering, "UTF-32", "EBCDIC", 1)},
		"Latin-1 as UTF-8":    {strings.Replace(goed, "</ijw:Achternaam>", "\xE9</ijw:Achternaam>", 1), nlGeenXML + "het heeft een teken dat niet mag.", enGeenXML + "it holds a character that is not allowed."},
		"bad declaration":     {andere(`version="1.0"`, ""), nlGeenXML + "de eerste regel <?xml ?> klopt niet.", enGeenXML + "the first line <?xml ?> is not right."},
		"DOCTYPE":             {andere("<jw305:Bericht", `<!DOCTYPE a SYSTEM "http://voorbeeld.nl/a.dtd"><jw305:Bericht`), nlDoctype, enDoctype},
		"entity bomb":         {bom(), nlDoctype, enDoctype},
		"larger than 25 MB":   {goed + strings.Repeat(" ", MaxGrootte), nlTeGroot, enTeGroot},
		"deep":                {strings.Repeat("<a>", MaxGrootte/3), "Dit is geen bericht van iWmo of iJw 3.2: het begint met a.", "This is not a message of iWmo or iJw 3.2: it begins with a."},
		"deep in a message":   {andere("<jw305:Header>", strings.Repeat("<jw305:Header>", 1_000_000)), "Het element jw305:Header bestaat hier niet.", "There is no element jw305:Header here."},
		"a long name":         {"<" + strings.Repeat("a", MaxGrootte-2), nlAfgekapt, enAfgekapt},
		"many namespaces":     {wortel305 + reeks(` xmlns:a%d="urn:a"`), nlGeenXML + "het heeft te veel of te lange naamruimten.", enGeenXML + "it has too many or too long namespaces."},
		"many attributes":     {wortel305 + reeks(` a%d="1"`), nlGeenXML + "een element heeft te veel attributen.", enGeenXML + "an element has too many attributes."},
		"many references":     {wortel305 + ">" + strings.Repeat("&#32;", 5_000_000), nlAfgekapt, enAfgekapt},
		"many ampersands":     {wortel305 + ">" + strings.Repeat("&", MaxGrootte-100), "Hier mag geen tekst staan, alleen elementen.", "No text may stand here, only elements."},
		"many comments":       {wortel305 + ">" + strings.Repeat("<!---->", 3_000_000), nlAfgekapt, enAfgekapt},
		"many pieces of text": {andere("<jw305:BerichtCode>", "<jw305:BerichtCode>"+strings.Repeat("<![CDATA[]]>", 2_000_000)+"<"), "Hier mag alleen tekst staan, geen elementen.", "Only text may stand here, no elements."},
	} {
		begin := time.Now()
		_, err := Lees(c.tekst)
		if duur := time.Since(begin); duur > 5*time.Second {
			t.Errorf("%s: took %v", naam, duur)
		}
		fouten, _ := errors.AsType[Fouten](err)
		if len(fouten) != 1 {
			t.Errorf("%s: %d faults: %.200v", naam, len(fouten), err)
			continue
		}
		if nl, en := fouten[0].Zin(NL), fouten[0].Zin(EN); nl != c.nl || en != c.en {
			t.Errorf("%s: %s | %s", naam, nl, en)
		}
	}
}

// TestZinnenJSON holds the same for what is no message in JSON.
func TestZinnenJSON(t *testing.T) {
	for tekst, zin := range map[string]string{
		"":                                nlLeeg,
		"<a/>":                            "Dit is geen bericht in JSON: hier staat een teken dat niet past.",
		"[]":                              "Dit is geen bericht in JSON: het begint niet met {.",
		`{"Soort":"WMO301",`:              "Dit is geen bericht in JSON: het breekt af.",
		"{\n\"Soort\" \"WMO301\"}":        "Dit is geen bericht in JSON: hier staat een teken dat niet past.",
		`{"Soort":"AW33"}`:                "Dit is geen bericht in JSON: het veld Soort noemt geen bericht, zoals WMO301.",
		`null`:                            "Dit is geen bericht in JSON: het veld Soort noemt geen bericht, zoals WMO301.",
		`{"Soort":"WMO301"} {}`:           nlErachter,
		`{"Soort":"WMO301","Header":"x"}`: "Hier mag geen tekst staan, alleen elementen.",
		`{"Soort":"WMO301","Kop":{}}`:     "Het element Kop bestaat hier niet.",
		`{"Soort":"WMO305","Client":{"StartProducten":{}}}`:        "Dit is geen bericht in JSON: hier hoort een lijst tussen [ en ].",
		`{"Soort":"WMO305","Client":{"Bsn":["1"]}}`:                "Hier mag alleen tekst staan, geen elementen.",
		`{"Soort":"WMO301",` + strings.Repeat(`"Client":{`, 1<<20): "Dit is geen bericht in JSON: hier staat een teken dat niet past.",
		strings.Repeat(" ", maxJSON+1):                             nlTeGroot,
	} {
		begin := time.Now()
		_, err := LeesJSON([]byte(tekst))
		if duur := time.Since(begin); duur > 5*time.Second {
			t.Errorf("%.50s: took %v", tekst, duur)
		}
		fouten, _ := errors.AsType[Fouten](err)
		if len(fouten) != 1 || fouten[0].Zin(NL) != zin {
			t.Errorf("%.50s: %v", tekst, err)
		}
	}
}

// bom is a short text whose entities stand for a very long one.
func bom() string {
	s := bomBegin
	for i := range 30 {
		s += strings.ReplaceAll(strings.ReplaceAll(`<!ENTITY b1 "&b0;&b0;&b0;&b0;&b0;&b0;&b0;&b0;">`, "b1", "b"+string(rune('1'+i))), "b0", "b"+string(rune('0'+i)))
	}
	return s + "]><a>&b9;</a>"
}

// reeks repeats a piece of text with numbers until it is a few MB long.
func reeks(stuk string) string {
	var uit strings.Builder
	for i := range 300_000 {
		uit.WriteString(strings.Replace(stuk, "%d", string([]byte{byte('a' + i%26), byte('a' + i/26%26), byte('a' + i/676%26), byte('a' + i/17576)}), 1))
	}
	return uit.String()
}

// TestCoderingen holds that the encodings which a receiver takes give the same message.
func TestCoderingen(t *testing.T) {
	goed := strings.Replace(string(voorbeelden(t)["ijw-3.2/examples/JW305.xml"]), "</ijw:Achternaam>", "é€</ijw:Achternaam>", 1)
	want, err := Lees(goed)
	if err != nil {
		t.Fatal(err)
	}
	heet := func(naam string) string { return strings.Replace(goed, "UTF-8", naam, 1) }
	for naam, tekst := range map[string]string{
		"mark":                   "\uFEFF" + goed,
		"UTF-16LE":               zestien("\uFEFF"+heet("UTF-16"), 0),
		"UTF-16BE":               zestien("\uFEFF"+heet("utf-16be"), 8),
		"UTF-16LE without mark":  zestien(heet("UTF-16LE"), 0),
		"UTF-16BE without mark":  zestien(heet("UTF-16"), 8),
		"UTF-16LE named UTF-8":   zestien("\uFEFF"+goed, 0),
		"no declaration":         goed[strings.Index(goed, "?>")+2:],
		"zero bytes behind":      goed + "\x00\x00",
		"Windows-1252":           strings.NewReplacer("é", "\xE9", "€", "\x80").Replace(heet("windows-1252")),
		"ISO-8859-15":            strings.NewReplacer("é", "\xE9", "€", "\xA4").Replace(heet("ISO-8859-15")),
		"ISO-8859-1, references": strings.NewReplacer("é", "\xE9", "€", "&#8364;").Replace(heet("ISO-8859-1")),
		"ASCII, references":      strings.NewReplacer("é", "&#xE9;", "€", "&#x20ac;").Replace(heet("us-ascii")),
	} {
		b, err := Lees([]byte(tekst))
		if err != nil {
			t.Errorf("%s: %v", naam, err)
			continue
		}
		if !strings.HasSuffix(b.Wortel.Tekst("Client", "Naam", "Geslachtsnaam", "Achternaam"), "é€") || string(b.tekst()) != string(want.tekst()) {
			t.Errorf("%s: changed", naam)
		}
	}
}

// zestien is a text in UTF-16, with the high byte behind (0) or in front (8).
func zestien(s string, schuif int) string {
	var uit []byte
	for _, e := range utf16.Encode([]rune(s)) {
		uit = append(uit, byte(e>>schuif), byte(e>>(8-schuif)))
	}
	return string(uit)
}
