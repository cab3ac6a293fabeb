package paper

import (
	"os"
	"testing"
)

func TestTry(t *testing.T) {
	p, err := Find("")
	if err != nil {
		t.Fatal(err)
	}
	pdf, err := p.Print(t.Context(), Page{Title: "Besluit & co", Lang: "nl", HTML: `<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>Besluit &amp; co</title></head><body><main><h1>Besluit</h1><p>Tekst é</p><h2>Wat</h2><ul><li>een<li>twee</ul><table><caption>Tabel</caption><tr><th scope="col">a<th scope="col">b<tr><td>1<td>2</table></main></body></html>`})
	if err != nil {
		t.Fatal(err)
	}
	os.WriteFile("/tmp/try.pdf", pdf, 0o600)
}
