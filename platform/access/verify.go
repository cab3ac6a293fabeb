package access

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

var (
	qMonths = db.SQL(`SELECT DISTINCT month FROM access_leaf WHERE tenant_id = $1 ORDER BY month`)

	qLeaves = db.SQL(`SELECT f.idx, ` + entryColumns + ` FROM access_leaf f JOIN access_log l ON l.tenant_id = f.tenant_id AND l.id = f.log_id
		WHERE f.tenant_id = $1 AND f.month = $2 ORDER BY f.idx`)

	qCheckpoints = db.SQL(`SELECT tenant_id, month, size, note, at FROM access_checkpoint WHERE tenant_id = $1 AND month = $2 ORDER BY size`)

	qLoose = db.SQL(`SELECT count(*) AS lines, count(CASE WHEN l.id < $2 THEN 1 END) AS old FROM access_log l WHERE l.tenant_id = $1
		AND NOT EXISTS (SELECT 1 FROM access_leaf f WHERE f.tenant_id = $1 AND f.log_id = l.id)`)
)

// Finding is something that Verify found to be wrong with the log, in words.
type Finding struct {
	Tenant db.ID
	Month  int64
	What   string
}

// Report is what Verify saw.
type Report struct {
	Lines    int64 // in trees, recomputed
	Outside  int64 // of those, how many a checkpoint from outside speaks for
	Waiting  int64 // written, not yet in a tree: what can still be changed unseen
	Findings []Finding
}

// checkpoint is a signed statement about one tree.
type checkpoint struct {
	tenant      db.ID
	month, size int64
	root        tlog.Hash
}

func parseCheckpoint(text string, key note.Verifier) (c checkpoint, err error) {
	n, err := note.Open([]byte(text), note.VerifierList(key))
	if err != nil {
		return c, err
	}
	var tenant int64
	var root string
	if _, err = fmt.Sscanf(n.Text, "samenkracht log\n%d\n%d\n%d\n%s\n", &tenant, &c.month, &c.size, &root); err != nil {
		return c, err
	}
	c.tenant = db.ID(tenant)
	c.root, err = tlog.ParseHash(root)
	return c, err
}

// Verify recomputes every tree of a tenant from the lines as they stand in the database now, and holds the
// roots against the checkpoints: those in the database, and outside, the ones that left the machine (a text
// of signed notes). Only outside checkpoints find a database that was cut back as a whole, so a month without one
// is a finding too.
func Verify(ctx context.Context, d *db.DB, tenant db.ID, key note.Verifier, outside string) (Report, error) {
	var r Report
	err := d.View(ctx, tenant, func(tx *db.Tx) (err error) {
		r = Report{}
		known, bad := splitNotes(outside, key)
		if bad > 0 {
			r.Findings = append(r.Findings, Finding{tenant, 0, fmt.Sprintf("%d outside checkpoints have no valid signature", bad)})
		}
		claims := map[int64][]checkpoint{}
		for _, c := range known {
			if c.tenant == tenant {
				claims[c.month] = append(claims[c.month], c)
			}
		}
		months, err := db.All[int64](ctx, tx, qMonths, tenant)
		if err != nil {
			return err
		}
		for _, m := range months {
			if err := verifyMonth(ctx, tx, m, key, claims[m], &r); err != nil {
				return err
			}
			delete(claims, m)
		}
		for m := range claims {
			r.Findings = append(r.Findings, Finding{tenant, m, "the whole month is gone"})
		}
		newest, err := db.One[db.ID](ctx, tx, qNewest, tenant)
		if err != nil {
			return err
		}
		loose, err := db.One[struct{ Lines, Old int64 }](ctx, tx, qLoose, tenant, settled(newest))
		if loose.Old > 0 {
			r.Findings = append(r.Findings, Finding{tenant, 0, fmt.Sprintf("%d lines were slipped in later", loose.Old)})
		}
		r.Waiting = loose.Lines
		return err
	})
	return r, err
}

