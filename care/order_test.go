package care_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/care/allocation"
	"codeberg.org/samenkracht/samenkracht/care/assignment"
	"codeberg.org/samenkracht/samenkracht/care/exchange"
	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/keten"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// standard finds the published material of the message standard, which stands beside the repository. Without it
// a developer's run leaves the checks against it out; CI fails.
func (w *world) standard(part ...string) (path string, found bool) {
	w.Helper()
	path = filepath.Join(append([]string{"..", "..", "shared", "istandaarden"}, part...)...)
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("CI") != "" {
			w.Fatalf("the material of the standard is missing: %v", err)
		}
		w.Logf("left out: the material of the standard is not beside the repository: %v", err)
		return "", false
	}
	return path, true
}

// valid holds a message against the schema of its kind with xmllint.
func (w *world) valid(kind istandaard.Soort, raw []byte) {
	w.Helper()
	folder := "schema"
	if kind == istandaard.WMO302 || kind == istandaard.WMO306 || kind == istandaard.WMO308 {
		folder = "schema-derived"
	}
	schema, found := w.standard("iwmo-3.2", folder, string(kind)+".xsd")
	if !found {
		return
	}
	cmd := exec.Command("xmllint", "--noout", "--nonet", "--schema", schema, "-")
	cmd.Stdin = bytes.NewReader(raw)
	if out, err := cmd.CombinedOutput(); err != nil {
		w.Errorf("%s is not valid (xmllint is in libxml2-utils): %v\n%s\n%s", kind, err, out, raw)
	}
}

// state demands where an order stands at both ends.
func (w *world) state(a allocation.Allocation, at allocation.State, there assignment.State) {
	w.Helper()
	if now := w.again(a); now.State != at {
		w.Errorf("the order is %s, want %s", now.State, at)
	}
	for _, v := range []assignment.View{assignment.ToDo, assignment.Running, assignment.Over} {
		for _, one := range w.assigned(v) {
			if one.Number == a.Number && one.State != there {
				w.Errorf("the assignment is %s, want %s", one.State, there)
			}
		}
	}
}

// waits demands the only line that is open for somebody, and its last day.
func (w *world) waits(of access.Actor, title, due string) worklist.Line {
	w.Helper()
	lines := w.lines(of)
	if len(lines) != 1 || lines[0].Title != title || lines[0].Due.String() != due {
		w.Fatalf("the worklist says %v, want %q by %s", lines, title, due)
	}
	return lines[0]
}

func (w *world) idle(of ...access.Actor) {
	w.Helper()
	for _, who := range of {
		if lines := w.lines(who); len(lines) != 0 {
			w.Errorf("the worklist of the %s still says %v", who.Role, lines)
		}
	}
}

