package pages

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"codeberg.org/samenkracht/samenkracht/insight/factlab"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/keyholder/vault"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// recordsForm shows the records of destruction, and asks for those of the key holders.
type recordsForm struct {
	roundView
	Agreed  *agreement.Agreement
	Record  ui.Field
	Problem string
}

func (p *Pages) newRecordsForm(ctx context.Context, v roundView) recordsForm {
	return recordsForm{roundView: v, Agreed: p.Factlab.Agreement(v.Round, v.Participants),
		Record: ui.Field{Name: "record", Label: text.T(ctx, "Record of a key holder"), Accept: ".json", Hint: text.T(ctx, "The tool of the key holder makes it. It ends in .json. We check the signature.")}}
}

func (p *Pages) destructions(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	v, err := p.roundOf(r, actor)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, recordsPage(p.newRecordsForm(r.Context(), v)))
}

func (p *Pages) fileDestruction(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	v, err := p.roundOf(r, actor)
	if err != nil {
		return err
	}
	ctx, q, f := r.Context(), ask(r), p.newRecordsForm(r.Context(), v)
	record, _, err := q.file("record")
	if err != nil {
		return err
	}
	if err = (fault.Invalid{"record": "Choose the file of the key holder."}); len(record) > 0 {
		err = p.Factlab.FileDestruction(ctx, actor, v.ID, record)
	}
	if err == nil {
		p.mux.Say(ctx, "The record is right, and is kept.")
		return p.back(w, r, v, "/verklaringen")
	}
	if f.Problem, err = q.refused(err); err != nil {
		return err
	}
	f.Record = f.Record.Wrong(q.wrong)
	return web.Page(w, r, q.status(f.Problem), recordsPage(f))
}

func (p *Pages) destruction(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	v, err := p.roundOf(r, actor)
	if err != nil {
		return err
	}
	id, err := web.ID(r, "verklaring")
	if err != nil {
		return err
	}
	for _, d := range v.Destructions {
		if d.ID == id {
			return attach(w, "application/json", fmt.Sprintf(`attachment; filename="verklaring-%s.json"`, id), d.Record)
		}
	}
	return fmt.Errorf("record of destruction: %w", fault.NotFound)
}

// recordFacts are what a record says, and whether it is right.
func (f recordsForm) recordFacts(ctx context.Context, d factlab.Destruction) []ui.Fact {
	if facts, ok := f.hubFacts(ctx, d); ok {
		return facts
	}
	r, err := vault.ParseRecord(d.Record)
	if err != nil {
		return []ui.Fact{{Name: text.T(ctx, "Checked"), Value: text.T(ctx, "This record cannot be read.")}}
	}
	s, err := r.VerifyFor(f.Agreed)
	return []ui.Fact{{Name: text.T(ctx, "Who"), Value: text.T(ctx, "%s; done by %s", s.Body, s.By)},
		{Name: text.T(ctx, "When"), Value: text.DateTime(ctx, s.At)},
		{Name: text.T(ctx, "What"), Value: text.T(ctx, "Its part of the key, and its part of the key of the round")},
		{Name: text.T(ctx, "Fingerprint of its part"), Body: code(fingerprint(s.Share))},
		{Name: text.T(ctx, "Checked"), Body: checked(err == nil, text.T(ctx, "The key holder signed it, and proved that it had this key until then."))}}
}

// hubFacts are what the record of the hub says; not ok when it is of somebody else.
func (f recordsForm) hubFacts(ctx context.Context, d factlab.Destruction) ([]ui.Fact, bool) {
	var signed factlab.Signed
	if json.Unmarshal(d.Record, &signed) != nil || len(signed.Record) == 0 {
		return nil, false
	}
	r, err := signed.Verify()
	right := err == nil && r.Round == f.Reference() && r.Key == f.Agreed.Hub.Key
	return []ui.Fact{{Name: text.T(ctx, "Who"), Value: text.T(ctx, "%s; done by %s", r.Body, r.By)},
		{Name: text.T(ctx, "When"), Value: text.DateTime(ctx, r.At)},
		{Name: text.T(ctx, "What"), Value: text.N(ctx, r.Removed, "%d sealed part with lines or counts, and the key of the round in memory", "%d sealed parts with lines and counts, and the key of the round in memory")},
		{Name: text.T(ctx, "Fingerprint of the key of the round"), Body: code(fingerprint(r.KeyHolders.RoundKey))},
		{Name: text.T(ctx, "Checked"), Body: checked(right, text.T(ctx, "Signed by the body that joins, with the key in the agreement."))}}, true
}
