package tool

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"codeberg.org/samenkracht/samenkracht/insight/disclosure"
	"codeberg.org/samenkracht/samenkracht/insight/disclosure/file"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/release"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

var dutch = command.Dutch(map[string]string{
	"the key of the hub that signed it, when you know it": "de sleutel van de hub die heeft ondertekend, als u die kent",
	"KEY": "SLEUTEL",
	"This release of round %q (%s) is signed by %s.":                           "Deze uitgave van ronde %q (%s) is ondertekend door %s.",
	"This file was changed after it was signed. Do not trust it.":              "Dit bestand is veranderd nadat het is ondertekend. Vertrouw het niet.",
	"This release was signed by another hub: %s.":                              "Deze uitgave is door een andere hub ondertekend: %s.",
	"%q is no key of a hub.":                                                   "%q is geen sleutel van een hub.",
	"The insider file fits none of the tables. Give it the columns of one: %s": "Het bestand van de organisatie past bij geen tabel. Geef het de kolommen van één tabel: %s",
	"Table %s: nothing can be inferred; %d hidden cells were attacked.":        "Tabel %s: er is niets af te leiden. %d verborgen cellen zijn aangevallen.",
	"Table %s: of %d hidden cells %d can be inferred or are not proved safe:":  "Tabel %s: van %d verborgen cellen zijn er %d af te leiden, of niet bewezen veilig:",
	"%s: %s":                    "%s: %s",
	"the count %d follows":      "het aantal %d volgt",
	"from %d to %d":             "van %d tot %d",
	"the attack did not finish": "de aanval kwam niet klaar",
	"The file %s is no release of the Factlab: %s.":                             "Het bestand %s is geen uitgave van het Factlab: %s.",
	"One table goes with -spec; a release of the Factlab, as JSON, goes alone.": "Bij één tabel hoort -spec; een uitgave van het Factlab, als JSON, kan alleen.",
})

// audits is the command audit: of one table with its spec, or of a signed release, which has the specs in it.
func audits() command.Command {
	all := file.Commands()
	i := slices.IndexFunc(all, func(c command.Command) bool { return c.Name == "audit" })
	one := all[i]
	both := one
	both.Examples = append(slices.Clone(one.Examples), "audit uitgave.json")
	both.Run = func(c *command.Call) int {
		if slices.ContainsFunc(c.Args, signed) {
			return auditRelease(c)
		}
		return one.Run(c)
	}
	return both
}

// signed reports whether a word is the name of a file that begins as a signed release does.
func signed(name string) bool {
	if strings.HasPrefix(name, "-") {
		return false
	}
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	begin := make([]byte, 16)
	n, _ := io.ReadFull(f, begin) // a short file is none
	return bytes.HasPrefix(bytes.TrimSpace(begin[:n]), []byte(`{"content"`))
}

// auditRelease attacks every table of a signed release.
func auditRelease(c *command.Call) int {
	insider := c.Text("insider", "", "FILE", c.Say("what one organisation counted itself, as CSV"))
	format := c.Text("format", "text", "FORMAT", c.Say("text or json"))
	hub := c.Text("hub-key", "", "KEY", c.Say("the key of the hub that signed it, when you know it"))
	spec := c.Text("spec", "", "FILE", c.Say("how the codes hang together and what the rule is, as JSON"))
	if exit, ok := c.Read(1, 1); !ok {
		return exit
	}
	if *format != "text" && *format != "json" {
		return c.Fail(c.Say("The format is text or json, not %q.", command.Short(*format)))
	}
	if *spec != "" {
		return c.Fail(c.Say("One table goes with -spec; a release of the Factlab, as JSON, goes alone."))
	}
	content, exit, ok := trusted(c, c.Args[0], *hub)
	if !ok {
		return exit
	}
	folder, err := os.MkdirTemp("", "factlab-audit-*")
	if err != nil {
		return c.Fail(c.Reason(err))
	}
	defer func() { _ = os.RemoveAll(folder) }() // it holds what was published
	of, exit, ok := insiderTable(c, content, *insider)
	if !ok {
		return exit
	}
	told, open := map[string]disclosure.Attack{}, false
	for _, t := range content.Tables {
		own := ""
		if t.Name == of {
			own = *insider
		}
		attack, err := attackTable(folder, t, own)
		if err != nil {
			return c.Fail(fmt.Sprintf("%s: %s", t.Name, file.Sentence(c, err)))
		}
		told[t.Name], open = attack, open || len(attack.Findings) > 0
		if *format == "text" {
			tell(c, t.Name, attack)
		}
	}
	if *format == "json" {
		e := json.NewEncoder(c.Out)
		e.SetIndent("", "  ")
		if err := e.Encode(told); err != nil {
			return c.Fail(c.Reason(err))
		}
	}
	if open {
		return command.Wrong
	}
	return command.Good
}

