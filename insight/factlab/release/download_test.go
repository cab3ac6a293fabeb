package release_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/release"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/platform/text"
)

// signed is a small release, signed by a hub.
func signed(t testing.TB, hub *wire.Identity) release.Release {
	t.Helper()
	approved := time.Date(2026, 2, 1, 12, 0, 0, 0, time.UTC)
	c := release.Content{Round: release.About{Name: "Ronde <1>", Month: "2025-12", Purpose: "Weten waar hulp stapelt", Participants: []string{"De Brug", "Het Anker"}}, Minimum: 5, Sensitive: 10,
		Organisations: 3, Hub: hub.Key(), Report: json.RawMessage(`{"exact":0}`),
		Tables: []release.Table{{Name: release.ByProvisions, Columns: []string{"provisions", "n"}, Spec: json.RawMessage(`{}`),
			Rows: [][]string{{"0", "90"}, {"1", "6"}, {"2", ""}, {"=1+1", "7"}, {"total", "106"}}}}}
	content, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	return release.Release{State: release.Approved, Content: content, Signature: hub.Sign(content), DecidedAt: &approved}
}

func TestSignedFileComesBack(t *testing.T) {
	hub := wire.MakeIdentity()
	of := signed(t, hub)
	var file bytes.Buffer
	if err := of.WriteJSON(&file); err != nil {
		t.Fatal(err)
	}
	s, c, err := release.ParseSigned(file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(s.Content, of.Content) || !bytes.Equal(s.Signature, of.Signature) {
		t.Errorf("what was signed is not what came back:\n%s\n%s", s.Content, of.Content)
	}
	if !s.Verify(c) || c.Hub != hub.Key() || c.Round.Name != "Ronde <1>" {
		t.Errorf("the signature does not hold, or the content is another: %+v", c.Round)
	}
	for what, change := range map[string][2]string{"a count": {`"90"`, `"91"`}, "the hub": {hub.Key().String(), wire.MakeIdentity().Key().String()}} {
		other, c, err := release.ParseSigned([]byte(strings.Replace(file.String(), change[0], change[1], 1)))
		if err != nil || other.Verify(c) {
			t.Errorf("with %s changed the signature holds (%v)", what, err)
		}
	}
	if err := (release.Release{}).WriteJSON(&file); err == nil {
		t.Error("a release without content is written")
	}
}

func TestNoReleaseSaysSo(t *testing.T) {
	for _, file := range []string{"", "[]", "{}", `{"content":{}}`, `{"content":[1],"signature":"AAAA"}`, `{"content":{"tables":[{"columns":["n"],"rows":[["1","2"]]}]},"signature":"AAAA"}`} {
		if _, _, err := release.ParseSigned([]byte(file)); err == nil {
			t.Errorf("%q is a release", file)
		}
	}
}

func TestSpreadsheet(t *testing.T) {
	of := signed(t, wire.MakeIdentity())
	raw, err := of.XLSX(text.WithLang(t.Context(), text.En))
	if err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	if got := strings.Join(book.GetSheetList(), ","); got != "Explanation,provisions" {
		t.Errorf("sheets: %s", got)
	}
	rows, err := book.GetRows("provisions")
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, row := range rows {
		lines = append(lines, strings.Join(row, "="))
	}
	if got, want := strings.Join(lines, " "), "provisions=n 0=90 1=6 2=not shown =1+1=7 total=106"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if kind, _ := book.GetCellType("provisions", "B2"); kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber {
		t.Errorf("a count is no number but %v", kind)
	}
	if formula, _ := book.GetCellFormula("provisions", "A5"); formula != "" {
		t.Errorf("a code became the formula %q", formula)
	}
	explained, err := book.GetRows("Explanation")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"December 2025", "Weten waar hulp stapelt", "De Brug", "Het Anker", "at least 3", "We do not say which of the two."} {
		found := false
		for _, row := range explained {
			found = found || strings.Contains(strings.Join(row, " "), want)
		}
		if !found {
			t.Errorf("the explanation does not say %q", want)
		}
	}
}

func FuzzParseSigned(f *testing.F) {
	var file bytes.Buffer
	if err := signed(f, wire.MakeIdentity()).WriteJSON(&file); err != nil {
		f.Fatal(err)
	}
	f.Add(file.Bytes())
	f.Add([]byte(`{"content":{"tables":[{"rows":[[]]}]},"signature":"AAAA"}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		s, c, err := release.ParseSigned(raw)
		if err != nil {
			return
		}
		of := release.Release{Content: s.Content, Signature: s.Signature}
		var again bytes.Buffer
		if err := of.WriteJSON(&again); err != nil {
			t.Fatal(err)
		}
		back, _, err := release.ParseSigned(again.Bytes())
		if err != nil || !bytes.Equal(back.Content, s.Content) {
			t.Fatalf("written again it is another: %v", err)
		}
		for _, table := range c.Tables {
			table.Hidden()
		}
		_ = s.Verify(c)
	})
}