// splitNotes reads the signed notes that stand one after another in a text.
func splitNotes(text string, key note.Verifier) (good []checkpoint, bad int) {
	for part := range strings.SplitSeq(text, "samenkracht log\n") {
		if strings.TrimSpace(part) == "" {
			continue
		}
		c, err := parseCheckpoint("samenkracht log\n"+strings.TrimRight(part, "\n")+"\n", key)
		if err != nil {
			bad++
			continue
		}
		good = append(good, c)
	}
	return good, bad
}

// Claimed lists whose logs the signed notes in a text speak of, so that one that is gone altogether is missed.
func Claimed(text string, key note.Verifier) []db.ID {
	known, _ := splitNotes(text, key)
	var tenants []db.ID
	for _, c := range known {
		tenants = append(tenants, c.tenant)
	}
	slices.Sort(tenants)
	return slices.Compact(tenants)
}

// growing is a tree of which only the roots of its complete parts are kept.
type growing struct {
	parts []tlog.Hash // of falling sizes
	sizes []int64
	size  int64
}

func (g *growing) add(leaf []byte) {
	h, size := tlog.RecordHash(leaf), int64(1)
	for len(g.sizes) > 0 && g.sizes[len(g.sizes)-1] == size {
		last := len(g.sizes) - 1
		h, size = tlog.NodeHash(g.parts[last], h), 2*size
		g.parts, g.sizes = g.parts[:last], g.sizes[:last]
	}
	g.parts, g.sizes = append(g.parts, h), append(g.sizes, size)
	g.size++
}

func (g *growing) root() tlog.Hash {
	if len(g.parts) == 0 {
		return tlog.Hash{}
	}
	h := g.parts[len(g.parts)-1]
	for i := len(g.parts) - 2; i >= 0; i-- {
		h = tlog.NodeHash(g.parts[i], h)
	}
	return h
}

type leafEntry struct {
	Idx int64
	Entry
}

func verifyMonth(ctx context.Context, tx *db.Tx, month int64, key note.Verifier, outside []checkpoint, r *Report) error {
	wrong := func(what string, args ...any) {
		r.Findings = append(r.Findings, Finding{tx.Tenant(), month, fmt.Sprintf(what, args...)})
	}
	want := map[int64]tlog.Hash{}
	rows, err := db.All[checkpointRow](ctx, tx, qCheckpoints, tx.Tenant(), month)
	if err != nil {
		return err
	}
	largest := int64(0)
	for _, row := range rows {
		c, err := parseCheckpoint(row.Note, key)
		if err != nil || c.tenant != tx.Tenant() || c.month != month || c.size != row.Size {
			wrong("the checkpoint at %d lines has no valid signature", row.Size)
			continue
		}
		want[c.size], largest = c.root, max(largest, c.size)
	}
	for _, c := range outside {
		if have, ok := want[c.size]; ok && have != c.root {
			wrong("the checkpoint at %d lines differs from the one outside", c.size)
		}
		want[c.size], largest = c.root, max(largest, c.size)
	}
	var tree growing
	for e, err := range db.Each[leafEntry](ctx, tx, qLeaves, tx.Tenant(), month) {
		if err != nil && !errors.Is(err, fault.NotFound) {
			return err
		}
		if e.Idx != tree.size {
			wrong("line %d is missing", tree.size)
			return nil
		}
		data, err := e.leaf()
		if err != nil {
			return err
		}
		tree.add(data)
		if root, ok := want[tree.size]; ok && root != tree.root() {
			wrong("something in the first %d lines was changed", tree.size)
			return nil
		}
	}
	r.Lines += tree.size
	vouched := int64(0)
	for _, c := range outside {
		vouched = max(vouched, c.size)
	}
	r.Outside += min(vouched, tree.size)
	if vouched == 0 && tree.size > 0 {
		wrong("no checkpoint was kept outside: if newer lines were cut off, nobody can tell")
	}
	if tree.size < largest {
		wrong("there were %d lines, now there are %d", largest, tree.size)
	}
	if _, ok := want[tree.size]; !ok {
		wrong("the last lines have no checkpoint")
	}
	return nil
}
