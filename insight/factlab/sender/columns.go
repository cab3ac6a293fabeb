package sender

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/addresses"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/sender/profile"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/sender/table"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// columns settles which column holds what: as the last time when the columns are the same, or else by a guess that a
// person confirms.
func (j *job) columns(t *table.Table, path string) (*profile.Profile, error) {
	old, err := profile.Load(path)
	if err != nil {
		return nil, inFile(path, err)
	}
	if *j.anew {
		old = nil
	}
	if old != nil && old.Fits(t.Name, t.Header) && old.Missing(j.me.Registry) == nil {
		j.print("The columns are read as the last time (%s).", path)
		return old.Copy(), nil
	}
	sample, err := sampleOf(t)
	if err != nil {
		return nil, inFile(j.Args[0], err)
	}
	p, doubts := profile.Guess(t.Name, t.Header, sample, j.me.Registry)
	if old != nil {
		j.print("The columns are others than the last time, so look at them anew.")
		p.Words = old.Words
	}
	j.showColumns(p, sample)
	for _, doubt := range doubts {
		j.print("In doubt: %s.", addresses.Explain(j.Call, doubt))
	}
	if *j.yes || !j.person.here {
		return p, j.certain(p, doubts)
	}
	return p, j.confirmColumns(p)
}

// certain refuses a guess that is not certain, where nobody can be asked.
func (j *job) certain(p *profile.Profile, doubts []error) error {
	if len(doubts) == 0 {
		doubts = append(doubts, p.Missing(j.me.Registry))
	}
	if doubts[0] == nil {
		return nil
	}
	return command.Problemf("It is not certain how the file is to be read: %s. Do it once at a terminal, without -yes", addresses.Explain(j.Call, doubts[0]))
}

func sampleOf(t *table.Table) (sample [][]string, err error) {
	for row, err := range t.Rows() {
		if err != nil {
			return nil, err
		}
		sample = append(sample, append([]string(nil), row.Fields...))
		if len(sample) == profile.SampleRows {
			break
		}
	}
	return sample, nil
}

// showColumns shows the columns with their first values, and what each is taken for.
func (j *job) showColumns(p *profile.Profile, sample [][]string) {
	j.print("The columns of %s, with the first values:", j.Args[0])
	for i, name := range p.Header {
		var values []string
		for _, row := range sample {
			if v := cut(row[i], 24); v != "" && len(values) < 3 && !slices.Contains(values, v) {
				values = append(values, v)
			}
		}
		j.line("%5d  %-28s %s", i+1, cut(name, 28), strings.Join(values, " | "))
	}
	j.showRoles(p)
}

func (j *job) showRoles(p *profile.Profile) {
	j.print("So they are read:")
	for i, role := range profile.Roles(j.me.Registry) {
		held := "-"
		if c, ok := p.Columns[role]; ok {
			held = fmt.Sprintf("%d  %s", c.Number, c.Name)
		}
		j.line("    %c  %-18s %s", 'a'+i, j.Say(string(role.Name())), held)
	}
	if p.All != "" {
		j.print("Every row is about: %s.", p.All)
	}
}

// line prints values, without words of ours.
func (j *job) line(format string, values ...any) {
	fmt.Fprintln(j.Out, command.Plain(fmt.Sprintf(format, values...)))
}

func cut(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

// confirmColumns asks until the person says yes.
func (j *job) confirmColumns(p *profile.Profile) error {
	roles := profile.Roles(j.me.Registry)
	for {
		answer, err := j.person.ask("Is this right? Type yes, no, or a letter and a column such as a=2 (a=0 for none):")
		if err != nil {
			return err
		}
		if yes, clear := yesOrNo(answer); clear && !yes {
			return command.Problemf("Nothing was sent. Say with letters and numbers which columns are meant, or give them clearer names in the file")
		} else if clear {
			err := j.oneProvision(p)
			if err == nil {
				err = p.Missing(j.me.Registry)
			}
			if err == nil {
				return nil
			}
			j.print("%s.", addresses.Explain(j.Call, err))
			continue
		}
		letter, number, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(answer), " ", ""), "=")
		n, err := strconv.Atoi(number)
		if err != nil || len(letter) != 1 || int(letter[0])-'a' >= len(roles) || letter[0] < 'a' || !p.Set(roles[letter[0]-'a'], n) {
			j.print("That is no answer to this question.")
			continue
		}
		j.showRoles(p)
	}
}

// oneProvision asks for the provision of a file that is about one only.
func (j *job) oneProvision(p *profile.Profile) error {
	if _, ok := p.Columns[profile.Provision]; ok || j.me.Registry || p.All != "" {
		return nil
	}
	codes := j.codes()
	j.showCodes(codes)
	answer, err := j.person.ask("No column holds the provision. Of which one is the whole file? Type its number or code:")
	if err != nil {
		return err
	}
	p.All = choose(codes, answer)
	return nil
}
