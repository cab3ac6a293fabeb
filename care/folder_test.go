package care_test

import (
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/care/allocation"
	"codeberg.org/samenkracht/samenkracht/care/exchange"
	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/keten"
	"codeberg.org/samenkracht/samenkracht/care/messages/peer"
	"codeberg.org/samenkracht/samenkracht/care/messages/peer/script"
	"codeberg.org/samenkracht/samenkracht/care/messages/record"
	"codeberg.org/samenkracht/samenkracht/care/messages/words"
	"codeberg.org/samenkracht/samenkracht/platform/access"
)

// elsewhere makes the firm a provider with a program of its own, and returns what plays it on a day.
func (w *world) elsewhere() (folder string, play func(day string)) {
	w.Helper()
	folder = w.TempDir()
	w.exchange.UseFolder(folder)
	w.must(w.tenants.Set(w.ctx, access.System(w.firm.ID, "test"), exchange.Elsewhere, "folder", w.day("2026-01-01")))
	w.must(w.tenants.Reload(w.ctx))
	own := filepath.Join(folder, firmCode)
	return folder, func(day string) {
		w.Helper()
		w.clock.SetDay(day)
		w.post()
		clock, err := script.NewClock(istandaard.Datum(day), 24*time.Hour, "")
		w.must(err)
		p := peer.Peer{Role: keten.Aanbieder, Code: firmCode, Inbox: filepath.Join(own, "in"), Outbox: filepath.Join(own, "out"),
			State: filepath.Join(own, "state"), Clock: clock, Contracts: &record.Contracts{}, Lang: words.NL, Log: io.Discard}
		w.must(p.Open())
		w.must(p.Run(w.ctx, time.Millisecond, true))
		w.must(p.Close())
		w.must(w.exchange.Collect(w.ctx))
		w.post()
	}
}

func TestAProviderWithAProgramOfItsOwn(t *testing.T) {
	both(t, func(w *world) {
		_, play := w.elsewhere()
		a := w.order(w.wanted())
		play("2026-03-03")
		if now := w.again(a); now.State != allocation.Accepted {
			t.Fatalf("the order is %s: %+v", now.State, w.traffic(w.town))
		}
		play("2026-03-09")
		if now := w.again(a); now.State != allocation.Started || now.StartedOn != w.day("2026-03-09") {
			t.Fatalf("the order is %s since %s", now.State, now.StartedOn)
		}
		play("2027-03-10")
		if now := w.again(a); now.State != allocation.Stopped || now.StoppedOn != w.day("2027-03-08") {
			t.Errorf("the order is %s on %s", now.State, now.StoppedOn)
		}
	})
}

func TestWhatStandsInTheFolderAndIsNoMessage(t *testing.T) {
	both(t, func(w *world) {
		folder, play := w.elsewhere()
		out := filepath.Join(folder, firmCode, "out")
		w.must(os.MkdirAll(out, 0o700))
		w.must(os.WriteFile(filepath.Join(out, "kapot.xml"), []byte("geen bericht"), 0o600))
		a := w.order(w.wanted())
		w.post()
		// Nobody speaks for another organisation: the order itself, put back by the one that got it.
		sent := w.sent(w.town, istandaard.WMO301)
		w.must(os.WriteFile(filepath.Join(out, "vals.xml"), sent, 0o600))
		play("2026-03-03")
		if now := w.again(a); now.State != allocation.Accepted {
			t.Errorf("a broken file holds up the others: the order is %s", now.State)
		}
		for _, name := range []string{"kapot.xml", "vals.xml"} {
			if _, err := os.Stat(filepath.Join(folder, firmCode, "refused", name)); err != nil {
				t.Error(err)
			}
		}
	})
}
