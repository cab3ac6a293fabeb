package join_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"codeberg.org/samenkracht/samenkracht/insight/factlab"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/delivery"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/factlabtest"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/join"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

// wanted are made-up lists of three organisations over 60 addresses in three neighbourhoods.
func wanted(r factlab.Round, seed uint64) (out [3][]factlabtest.Wanted) {
	rnd := rand.New(rand.NewPCG(seed, 1))
	for i := range 60 {
		at := factlabtest.Wanted{Address: fmt.Sprintf("7601SS|%d|", i+1), Neighbourhood: fmt.Sprintf("BU014191%02d", i%3)}
		for org := range out {
			for range rnd.IntN(3) {
				at.Provision = r.Terms.Provisions[rnd.IntN(len(r.Terms.Provisions))].Code
				at.From = fmt.Sprintf("2025-%02d", 1+rnd.IntN(12))
				at.Until = []string{"", "2025-12", "2026-03"}[rnd.IntN(3)]
				if at.From < "2025-06" && rnd.IntN(4) == 0 {
					at.Until = "2025-11"
				}
				out[org] = append(out[org], at)
			}
		}
	}
	return out
}

// truth counts households by their number of provisions in the month, straight from the lists.
func truth(lists [3][]factlabtest.Wanted) map[int]uint64 {
	has := map[string]map[string]bool{}
	for _, list := range lists {
		for _, w := range list {
			if w.From > "2025-12" || w.Until != "" && w.Until < "2025-12" {
				continue
			}
			if has[w.Address] == nil {
				has[w.Address] = map[string]bool{}
			}
			has[w.Address][w.Provision] = true
		}
	}
	out := map[int]uint64{}
	for _, provisions := range has {
		out[len(provisions)]++
	}
	return out
}

func tally(l *factlabtest.Lab, round db.ID) (join.Tally, error) {
	return l.Join.Tally(l.Context(), access.System(l.Lead.Tenant, "test"), round)
}

// play plays a round up to the joined tables.
func play(l *factlabtest.Lab, buckets int, disturb func(s *factlabtest.Sender, a *agreement.Agreement, lines []delivery.Line)) (factlab.Round, join.Tally) {
	l.Helper()
	n := factlabtest.Terms(l.DB)
	n.Terms.Buckets = buckets
	r, v := l.Prepare(n, factlabtest.Places(3, 40))
	var senders []*factlabtest.Sender
	for _, name := range []string{"Wijkteam", "Schuldhulp", "Thuiszorg"} {
		senders = append(senders, l.TakePart(r.ID, name, 60))
	}
	a := l.Open(r.ID, v)
	for i, list := range wanted(r, 7) {
		lines := senders[i].Lines(a, list)
		disturb(senders[i], a, lines)
		receipt, err := senders[i].Send(a, lines)
		l.Must(err)
		if receipt.Lines != len(lines) {
			l.Errorf("%d of %d lines came", receipt.Lines, len(lines))
		}
	}
	l.Must(l.Join.Close(l.Context(), l.Lead, r.ID))
	l.Must(l.Queue.Drain(l.Context()))
	t, err := tally(l, r.ID)
	l.Must(err)
	return r, t
}

func undisturbed(*factlabtest.Sender, *agreement.Agreement, []delivery.Line) {}

func TestARound(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		l := factlabtest.New(t, d)
		r, got := play(l, 16, undisturbed)
		want := truth(wanted(r, 7))
		have := map[int]uint64{}
		for cell, sum := range got.Counts.Cells {
			have[int(cell.Provisions)] += sum.Households
		}
		if fmt.Sprint(have) != fmt.Sprint(want) {
			t.Errorf("counted %v, wanted %v", have, want)
		}
		v, err := l.Factlab.Read(t.Context(), l.Lead, r.ID)
		l.Must(err)
		if v.State != factlab.Joined || v.JoinedAt == nil {
			t.Errorf("the round is %s", v.State)
		}

		// Nobody beside sees anything of it.
		if _, err := l.Factlab.Read(t.Context(), l.Beside, r.ID); !errors.Is(err, fault.NotFound) {
			t.Error("another municipality reads the round:", err)
		}
		if _, err := l.Join.Tally(t.Context(), l.Lead, r.ID); !errors.Is(err, fault.Denied) {
			t.Error("a person reads unprotected counts:", err)
		}
	})
}

