package letter

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/casework"
	"codeberg.org/samenkracht/samenkracht/casework/decision"
	"codeberg.org/samenkracht/samenkracht/casework/decision/paper"
	"codeberg.org/samenkracht/samenkracht/casework/decision/provision"
	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/plan"
	"codeberg.org/samenkracht/samenkracht/casework/plan/ladder"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/text"
)

var _ = casework.Rules // the words of the wing come with it

// sample is the letter of a decision of each verdict.
func sample(v decision.Verdict) writing {
	w := writing{
		File: decision.File{
			Application: decision.Application{ReceivedOn: law.Day(2026, 3, 2), ApplicationText: decision.ApplicationText{Asked: "Hulp bij het zware werk in huis."}},
			Decision: decision.FormalDecision{Number: "B-2026-00041", Verdict: v, AnnouncedOn: law.Day(2026, 3, 10), ObjectionUntil: law.Day(2026, 4, 21),
				DecisionText: decision.DecisionText{Facts: "U kunt niet bukken.\n\nUw zoon woont ver weg.", Reasons: "Niemand anders kan dit doen."}},
		},
		Sender:    tenant.Tenant{Name: "Gemeente Almelo", Settings: map[string]string{tenant.Phone: "14 0546", tenant.Post: "Postbus 1000, 7601 SA Almelo"}},
		Addressee: household.Person{FirstName: "Rosa", LastName: "Visser"}, Address: []string{"Dorpsstraat 1", "7601 SS Almelo"}, Age: 41,
		Goal:    plan.Goal{GoalText: plan.GoalText{Wish: "Een schoon huis, in mijn eigen straat."}},
		Contact: account.Account{Name: "Anna de Wit", Phone: "06 1234 5678"}, Signer: account.Account{Name: "Leo Prins"},
	}
	for _, r := range ladder.Rungs {
		w.Ladder = append(w.Ladder, ladder.Step{Rung: r.Rung, Outcome: ladder.NotEnough, StepText: ladder.StepText{Tried: "Besproken: " + r.Slug, Reason: "Dit is te zwaar."}})
	}
	if v != decision.Refused {
		d := &w.Decision
		d.Category, d.Code, d.Volume, d.Unit, d.Frequency, d.FromDay, d.ToDay = "01", "01A03", 150, "01", "2", law.Day(2026, 3, 16), law.Day(2028, 3, 15)
		d.Contribution, d.MonthCents, d.Delivery = provision.UsualContribution, 21_80, decision.InKind
		w.Decision.ProductName, w.Decision.ProviderName, w.Decision.Choice = "Hulp bij het huishouden", "De Schone Stee", "Zij komen uit de buurt."
	}
	if v != decision.Granted {
		w.Decision.Less = "Uw dochter doet de was."
	}
	return w
}

// The parts that the law and good practice ask of the letter of a decision.
var parts = map[string]string{
	"1 the decision":      "U krijgt de hulp waar u om vroeg: Hulp bij het huishouden.",
	"2 the question":      "Wij kregen uw aanvraag op 2 maart 2026",
	"3 the facts":         "U kunt niet bukken.",
	"3 the law":           "artikel 2.3.5",
	"4 what and how much": "2 uur en 30 minuten per week",
	"4 until":             "15 maart 2028",
	"5 the contribution":  "€ 21,80 per maand",
	"6 the duties":        "Verandert er iets?",
	"7 objection until":   "uiterlijk op 21 april 2026",
	"7 objection to":      "burgemeester en wethouders, Gemeente Almelo, Postbus 1000, 7601 SA Almelo",
	"7 the judge":         "voorlopige voorziening",
	"8 the contact":       "Bel Anna de Wit op 06 1234 5678",
}

func TestLetterHoldsItsParts(t *testing.T) {
	l, err := sample(decision.Granted).write(t.Context(), text.Nl)
	if err != nil {
		t.Fatal(err)
	}
	for part, words := range parts {
		if !strings.Contains(l.HTML, words) {
			t.Errorf("part %s: %q is not in the letter", part, words)
		}
	}
	no, err := sample(decision.Refused).write(t.Context(), text.Nl)
	if err != nil || !strings.Contains(no.HTML, "U krijgt niet de hulp") || !strings.Contains(no.HTML, "Uw dochter doet de was.") || strings.Contains(no.HTML, "eigen bijdrage") {
		t.Errorf("a refusal: %v", err)
	}
	child := sample(decision.Granted)
	child.Age = 9
	l, err = child.write(t.Context(), text.Nl)
	if err != nil || !strings.Contains(l.HTML, "De ouders of verzorgers van Rosa Visser") {
		t.Errorf("to a child: %v", err)
	}
}

