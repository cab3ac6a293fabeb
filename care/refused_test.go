package care_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/care/allocation"
	"codeberg.org/samenkracht/samenkracht/care/exchange"
	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/keten"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/text"
)

// plain demands that a sentence can be read in Dutch too.
func (w *world) plain(sentence string) {
	w.Helper()
	if sentence == "" || !text.Has(sentence) {
		w.Errorf("%q has no Dutch", sentence)
	}
}

// refused demands an error with a sentence for people.
func (w *world) refused(err error, sentence string) {
	w.Helper()
	said, _ := fault.Sentence(err)
	if !errors.Is(err, fault.Conflict) || said != sentence {
		w.Errorf("refused with %q (%v), want %q", said, err, sentence)
	}
	w.plain(said)
}

const noContract = "This provider has no contract for this support on that day. Choose another provider."

func TestOnlyAContractedProvider(t *testing.T) {
	both(t, func(w *world) {
		change := map[string]func(o *allocation.Order){
			"another product":             func(o *allocation.Order) { o.Code = "01A04" },
			"before the contract":         func(o *allocation.Order) { o.FromDay = w.day("2025-12-31") },
			"after the contract":          func(o *allocation.Order) { o.FromDay, o.ToDay = w.day("2028-01-01"), w.day("2028-06-01") },
			"somebody who is no provider": func(o *allocation.Order) { o.ProviderID = w.region.ID },
		}
		for name, f := range change {
			o := w.wanted()
			f(&o)
			_, err := w.try(w.lead, o)
			if w.refused(err, noContract); w.Failed() {
				w.Fatal(name)
			}
		}
		if all := w.traffic(w.town); len(all) != 0 {
			t.Errorf("%d messages left all the same", len(all))
		}
		w.idle(w.worker)
		w.order(w.wanted()) // the region's contract counts for its member
	})
}

func TestAContractOfTheRegionIsNotForOthers(t *testing.T) {
	both(t, func(w *world) {
		other := w.organisation(tenant.Tenant{Kind: tenant.Municipality, Slug: "zwolle", Name: "Gemeente Zwolle", Codes: map[string]string{tenant.CBS: "0193"}})
		lead := as(other, access.RoleTeamLead)
		_, err := w.try(lead, w.wanted())
		w.refused(err, noContract)
		w.agree(other, "ZW-1", "2026-01-01", "2026-12-31")
		a, err := w.try(lead, w.wanted())
		w.must(err)
		if a.Number != 1 {
			t.Errorf("the first order of a municipality has the number %d", a.Number)
		}
		w.must(w.db.View(w.ctx, w.town.ID, func(tx *db.Tx) error {
			offers, err := w.contracts.OffersTx(w.ctx, tx, "01", "01A03", w.day("2026-03-02"), 52.3, 6.7)
			if err != nil || len(offers) != 1 || offers[0].Cents != 34_20 || offers[0].WaitDays != 12 || offers[0].Name != "De Schone Stee" {
				t.Errorf("the member may choose from %+v, %v", offers, err)
			}
			return nil
		}))
	})
}

func TestWhoMayOrder(t *testing.T) {
	both(t, func(w *world) {
		for _, who := range []access.Actor{w.worker, as(w.town, access.RoleResident), as(w.town, access.RoleContractManager), as(w.town, access.RoleProvider)} {
			if _, err := w.try(who, w.wanted()); !errors.Is(err, fault.Denied) {
				t.Errorf("a %s orders: %v", who.Role, err)
			}
		}
		for _, wrong := range []access.Actor{as(w.firm, access.RoleResident), as(w.firm, access.RoleAdministrator)} {
			if _, err := w.assignments.List(w.ctx, wrong, "", 0); !errors.Is(err, fault.Denied) {
				t.Errorf("a %s reads orders: %v", wrong.Role, err)
			}
		}
		if all := w.traffic(w.town); len(all) != 0 {
			t.Errorf("%d messages left all the same", len(all))
		}
		w.must(w.db.View(w.ctx, w.town.ID, func(tx *db.Tx) error {
			denied, err := access.Remarkable(w.ctx, tx, 0)
			if err != nil || len(denied) != 4 {
				t.Errorf("%d denials in the log, %v", len(denied), err)
			}
			return nil
		}))
	})
}

