package provider

import (
	"errors"
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

func TestValidate(t *testing.T) {
	good := Product{Category: "01", Code: "01A03", Name: "Hulp bij het huishouden", WaitDays: 12}
	if err := good.Validate(); err != nil {
		t.Error(err)
	}
	for field, change := range map[string]func(*Product){
		"category": func(p *Product) { p.Category = "40" },
		"code":     func(p *Product) { p.Code = "01A" },
		"name":     func(p *Product) { p.Name = " " },
		"wait":     func(p *Product) { p.WaitDays = 731 },
	} {
		p := good
		change(&p)
		if wrong, _ := errors.AsType[fault.Invalid](p.Validate()); len(wrong) != 1 || wrong[field] == "" {
			t.Errorf("a wrong %s gives %v", field, wrong)
		}
	}
}
