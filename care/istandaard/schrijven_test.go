package istandaard

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

// canoniek is a message as a canonical form would have it: without prefixes, comments and blanks between
// elements. It is read with encoding/xml, so that it does not lean on our own reader.
func canoniek(t *testing.T, data []byte) string {
	t.Helper()
	var uit strings.Builder
	d := xml.NewDecoder(bytes.NewReader(data))
	tekst := ""
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return uit.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		switch x := tok.(type) {
		case xml.StartElement:
			uit.WriteString("<{" + x.Name.Space + "}" + x.Name.Local + ">")
			tekst = ""
		case xml.CharData:
			tekst += string(x)
		case xml.EndElement:
			if strings.TrimSpace(tekst) != "" {
				uit.WriteString(tekst)
			}
			uit.WriteString("</>\n")
			tekst = ""
		}
	}
}

// TestRond reads every example, writes it and reads it again: nothing changes. It does so through JSON too.
func TestRond(t *testing.T) {
	geldig := 0
	for naam, data := range voorbeelden(t) {
		b, err := Lees(data)
		if err != nil {
			if naam != "ijw-3.2/examples/JW315.xml" && naam != "ijw-3.2/examples/JW318.xml" {
				t.Errorf("%s: %v", naam, err)
			}
			continue
		}
		geldig++
		terug, err := b.Schrijf()
		if err != nil {
			t.Errorf("%s: %v", naam, err)
			continue
		}
		if a, b := canoniek(t, data), canoniek(t, terug); a != b {
			t.Errorf("%s changed:\n%s\n%s", naam, a, b)
		}
		if !bytes.HasPrefix(terug, []byte("<?xml")) || bytes.Count(terug, []byte("\n")) != bytes.Count(terug, []byte("\r\n")) {
			t.Errorf("%s: not written as the standard asks", naam)
		}
		j, err := b.JSON()
		if err != nil {
			t.Fatal(err)
		}
		van, err := LeesJSON(j)
		if err != nil {
			t.Errorf("%s: %v", naam, err)
			continue
		}
		opnieuw, err := van.Schrijf()
		if err != nil || !bytes.Equal(opnieuw, terug) {
			t.Errorf("%s changed in JSON: %v", naam, err)
		}
	}
	if geldig != 31 {
		t.Errorf("%d valid examples, not 31", geldig)
	}
}

// TestDeTweeGebroken holds that the two broken published examples are refused at the right place.
func TestDeTweeGebroken(t *testing.T) {
	alle := voorbeelden(t)
	for naam, want := range map[string]struct {
		pad   string
		regel int
		zegt  string
	}{
		"ijw-3.2/examples/JW315.xml": {"Client/AangevraagdeProducten/AangevraagdProduct[1]/ToewijzingEinddatum", 44, "bestaande datum"},
		"ijw-3.2/examples/JW318.xml": {"Client/Verzoek", 33, "RetourCode"},
	} {
		_, err := Lees(alle[naam])
		fouten, ok := errors.AsType[Fouten](err)
		if !ok || fouten[0].Pad != want.pad || fouten[0].Regelnummer != want.regel || !strings.Contains(fouten[0].Zin(NL), want.zegt) {
			t.Errorf("%s: %v at line %d", naam, err, fouten[0].Regelnummer)
		}
	}
}
