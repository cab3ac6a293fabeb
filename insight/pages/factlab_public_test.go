package pages_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/release"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

// lab is the address of the Factlab.
const lab = "/almelo/inzicht/factlab"

// twoRounds is a town in which two rounds were published.
func twoRounds(t *testing.T) (w *labTown, before, now release.Release) {
	t.Helper()
	w = newLabTown(t)
	before = w.publish(newMadeUp(1, 1, 4, 400, 15).Content, release.Approved)
	now = w.publish(newMadeUp(2, 2, 4, 410, 27).Content, release.Approved)
	return w, before, now
}

func TestAVisitorReadsTheFactlab(t *testing.T) {
	testkit.Ways(t, func(t *testing.T, o testkit.Options) {
		w, before, _ := twoRounds(t)
		b := w.visitor(o).Visit(lab).See("How help stacks up").See("van de 5.154 huishoudens krijgen hulp.").See("van de 100 huishoudens komen 5 of meer voorzieningen.")
		b.See("27 organisaties deden mee.").See("referentie 85%").See("Amaryllis").See("Zoetermeer").See("57").DontSee("To the rounds")
		b.See("What changed since the round before").See("Toen deden 15 organisaties mee, en nu 27.")
		b.Press("Choose another release").Press("Ronde 1, over december 2024").See("15 organisaties deden mee.").DontSee("What changed since the round before")
		if !strings.Contains(b.URL(), "uitgave="+before.ID.String()) {
			t.Errorf("the address does not keep the release: %s", b.URL())
		}
		b.Press("By neighbourhood").See("15 organisaties deden mee.").See("How far the neighbourhoods lie apart")
		b.Choose("5 or more provisions").Choose("Wijk Oost").Press("Show").See("15 organisaties deden mee.").See("Huishoudens met 5 of meer voorzieningen, per buurt").DontSee("Molenbuurt 1")
		b.Press("About this release").See("Organisatie 15").DontSee("Organisatie 16").See("Yes. The release is as the hub made it.").See("Nothing could be calculated. Everything was examined in time.")
	})
}

func TestTheFactlabBeforeTheFirstRound(t *testing.T) {
	w := newLabTown(t)
	hidden := w.publish(newMadeUp(1, 1, 2, 100, 3).Content, release.Proposed)
	w.person("ada", access.RoleAnalyst)
	w.person("ria", access.RoleCouncilMember)
	b := w.visitor(testkit.Options{Phone: true})
	for _, at := range []string{"", "/buurten", "/drempel", "/domeinen", "/combinaties", "/voorzieningen"} {
		b.Visit(lab + at).See("No figures were published yet. After the first round you find them here.")
	}
	b.Press("How it works, and what we cannot see").See("Who knows what").See("What remains a risk")
	for _, at := range []string{"/uitgaven/" + hidden.ID.String(), "/uitgaven/" + hidden.ID.String() + "/uitgave.json", "?uitgave=" + hidden.ID.String(), "/buurten?uitgave=" + hidden.ID.String()} {
		if b.Visit(lab + at); b.Status() == 200 {
			t.Errorf("everybody sees %s of a release that nobody approved", at)
		}
		if b.Visit("/almelo/ben/ria").Visit(lab + at); b.Status() == 200 {
			t.Errorf("the council sees %s of a release that nobody approved", at)
		}
		b.Forget()
	}
	b.Visit("/almelo/ben/ada").See("To the rounds").Visit(lab + "?uitgave=" + hidden.ID.String()).See("This release is not published. Only who follows the round sees it.")
}