func TestAnOrderBecomesSupport(t *testing.T) {
	both(t, func(w *world) {
		a := w.order(w.wanted())
		w.waits(w.worker, "The provider must answer the order", "2026-03-05")
		w.post()
		w.valid(istandaard.WMO301, w.sent(w.town, istandaard.WMO301))
		w.waits(w.desk, "Answer a new order", "2026-03-05")
		got := w.received()
		if got.Client.FullName() != "Ans Maria van der Veen" || got.Client.Address() != "Lindelaan 12 a, 7601SA Almelo" || got.Client.OrderComment != "Liever in de ochtend." ||
			got.Number != 1 || got.Volume != 120 || got.MunicipalityName != "Gemeente Almelo" || got.ToDay != w.day("2027-03-08") {
			t.Errorf("the provider received %+v for %s, %s", got, got.Client.FullName(), got.Client.Address())
		}

		w.must(w.assignments.Accept(w.ctx, w.desk, got.ID))
		w.post()
		w.state(a, allocation.Accepted, assignment.Accepted)
		w.valid(istandaard.WMO302, w.sent(w.firm, istandaard.WMO302))
		w.waits(w.worker, "The provider must report the start of the support", "2026-03-16")
		w.waits(w.desk, "Report the start of the support", "2026-03-16")

		w.clock.SetDay("2026-03-10")
		w.must(w.assignments.Start(w.ctx, w.desk, got.ID, w.day("2026-03-09")))
		w.post()
		w.state(a, allocation.Started, assignment.Started)
		w.valid(istandaard.WMO305, w.sent(w.firm, istandaard.WMO305))
		w.valid(istandaard.WMO306, w.sent(w.town, istandaard.WMO306))
		if now := w.again(a); now.StartedOn != w.day("2026-03-09") {
			t.Errorf("the support started on %s", now.StartedOn)
		}
		if now := w.assigned(assignment.Running)[0]; now.Outcome != assignment.Taken {
			t.Errorf("the start is %s, want taken in by the municipality", now.Outcome)
		}
		w.idle(w.worker, w.desk)

		w.clock.SetDay("2026-06-01")
		w.must(w.assignments.Stop(w.ctx, w.desk, got.ID, w.day("2026-05-29"), "19"))
		w.post()
		w.state(a, allocation.Stopped, assignment.Stopped)
		w.valid(istandaard.WMO307, w.sent(w.firm, istandaard.WMO307))
		w.valid(istandaard.WMO308, w.sent(w.town, istandaard.WMO308))
		if now := w.again(a); now.StoppedOn != w.day("2026-05-29") || now.StopReason != "19" {
			t.Errorf("the support stopped on %s because of %s", now.StoppedOn, now.StopReason)
		}
		w.idle(w.worker, w.desk)
	})
}

func TestARefusalIsOnTheWorklistInPlainWords(t *testing.T) {
	both(t, func(w *world) {
		a := w.order(w.wanted())
		w.post()
		if err := w.assignments.Refuse(w.ctx, w.desk, w.received().ID, "8021"); !isInvalid(err) {
			t.Errorf("a code that is not for orders gives %v", err)
		}
		w.must(w.assignments.Refuse(w.ctx, w.desk, w.received().ID, "S329"))
		w.post()
		w.state(a, allocation.Refused, assignment.Refused)
		w.valid(istandaard.WMO302, w.sent(w.firm, istandaard.WMO302))
		line := w.waits(w.worker, "The provider sent the order back", "2026-03-02")
		w.plain(line.Note)
		if line.Note != "Product code and category do not go together. Look up both in the list of product codes." || len(w.again(a).Why()) != 1 {
			t.Errorf("the worklist says why as %q", line.Note)
		}
		w.idle(w.desk)
		if err := w.assignments.Accept(w.ctx, w.desk, w.assigned(assignment.Over)[0].ID); !errors.Is(err, fault.Conflict) {
			t.Errorf("accepting a refused order gives %v", err)
		}

		o := w.wanted()
		o.DecisionID = a.DecisionID
		w.order(o) // the order that takes its place
		w.waits(w.worker, "The provider must answer the order", "2026-03-05")
	})
}

func TestOrdersFollowTheContactPerson(t *testing.T) {
	both(t, func(w *world) {
		a, next := w.order(w.wanted()), w.lead
		hand := func(to access.Actor) {
			t.Helper()
			w.must(w.db.InTx(w.ctx, w.town.ID, func(tx *db.Tx) error { return w.allocations.HandTx(w.ctx, tx, a.HouseholdID, to.Account) }))
		}
		hand(next)
		w.idle(w.worker)
		w.waits(next, "The provider must answer the order", "2026-03-05")
		w.post()
		w.must(w.assignments.Refuse(w.ctx, w.desk, w.received().ID, "S329"))
		w.post()
		w.idle(w.worker)
		w.waits(next, "The provider sent the order back", "2026-03-02")
		hand(w.worker)
		w.waits(w.worker, "The provider sent the order back", "2026-03-02")
	})
}