func TestAnOrderThatCannotBeWritten(t *testing.T) {
	both(t, func(w *world) {
		nameless := w.organisation(tenant.Tenant{Kind: tenant.Municipality, Slug: "x", Name: "Gemeente X", Regions: []db.ID{w.region.ID}})
		_, err := w.try(as(nameless, access.RoleTeamLead), w.wanted())
		w.refused(err, "Your organisation has no municipality code, so it cannot send orders. Ask the administrator.")

		o := w.wanted()
		o.Unit, o.Frequency = istandaard.EenheidDagdeel, istandaard.FrequentieDag
		_, err = w.try(w.lead, o)
		w.refused(err, "The order cannot be written as a message. Check the details of the client and of the support.")

		w.code(w.firm, "")
		_, err = w.try(w.lead, w.wanted())
		w.refused(err, "This provider has no provider code (AGB), so it cannot get orders. Choose another provider.")

		o = w.wanted()
		o.Client.LastName, o.Volume, o.ToDay = " ", 0, w.day("2026-01-01")
		_, err = w.try(w.lead, o)
		wrong, _ := errors.AsType[fault.Invalid](err)
		if len(wrong) != 3 || wrong["name"] == "" || wrong["volume"] == "" || wrong["period"] == "" {
			t.Errorf("the form hears %v", wrong)
		}
	})
}

// code gives an organisation another code in messages from today on; empty takes it away.
func (w *world) code(of tenant.Tenant, code string) {
	w.Helper()
	w.must(w.db.InTx(w.ctx, of.ID, func(tx *db.Tx) error {
		text := fmt.Sprintf("DELETE FROM tenant_code WHERE tenant_id = %d", int64(of.ID))
		if code != "" {
			text = fmt.Sprintf("INSERT INTO tenant_code (tenant_id, scheme, code, from_day) VALUES (%d, 'agb', '%s', '2020-01-01')", int64(of.ID), code)
		}
		_, err := tx.SQL().ExecContext(w.ctx, text)
		return err
	}))
	w.must(w.tenants.Reload(w.ctx))
}

func TestAReceiverWhoIsAway(t *testing.T) {
	both(t, func(w *world) {
		w.order(w.wanted())
		w.code(w.firm, "")
		if err := w.queue.Drain(w.ctx); !errors.Is(err, fault.NotFound) {
			t.Errorf("delivery to nobody gives %v", err)
		}
		lines := w.lines(w.worker)
		if len(lines) != 2 || lines[0].Title != "The order has not reached the provider" {
			t.Fatalf("the worklist says %v", lines)
		}
		w.plain(lines[0].Note)
		out := w.traffic(w.town)[0]
		if out.State != exchange.Waiting || out.Name != "" {
			t.Errorf("the message is %+v", out)
		}
		w.plain(out.Note)

		w.code(w.firm, firmCode)
		w.clock.Advance(time.Minute)
		w.post()
		if out := w.traffic(w.town)[0]; out.State != exchange.Delivered || out.Note != "" || out.Name != "De Schone Stee" {
			t.Errorf("the message is %+v", out)
		}
		w.must(w.assignments.Accept(w.ctx, w.desk, w.received().ID))
		w.post()
		w.waits(w.worker, "The provider must report the start of the support", "2026-03-16")

		w.code(w.firm, "")
		w.put(exchange.Message{To: firmCode, Kind: istandaard.WMO306, ID: "X1", Raw: []byte("x")})
		for range 16 {
			_ = w.queue.Drain(w.ctx) // fails each time
			w.clock.Advance(15 * time.Hour)
		}
		if out := w.traffic(w.town)[0]; out.State != exchange.Failed {
			t.Errorf("after the last try the message is %+v", out)
		} else {
			w.plain(out.Note)
		}
	})
}

// put sends bytes of the town as they are.
func (w *world) put(m exchange.Message) {
	w.Helper()
	w.must(w.db.InTx(w.ctx, w.town.ID, func(tx *db.Tx) error {
		_, err := w.exchange.PutTx(w.ctx, tx, m)
		return err
	}))
}

// tampered is a message with something in it replaced, and another Identificatie.
func tampered(raw []byte, id string, pairs ...string) []byte {
	head, tail, _ := strings.Cut(string(raw), "<iwmo:Identificatie>")
	_, tail, _ = strings.Cut(tail, "</iwmo:Identificatie>")
	return []byte(strings.NewReplacer(pairs...).Replace(head + "<iwmo:Identificatie>" + id + "</iwmo:Identificatie>" + tail))
}

