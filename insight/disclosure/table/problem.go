package table

import "fmt"

// Problem is an error that is a sentence for people: an English one with its values, so that it can be said in another
// language too.
type Problem struct {
	Sentence string
	Values   []any
}

// Problemf is a problem with its values.
func Problemf(sentence string, values ...any) *Problem { return &Problem{sentence, values} }

func (p *Problem) Error() string { return fmt.Sprintf(p.Sentence, p.Values...) }
