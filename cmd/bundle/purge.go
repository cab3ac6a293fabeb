package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

var (
	className = regexp.MustCompile(`\.((?:utrecht|nl)-[\w-]+)`)
	word      = regexp.MustCompile(`(?:utrecht|nl)-[\w-]+`)
	negation  = regexp.MustCompile(`:not\([^()]*(?:\([^()]*\)[^()]*)*\)`)
)

// classNames collects the NL Design System classes that the components name.
func classNames(ui string) (map[string]bool, error) {
	used := map[string]bool{}
	for _, pattern := range []string{"*.templ", "*.go"} {
		files, err := filepath.Glob(filepath.Join(ui, pattern))
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			content, err := os.ReadFile(f)
			if err != nil {
				return nil, err
			}
			for _, name := range word.FindAllString(string(content), -1) {
				used[name] = true
			}
		}
	}
	return used, nil
}

// purge leaves out selectors with a class that nobody uses, and rules without selectors.
func purge(rules []rule, used map[string]bool) []rule {
	var kept []rule
	for _, r := range rules {
		switch {
		case r.parts != nil:
			if r.parts = purge(r.parts, used); len(r.parts) == 0 {
				continue
			}
		case r.bare || strings.HasPrefix(r.head, "@"):
		default:
			if r.head = usedSelectors(r.head, used); r.head == "" {
				continue
			}
		}
		kept = append(kept, r)
	}
	return kept
}

func usedSelectors(head string, used map[string]bool) string {
	var kept []string
	for _, selector := range split(head, ',') {
		needed := negation.ReplaceAllString(selector, "")
		if usesAll(needed, used) {
			kept = append(kept, strings.TrimSpace(selector))
		}
	}
	return strings.Join(kept, ", ")
}

func usesAll(selector string, used map[string]bool) bool {
	for _, m := range className.FindAllStringSubmatch(selector, -1) {
		if !used[m[1]] {
			return false
		}
	}
	return true
}
