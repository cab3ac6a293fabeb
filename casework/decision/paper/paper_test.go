package paper

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestPrint(t *testing.T) {
	p, err := Find("")
	if err != nil {
		t.Fatal("install chromium: ", err)
	}
	pdf, err := p.Print(t.Context(), Page{Title: "Brief & meer", Lang: "nl", CSS: "h1 { break-after: page; }", HTML: `<!DOCTYPE html><html lang="nl"><head>
		<meta charset="utf-8"><title>Brief &amp; meer</title></head><body><main><h1>Één</h1><p>Twee</p><img alt="Drie" src="http://example.nl/drie.png"></main></body></html>`})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "print.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ tool, how, says string }{
		{"pdfinfo", "-meta", "<pdfuaid:part>1</pdfuaid:part>"}, {"pdfinfo", "-meta", "Brief &amp; meer"}, {"pdfinfo", "-box", "Pages:           2"},
		{"pdfinfo", "-struct-text", `"Één"`},
	} {
		out, err := exec.Command(tt.tool, tt.how, path).CombinedOutput()
		if err != nil || !strings.Contains(string(out), tt.says) {
			t.Errorf("%s %s does not say %q: %s %v", tt.tool, tt.how, tt.says, out, err)
		}
	}
}

func TestFindNothing(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if _, err := Find("no-such-browser"); !errors.Is(err, ErrNone) {
		t.Errorf("found: %v", err)
	}
}

func TestDescribeOnlyWhatItKnows(t *testing.T) {
	for _, strange := range []string{"", "%PDF-1.4\nxref\nstartxref\n12\n%%EOF", "trailer\n<</Size 4 /Root 2 0 R>>\nstartxref\n1\n%%EOF\n"} {
		if _, err := describe([]byte(strange), "t", "nl"); !errors.Is(err, errUnknown) {
			t.Errorf("%q: %v", strange, err)
		}
	}
}