// Every letter is printed as PDF/UA asks: language, title, tags, one h1 and no skipped level, heads of tables with
// a scope, and fonts that are embedded with what their signs mean.
func TestLetterOnPaper(t *testing.T) {
	printer, err := paper.Find("")
	if err != nil {
		t.Fatal("install chromium: ", err)
	}
	for _, v := range decision.Verdicts {
		for _, lang := range []string{text.Nl, text.En} {
			t.Run(string(v)+" "+lang, func(t *testing.T) {
				l, err := sample(v).write(t.Context(), lang)
				if err != nil {
					t.Fatal(err)
				}
				pdf, err := printer.Print(t.Context(), l.document(lang))
				if err != nil {
					t.Fatal(err)
				}
				for _, wrong := range checkPDF(t, pdf, l.Subject, lang) {
					t.Error(wrong)
				}
			})
		}
	}
}

// checkPDF says what is wrong with a PDF, as far as poppler shows.
func checkPDF(t *testing.T, pdf []byte, title, lang string) (wrong []string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "letter.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	info, meta, tree, fonts := poppler(t, "pdfinfo", path), poppler(t, "pdfinfo", "-meta", path), poppler(t, "pdfinfo", "-struct", path), poppler(t, "pdffonts", path)
	hold := func(ok bool, what string, args ...any) {
		if !ok {
			wrong = append(wrong, fmt.Sprintf(what, args...))
		}
	}
	hold(bytes.Contains(pdf, []byte("/Lang ("+lang+")")), "the language is not %s", lang)
	hold(regexp.MustCompile(`(?m)^Title: +`+regexp.QuoteMeta(title)+`$`).MatchString(info), "the title is not %q", title)
	hold(bytes.Contains(pdf, []byte("/DisplayDocTitle true")), "the window does not show the title")
	hold(strings.Contains(info, "Tagged:          yes"), "it has no tags")
	hold(strings.Contains(info, "(A4)"), "it is not on A4")
	hold(strings.Contains(meta, "<pdfuaid:part>1</pdfuaid:part>") && strings.Contains(meta, "<rdf:li>"+lang+"</rdf:li>"), "it does not say what it is made after")
	headings := regexp.MustCompile(`(?m)^ *H([1-6])\b`).FindAllStringSubmatch(tree, -1)
	level, first := 0, 0
	for _, h := range headings {
		next := int(h[1][0] - '0')
		hold(next <= level+1, "heading %d comes after %d", next, level)
		if next == 1 {
			first++
		}
		level = next
	}
	hold(first == 1, "it has %d headings of the first level", first)
	tables := strings.Count(tree, "Table (block)")
	hold(tables > 0 && strings.Count(tree, "Caption") == tables, "%d tables have %d captions", tables, strings.Count(tree, "Caption"))
	heads := regexp.MustCompile(`(?m)^ *TH\b[^\n]*\n( *)/`).FindAllStringIndex(tree, -1)
	hold(len(heads) > 0 && len(heads) == strings.Count(tree, "/Scope /"), "%d heads of tables have %d scopes", len(heads), strings.Count(tree, "/Scope /"))
	for _, line := range strings.Split(strings.TrimSpace(fonts), "\n")[2:] {
		columns := regexp.MustCompile(`\b(yes|no)\b`).FindAllString(line, 3)
		hold(len(columns) == 3 && columns[0] == "yes" && columns[2] == "yes", "a font is not embedded or has no meaning: %s", line)
	}
	return wrong
}

func poppler(t *testing.T, tool string, args ...string) string {
	t.Helper()
	out, err := exec.Command(tool, args...).Output()
	if err != nil {
		t.Fatalf("install poppler-utils: %s: %v", tool, err)
	}
	return string(out)
}
