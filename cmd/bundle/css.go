package main

import "strings"

// rule is a CSS rule. A rule with parts is an at-rule around others, such as @media.
type rule struct {
	head  string // selector, or at-rule with its condition; the whole statement when there is no body
	body  string // declarations
	parts []rule
	bare  bool // a statement that ends in a semicolon, such as @charset
}

// parse reads CSS that esbuild has written: well-formed, without nested rules.
func parse(css string) []rule {
	var rules []rule
	for css = skipComments(css); css != ""; css = skipComments(css) {
		end := strings.IndexAny(css, "{;")
		if end < 0 {
			break
		}
		if css[end] == ';' {
			rules = append(rules, rule{head: css[:end], bare: true})
			css = css[end+1:]
			continue
		}
		closing := matching(css, end)
		r := rule{head: strings.TrimSpace(css[:end])}
		inner := css[end+1 : closing]
		if grouping(r.head) {
			r.parts = parse(inner)
		} else {
			r.body = strings.TrimSpace(inner)
		}
		rules = append(rules, r)
		css = css[closing+1:]
	}
	return rules
}

func grouping(head string) bool {
	for _, at := range []string{"@media", "@supports", "@container", "@layer"} {
		if strings.HasPrefix(head, at) {
			return true
		}
	}
	return false
}

// matching finds the brace that closes the one at open.
func matching(css string, open int) int {
	depth := 0
	quote := byte(0)
	for i := open; i < len(css); i++ {
		switch c := css[i]; {
		case c == '\\':
			i++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '{':
			depth++
		case c == '}':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return len(css) - 1
}

func skipComments(css string) string {
	for {
		css = strings.TrimSpace(css)
		if !strings.HasPrefix(css, "/*") {
			return css
		}
		_, css, _ = strings.Cut(css, "*/")
	}
}

func write(rules []rule) string {
	var b strings.Builder
	for _, r := range rules {
		b.WriteString(r.head)
		switch {
		case r.bare:
			b.WriteString(";\n")
		case r.parts != nil:
			b.WriteString("{\n" + write(r.parts) + "}\n")
		default:
			b.WriteString("{\n" + r.body + "\n}\n")
		}
	}
	return b.String()
}

// split cuts at sep, but not inside brackets or quotes.
func split(s string, sep byte) []string {
	var parts []string
	depth, start := 0, 0
	quote := byte(0)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\':
			i++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '(' || c == '[' || c == '{':
			depth++
		case c == ')' || c == ']' || c == '}':
			depth--
		case c == sep && depth == 0:
			parts = append(parts, s[start:i])
			start = i + 1
		}
	}
	return append(parts, s[start:])
}
