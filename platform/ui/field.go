package ui

import (
	"context"
	"slices"
	"strings"

	"codeberg.org/samenkracht/samenkracht/platform/text"
)

// Field is one question of a form: its label, its hint, what was typed and what is wrong with it.
type Field struct {
	Name, Label, Hint, Value string
	Error                    string   // English sentence of the rules; shown in the language of the reader
	ID                       string   // of the control; Name when empty. Needed when two forms on a page share a name
	Type                     string   // "text" (default), "email", "tel", "url", "password", "number", "search"
	Autocomplete             string   // "email", "name", "postal-code", "tel", "bday", ...
	Inputmode                string   // "numeric" for numbers that are not amounts, such as a BSN
	Width                    int      // expected number of characters: 4, 8, 12 or 20; 0 is full width
	Rows                     int      // of a TextArea; 0 is 5
	MaxLength                int      // said to the reader by the hint, held by the rules
	Optional                 bool     // adds "(niet verplicht)"
	Options                  []Option // of Radios, Checkboxes and Select
	Values                   []string // what was chosen in Checkboxes
	Accept                   string   // of a FileUpload: ".pdf,.jpg,.png"
	Prefix, Suffix           string   // shown before or after the box, such as "€" or "uur per week"
	Large                    bool     // the label is the question of the page, so it is larger
}

// Option is one choice.
type Option struct {
	Value, Label, Hint string
}

// Wrong returns the field with what the rules say about it, if anything.
func (f Field) Wrong(invalid map[string]string) Field {
	if sentence := invalid[f.Name]; sentence != "" {
		f.Error = sentence
	}
	return f
}

// AnyWrong reports whether one of the fields has an error.
func AnyWrong(fields []Field) bool {
	return slices.ContainsFunc(fields, func(f Field) bool { return f.Error != "" })
}

func (f Field) id() string {
	if f.ID != "" {
		return f.ID
	}
	return f.Name
}

func (f Field) optionID(i int) string {
	if i == 0 {
		return f.id()
	}
	return f.id() + "-" + f.Options[i].Value
}

// describedBy names the elements that a screen reader reads after the label.
func (f Field) describedBy() string {
	var ids []string
	if f.Hint != "" {
		ids = append(ids, f.id()+"-hint")
	}
	if f.Error != "" {
		ids = append(ids, f.id()+"-error")
	}
	return strings.Join(ids, " ")
}

func (f Field) errorText(ctx context.Context) string { return text.T(ctx, f.Error) }

func (f Field) inputType() string {
	if f.Type == "" {
		return "text"
	}
	return f.Type
}

func (f Field) rows() int {
	if f.Rows == 0 {
		return 5
	}
	return f.Rows
}

func (f Field) widthClass() string {
	switch {
	case f.Width == 0:
		return "sk-width-full"
	case f.Width <= 4:
		return "sk-width-4"
	case f.Width <= 8:
		return "sk-width-8"
	case f.Width <= 12:
		return "sk-width-12"
	default:
		return "sk-width-20"
	}
}

func (f Field) chosen(value string) bool {
	return f.Value == value && (value != "" || len(f.Values) == 0) || slices.Contains(f.Values, value)
}