// However the round was parted, and whatever came twice, the counts are the same to the byte.
func TestBucketsAndDisturbance(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		l := factlabtest.New(t, d)
		var first string
		for _, buckets := range []int{1, 16, 256} {
			_, got := play(l, buckets, func(s *factlabtest.Sender, a *agreement.Agreement, lines []delivery.Line) {
				if buckets != 16 {
					return
				}
				// Half a delivery, then another one, which the true one replaces; and everything twice.
				p, err := factlabtest.Pack(lines[:1])
				l.Must(err)
				var st delivery.Standing
				l.Must(s.Ask(t.Context(), a, "POST", "/deliveries", p.Manifest, &st))
				for range 2 {
					l.Must(s.Ask(t.Context(), a, "PUT", "/deliveries/"+st.Delivery+"/batches/0", p.Batches[0], nil))
				}
				l.Must(s.Ask(t.Context(), a, "POST", "/deliveries/"+st.Delivery+"/completion", nil, nil))
				l.Must(s.Ask(t.Context(), a, "POST", "/deliveries/"+st.Delivery+"/completion", nil, nil))
				if again := l.Refused(s.Ask(t.Context(), a, "PUT", "/deliveries/"+st.Delivery+"/batches/0", p.Batches[0][:len(p.Batches[0])-2], nil)); again.Status != 400 {
					t.Error("a batch came with other lines:", again)
				}
			})
			if text := string(got.Counts.Encode()); first == "" {
				first = text
			} else if text != first {
				t.Errorf("%d buckets give other counts", buckets)
			}
		}
	})
}

func TestWhatIsNotAsAgreed(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		l := factlabtest.New(t, d)
		r, v := l.Prepare(factlabtest.Terms(d), factlabtest.Places(3, 40))
		ours := l.TakePart(r.ID, "Wijkteam", 50)
		l.TakePart(r.ID, "Schuldhulp", 50)
		l.TakePart(r.ID, "Thuiszorg", 50)
		stranger := &factlabtest.Sender{Name: "Vreemd", Identity: l.Factlab.Identity}
		a := l.Open(r.ID, v)
		good := factlabtest.Wanted{Address: "7601SS|1|", Neighbourhood: "BU01419100", Provision: "wmo_vervoer", From: "2025-01"}
		for name, change := range map[string]func(w *factlabtest.Wanted){
			"its neighbourhood": func(w *factlabtest.Wanted) { w.Neighbourhood = "BU01479100" },
			"its provision":     func(w *factlabtest.Wanted) { w.Provision = "iets" },
			"its months":        func(w *factlabtest.Wanted) { w.Until = "2024-01" },
			"registry sender":   func(w *factlabtest.Wanted) { w.Type = "gezin" },
		} {
			w := good
			change(&w)
			if _, err := ours.Send(a, ours.Lines(a, []factlabtest.Wanted{w})); !strings.Contains(l.Refused(err).Detail, name) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if p := l.Refused(stranger.Ask(t.Context(), a, "GET", "/agreement", nil, nil)); p.Code != delivery.Unknown {
			t.Error("a stranger reads the agreement:", p)
		}
		lines := ours.Lines(a, []factlabtest.Wanted{good})
		p, err := factlabtest.Pack(lines)
		l.Must(err)
		p.Manifest.Lines = 2
		p.Manifest.Batches = 2
		var st delivery.Standing
		l.Must(ours.Ask(t.Context(), a, "POST", "/deliveries", p.Manifest, &st))
		l.Must(ours.Ask(t.Context(), a, "PUT", "/deliveries/"+st.Delivery+"/batches/0", p.Batches[0], nil))
		if early := l.Refused(ours.Ask(t.Context(), a, "POST", "/deliveries/"+st.Delivery+"/completion", nil, nil)); !strings.Contains(early.Detail, "1 of 2") {
			t.Error(early)
		}
		l.Must(l.Join.Close(t.Context(), l.Lead, r.ID))
		if _, err := ours.Send(a, lines); l.Refused(err).Code != delivery.Closed {
			t.Error("a closed round takes deliveries:", err)
		}
	})
}

