package ui

import (
	"context"
	"strconv"

	"github.com/a-h/templ"

	"codeberg.org/samenkracht/samenkracht/platform/text"
)

// attributes are those of the control that depend on the state of the field.
func (f Field) attributes() templ.Attributes {
	a := templ.Attributes{}
	if ids := f.describedBy(); ids != "" {
		a["aria-describedby"] = ids
	}
	if f.Error != "" {
		a["aria-invalid"] = "true"
	}
	if f.Autocomplete != "" {
		a["autocomplete"] = f.Autocomplete
	}
	if f.Inputmode != "" {
		a["inputmode"] = f.Inputmode
	}
	if f.MaxLength > 0 {
		a["data-max"] = strconv.Itoa(f.MaxLength)
	}
	if f.Type == "email" || f.Type == "tel" || f.Type == "url" {
		a["spellcheck"] = "false"
	}
	return a
}

// groupAttributes tie the hint and the error to a group of choices.
func (f Field) groupAttributes(role string) templ.Attributes {
	a := templ.Attributes{}
	if ids := f.describedBy(); ids != "" {
		a["aria-describedby"] = ids
	}
	if role != "" {
		a["role"] = role
	}
	if f.Error != "" && role != "" {
		a["aria-invalid"] = "true"
	}
	return a
}

func (f Field) optionAttributes(i int) templ.Attributes {
	a := templ.Attributes{}
	if f.Options[i].Hint != "" {
		a["aria-describedby"] = f.optionID(i) + "-about"
	}
	return a
}

// asDate is the field as a question for a day.
func (f Field) asDate(ctx context.Context) Field {
	if f.Hint == "" {
		f.Hint = text.T(ctx, "For example 9-10-2026 or 9 oktober 2026")
	}
	if f.Width == 0 {
		f.Width = 20
	}
	return f
}
