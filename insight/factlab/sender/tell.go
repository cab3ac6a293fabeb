package sender

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/addresses"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/delivery"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// refusal is an error for exit code 1: somebody refused.
type refusal struct{ error }

func (r refusal) Unwrap() error { return r.error }

func refuse(sentence string, values ...any) error {
	return refusal{command.Problemf(sentence, values...)}
}

// fileError is an error about a file that was named.
type fileError struct {
	file string
	error
}

func (f fileError) Unwrap() error { return f.error }

func inFile(file string, err error) error {
	if err == nil {
		return nil
	}
	return fileError{file, err}
}

// tell says why it stopped, and gives the exit code.
func (j *job) tell(err error) int {
	j.person.clear()
	_ = j.Out.Flush() // when it cannot be written, the end of the command says so
	var said refusal
	var file fileError
	switch {
	case errors.Is(err, errUsage):
		return j.Usage(j.Say("Something is missing: %s.", "-agreement, -addresses, "+j.Say("FILE")))
	case errors.Is(err, context.Canceled) || j.Ctx.Err() != nil:
		return j.Fail(j.Say("It was stopped. Do the same again, and it goes on where it was."))
	case errors.As(err, &said):
		j.Complain(addresses.Explain(j.Call, said) + ".")
		return command.Wrong
	case errors.As(err, &file):
		return j.Fail(j.Say("%s cannot be used: %s.", file.file, addresses.Explain(j.Call, file.error)))
	}
	if sentence := j.network(err); sentence != "" {
		j.Complain(sentence)
		if wire.Unreachable(err) || busy(err) {
			return command.Stuck
		}
		return command.Wrong
	}
	return j.Fail(addresses.Explain(j.Call, err) + ".")
}

// suspect gives an error of a key holder that is no matter of the network its sentence: it did not do as agreed.
func (j *job) suspect(err error, sentence string) error {
	var path *fs.PathError
	if err == nil || j.Ctx.Err() != nil || j.network(err) != "" || errors.As(err, &path) {
		return err
	}
	return refusal{command.Problemf(sentence, err.Error())}
}

func busy(err error) bool {
	var p *delivery.Problem
	return errors.As(err, &p) && (p.Code == delivery.Busy || p.Status >= 500)
}

// network says what went wrong between the parties; it is empty for another kind of error.
func (j *job) network(err error) string {
	var p *delivery.Problem
	switch {
	case errors.Is(err, wire.ErrKey):
		return j.Say("The other end shows another key than was agreed, so nothing was said to it. Warn the Factlab lead. (%s)", command.Short(err.Error()))
	case errors.Is(err, pseudonym.ErrProof):
		return j.Say("A key holder used another key than was agreed, or somebody changed its answer. Nothing was sent. Warn the Factlab lead.")
	case errors.Is(err, wire.ErrUnknown):
		return j.Say("The other end does not know the key of this organisation: %s. Ask the Factlab lead.", j.id.Key())
	case errors.As(err, &p):
		return j.problem(p, err)
	case wire.Unreachable(err):
		return j.Say("The connection failed. Do the same again later, and it goes on where it was. (%s)", fmt.Sprint(err))
	}
	return ""
}

// problem says why a key holder or the hub refuses.
func (j *job) problem(p *delivery.Problem, err error) string {
	switch p.Code {
	case delivery.Unknown:
		return j.Say("The other end knows no such round, or not this organisation in it. Ask the Factlab lead.")
	case delivery.Closed:
		return j.Say("The round is closed. Ask the Factlab lead.")
	case delivery.OverQuota:
		return j.Say("This organisation asks for more addresses than it declared (%d, and a tenth). Ask the Factlab lead for more.", j.me.Declared)
	case delivery.Destroyed:
		return j.Say("The round is over: its key was destroyed. Nothing can be delivered any more.")
	}
	if busy(err) {
		return j.Say("The other end is busy or does not work. Do the same again later, and it goes on where it was. (%s)", p.Detail)
	}
	return j.Say("The other end refuses this: %s", p.Detail)
}
