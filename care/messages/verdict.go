package messages

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/regel"
	"codeberg.org/samenkracht/samenkracht/care/messages/record"
	"codeberg.org/samenkracht/samenkracht/care/messages/words"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// verdict is what a check found in one file, as the JSON lines have it.
type verdict struct {
	File    string   `json:"file"`
	Message string   `json:"message"` // empty when it is none
	Level   int      `json:"level"`   // the highest level that it passes, up to the one that was asked
	Valid   bool     `json:"valid"`
	Faults  []fault  `json:"faults"`
	Notes   []string `json:"notes,omitempty"` // what is allowed but not as the standard asks

	unread bool // the file could not be read
}

// fault is one fault of a message.
type fault struct {
	Rule  string `json:"rule"`
	Code  string `json:"code"`
	Path  string `json:"path"`
	Line  int    `json:"line"`
	Value string `json:"value"`
	Text  string `json:"text"`
}

// judge is how verdicts are made: the language, the level asked, and whether citizen service numbers are shown.
type judge struct {
	lang words.Lang
	upTo int
	bsn  bool
}

// pass fills in a verdict from the faults that were found, and the level that they leave.
func (j judge) pass(v *verdict, faults istandaard.Fouten) {
	v.Level, v.Faults = j.upTo, []fault{}
	for _, f := range faults {
		if int(f.Niveau) > j.upTo && f.Regel != "TR319" {
			continue
		}
		v.Level = min(v.Level, max(int(f.Niveau)-1, 0))
		v.Faults = append(v.Faults, j.fault(f))
	}
	v.Valid = len(v.Faults) == 0
}

func (j judge) fault(f istandaard.Fout) fault {
	value := f.Waarde
	if !j.bsn && strings.HasSuffix(f.Pad, "Bsn") {
		value = words.Mask(value)
	}
	return fault{Rule: f.Regel, Code: f.Code, Path: f.Pad, Line: f.Regelnummer, Value: value, Text: f.Zin(words.Taal(j.lang))}
}

// read checks a text on level 1, and says of what encoding it is when it is not as the standard asks.
func (j judge) read(v *verdict, text string) *istandaard.Bericht {
	b, err := istandaard.Lees(text)
	if err != nil {
		var faults istandaard.Fouten
		errors.As(err, &faults)
		v.Message = guess(text)
		j.pass(v, faults)
		return nil
	}
	v.Message = string(b.Soort())
	if name := record.Encoding(text); name != "" {
		v.Notes = append(v.Notes, j.lang.Say("The file is in %s; the standard asks UTF-8 without a byte order mark (OP192).", name))
	}
	return b
}

// guess finds the message type that a broken text means to be, by its namespace.
func guess(text string) string {
	for part := range strings.SplitSeq(text[:min(len(text), 2000)], "/3_2/") {
		name, _, _ := strings.Cut(part, "/")
		if soort := istandaard.Soort(strings.ToUpper(name)); soort.Bestaat() {
			return string(soort)
		}
	}
	return ""
}

// tooLarge is the verdict about a file of which nothing was read.
func (j judge) tooLarge(v *verdict) {
	v.Faults = []fault{{Rule: "OP179", Path: "Bericht", Text: j.lang.Say("The file is larger than 25 MB. Spread it over more messages.")}}
}

// noRule marks a fault that no rule of the standard tells of.
const noRule = "-"

// maxShown keeps the report on one file readable; JSON has every fault.
const maxShown = 100

// printJSON writes a verdict on one line.
func (v *verdict) printJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	if v.Faults == nil {
		v.Faults = []fault{}
	}
	return e.Encode(v)
}

// printText writes a verdict for people: one line when all is well, else the faults beneath.
func (v *verdict) printText(w io.Writer, lang words.Lang) {
	name := command.Plain(v.File)
	message := ""
	if v.Message != "" {
		message = " (" + v.Message + ")"
	}
	if v.Valid {
		fmt.Fprintf(w, "%s: %s%s\n", name, lang.Say("good"), message)
	} else {
		fmt.Fprintf(w, "%s: %s%s\n", name, lang.N(len(v.Faults), "%d fault", "%d faults"), message)
	}
	for i, f := range v.Faults {
		if i == maxShown {
			fmt.Fprintf(w, "  %s\n", lang.Say("and %d more; -format json tells them all", len(v.Faults)-i))
			break
		}
		fmt.Fprintf(w, "  %s\n", f.line(lang))
	}
	for _, note := range v.Notes {
		fmt.Fprintf(w, "  %s\n", lang.Say("note: %s", note))
	}
}

func (f fault) line(lang words.Lang) string {
	var parts []string
	if f.Line > 0 {
		parts = append(parts, lang.Say("line %d", f.Line))
	}
	rule := f.Rule
	if rule == "" {
		rule = noRule
	}
	if f.Code != "" && f.Code != "0001" {
		rule += " " + f.Code
	}
	parts = append(parts, f.Path, rule)
	text := f.Text
	if f.Value != "" {
		text += " [" + command.Plain(command.Short(f.Value)) + "]"
	}
	return strings.Join(append(parts, text), "  ")
}

// within leaves only the faults within the message: those of level 3 a later check tells.
func within(faults istandaard.Fouten) (out istandaard.Fouten) {
	for _, f := range faults {
		if f.Niveau == regel.Bericht {
			out = append(out, f)
		}
	}
	return out
}
