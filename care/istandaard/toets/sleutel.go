package toets

import "codeberg.org/samenkracht/samenkracht/care/istandaard"

// sleutels are the keys of the classes of one list, to find those that stand in it twice. Keys are compared as
// they are written, as the published control does.
type sleutels[K comparable] struct {
	delen []*istandaard.Deel
	rij   []K
}

func (s *sleutels[K]) bij(d *istandaard.Deel, sleutel K) {
	s.delen = append(s.delen, d)
	s.rij = append(s.rij, sleutel)
}

// leeg makes room for the next list.
func (s *sleutels[K]) leeg() { s.delen, s.rij = s.delen[:0], s.rij[:0] }

// dubbel reports every class whose key stands earlier in the list.
func (s *sleutels[K]) dubbel(t *toets, regel string) {
	const weinig = 8 // so few are compared sooner than they are put in a map
	if len(s.rij) > weinig {
		s.dubbelInMap(t, regel)
		return
	}
	for i, a := range s.rij {
		for _, b := range s.rij[:i] {
			if a == b {
				t.meld(regel, s.delen[i])
				break
			}
		}
	}
}

func (s *sleutels[K]) dubbelInMap(t *toets, regel string) {
	gezien := make(map[K]struct{}, len(s.rij))
	for i, sleutel := range s.rij {
		voor := len(gezien)
		gezien[sleutel] = struct{}{}
		t.als(len(gezien) == voor, regel, s.delen[i])
	}
}
