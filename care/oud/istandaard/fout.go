package istandaard

import (
	"fmt"
	"strings"
)

// Niveau is the control level of the standard at which a fault is found.
type Niveau int

// Schema faults get no return message; faults against the rules inside a message refuse it whole.
const (
	NiveauSchema  Niveau = 1
	NiveauBericht Niveau = 2
)

// Fout is one fault in a message. It names the element and what is wrong, never the value that stands there.
type Fout struct {
	Niveau Niveau
	Regel  string // the rule of the standard, such as CS002; empty at level 1
	Pad    string // the element, such as Client/ToegewezenProducten/ToegewezenProduct[2]/Einddatum
	Zin    string // what is wrong, as an English sentence without the element
}

// Error is the fault on one line.
func (f Fout) Error() string {
	if f.Regel != "" {
		return fmt.Sprintf("%s: %s (%s)", f.Pad, f.Zin, f.Regel)
	}
	return f.Pad + ": " + f.Zin
}

// Fouten are all faults found in one message.
type Fouten []Fout

// Error is the faults, separated by semicolons.
func (f Fouten) Error() string {
	zinnen := make([]string, len(f))
	for i, een := range f {
		zinnen[i] = een.Error()
	}
	return strings.Join(zinnen, "; ")
}

// maxFouten keeps the report on a hopeless message readable.
const maxFouten = 100

func (f Fouten) err() error {
	if len(f) == 0 {
		return nil
	}
	return f
}

func (f *Fouten) meld(een Fout) {
	if len(*f) < maxFouten {
		*f = append(*f, een)
	}
}

func schemafout(pad, zin string, args ...any) Fout {
	return Fout{Niveau: NiveauSchema, Pad: pad, Zin: fmt.Sprintf(zin, args...)}
}