func TestACouncilMemberAsksWhoIsVulnerable(t *testing.T) {
	testkit.Ways(t, func(t *testing.T, o testkit.Options) {
		o.Phone = true
		w, _, _ := twoRounds(t)
		w.person("ria", access.RoleCouncilMember)
		b := w.visitor(o).Visit("/almelo/ben/ria").Press("Threshold").See("When do we call a household vulnerable?").See("vanaf 3 voorzieningen")
		three := vulnerable(t, b)
		b.Choose("Vanaf 5 voorzieningen").Press("Show").See("vanaf 5 voorzieningen")
		five := vulnerable(t, b)
		b.Choose("As much as 2 provisions").Fill("How many of these households can one team help?", "40").Press("Show").See("Elk volgend domein telt als 2 voorzieningen extra.")
		weighed := vulnerable(t, b)
		if !(five < weighed && five < three) {
			t.Errorf("3 or more: %d, 5 or more: %d, with weight: %d", three, five, weighed)
		}
		b.See("Dat vraagt " + strconv.Itoa((weighed+39)/40) + " teams")
		b.Choose("The number does not matter").Press("Show")
		if b.Status() != 400 || !strings.HasPrefix(b.Title(), "Fout:") {
			t.Errorf("without any threshold: %d, %q", b.Status(), b.Title())
		}
		b.See("Choose a number of provisions, or a number of domains").Choose("From 2 domains").Press("Show").See("vanaf 2 domeinen")
		b.Fill("How many of these households can one team help?", "veel").Press("Show").See("Fill in a whole number from 1 to 10,000")
		if got := b.Value("How many of these households can one team help?"); got != "veel" {
			t.Errorf("what was typed is gone: %q", got)
		}
	})
}

var inAnswer = regexp.MustCompile(`([0-9.]+) van de 5\.154 huishoudens zijn kwetsbaar`)

