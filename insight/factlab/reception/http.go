package reception

import (
	"context"
	"log/slog"
	"net/http"
	"strconv"

	"codeberg.org/samenkracht/samenkracht/insight/factlab"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/delivery"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/platform/db"
)

const (
	maxManifest = 4 << 10
	maxBatch    = 1 << 20
)

// Server is the counter where senders come: by wire, at an address of its own. Anybody may knock; whoever is no
// participant of a round learns nothing of it.
func (r *Reception) Server() *http.Server {
	mux := http.NewServeMux()
	const root = "/factlab/v1/rounds/{round}"
	mux.HandleFunc("GET "+root+"/agreement", r.serve(func(v visit) (any, error) {
		return r.Agreed(v.ctx, v.tenant, v.round, v.key)
	}))
	mux.HandleFunc("POST "+root+"/deliveries", r.serve(func(v visit) (any, error) {
		var m delivery.Manifest
		if err := wire.ReadJSON(v.w, v.Request, maxManifest, &m); err != nil {
			return nil, err
		}
		return r.Begin(v.ctx, v.tenant, v.round, v.key, m)
	}))
	mux.HandleFunc("PUT "+root+"/deliveries/{delivery}/batches/{number}", r.serve(func(v visit) (any, error) {
		id, number, err := v.batch()
		if err != nil {
			return nil, err
		}
		text, err := wire.Read(v.w, v.Request, maxBatch)
		if err != nil {
			return nil, err
		}
		return struct{}{}, r.Put(v.ctx, v.tenant, v.round, v.key, id, number, text)
	}))
	mux.HandleFunc("POST "+root+"/deliveries/{delivery}/completion", r.serve(func(v visit) (any, error) {
		id, err := db.ParseID(v.PathValue("delivery"))
		if err != nil {
			return nil, errUnknown()
		}
		return r.Complete(v.ctx, v.tenant, v.round, v.key, id)
	}))
	return wire.Server(r.Identity, func(wire.Key) bool { return true }, mux)
}

// visit is one request of a sender.
type visit struct {
	*http.Request
	ctx           context.Context
	w             http.ResponseWriter
	tenant, round db.ID
	key           wire.Key
}

// batch is the delivery and the number of a batch.
func (v visit) batch() (id db.ID, number int, err error) {
	if id, err = db.ParseID(v.PathValue("delivery")); err == nil {
		number, err = strconv.Atoi(v.PathValue("number"))
	}
	if err != nil {
		return 0, 0, errUnknown()
	}
	return id, number, nil
}

// serve answers a request by what do returns. What failed here stands in the log, without what was sent.
func (r *Reception) serve(do func(v visit) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, req *http.Request) {
		v := visit{Request: req, ctx: req.Context(), w: w, key: wire.From(req)}
		var out any
		var err error
		if v.tenant, v.round, err = factlab.ParseReference(req.PathValue("round")); err != nil {
			err = errUnknown()
		} else {
			out, err = do(v)
		}
		if err == nil {
			wire.Reply(w, out)
			return
		}
		if !isProblem(err) && req.Context().Err() == nil {
			slog.ErrorContext(req.Context(), "factlab reception", "round", v.round, "err", err)
		}
		wire.Refuse(w, err)
	}
}
