package steering

import (
	"context"
	"errors"
	"math"
	"slices"

	"codeberg.org/samenkracht/samenkracht/casework/team"
	"codeberg.org/samenkracht/samenkracht/insight/experience"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

// ExperienceScore is what residents say of one step, team or provider. Its state is unknown when nobody answered.
type ExperienceScore struct {
	ID      db.ID           // of the team or provider
	Name    string          // of the team or provider
	Step    experience.Step // when it is about a step
	State   State
	Answers int // rounded
	Mean    float64
}

// ExperienceReport is what residents say, by step, by team and by provider.
type ExperienceReport struct {
	Whole     Figure
	Steps     []ExperienceScore
	Teams     []ExperienceScore
	Providers []ExperienceScore
}

// Experience measures what residents say of the steps they went through. Teams and providers are told apart
// only when no step is hidden: otherwise they would tell what was hidden.
func (s *Steering) Experience(ctx context.Context, actor access.Actor) (ExperienceReport, error) {
	var r ExperienceReport
	var teams []team.Team
	err := s.measure(ctx, actor, "experience.read", func(tx *db.Tx, c counts, m measure) (err error) {
		r = m.experience(c)
		teams, err = team.AllTx(ctx, tx)
		return err
	})
	if err != nil {
		return r, err
	}
	for i, e := range r.Teams {
		if at := slices.IndexFunc(teams, func(t team.Team) bool { return t.ID == e.ID }); at >= 0 {
			r.Teams[i].Name = teams[at].Name
		}
	}
	for i, e := range r.Providers {
		provider, err := s.tenants.ByID(ctx, e.ID)
		if err != nil && !errors.Is(err, fault.NotFound) {
			return r, err
		}
		r.Providers[i].Name = provider.Name
	}
	return r, nil
}

func (m measure) experience(c counts) ExperienceReport {
	r, scores := ExperienceReport{Whole: m.judged(c)}, c.scores
	for _, step := range experience.Steps {
		r.Steps = append(r.Steps, ExperienceScore{Step: step})
	}
	m.fill(r.Steps, func(of ExperienceScore, s experience.Score) bool { return of.Step == s.Step }, scores)
	if slices.ContainsFunc(r.Steps, func(s ExperienceScore) bool { return s.State == Small }) {
		return r
	}
	r.Teams = m.by(scores, func(s experience.Score) db.ID { return s.TeamID })
	r.Providers = m.by(scores, func(s experience.Score) db.ID { return s.ProviderID })
	return r
}

// by tells the scores apart by team or provider.
func (m measure) by(scores []experience.Score, id func(experience.Score) db.ID) []ExperienceScore {
	var out []ExperienceScore
	for _, s := range scores {
		if id(s) != 0 && !slices.ContainsFunc(out, func(e ExperienceScore) bool { return e.ID == id(s) }) {
			out = append(out, ExperienceScore{ID: id(s)})
		}
	}
	m.fill(out, func(of ExperienceScore, s experience.Score) bool { return of.ID == id(s) }, scores)
	return out
}

// fill computes the scores of the parts of a whole, protected together. A part without any answers is no group of
// people: that there are none may be known.
func (m measure) fill(parts []ExperienceScore, belongs func(ExperienceScore, experience.Score) bool, scores []experience.Score) {
	var answers, totals, at []int
	for i, p := range parts {
		parts[i].State = Unknown
		n, total := together(slices.DeleteFunc(slices.Clone(scores), func(s experience.Score) bool { return !belongs(p, s) }))
		if n > 0 {
			answers, totals, at = append(answers, n), append(totals, total), append(at, i)
		}
	}
	for n, hidden := range protect(answers, m.minimum, m.rounding) {
		part := &parts[at[n]]
		part.State = Small
		if !hidden {
			part.State, part.Answers, part.Mean = Shown, rounded(answers[n], m.rounding), mean(totals[n], answers[n])
		}
	}
}

func together(scores []experience.Score) (answers, total int) {
	for _, s := range scores {
		answers, total = answers+s.Answers, total+s.Total
	}
	return answers, total
}

// mean is the mean mark with one decimal.
func mean(total, answers int) float64 { return math.Round(10*float64(total)/float64(answers)) / 10 }