func TestAFaultInTheHeadSendsTheHeadBack(t *testing.T) {
	both(t, func(w *world) {
		a := w.order(w.wanted())
		w.post()
		w.must(w.assignments.Refuse(w.ctx, w.desk, w.received().ID, "S300"))
		w.post()
		w.state(a, allocation.Refused, assignment.Refused)
		answer := string(w.sent(w.firm, istandaard.WMO302))
		w.valid(istandaard.WMO302, []byte(answer))
		if strings.Contains(answer, "999900006") {
			t.Error("the head alone would do, and the client went back with it")
		}
	})
}

func TestTwiceIsOnce(t *testing.T) {
	both(t, func(w *world) {
		o := w.wanted()
		a := w.order(o)
		if b := w.order(o); b.Number != a.Number {
			t.Errorf("the same order got the numbers %d and %d", a.Number, b.Number)
		}
		w.post()
		id := w.received().ID
		for range 2 {
			w.must(w.assignments.Accept(w.ctx, w.desk, id))
			w.post()
		}
		w.clock.SetDay("2026-03-09")
		for range 2 {
			w.must(w.assignments.Start(w.ctx, w.desk, id, w.day("2026-03-09")))
			w.post()
		}
		w.clock.SetDay("2026-04-01")
		for range 2 {
			w.must(w.assignments.Stop(w.ctx, w.desk, id, w.day("2026-03-31"), "23"))
			w.post()
		}
		for kind, by := range map[istandaard.Soort]tenant.Tenant{istandaard.WMO301: w.town, istandaard.WMO302: w.firm, istandaard.WMO305: w.firm,
			istandaard.WMO306: w.town, istandaard.WMO307: w.firm, istandaard.WMO308: w.town} {
			to := w.town
			if by.ID == w.town.ID {
				to = w.firm
			}
			w.must(w.exchange.Receive(w.ctx, to.ID, w.sent(by, kind))) // delivered a second time
		}
		w.post()
		w.state(a, allocation.Stopped, assignment.Stopped)
		for _, at := range []tenant.Tenant{w.town, w.firm} {
			if all := w.traffic(at); len(all) != 6 {
				t.Errorf("%d messages at %s, want 6", len(all), at.Name)
			}
		}
		w.idle(w.worker, w.desk)
	})
}

func TestMessagesInAnyOrder(t *testing.T) {
	both(t, func(w *world) {
		a := w.order(w.wanted())
		w.post()
		id := w.received().ID
		w.clock.SetDay("2026-04-01")
		w.must(w.assignments.Accept(w.ctx, w.desk, id))
		w.must(w.assignments.Start(w.ctx, w.desk, id, w.day("2026-03-09")))
		w.must(w.assignments.Stop(w.ctx, w.desk, id, w.day("2026-03-31"), "21"))

		w.must(w.exchange.Receive(w.ctx, w.town.ID, w.sent(w.firm, istandaard.WMO307)))
		if now := w.again(a); now.State != allocation.Ordered {
			t.Errorf("a stop without a start makes the order %s", now.State)
		}
		w.must(w.exchange.Receive(w.ctx, w.town.ID, w.sent(w.firm, istandaard.WMO305)))
		if now := w.again(a); now.State != allocation.Started || now.AnsweredAt != nil {
			t.Errorf("a start before the answer makes the order %s", now.State)
		}
		w.idle(w.worker)
		w.post() // the answer comes last, and the two others again
		if now := w.again(a); now.State != allocation.Started || now.AnsweredAt == nil {
			t.Errorf("with the answer the order is %s", now.State)
		}
		line := w.waits(w.desk, "The municipality sent your report back", "2026-04-01")
		w.plain(line.Note)

		w.must(w.assignments.Stop(w.ctx, w.desk, id, w.day("2026-03-31"), "21")) // so it is sent again
		w.post()
		w.state(a, allocation.Stopped, assignment.Stopped)
		w.idle(w.worker, w.desk)
	})
}

