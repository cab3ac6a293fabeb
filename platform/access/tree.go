package access

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"sync"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

var (
	_ = db.AppendOnly("access_leaf")
	_ = db.AppendOnly("access_hash")
	_ = db.AppendOnly("access_checkpoint")
)

// Witness receives each signed checkpoint, to keep it where who manages the database cannot change it. It may
// receive one twice.
type Witness func(ctx context.Context, checkpoint string) error

// Sequencer puts the lines of the log into a Merkle tree (RFC 6962) for each tenant and month, and signs how
// large each tree is and what its root is. Who changes, removes or adds a line afterwards is found by Verify.
type Sequencer struct {
	db      *db.DB
	signer  note.Signer
	witness Witness

	mu     sync.Mutex
	handed map[db.ID]head     // the newest checkpoint of each tenant that was handed out
	owed   map[db.ID][]signed // checkpoints that were not handed out yet
}

// head says which checkpoint it is: of which month, at how many lines.
type head struct{ Month, Size int64 }

func (h head) before(o head) bool { return h.Month < o.Month || h.Month == o.Month && h.Size < o.Size }

// signed is a checkpoint on its way out.
type signed struct {
	head
	Note string
}

// NewSequencer returns a sequencer that signs with signer and hands its checkpoints to witness.
func NewSequencer(d *db.DB, signer note.Signer, witness Witness) *Sequencer {
	return &Sequencer{db: d, signer: signer, witness: witness, handed: map[db.ID]head{}, owed: map[db.ID][]signed{}}
}

// A line can commit after a line with a higher id. Lines older than this are all there.
const settle = time.Hour

// settled is the id before which no line can still commit, when newest is the newest line in a tree.
func settled(newest db.ID) int64 { return max(0, int64(newest)-settle.Milliseconds()<<22) }

// Batch is how many lines Run takes at a time.
const Batch = 2000

const entryColumns = `l.tenant_id, l.id, l.at, l.actor_id, l.job, l.role, l.action, l.purpose, l.ground, l.subject_id,
	l.object_kind, l.object_id, l.outcome, l.reason, l.trace`

var (
	qUnsequenced = db.SQL(`SELECT ` + entryColumns + ` FROM access_log l
		WHERE l.tenant_id = $1 AND l.id > $2 AND NOT EXISTS (SELECT 1 FROM access_leaf f WHERE f.tenant_id = $1 AND f.log_id = l.id)
		ORDER BY l.id LIMIT 2000`)

	qAnything = db.SQL(`SELECT EXISTS (SELECT 1 FROM access_log l
		WHERE l.tenant_id = $1 AND l.id > $2 AND NOT EXISTS (SELECT 1 FROM access_leaf f WHERE f.tenant_id = $1 AND f.log_id = l.id))`)

	qNewest = db.SQL(`SELECT coalesce(max(log_id), 0) FROM access_leaf WHERE tenant_id = $1`)

	qSize = db.SQL(`SELECT count(*) FROM access_leaf WHERE tenant_id = $1 AND month = $2`)

	qHead = db.SQL(`SELECT month, size, note FROM access_checkpoint WHERE tenant_id = $1 AND month < $2 ORDER BY month DESC, size DESC LIMIT 1`)

	qHeads = db.SQL(`SELECT month, size, note FROM access_checkpoint WHERE tenant_id = $1 AND (month > $2 OR month = $2 AND size > $3)
		ORDER BY month, size`)

	qHash = db.SQL(`SELECT hash FROM access_hash WHERE tenant_id = $1 AND month = $2 AND idx = $3`)
)

type leafRow struct {
	TenantID   db.ID
	Month, Idx int64
	LogID      db.ID
}

type hashRow struct {
	TenantID   db.ID
	Month, Idx int64
	Hash       []byte
}

type checkpointRow struct {
	TenantID    db.ID
	Month, Size int64
	Note        string
	At          time.Time
}

// month is the tree that a line belongs to: 202611.
func (e Entry) month() int64 {
	at := e.At.UTC()
	return int64(at.Year())*100 + int64(at.Month())
}

// leaf is the line as the tree holds it. Its form never changes: a field that is added comes at the end.
func (e Entry) leaf() ([]byte, error) {
	return json.Marshal([]any{e.TenantID, e.ID, e.At.UnixMicro(), e.ActorID, e.Job, e.Role, e.Action, e.Purpose, e.Ground, e.SubjectID,
		e.ObjectKind, e.ObjectID, e.Outcome, e.Reason, e.Trace})
}

// Run puts the lines of a tenant that are not in a tree yet into it, and returns how many those were. It hands out
// the checkpoints, those too that a process left behind which died before it could.
func (s *Sequencer) Run(ctx context.Context, tenant db.ID) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	anything, err := s.look(ctx, tenant)
	var done int
	if err == nil && anything {
		done, err = s.sequence(ctx, tenant)
		for again := 0; again < 2 && errors.Is(err, fault.Conflict); again++ { // another process was at it too
			done, err = s.sequence(ctx, tenant)
		}
	}
	if err != nil {
		return 0, fmt.Errorf("sequence log: %w", err)
	}
	return done, s.handOut(ctx, tenant)
}

