package pages

import (
	"context"
	"regexp"
	"strconv"
	"strings"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/platform/text"
)

// The list of provisions as the lead types it: a line for each, with its code, name, domain and whether it is
// sensitive, between semicolons.
//
//	wmo_vervoer;Vervoer;wmo;nee

// What the list may hold.
const (
	maxProvisions = 200
	maxWords      = 80 // letters of a name
	shownFaults   = 5  // so many lines are named that are wrong
)

var provisionCode = regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`)

// sensitiveWords are what people write in the last column.
var sensitiveWords = map[string]bool{"": false, "nee": false, "no": false, "ja": true, "yes": true, "gevoelig": true, "sensitive": true}

// writeProvisions writes the list as the lead types it.
func writeProvisions(all []agreement.Provision) string {
	var b strings.Builder
	for _, p := range all {
		sensitive := "nee"
		if p.Sensitive {
			sensitive = "ja"
		}
		b.WriteString(p.Code + ";" + p.Name + ";" + p.Domain + ";" + sensitive + "\n")
	}
	return b.String()
}

// readProvisions reads the list. What is wrong with it comes as one text for the reader, with the numbers of the lines.
func readProvisions(ctx context.Context, typed string, domains []agreement.Domain) (all []agreement.Provision, wrong string) {
	known, at := map[string]bool{}, map[string]int{}
	var codes, faults []string
	for _, d := range domains {
		known[d.Code] = true
		codes = append(codes, d.Code)
	}
	for i, line := range strings.Split(typed, "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		p, fault := readProvision(ctx, line)
		switch {
		case fault != "":
		case !known[p.Domain]:
			fault = text.T(ctx, "choose one of these domains: %s", strings.Join(codes, ", "))
		case at[p.Code] > 0:
			fault = text.T(ctx, "this code stands in line %d too", at[p.Code])
		}
		if fault != "" {
			faults = append(faults, text.T(ctx, "Line %d: %s.", i+1, fault))
			continue
		}
		at[p.Code] = i + 1
		all = append(all, p)
	}
	return all, provisionFaults(ctx, all, faults)
}

// provisionFaults says what is wrong, the first lines only.
func provisionFaults(ctx context.Context, all []agreement.Provision, faults []string) string {
	switch {
	case len(faults) > shownFaults:
		more := len(faults) - shownFaults
		return strings.Join(faults[:shownFaults], " ") + " " + text.N(ctx, more, "%d other line is wrong too.", "%d other lines are wrong too.")
	case len(faults) > 0:
		return strings.Join(faults, " ")
	case len(all) == 0:
		return text.T(ctx, "Name at least one provision.")
	case len(all) > maxProvisions:
		return text.T(ctx, "Name at most %d provisions.", maxProvisions)
	}
	return ""
}

// readProvision reads one line.
func readProvision(ctx context.Context, line string) (p agreement.Provision, fault string) {
	parts := strings.Split(line, ";")
	for i := range parts {
		parts[i] = strings.Join(strings.Fields(parts[i]), " ")
	}
	if len(parts) == 3 {
		parts = append(parts, "")
	}
	if len(parts) != 4 {
		return p, text.T(ctx, "write a code, a name, a domain and yes or no, with a semicolon between them")
	}
	sensitive, known := sensitiveWords[strings.ToLower(parts[3])]
	p = agreement.Provision{Code: parts[0], Name: parts[1], Domain: strings.ToLower(parts[2]), Sensitive: sensitive}
	switch {
	case !provisionCode.MatchString(p.Code):
		fault = text.T(ctx, "a code has small letters, digits and low lines, such as wmo_vervoer")
	case p.Name == "" || len([]rune(p.Name)) > maxWords:
		fault = text.T(ctx, "a name has 1 to %d letters", maxWords)
	case !known:
		fault = text.T(ctx, "write yes or no behind the last semicolon")
	}
	return p, fault
}

// dutchMonths are the names of the months, as people type them.
var dutchMonths = []string{"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"}

var monthForm = regexp.MustCompile(`^(?:([0-9]{4})[-/ ]([0-9]{1,2})|([0-9]{1,2}|[a-z]+)[-/ ]([0-9]{4}))$`)

// readMonth reads a month as people type it: 12-2025, december 2025 or 2025-12. What is no month is given back as it is,
// and the rules say so.
func readMonth(typed string) string {
	typed = strings.ToLower(strings.Join(strings.Fields(typed), " "))
	parts := monthForm.FindStringSubmatch(typed)
	if parts == nil {
		return typed
	}
	year, month := parts[1]+parts[4], parts[2]+parts[3]
	for i, name := range dutchMonths {
		if month == name || month == strings.ToLower(time.Month(i+1).String()) {
			month = strconv.Itoa(i + 1)
		}
	}
	if len(month) == 1 {
		month = "0" + month
	}
	return year + "-" + month
}

// typedMonth is a month as people type it.
func typedMonth(month string) string {
	if t, err := time.Parse("2006-01", month); err == nil {
		return t.Format("1-2006")
	}
	return month
}
