package keten

import (
	"slices"
	"testing"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/regel"
)

// proef tries one rule: after what was exchanged before, the last message of fout breaks it and no other, while
// everything in goed is right, which differs as little as can be.
type proef struct {
	regel, naam        string
	wet                istandaard.Wet // empty: both
	vooraf, fout, goed []schets
	register           Register
	ziet               Rol    // the side that can see it; empty: both
	met                string // the rule that breaks with it
	omdat              string // why it cannot break alone
}

// rij is a row of messages.
func rij(b ...schets) []schets { return b }

// proeven are the trials of all rules.
func proeven() []proef {
	return slices.Concat(proeven301, proeven305, proeven307, proeven315, proeven317, proeven319, proeven323, proevenPeriode, proevenVolume, proeven325, proevenRegister)
}

func TestRegels(t *testing.T) {
	for _, p := range proeven() {
		for _, wet := range []istandaard.Wet{istandaard.IWmo, istandaard.IJw} {
			if p.wet == "" || p.wet == wet {
				t.Run(string(wet)+" "+p.regel+" "+p.naam, func(t *testing.T) { p.probeer(t, wet) })
			}
		}
	}
}

func (p proef) probeer(t *testing.T, wet istandaard.Wet) {
	if len(p.fout) == 0 || len(p.goed) == 0 || (p.met == "") != (p.omdat == "") {
		t.Fatal("the trial is not complete")
	}
	w := nieuweKring(t, wet)
	w.register = p.register
	w.stuur(p.vooraf...)
	laatste := len(p.fout) - 1
	w.stuur(p.fout[:laatste]...)
	gebroken := []string{p.regel}
	if p.met != "" {
		gebroken = append(gebroken, p.met)
	}
	w.breekt(p.fout[laatste], p.ziet, gebroken...)
	w = nieuweKring(t, wet)
	w.register = p.register
	w.stuur(p.vooraf...)
	w.stuur(p.goed...)
}

// TestElkeRegel holds that every rule of levels 3 and 4 has a trial in which it breaks alone.
func TestElkeRegel(t *testing.T) {
	geprobeerd := map[string]bool{}
	for _, p := range proeven() {
		geprobeerd[p.regel] = geprobeerd[p.regel] || p.met == ""
	}
	n := 0
	for _, r := range regel.Alle() {
		if r.Niveau != regel.Keten && r.Niveau != regel.Register {
			continue
		}
		n++
		if !geprobeerd[r.ID] {
			t.Errorf("nothing breaks %s alone", r.ID)
		}
	}
	if n != 58 {
		t.Errorf("%d rules", n)
	}
}