// trusted reads a release and checks its signature.
func trusted(c *command.Call, path, hub string) (release.Content, int, bool) {
	text, err := os.ReadFile(path)
	if err != nil {
		return release.Content{}, c.Fail(c.Say("The file %s cannot be used: %s.", path, c.Reason(err))), false
	}
	s, content, err := release.ParseSigned(text)
	if err != nil {
		return content, c.Fail(c.Say("The file %s is no release of the Factlab: %s.", path, err)), false
	}
	if !s.Verify(content) {
		c.Complain(c.Say("This file was changed after it was signed. Do not trust it."))
		return content, command.Wrong, false
	}
	if hub != "" {
		key, err := wire.ParseKey(hub)
		if err != nil {
			return content, c.Fail(c.Say("%q is no key of a hub.", command.Short(hub))), false
		}
		if key != content.Hub {
			c.Complain(c.Say("This release was signed by another hub: %s.", content.Hub))
			return content, command.Wrong, false
		}
	}
	fmt.Fprintln(c.Err, command.Plain(c.Say("This release of round %q (%s) is signed by %s.", content.Round.Name, content.Round.Month, content.Hub)))
	return content, command.Good, true
}

// insiderTable finds the table that a file of an organisation is about, by its columns.
func insiderTable(c *command.Call, content release.Content, path string) (name string, exit int, ok bool) {
	if path == "" {
		return "", command.Good, true
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return "", c.Fail(c.Say("The file %s cannot be used: %s.", path, c.Reason(err))), false
	}
	header, _, _ := strings.Cut(strings.TrimPrefix(string(text), "\ufeff"), "\n")
	columns := strings.Split(strings.TrimSpace(header), ",")
	var shapes []string
	for _, t := range content.Tables {
		if slices.Equal(columns, t.Columns) {
			return t.Name, command.Good, true
		}
		shapes = append(shapes, strings.Join(t.Columns, ","))
	}
	return "", c.Fail(c.Say("The insider file fits none of the tables. Give it the columns of one: %s", strings.Join(shapes, "; "))), false
}

// attackTable attacks one table, with nothing but what is published.
func attackTable(folder string, t release.Table, own string) (disclosure.Attack, error) {
	path, spec := filepath.Join(folder, "release.csv"), filepath.Join(folder, "spec.json")
	if err := command.WriteFile(path, t.WriteCSV); err != nil {
		return disclosure.Attack{}, err
	}
	if err := os.WriteFile(spec, t.Spec, 0o600); err != nil {
		return disclosure.Attack{}, err
	}
	return file.Audit(path, spec, own)
}

// tell prints how the attack on a table went.
func tell(c *command.Call, name string, a disclosure.Attack) {
	if len(a.Findings) == 0 {
		fmt.Fprintln(c.Out, command.Plain(c.Say("Table %s: nothing can be inferred; %d hidden cells were attacked.", name, a.Attacked)))
		return
	}
	fmt.Fprintln(c.Out, command.Plain(c.Say("Table %s: of %d hidden cells %d can be inferred or are not proved safe:", name, a.Attacked, len(a.Findings))))
	for _, f := range a.Findings {
		what := c.Say("from %d to %d", f.Least, f.Most)
		switch {
		case f.NotReached:
			what = c.Say("the attack did not finish")
		case f.Exact:
			what = c.Say("the count %d follows", f.Least)
		}
		fmt.Fprintln(c.Out, "  "+command.Plain(c.Say("%s: %s", strings.Join(f.Codes, ", "), what)))
	}
}
