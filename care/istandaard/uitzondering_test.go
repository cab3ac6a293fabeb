package istandaard

import (
	"fmt"
	"strings"
	"testing"
)

// TestUitzonderingen names where our verdict is not that of libxml2, and the edges where both still agree.
func TestUitzonderingen(t *testing.T) {
	goed := string(voorbeelden(t)["ijw-3.2/examples/JW301.xml"])
	na := func(teken, erbij string) string { return strings.Replace(goed, teken, teken+erbij, 1) }
	opmerking := func(n int) string { return na("<jw301:Commentaar>", strings.Repeat("a", n)) }
	ruimten := func(n int) string {
		var uit strings.Builder
		for i := range n {
			fmt.Fprintf(&uit, ` xmlns:a%d="urn:a"`, i)
		}
		return na("<jw301:Client", uit.String())
	}
	const libxml2 = 10_000_000 // bytes that libxml2 allows in one piece of text
	gevallen := []struct {
		naam, tekst string
		wij, zij    bool
	}{
		{naam: "a DOCTYPE", tekst: na("?>", `<!DOCTYPE a SYSTEM "a.dtd">`), zij: true},
		{naam: "ISO-8859-2", tekst: strings.Replace(goed, "UTF-8", "ISO-8859-2", 1), zij: true},
		{naam: "UTF-7", tekst: strings.Replace(goed, "UTF-8", "UTF-7", 1), zij: true},
		{naam: "code page 850", tekst: strings.Replace(goed, "UTF-8", "CP850", 1), zij: true},
		{naam: "a longer text", tekst: opmerking(libxml2 + 1), wij: true},
		{naam: "a long comment", tekst: na("?>", "<!--"+strings.Repeat("a", libxml2+1)+"-->"), wij: true},
		{naam: "the longest name", tekst: na("?>", "<?"+strings.Repeat("a", maxNaam)+" ?>"), wij: true, zij: true},
		{naam: "a longer name", tekst: na("?>", "<?"+strings.Repeat("a", maxNaam+1)+" ?>")},
		{naam: "the longest prefix", tekst: na("<jw301:Client", " xmlns:"+strings.Repeat("a", maxNaam)+`="urn:a"`), wij: true, zij: true},
		{naam: "a longer prefix", tekst: na("<jw301:Client", " xmlns:"+strings.Repeat("a", maxNaam+1)+`="urn:a"`)},
		{naam: "most namespaces", tekst: ruimten(maxRuimten - 3), wij: true, zij: true},
		{naam: "more namespaces", tekst: ruimten(maxRuimten), zij: true},
	}
	var teksten []string
	for _, g := range gevallen {
		teksten = append(teksten, g.tekst)
	}
	for i, zij := range oordelen(t, JW301, teksten) {
		_, err := Lees(teksten[i])
		if g := gevallen[i]; zij != g.zij || (err == nil) != g.wij {
			t.Errorf("%s: xmllint %v, ours %v", g.naam, zij, err)
		}
	}
	if _, err := Lees(goed + strings.Repeat("\n", MaxGrootte)); err == nil { // libxml2 knows no such limit (OP179)
		t.Error("more than 25 MB was read")
	}
}
