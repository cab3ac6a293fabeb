package law

// Lateness is what is known of a decision that did not come in time.
type Lateness struct {
	Due     Date // the last day in time
	Notice  Date // the day the written notice of default (ingebrekestelling) was received
	Decided Date // the day the decision was announced; no day while there is none
}

// Penalty (dwangsom) is what the agency owes the applicant for being late.
type Penalty struct {
	First    Date // the first day over which it is due
	Last     Date // the last day over which it can be due
	Days     int  // how many days it has run
	Cents    int64
	SettleBy Date // the last day to lay it down in a decision, once it has stopped running
}

// Valid reports whether the notice counts: one that comes before the term is over has no effect.
func (l Lateness) Valid() bool { return l.Notice.After(l.Due) }

// Penalty counts the penalty up to and including a day. It is zero when the notice was too early, and when the
// decision came within the two weeks after the notice. The day of the decision itself does not count [K?].
func (l Lateness) Penalty(on Date) (Penalty, error) {
	if l.Due.IsZero() || l.Notice.IsZero() || !l.Valid() {
		return Penalty{}, nil
	}
	// Awb art. 4:17 lid 3
	grace, err := Begin("awb.default_notice", l.Notice)
	if err != nil {
		return Penalty{}, err
	}
	// Awb art. 4:17 lid 1
	longest, err := Begin("awb.penalty", grace.Due)
	if err != nil {
		return Penalty{}, err
	}
	p := Penalty{First: grace.Due.Add(1), Last: longest.Due}
	end := p.Last
	if !l.Decided.IsZero() && !l.Decided.After(end) {
		end = l.Decided.Add(-1)
	}
	if end.Before(p.First) {
		return Penalty{}, nil
	}
	if !on.Before(end) {
		// Awb art. 4:18
		settle, err := Begin("awb.penalty_decision", end)
		if err != nil {
			return Penalty{}, err
		}
		p.SettleBy = settle.Due
	} else {
		end = on
	}
	return p.add(end)
}

// add counts the days up to end, each at the rate of that day.
func (p Penalty) add(end Date) (Penalty, error) {
	for d := p.First; !d.After(end); d = d.Add(1) {
		// Awb art. 4:17 lid 2
		rate := "awb.penalty_third"
		switch n := d.Sub(p.First); {
		case n < 14:
			rate = "awb.penalty_first"
		case n < 28:
			rate = "awb.penalty_second"
		}
		a, err := Amount(rate, d)
		if err != nil {
			return Penalty{}, err
		}
		p.Days++
		p.Cents += a.Cents
	}
	return p, nil
}
