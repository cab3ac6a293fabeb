package sender

import (
	"strconv"
	"strings"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/sender/profile"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// codes are what the organisation's words can mean: provisions, or the household types for a registry sender.
func (j *job) codes() *profile.Codes {
	var list []profile.Code
	if j.me.Registry {
		for _, t := range j.agreed.Types {
			list = append(list, profile.Code{Code: t, Name: t})
		}
		return profile.NewCodes(list)
	}
	for _, p := range j.agreed.Provisions {
		list = append(list, profile.Code{Code: p.Code, Name: p.Name})
	}
	return profile.NewCodes(list)
}

func (j *job) showCodes(codes *profile.Codes) {
	for i, c := range codes.List() {
		j.line("%5d  %-28s %s", i+1, c.Code, c.Name)
	}
}

// choose is the code that an answer means, by number, code or name; empty for none.
func choose(codes *profile.Codes, answer string) string {
	list := codes.List()
	if n, err := strconv.Atoi(answer); err == nil && n >= 1 && n <= len(list) {
		return list[n-1].Code
	}
	code, _ := codes.Exact(answer)
	return code
}

const shownWords = 10

// meanings settles what the organisation's words mean. Those that are a code or name of the agreement need no
// question.
func (j *job) meanings(p *profile.Profile, s *profile.Survey) error {
	codes := j.codes()
	if p.All != "" && !codes.Has(p.All) {
		return command.Problemf("The profile says that every row is about %q, which is not in the agreement", p.All)
	}
	open := s.Open(p, codes)
	if len(open) == 0 {
		return nil
	}
	if *j.yes || !j.person.here {
		var some []string
		for _, word := range open[:min(len(open), shownWords)] {
			some = append(some, cut(word, 40))
		}
		return command.Problemf("The agreement does not know these words (%d): %s. Do it once at a terminal, without -yes", len(open), strings.Join(some, ", "))
	}
	j.print("The agreement does not know all words of this file. It knows:")
	j.showCodes(codes)
	for _, word := range open {
		m, err := j.meaning(codes, word, s.Words[word])
		if err != nil {
			return err
		}
		p.Words[word] = m
	}
	return nil
}

// meaning asks what one word means.
func (j *job) meaning(codes *profile.Codes, word string, rows int) (m profile.Meaning, err error) {
	near := codes.Near(word)
	for {
		j.print("%q (rows: %d)", cut(word, 60), rows)
		answer := ""
		if near != "" {
			answer, err = j.person.ask("Which one is it? Type a number or code, - and a reason to leave these rows out, or nothing for %s:", near)
		} else {
			answer, err = j.person.ask("Which one is it? Type a number or code, or - and a reason to leave these rows out:")
		}
		if err != nil {
			return m, err
		}
		if reason, left := strings.CutPrefix(answer, "-"); left && strings.TrimSpace(reason) != "" {
			return profile.Meaning{LeaveOut: command.Plain(strings.TrimSpace(reason))}, nil
		}
		if answer == "" {
			answer = near
		}
		if code := choose(codes, answer); code != "" {
			return profile.Meaning{Code: code}, nil
		}
		j.print("That is no answer to this question.")
	}
}

// dates settles the order of day and month, where dates do not tell it themselves.
func (j *job) dates(p *profile.Profile, s *profile.Survey) error {
	form, sure := s.Dates.Form()
	if sure {
		p.Dates = form
		return nil
	}
	if p.Dates != profile.Clear {
		return nil // as a person said before
	}
	if *j.yes || !j.person.here {
		return command.Problemf("The dates of the file can be read in two ways: 03/04 as 3 April or as March 4th. Do it once at a terminal, without -yes")
	}
	dayFirst, err := j.person.agrees("The dates of the file can be read in two ways. Is 03/04 the third of April? Type yes or no:")
	p.Dates = profile.DayFirst
	if !dayFirst {
		p.Dates = profile.MonthFirst
	}
	return err
}