func TestAStartThatBelongsToNoOrder(t *testing.T) {
	both(t, func(w *world) {
		a := w.order(w.wanted())
		w.post()
		w.clock.SetDay("2026-03-10")
		w.must(w.assignments.Accept(w.ctx, w.desk, w.received().ID))
		w.must(w.assignments.Start(w.ctx, w.desk, w.received().ID, w.day("2026-03-09")))
		start := w.sent(w.firm, istandaard.WMO305)
		for i, one := range []struct {
			name, from, to, code string
		}{
			{"another client", ">999900006<", ">999900018<", "9019"},
			{"another number", "Nummer>1<", "Nummer>7<", "9019"},
			{"another product", ">01A03<", ">01A04<", "9019"},
			{"a number that is no BSN", ">999900006<", ">999900007<", "0001"},
			{"nothing to take back", "StatusAanlevering>1<", "StatusAanlevering>3<", "9063"},
		} {
			raw := tampered(start, fmt.Sprint("T", i), one.from, one.to)
			w.must(w.exchange.Receive(w.ctx, w.town.ID, raw))
			answer := w.sent(w.town, istandaard.WMO306)
			w.valid(istandaard.WMO306, answer)
			b, err := istandaard.Lees(answer)
			w.must(err)
			if codes := keten.Retourcodes(b); len(codes) != 1 || codes[0] != one.code {
				t.Errorf("%s: answered with %v, want %s", one.name, codes, one.code)
			}
			if now := w.again(a); now.State != allocation.Ordered {
				t.Errorf("%s: the order is %s", one.name, now.State)
			}
		}
		w.post()
		if now := w.again(a); now.State != allocation.Started {
			t.Errorf("then the right start comes and the order is %s", now.State)
		}
		again := tampered(start, "T8")
		w.must(w.exchange.Receive(w.ctx, w.town.ID, again))
		if b, err := istandaard.Lees(w.sent(w.town, istandaard.WMO306)); err != nil || keten.Retourcodes(b)[0] != "9074" {
			t.Errorf("the same start in another message is answered with %v, %v", b, err)
		}
		back := tampered(start, "T9", "StatusAanlevering>1<", "StatusAanlevering>3<")
		w.must(w.exchange.Receive(w.ctx, w.town.ID, back))
		if now := w.again(a); now.State != allocation.Accepted || !now.StartedOn.IsZero() {
			t.Errorf("a start that is taken back leaves the order %s", now.State)
		}
	})
}

func TestOneWrongLineSendsAllBack(t *testing.T) {
	both(t, func(w *world) {
		first, second := w.order(w.wanted()), w.order(w.wanted())
		w.post()
		for _, a := range w.assigned("") {
			w.must(w.assignments.Accept(w.ctx, w.desk, a.ID))
		}
		w.post()
		w.clock.SetDay("2026-03-10")
		w.must(w.assignments.Start(w.ctx, w.desk, w.assigned("")[0].ID, w.day("2026-03-09")))
		one := string(w.sent(w.firm, istandaard.WMO305))
		from, to := strings.Index(one, "<wmo305:StartProduct>"), strings.Index(one, "</wmo305:StartProducten>")
		line := one[from:to]
		both := func(id, number string) []byte {
			return tampered([]byte(one[:to]+strings.Replace(line, "Nummer>1<", "Nummer>"+number+"<", 1)+one[to:]), id)
		}
		w.must(w.exchange.Receive(w.ctx, w.town.ID, both("B1", "9")))
		if now := w.again(first); now.State != allocation.Accepted {
			t.Errorf("half a message was taken in: %s", now.State)
		}
		w.must(w.exchange.Receive(w.ctx, w.town.ID, both("B2", "2")))
		if a, b := w.again(first), w.again(second); a.State != allocation.Started || b.State != allocation.Started {
			t.Errorf("a message with two starts leaves %s and %s", a.State, b.State)
		}
	})
}

func TestAStartOutsideTheOrder(t *testing.T) {
	both(t, func(w *world) {
		a := w.order(w.wanted())
		w.post()
		w.must(w.assignments.Accept(w.ctx, w.desk, w.received().ID))
		w.post()
		w.clock.SetDay("2026-03-10")
		if err := w.assignments.Start(w.ctx, w.desk, w.received().ID, w.day("2026-03-06")); !isInvalid(err) {
			t.Errorf("the form takes it: %v", err)
		}
		w.must(w.assignments.Start(w.ctx, w.desk, w.received().ID, w.day("2026-03-09")))
		early := tampered(w.sent(w.firm, istandaard.WMO305), "T1", ">2026-03-09</wmo305:Begindatum", ">2026-03-06</wmo305:Begindatum")
		w.must(w.exchange.Receive(w.ctx, w.town.ID, early)) // another program may send it
		if now := w.again(a); now.State != allocation.Started || now.StartedOn != w.day("2026-03-06") {
			t.Errorf("the order is %s since %s", now.State, now.StartedOn)
		}
		w.plain(w.waits(w.worker, "The support began outside the days of the order", "2026-03-10").Note)
	})
}