var (
	qParts  = db.SharedSQL("a test", `SELECT sealed FROM factlab_part WHERE tenant_id = $1`)
	qCounts = db.SharedSQL("a test", `SELECT sealed FROM factlab_count WHERE tenant_id = $1`)
)

// What is kept cannot be read without the key of the round, and nothing is left of it in the end.
func TestDestroyed(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		l := factlabtest.New(t, d)
		r, _ := play(l, 4, undisturbed)
		kept := func() (out [][]byte) {
			l.Must(d.View(t.Context(), l.Lead.Tenant, func(tx *db.Tx) error {
				for _, q := range []*db.Query{qParts, qCounts} {
					some, err := db.All[[]byte](t.Context(), tx, q, l.Lead.Tenant)
					if err != nil {
						return err
					}
					out = append(out, some...)
				}
				return nil
			}))
			return out
		}
		before := kept()
		if len(before) < 8 {
			t.Fatalf("only %d sealed parts", len(before))
		}
		for _, sealed := range before {
			if s := string(sealed); strings.Contains(s, "BU0141") || strings.Contains(s, "wmo_") || strings.Contains(s, "SKC") {
				t.Fatal("a part is not sealed")
			}
		}
		l.Must(l.Factlab.Destroy(t.Context(), l.Lead, r.ID, "Niels Postma"))
		if left := kept(); len(left) != 0 {
			t.Errorf("%d parts are left", len(left))
		}
		if _, err := tally(l, r.ID); !errors.Is(err, fault.Conflict) {
			t.Error("a destroyed round is counted:", err)
		}
		view, err := l.Factlab.Read(t.Context(), l.Privacy, r.ID)
		l.Must(err)
		if len(view.Destructions) != 1 || view.KeyGone() {
			t.Errorf("%d records, key gone: %v", len(view.Destructions), view.KeyGone())
		}
		if err := l.Factlab.FileDestruction(t.Context(), l.Lead, r.ID, view.Destructions[0].Record); err == nil {
			t.Error("the record of the hub passes for that of a key holder")
		}
	})
}

// Lines leave for a protected environment only when that was agreed, and then all of them.
func TestExport(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		l := factlabtest.New(t, d)
		r, _ := play(l, 4, undisturbed)
		if err := l.Join.Export(t.Context(), l.Lead, r.ID, io.Discard); !errors.Is(err, fault.Denied) {
			t.Error("lines left against the purpose:", err)
		}
		if err := l.Join.Export(t.Context(), l.Privacy, r.ID, io.Discard); !errors.Is(err, fault.Denied) {
			t.Error("the privacy officer exports lines:", err)
		}

		n := factlabtest.Terms(d)
		n.Terms.Export = true
		r, v := l.Prepare(n, factlabtest.Places(3, 40))
		var senders []*factlabtest.Sender
		for _, name := range []string{"Wijkteam", "Schuldhulp", "Thuiszorg"} {
			senders = append(senders, l.TakePart(r.ID, name, 60))
		}
		a, want := l.Open(r.ID, v), 0
		for i, list := range wanted(r, 7) {
			want += len(list)
			_, err := senders[i].Send(a, senders[i].Lines(a, list))
			l.Must(err)
		}
		l.Must(l.Join.Close(t.Context(), l.Lead, r.ID))
		var file bytes.Buffer
		l.Must(l.Join.Export(t.Context(), l.Lead, r.ID, &file))
		rows, err := parquet.Read[join.Exported](bytes.NewReader(file.Bytes()), int64(file.Len()))
		l.Must(err)
		if len(rows) != want {
			t.Errorf("%d of %d lines", len(rows), want)
		}
		for _, row := range rows {
			if len(row.Household) != 32 || row.Domain == "" || row.Organisation == "" || !strings.HasPrefix(row.Neighbourhood, "BU0141") {
				t.Fatalf("%+v", row)
			}
		}
	})
}