func TestTwoMessagesAtOnce(t *testing.T) {
	both(t, func(w *world) {
		a := w.order(w.wanted())
		w.post()
		w.clock.SetDay("2026-03-10")
		w.must(w.assignments.Accept(w.ctx, w.desk, w.received().ID))
		w.must(w.assignments.Start(w.ctx, w.desk, w.received().ID, w.day("2026-03-09")))
		done := make(chan error)
		for range 2 { // each of them twice
			for _, kind := range []istandaard.Soort{istandaard.WMO302, istandaard.WMO305} {
				raw := w.sent(w.firm, kind)
				go func() { done <- w.exchange.Receive(w.ctx, w.town.ID, raw) }()
			}
		}
		for range 4 {
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
		if now := w.again(a); now.State != allocation.Started || now.AnsweredAt == nil {
			t.Errorf("the order is %s, answered %v", now.State, now.AnsweredAt)
		}
		for _, m := range w.traffic(w.town) {
			if m.Direction == exchange.In && m.State != exchange.Handled {
				t.Errorf("a message is %s: %s", m.State, m.Note)
			}
		}
		w.idle(w.worker)
	})
}

func TestLateAnswersAreSeen(t *testing.T) {
	both(t, func(w *world) {
		w.order(w.wanted())
		w.post()
		late := func(day string, want bool) {
			t.Helper()
			w.clock.SetDay(day)
			for _, who := range []access.Actor{w.worker, w.desk} {
				lines := w.lines(who)
				if len(lines) != 1 || lines[0].Late(w.day(day)) != want {
					t.Errorf("on %s late is not %v for the %s: %v", day, want, who.Role, lines)
				}
				if n, err := w.list.Late(w.ctx, who, worklist.All); err != nil || (n == 1) != want {
					t.Errorf("on %s the %s counts %d, %v", day, who.Role, n, err)
				}
			}
		}
		late("2026-03-05", false)
		late("2026-03-06", true)
		w.must(w.assignments.Accept(w.ctx, w.desk, w.received().ID))
		w.post()
		late("2026-03-16", false)
		late("2026-03-17", true)
	})
}

func TestAStopForATimeAndAStartAgain(t *testing.T) {
	both(t, func(w *world) {
		a := w.order(w.wanted())
		w.post()
		id := w.received().ID
		w.clock.SetDay("2026-06-01")
		w.must(w.assignments.Accept(w.ctx, w.desk, id))
		for _, step := range []func() error{
			func() error { return w.assignments.Start(w.ctx, w.desk, id, w.day("2026-03-09")) },
			func() error { return w.assignments.Stop(w.ctx, w.desk, id, w.day("2026-04-10"), "20") },
			func() error { return w.assignments.Start(w.ctx, w.desk, id, w.day("2026-05-04")) },
		} {
			w.must(step())
			w.post()
		}
		w.state(a, allocation.Started, assignment.Started)
		if now := w.again(a); now.StartedOn != w.day("2026-05-04") || !now.StoppedOn.IsZero() {
			t.Errorf("it runs since %s and stopped on %s", now.StartedOn, now.StoppedOn)
		}
		w.idle(w.worker, w.desk)
	})
}

func TestAProgramCanAnswer(t *testing.T) {
	both(t, func(w *world) {
		system := access.System(w.firm.ID, "demo")
		answer := func() {
			t.Helper()
			w.must(w.assignments.AnswerOpen(w.ctx, system, 0))
			w.post()
		}
		soon := w.order(w.wanted())
		past := w.wanted()
		past.FromDay = w.day("2026-02-01")
		begun := w.order(past)
		w.post()
		answer()
		w.state(soon, allocation.Accepted, assignment.Accepted)
		w.state(begun, allocation.Started, assignment.Started)
		if now := w.again(begun); now.StartedOn != law.DateOf(w.clock.Now()) {
			t.Errorf("support that was ordered for the past started on %s", now.StartedOn)
		}
		w.clock.SetDay("2026-03-08")
		answer()
		w.state(soon, allocation.Accepted, assignment.Accepted)
		w.clock.SetDay("2026-03-11")
		answer()
		w.state(soon, allocation.Started, assignment.Started)
		if now := w.again(soon); now.StartedOn != w.day("2026-03-09") {
			t.Errorf("the support started on %s, not on its first day", now.StartedOn)
		}
		w.idle(w.worker, w.desk)
	})
}

func TestTheOfficialStartIsAccepted(t *testing.T) {
	both(t, func(w *world) {
		path, found := w.standard("iwmo-3.2", "examples", "WMO305.xml")
		if !found {
			return
		}
		raw, err := os.ReadFile(path)
		w.must(err)
		w.clock.SetDay("2025-03-31")
		w.agree(w.region, "RN-2025-01", "2025-01-01", "2025-12-31", "01A11", "01A12")
		var orders []allocation.Allocation
		for _, code := range []string{"01A11", "01A12"} {
			o := w.wanted()
			o.Code, o.FromDay, o.ToDay = code, w.day("2025-04-01"), w.day("2025-12-31")
			orders = append(orders, w.order(o))
		}
		w.post()
		w.clock.SetDay("2025-04-05")
		example := strings.NewReplacer(">65656055<", ">"+firmCode+"<", ">0363<", ">"+townCode+"<", ">300201<", ">1<", ">300202<", ">2<").Replace(string(raw))
		w.must(w.exchange.Receive(w.ctx, w.town.ID, []byte(example)))
		for i, day := range []string{"2025-04-03", "2025-04-04"} {
			if now := w.again(orders[i]); now.State != allocation.Started || now.StartedOn != w.day(day) {
				t.Errorf("order %d is %s since %s", now.Number, now.State, now.StartedOn)
			}
		}
		answer := w.sent(w.town, istandaard.WMO306)
		w.valid(istandaard.WMO306, answer)
		if b, err := istandaard.Lees(answer); err != nil || len(keten.Retourcodes(b)) != 0 {
			t.Errorf("the answer is not an approval: %v\n%s", err, answer)
		}
	})
}

func TestTheProviderSeesNothingOfTheMunicipality(t *testing.T) {
	both(t, func(w *world) {
		a := w.order(w.wanted())
		w.must(w.db.View(w.ctx, w.firm.ID, func(tx *db.Tx) error {
			if all, err := w.allocations.ByDecisionTx(w.ctx, tx, a.DecisionID); err != nil || len(all) != 0 {
				t.Errorf("the provider reads the municipality's orders: %v %v", all, err)
			}
			if _, err := w.exchange.RawTx(w.ctx, tx, istandaard.WMO301, a.Message); !errors.Is(err, fault.NotFound) {
				t.Errorf("the provider reads the municipality's outbox: %v", err)
			}
			if !w.db.Postgres() {
				return nil
			}
			for _, table := range []string{"allocation_order", "exchange_outbox", "worklist_line", "seal_key"} { // the second wall
				var n int
				if err := tx.SQL().QueryRowContext(w.ctx, "SELECT count(*) FROM "+table).Scan(&n); err != nil || n != 0 {
					t.Errorf("the provider sees %d rows of %s, %v", n, table, err)
				}
			}
			return nil
		}))
		w.post()
		if _, err := w.assignments.ByID(w.ctx, as(w.town, access.RoleProvider), w.received().ID); !errors.Is(err, fault.NotFound) {
			t.Errorf("the municipality opens the provider's assignment: %v", err)
		}
		if _, err := w.exchange.Traffic(w.ctx, as(w.region, access.RoleRegionalCoordinator), 0); !errors.Is(err, fault.Denied) {
			t.Errorf("the region reads messages: %v", err)
		}
	})
}

func isInvalid(err error) bool {
	_, ok := errors.AsType[fault.Invalid](err)
	return ok
}