func TestWhatCannotBeTakenInIsKept(t *testing.T) {
	both(t, func(w *world) {
		a := w.order(w.wanted())
		w.post()
		order := w.sent(w.town, istandaard.WMO301)
		w.must(w.assignments.Accept(w.ctx, w.desk, w.received().ID))
		w.post()

		newest := func(at tenant.Tenant, note string, id db.ID) db.ID {
			t.Helper()
			m := w.traffic(at)[0]
			if m.State != exchange.Rejected || m.Note != note || m.ID == id {
				t.Errorf("the newest message is %+v, want it refused: %s", m, note)
			}
			w.plain(m.Note)
			return m.ID
		}
		for range 2 { // twice is once
			if err := w.exchange.Receive(w.ctx, w.town.ID, []byte("<kapot>")); !isInvalid(err) {
				t.Errorf("a message that nobody can read gives %v", err)
			}
		}
		before := len(w.traffic(w.town))
		last := newest(w.town, "This is not a message that we can read.", 0)
		answer := w.sent(w.firm, istandaard.WMO302)
		w.must(w.exchange.Receive(w.ctx, w.town.ID, []byte(strings.Replace(string(answer), ">"+a.Message+"<", ">ONBEKEND<", 1))))
		last = newest(w.town, "The sender used this number before, for another message.", last)
		w.must(w.exchange.Receive(w.ctx, w.town.ID, order))
		last = newest(w.town, "This message is for another organisation.", last)
		lost := strings.NewReplacer(">"+a.Message+"<", ">ONBEKEND<", "Retour>", "Retour>").Replace(string(answer))
		head, tail, _ := strings.Cut(lost, "<wmo302:IdentificatieRetour>")
		_, tail, _ = strings.Cut(tail, "</wmo302:IdentificatieRetour>")
		w.must(w.exchange.Receive(w.ctx, w.town.ID, []byte(head+"<wmo302:IdentificatieRetour>NIEUW</wmo302:IdentificatieRetour>"+tail)))
		newest(w.town, "This message does not belong to anything that we know.", last)
		if n := len(w.traffic(w.town)); n != before+3 {
			t.Errorf("%d messages at the town, want %d", n, before+3)
		}

		w.must(w.exchange.Receive(w.ctx, w.firm.ID, tampered(order, "N1", ">01A03<", ">01A04<"))) // a number that is taken
		if b, err := istandaard.Lees(w.sent(w.firm, istandaard.WMO302)); err != nil || keten.Retourcodes(b)[0] != "9332" {
			t.Errorf("an order with a used number is answered with %v, %v", b, err)
		}
		changed := tampered(order, "N2", ">2027-03-08</wmo301:Einddatum>", ">2026-12-31</wmo301:Einddatum><wmo301:RedenWijziging>05</wmo301:RedenWijziging>")
		w.must(w.exchange.Receive(w.ctx, w.firm.ID, changed))
		if all := w.assigned(""); len(all) != 1 || all[0].ToDay != w.day("2026-12-31") {
			t.Errorf("after a shorter order the provider has %+v", all)
		}
		if b, err := istandaard.Lees(w.sent(w.firm, istandaard.WMO302)); err != nil || len(keten.Retourcodes(b)) != 0 {
			t.Errorf("a changed order is answered with %v, %v", b, err)
		}
	})
}

func TestWhatTheReceiverCannotReadIsSeenByTheSender(t *testing.T) {
	both(t, func(w *world) {
		w.put(exchange.Message{To: firmCode, Kind: istandaard.WMO301, ID: "X1", Raw: []byte("geen bericht")})
		w.post()
		out, in := w.traffic(w.town)[0], w.traffic(w.firm)[0]
		if out.State != exchange.Delivered || in.State != exchange.Rejected {
			t.Errorf("sent is %s, received is %s", out.State, in.State)
		}
		w.plain(out.Note)
		w.plain(in.Note)
	})
}
