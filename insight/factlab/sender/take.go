package sender

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/addresses"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/sender/intake"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/sender/profile"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/sender/table"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// take reads the organisation's file: columns, words and dates are settled first, then every row is looked up.
func (j *job) take(ctx context.Context) (*intake.Intake, error) {
	t, err := j.open()
	if err != nil {
		return nil, err
	}
	in, err := j.read(ctx, t)
	return in, errors.Join(err, t.Close())
}

// open opens the file, and asks for the sheet when there are more.
func (j *job) open() (*table.Table, error) {
	t, err := table.Open(j.Args[0], *j.sheet)
	var choice *table.Choice
	if !errors.As(err, &choice) || !j.person.here || *j.yes {
		return t, inFile(j.Args[0], err)
	}
	for i, name := range choice.Sheets {
		j.print("%4d  %s", i+1, name)
	}
	answer, err := j.person.ask("Which sheet? Type its number.")
	if err != nil {
		return nil, err
	}
	n, err := strconv.Atoi(answer)
	if err != nil || n < 1 || n > len(choice.Sheets) {
		return nil, inFile(j.Args[0], choice)
	}
	t, err = table.Open(j.Args[0], choice.Sheets[n-1])
	return t, inFile(j.Args[0], err)
}

func (j *job) read(ctx context.Context, t *table.Table) (*intake.Intake, error) {
	path := filepath.Join(*j.state, "profile.json")
	p, err := j.columns(t, path)
	if err != nil {
		return nil, err
	}
	reader := &profile.Reader{Profile: p, From1904: t.From1904, Registry: j.me.Registry}
	survey, err := j.survey(ctx, t, reader)
	if err != nil {
		return nil, err
	}
	if err := j.dates(p, survey); err != nil {
		return nil, err
	}
	if err := j.meanings(p, survey); err != nil {
		return nil, err
	}
	if err := p.Save(path); err != nil {
		return nil, inFile(path, err)
	}
	list, err := addresses.Load(*j.addresses, j.agreed.Addresses)
	if err != nil {
		return nil, inFile(*j.addresses, err)
	}
	if n := list.Len(); !j.me.Registry && j.me.Quota() >= n {
		return nil, refuse("The agreement lets this organisation ask for %d addresses, and the list has %d. Nobody may ask for all. Warn the Factlab lead", j.me.Quota(), n)
	}
	bar := j.person.begin(survey.Rows)
	in, refused, err := j.lookUp(ctx, intake.Source{Table: t, Rows: counted(t.Rows(), bar), By: reader, List: list})
	bar.Clear()
	if err != nil {
		return nil, err
	}
	j.report(in, refused)
	return in, nil
}

// lookUp looks every row up in the list. refused is the file with the rows that cannot be delivered.
func (j *job) lookUp(ctx context.Context, from intake.Source) (in *intake.Intake, refused string, err error) {
	var broken error
	refused, err = j.writeRefused(from.Table, func(refused func(intake.Refusal) error) error {
		in, broken = intake.Read(ctx, from, refused)
		return broken
	})
	if broken != nil {
		return nil, "", inFile(j.Args[0], broken)
	}
	return in, refused, inFile(refused, err)
}

// counted shows on the bar how many rows went by.
func counted(rows func(func(table.Row, error) bool), bar *command.Progress) func(func(table.Row, error) bool) {
	return func(yield func(table.Row, error) bool) {
		n := 0
		rows(func(r table.Row, err error) bool {
			n++
			bar.At(n)
			return yield(r, err)
		})
	}
}

// survey looks at all rows once.
func (j *job) survey(ctx context.Context, t *table.Table, r *profile.Reader) (*profile.Survey, error) {
	s := &profile.Survey{}
	for row, err := range t.Rows() {
		if err == nil && s.Rows%1000 == 0 {
			err = ctx.Err()
		}
		if err == nil {
			err = s.Add(r, row.Fields)
		}
		if err != nil {
			return nil, inFile(j.Args[0], err)
		}
	}
	return s, nil
}

// beside is a file beside the organisation's file, with a word behind its name.
func (j *job) beside(word string) string {
	file := j.Args[0]
	return strings.TrimSuffix(file, filepath.Ext(file)) + "-" + word + ".csv"
}

// writeRefused writes the rows that cannot be delivered to a file beside the organisation's file, or in its state
// folder when that cannot be written. Without such rows there is no file.
func (j *job) writeRefused(t *table.Table, read func(refused func(intake.Refusal) error) error) (path string, err error) {
	path = j.beside(j.Say("not-delivered"))
	probe, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err == nil {
		err = errors.Join(probe.Close(), os.Remove(probe.Name()))
	}
	if err != nil {
		path = filepath.Join(*j.state, filepath.Base(path))
	}
	n := 0
	err = command.WriteFile(path, func(w io.Writer) error {
		out := bufio.NewWriter(w)
		_, _ = out.WriteString("\uFEFF") // so that Excel knows that it is UTF-8
		_ = writeFields(out, append([]string{j.Say("line"), j.Say("reason")}, t.Header...))
		if err := read(func(r intake.Refusal) error {
			if n++; n <= firstRefused {
				j.first = append(j.first, refusedRow{r.Row.Number, r.Reason})
			}
			return writeFields(out, append([]string{strconv.Itoa(r.Row.Number), addresses.Explain(j.Call, r.Reason)}, r.Row.Fields...))
		}); err != nil {
			return err
		}
		return out.Flush()
	})
	if err == nil && n == 0 {
		err = os.Remove(path)
	}
	return path, err
}

// writeFields writes a row as Excel opens it in the Netherlands: with semicolons.
func writeFields(w *bufio.Writer, fields []string) error {
	for i, f := range fields {
		if i > 0 {
			_ = w.WriteByte(';') // a bufio.Writer keeps its error for the end
		}
		if strings.ContainsAny(f, ";\"\r\n") {
			f = `"` + strings.ReplaceAll(f, `"`, `""`) + `"`
		}
		_, _ = w.WriteString(f)
	}
	_, err := w.WriteString("\r\n")
	return err
}
