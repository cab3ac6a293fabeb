package law

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestRuleRows(t *testing.T) {
	if len(RuleNames()) < 60 {
		t.Errorf("%d terms", len(RuleNames()))
	}
	for name, rows := range rules {
		for _, r := range rows {
			if !slices.Contains([]string{"act", "decree", "ministerial", "ordinance", "eu", "standard", "contract", "norm"}, r.Basis) ||
				!slices.Contains([]string{"awb", "consent", "no"}, r.Suspend) ||
				!slices.Contains([]string{"S", "K", "K?"}, r.Mark) || r.Article == "" || r.Source == "" || r.Note == "" {
				t.Errorf("row %+v", r)
			}
			// Atw art. 5
			if r.atw && !slices.Contains([]string{"act", "decree", "eu"}, r.Basis) {
				t.Errorf("%s: the Atw is for terms in an act or a decree, not in %s", name, r.Basis)
			}
			if !slices.Contains([]string{"-", "date", "announce"}, r.Extend) {
				length(r.Extend)
			}
			if _, err := Begin(name, r.From); err != nil {
				t.Error(err)
			}
		}
		if twice := slices.CompactFunc(slices.Clone(rows), func(a, b Rule) bool { return a.From == b.From }); len(twice) != len(rows) {
			t.Errorf("%s has two rows for one day", name)
		}
	}
	if _, err := Begin("wmo.inquiry", Day(2014, 12, 31)); err == nil {
		t.Error("the Wmo 2015 before it was in force")
	}
	if _, err := Begin("wmo.tea", Day(2026, 1, 1)); err == nil {
		t.Error("a term that is not there")
	}
}

func TestAmounts(t *testing.T) {
	for _, c := range []struct {
		name, on string
		cents    int64
		sure     bool
	}{
		{"wmo.own_contribution", "2023-12-31", 1900, true},
		{"wmo.own_contribution", "2024-01-01", 2060, true},
		{"wmo.own_contribution", "2025-06-01", 2100, true},
		{"wmo.own_contribution", "2026-01-01", 2180, true},
		{"wmo.own_contribution", "2027-01-01", 2180, false},
		{"budget.network_helper", "2026-06-01", 14100, true},
		{"awb.penalty_first", "2018-12-31", 2000, true},
		{"awb.penalty_first", "2027-01-01", 2300, true},
		{"claim.auditor_threshold", "2025-12-31", 12500000, true},
		{"claim.auditor_threshold", "2026-01-01", 20000000, true},
	} {
		a, err := Amount(c.name, date(t, c.on))
		if err != nil || a.Cents != c.cents || a.Sure(date(t, c.on)) != c.sure || a.Article == "" || a.Per == "" {
			t.Errorf("%s on %s: %+v, %v", c.name, c.on, a, err)
		}
	}
	if _, err := Amount("wmo.own_contribution", Day(2014, 1, 1)); err == nil {
		t.Error("an amount before its first day")
	}
	if _, err := Amount("tea", Day(2026, 1, 1)); err == nil {
		t.Error("an amount that is not there")
	}
}

func TestTermInHours(t *testing.T) {
	r, err := RuleOn("avg.breach_authority", Day(2026, 5, 1))
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 5, 1, 16, 30, 0, 0, Amsterdam)
	if got := r.Until(at); !got.Equal(at.Add(72 * time.Hour)) {
		t.Error(got)
	}
	if r, err = RuleOn("wmo.inquiry", Day(2026, 3, 24)); err != nil {
		t.Fatal(err)
	}
	if got := r.Until(Day(2026, 3, 24).Start()); !got.Equal(Day(2026, 5, 7).Start()) {
		t.Error("a term in days lasts to the end of its last day:", got)
	}
}

var sublid = regexp.MustCompile(` lid .*$`)

// TestArticlesAreIndexed holds the data to the index of articles in docs/law.
func TestArticlesAreIndexed(t *testing.T) {
	files, err := filepath.Glob("../../docs/law/*.md")
	if err != nil {
		t.Fatal(err)
	}
	index := ""
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		index += string(text)
	}
	used := []string{"Atw art. 1", "Atw art. 2", "Atw art. 3", "Atw art. 4", "Awb art. 4:14", "Awb art. 4:15", "Verordening 1182/71 art. 3"}
	for _, name := range RuleNames() {
		for _, r := range rules[name] {
			used = append(used, r.Article)
		}
	}
	for _, name := range AmountNames() {
		for _, a := range amounts[name] {
			used = append(used, a.Article)
		}
	}
	for _, article := range used {
		if !strings.Contains(index, "\n| "+sublid.ReplaceAllString(article, "")+" |") {
			t.Errorf("docs/law does not list %s", article)
		}
	}
}
