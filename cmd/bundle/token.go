package main

import (
	"maps"
	"regexp"
	"slices"
	"strings"
)

// exampleTheme is the class of the NL Design System example theme, whose tokens are our defaults.
const exampleTheme = ".voorbeeld-theme"

var (
	reference = regexp.MustCompile(`var\(\s*(--[\w-]+)`)
	paint     = regexp.MustCompile(`var\(--voorbeeld-kleuren-(\w+?)(-\d+)?\)`)
)

// pruneTokens keeps the tokens of the example theme that the rules reach, directly or through other
// tokens, and makes them take their colours from the palette that ui.ThemeCSS generates.
func pruneTokens(rules []rule) []rule {
	tokens := map[string]string{}
	var kept []rule
	var rest strings.Builder
	for _, r := range rules {
		if r.head == exampleTheme {
			declare(tokens, r.body)
			continue
		}
		kept = append(kept, r)
		rest.WriteString(write([]rule{r}))
	}
	reached := map[string]bool{}
	reach(rest.String(), tokens, reached)
	var body strings.Builder
	for _, name := range slices.Sorted(maps.Keys(reached)) {
		body.WriteString(name + ":" + tokens[name] + ";\n")
	}
	return append([]rule{{head: ":root", body: body.String()}}, kept...)
}

func declare(tokens map[string]string, body string) {
	for _, declaration := range split(body, ';') {
		name, value, ok := strings.Cut(declaration, ":")
		name = strings.TrimSpace(name)
		if ok && strings.HasPrefix(name, "--") && !strings.HasPrefix(name, "--voorbeeld-kleuren") {
			tokens[name] = repaint(name, strings.TrimSpace(value))
		}
	}
}

func reach(css string, tokens map[string]string, reached map[string]bool) {
	for _, m := range reference.FindAllStringSubmatch(css, -1) {
		value, known := tokens[m[1]]
		if known && !reached[m[1]] {
			reached[m[1]] = true
			reach(value, tokens, reached)
		}
	}
}

// repaint replaces a colour of the example palette by the one with the same part in ours.
func repaint(name, value string) string {
	return paint.ReplaceAllStringFunc(value, func(ref string) string {
		m := paint.FindStringSubmatch(ref)
		return "var(--sk-" + hue(name, m[1]) + m[2] + ")"
	})
}

func hue(token, example string) string {
	switch example {
	case "wit":
		return "paper"
	case "grijs":
		return "grey"
	case "groen":
		return "green"
	case "geel":
		return "yellow"
	case "oranje":
		return "orange"
	case "rood":
		return "red"
	case "blauw":
		if strings.HasPrefix(token, "--basis-color-info-") {
			return "blue"
		}
	}
	return "brand"
}