func (s *Sequencer) sequence(ctx context.Context, tenant db.ID) (done int, err error) {
	var fresh []signed
	err = s.db.InTx(ctx, tenant, func(tx *db.Tx) error {
		done, fresh = 0, nil
		newest, err := db.One[db.ID](ctx, tx, qNewest, tenant)
		if err != nil {
			return err
		}
		lines, err := db.All[Entry](ctx, tx, qUnsequenced, tenant, settled(newest))
		if err != nil {
			return err
		}
		months := map[int64][]Entry{}
		for _, e := range lines {
			months[e.month()] = append(months[e.month()], e)
		}
		for _, month := range slices.Sorted(maps.Keys(months)) {
			checkpoint, err := s.grow(ctx, tx, month, months[month])
			if err != nil {
				return err
			}
			fresh = append(fresh, checkpoint)
		}
		done = len(lines)
		return nil
	})
	if err == nil {
		s.owed[tenant] = append(s.owed[tenant], fresh...)
	}
	return done, err
}

// handOut gives the witness what it has not had, oldest first.
func (s *Sequencer) handOut(ctx context.Context, tenant db.ID) error {
	for len(s.owed[tenant]) > 0 {
		first := s.owed[tenant][0]
		if err := s.witness(ctx, first.Note); err != nil {
			return fmt.Errorf("hand out checkpoint: %w", err)
		}
		s.owed[tenant] = s.owed[tenant][1:]
		if s.handed[tenant].before(first.head) {
			s.handed[tenant] = first.head
		}
	}
	return nil
}

// look reports whether there is anything to do, without asking for the writer, and finds what others did not hand
// out.
func (s *Sequencer) look(ctx context.Context, tenant db.ID) (anything bool, err error) {
	var missed []signed
	err = s.db.View(ctx, tenant, func(tx *db.Tx) error {
		newest, err := db.One[db.ID](ctx, tx, qNewest, tenant)
		if err != nil {
			return err
		}
		if anything, err = db.One[bool](ctx, tx, qAnything, tenant, settled(newest)); err != nil {
			return err
		}
		missed, err = s.missed(ctx, tx)
		return err
	})
	if err == nil && len(s.owed[tenant]) == 0 {
		s.owed[tenant] = missed
	}
	return anything, err
}

// missed are the checkpoints that may not have been handed out: those after the last that this process handed out,
// and when it has just begun, the newest of each of the last two months.
func (s *Sequencer) missed(ctx context.Context, tx *db.Tx) ([]signed, error) {
	newest, err := db.One[signed](ctx, tx, qHead, tx.Tenant(), int64(math.MaxInt64))
	if errors.Is(err, fault.NotFound) {
		return nil, nil
	}
	handed, known := s.handed[tx.Tenant()]
	switch {
	case err != nil || known && !handed.before(newest.head):
		return nil, err
	case known:
		return db.All[signed](ctx, tx, qHeads, tx.Tenant(), handed.Month, handed.Size)
	}
	older, err := db.One[signed](ctx, tx, qHead, tx.Tenant(), newest.Month)
	if errors.Is(err, fault.NotFound) {
		return []signed{newest}, nil
	}
	return []signed{older, newest}, err
}

// grow appends entries to the tree of a month and signs what it has become.
func (s *Sequencer) grow(ctx context.Context, tx *db.Tx, month int64, entries []Entry) (none signed, err error) {
	size, err := db.One[int64](ctx, tx, qSize, tx.Tenant(), month)
	if err != nil {
		return none, err
	}
	stored := &hashes{ctx: ctx, tx: tx, month: month, fresh: map[int64]tlog.Hash{}}
	for _, e := range entries {
		data, err := e.leaf()
		if err != nil {
			return none, err
		}
		added, err := tlog.StoredHashes(size, data, stored)
		if err != nil {
			return none, err
		}
		at := tlog.StoredHashIndex(0, size)
		for i, h := range added {
			stored.fresh[at+int64(i)] = h
			if err := db.Insert(ctx, tx, "access_hash", hashRow{tx.Tenant(), month, at + int64(i), h[:]}); err != nil {
				return none, err
			}
		}
		if err := db.Insert(ctx, tx, "access_leaf", leafRow{tx.Tenant(), month, size, e.ID}); err != nil {
			return none, err
		}
		size++
	}
	root, err := tlog.TreeHash(size, stored)
	if err != nil {
		return none, err
	}
	text, err := note.Sign(&note.Note{Text: checkpointText(tx.Tenant(), month, size, root)}, s.signer)
	if err != nil {
		return none, err
	}
	err = db.Insert(ctx, tx, "access_checkpoint", checkpointRow{tx.Tenant(), month, size, string(text), tx.Now()})
	return signed{head{month, size}, string(text)}, err
}

// checkpointText is what is signed: whose log, which month, how many lines, which root.
func checkpointText(tenant db.ID, month, size int64, root tlog.Hash) string {
	return fmt.Sprintf("samenkracht log\n%s\n%d\n%d\n%s\n", tenant, month, size, root)
}

// hashes reads the stored hashes of one tree, those of this transaction first.
type hashes struct {
	ctx   context.Context
	tx    *db.Tx
	month int64
	fresh map[int64]tlog.Hash
}

// ReadHashes implements tlog.HashReader.
func (h *hashes) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, idx := range indexes {
		if known, ok := h.fresh[idx]; ok {
			out[i] = known
			continue
		}
		raw, err := db.One[[]byte](h.ctx, h.tx, qHash, h.tx.Tenant(), h.month, idx)
		if err != nil {
			return nil, err
		}
		copy(out[i][:], raw)
		h.fresh[idx] = out[i]
	}
	return out, nil
}