// vulnerable is the number in the answer of the page.
func vulnerable(t *testing.T, b *testkit.Tab) int {
	t.Helper()
	found := inAnswer.FindStringSubmatch(b.Text())
	if found == nil {
		t.Fatalf("no answer in %s", b.Text())
	}
	n, err := strconv.Atoi(strings.ReplaceAll(found[1], ".", ""))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestCombinationsAndPlaces(t *testing.T) {
	w, _, now := twoRounds(t)
	b := w.visitor(testkit.Options{}).Visit(lab + "/combinaties").See("The strongest combinations").See("1. Ambulante jeugdhulp")
	b.Pick("Which provision?", "Bijstand").Press("Show").See("Wat samengaat met Bijstand").DontSee("1. Ambulante jeugdhulp")
	b.Press("Schuldhulp").See("Wat samengaat met Schuldhulp").See("Er was te weinig veilig te tonen: Pleegzorg.")
	b.Pick("Which provision?", "Pleegzorg").Press("Show").See("This release shows no combinations here.")
	b.Visit(lab+"/voorzieningen").Pick("Which neighbourhood?", "Molenbuurt 1").Press("Show").See("Molenbuurt 1, per voorziening")
	b.Press("Bijstand").See("Bijstand, per buurt").Press("Vaartbuurt 3").See("Vaartbuurt 3, per voorziening")
	b.Visit(lab + "/domeinen").See("Jeugdhulp, Ondersteuning en Werk en inkomen").Press("Let domains count in the threshold").See("Elk volgend domein telt als 1 voorziening extra.")
	for _, at := range []string{"?uitgave=x", "?uitgave=1", "/uitgaven/1", "/uitgaven/" + now.ID.String() + "/other.csv", "/uitgaven/" + now.ID.String() + "/x"} {
		if b.Visit(lab + at); b.Status() != 404 {
			t.Errorf("%s: status %d", at, b.Status())
		}
	}
	for _, at := range []string{"/buurten?maat=x&wijk=y", "/combinaties?voorziening=x", "/voorzieningen?buurt=%00"} {
		if b.Visit(lab + at); b.Status() != 200 {
			t.Errorf("%s: status %d", at, b.Status())
		}
	}
}

func TestTheFactlabInEnglish(t *testing.T) {
	w, _, now := twoRounds(t)
	b := w.visitor(testkit.Options{Lang: "en"})
	for _, at := range []string{"", "/buurten", "/drempel", "/domeinen", "/combinaties", "/voorzieningen", "/uitleg", "/uitgaven/" + now.ID.String()} {
		b.Visit("/almelo/en/inzicht/factlab" + at).DontSee("huishoudens").DontSee("niet getoond")
	}
	b.Visit("/almelo/en/inzicht/factlab").See("of the 5,154 households get help.")
}

// Every number on a page is in a table that is published, or a sum or share of such numbers; what is hidden is in words.
func TestHiddenCellsLookTheSameEverywhere(t *testing.T) {
	m := newMadeUp(3, 1, 4, 120, 5)
	w := newLabTown(t)
	w.publish(m.Content, release.Approved)
	stacking, _ := m.Table(release.Stacking)
	b := w.visitor(testkit.Options{NoScript: true}).Visit(lab + "/buurten").See("not shown")
	rows := b.Table("Households with help, by neighbourhood")
	hidden := 0
	for code, name := range m.Names {
		i := slices.IndexFunc(rows, func(row []string) bool { return row[0] == name })
		if i < 0 {
			t.Fatalf("%s is not in the table", name)
		}
		for column, class := range []string{"total", "3+", "5+"} {
			n, shown := stacking.Cell(code, class, release.Total)
			want := strconv.Itoa(n)
			if !shown {
				want, hidden = "niet getoond", hidden+1
			}
			if got := rows[i][2+column]; got != want {
				t.Errorf("%s, %s: %q, want %q", name, class, got, want)
			}
		}
	}
	if hidden == 0 {
		t.Error("nothing is hidden in this town: the test sees nothing")
	}
}

func TestDownloads(t *testing.T) {
	w, _, now := twoRounds(t)
	b := w.visitor(testkit.Options{}).Visit(lab + "/uitgaven/" + now.ID.String())
	at := lab + "/uitgaven/" + now.ID.String() + "/"
	content, err := now.Read()
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range content.Tables {
		f := b.Fetch(at + table.Name + ".csv")
		rows, err := csv.NewReader(bytes.NewReader(f.Body)).ReadAll()
		if err != nil || f.Status != 200 || !strings.HasPrefix(f.Kind, "text/csv") || f.Name != "factlab-2025-12-"+table.Name+".csv" {
			t.Fatalf("%s: %d %s %s: %v", table.Name, f.Status, f.Kind, f.Name, err)
		}
		if !slices.Equal(rows[0], table.Columns) || !slices.EqualFunc(rows[1:], table.Rows, slices.Equal) {
			t.Errorf("%s is not as it was published", table.Name)
		}
	}
	file := b.Fetch(at + "uitgave.json")
	signed, c, err := release.ParseSigned(file.Body)
	if err != nil || !bytes.Equal(signed.Content, now.Content) || !signed.Verify(c) || file.Kind != "application/json" {
		t.Errorf("the signed release: %v", err)
	}
	if book := b.Fetch(at + "uitgave.xlsx"); book.Status != 200 || !bytes.HasPrefix(book.Body, []byte("PK")) {
		t.Errorf("the spreadsheet: %d", book.Status)
	}
	for range 2 { // the second is the one that was kept
		if pdf := b.Fetch(at + "uitgave.pdf"); pdf.Status != 200 || !bytes.HasPrefix(pdf.Body, []byte("%PDF-")) || pdf.Kind != "application/pdf" {
			t.Errorf("the PDF: %d %s", pdf.Status, pdf.Kind)
		}
	}
}

func TestWhatDoesNotHold(t *testing.T) {
	w := newLabTown(t)
	c := newMadeUp(1, 1, 2, 100, 3).Content
	c.Report = json.RawMessage(`{"attacks":[{"exact":2,"findings":[{"exact":true}]}],"below":0,"under_protected":0,"not_reached":1}`)
	of := w.publish(c, release.Approved)
	b := w.visitor(testkit.Options{}).Visit(lab + "/uitgaven/" + of.ID.String()).See("Yes. The release is as the hub made it.")
	b.See("The attack found something. These figures must not be used before that is solved.").DontSee("Nothing could be calculated. Everything was examined in time.")
	w.sign = wire.MakeIdentity().Sign
	of = w.publish(newMadeUp(2, 2, 2, 100, 3).Content, release.Approved)
	b.Visit(lab + "/uitgaven/" + of.ID.String()).See("No. Do not trust these figures.")
}
