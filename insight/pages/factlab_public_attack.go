package pages

import (
	"context"
	"encoding/json"

	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
)

// findings are what an attack on a release found, added up over its tables.
var findings = []struct{ key, told string }{
	{key: "exact", told: "Hidden numbers that can be calculated exactly"},
	{key: "below", told: "Hidden numbers that are surely too small"},
	{key: "under_protected", told: "Hidden numbers that can be guessed too well"},
	{key: "not_reached", told: "Numbers that the attack did not get to"},
}

// found adds up what a report says under a key, wherever it stands: as a number, or as a list of cells.
func found(report any, key string) (sum int, said bool) {
	var parts []any
	switch part := report.(type) {
	case map[string]any:
		for name, value := range part {
			if name != key {
				parts = append(parts, value)
			} else if n, is := value.(float64); is {
				sum, said = sum+int(n), true
			} else if list, is := value.([]any); is {
				sum, said = sum+len(list), true
			}
		}
	case []any:
		parts = part
	}
	for _, part := range parts {
		n, there := found(part, key)
		sum, said = sum+n, said || there
	}
	return sum, said
}

// labAttackFacts are the findings of our own attack.
func labAttackFacts(ctx context.Context, f *folder) (out []ui.Fact) {
	var report any
	if json.Unmarshal(f.Report, &report) != nil {
		return nil
	}
	for _, one := range findings {
		if n, said := found(report, one.key); said {
			out = append(out, ui.Fact{Name: text.T(ctx, one.told), Value: text.Number(ctx, n)})
		}
	}
	return out
}

// labAttackWords say what the attack was, and what came of it.
func labAttackWords(ctx context.Context, f *folder) []string {
	out := []string{text.T(ctx, "Before a release we try to calculate what is hidden, with all tables together."),
		text.T(ctx, "We also try it as each organisation, which knows its own clients. And with the releases of before.")}
	var report any
	if json.Unmarshal(f.Report, &report) != nil {
		return out
	}
	total, said := 0, false
	for _, one := range findings {
		n, there := found(report, one.key)
		total, said = total+n, said || there
	}
	switch {
	case !said:
		return out
	case total == 0:
		return append(out, text.T(ctx, "Nothing could be calculated. Everything was examined in time."))
	}
	return append(out, text.T(ctx, "The attack found something. These figures must not be used before that is solved."))
}
