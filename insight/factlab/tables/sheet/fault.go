package sheet

import "fmt"

// Fault says in one sentence what is wrong with a file, where, and what to do. The sentence is English; the tool
// has the Dutch of it.
type Fault struct {
	File string
	Line int    // 0: the file as a whole
	Say  string // the sentence, with verbs for Args
	Args []any
}

// Error is the sentence in English, after the place.
func (f *Fault) Error() string {
	sentence := fmt.Sprintf(f.Say, f.Args...)
	if f.Line == 0 {
		return fmt.Sprintf("%s: %s", f.File, sentence)
	}
	return fmt.Sprintf("%s, line %d: %s", f.File, f.Line, sentence)
}

// Note makes the fault of a file as a whole.
func Note(file, say string, args ...any) *Fault { return &Fault{File: file, Say: say, Args: args} }
