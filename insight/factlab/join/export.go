package join

import (
	"context"
	"encoding/hex"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"

	"codeberg.org/samenkracht/samenkracht/insight/factlab"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/reception"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

// Exported is one line as it goes to a protected environment: what was delivered, with the second pseudonym.
type Exported struct {
	Household     string `parquet:"household,dict"`
	Neighbourhood string `parquet:"neighbourhood,dict"`
	Organisation  string `parquet:"organisation,dict"`
	Domain        string `parquet:"domain,dict"`
	Provision     string `parquet:"provision,dict"`
	From          string `parquet:"from,dict"`
	Until         string `parquet:"until,dict"`
	HouseholdType string `parquet:"household_type,dict"`
}

// Export writes every line of a round as Parquet, for the protected environment of the municipality, when what was
// agreed allows it. The lines are as sensitive as what organisations delivered.
func (j *Join) Export(ctx context.Context, actor access.Actor, id db.ID, w io.Writer) error {
	var r factlab.Round
	var a *agreement.Agreement
	err := j.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		if err := j.Gate.Allow(ctx, tx, actor, "factlab.export", factlab.Object(id)); err != nil {
			return err
		}
		r, a, err = j.AgreementTx(ctx, tx, id)
		return err
	})
	switch {
	case err != nil:
		return fmt.Errorf("export round: %w", err)
	case !r.Terms.Export:
		return fault.Refuse(fault.Denied, "The purpose of this round does not allow that its lines leave the Factlab.")
	case r.State != factlab.Closed && r.State != factlab.Joined:
		return fault.Refuse(fault.Conflict, "There are lines to export between the closing of a round and its destruction.")
	}
	key, err := j.RoundKey(ctx, id, a)
	if err != nil {
		return err
	}
	out := parquet.NewGenericWriter[Exported](w, parquet.Compression(&parquet.Zstd))
	err = j.DB.View(ctx, actor.Tenant, func(tx *db.Tx) error { return exportTx(ctx, tx, r, key, out) })
	if err != nil {
		return fmt.Errorf("export round: %w", err)
	}
	return out.Close()
}

func exportTx(ctx context.Context, tx *db.Tx, r factlab.Round, key factlab.RoundKey, out *parquet.GenericWriter[Exported]) error {
	words, err := WordsTx(ctx, tx, r)
	if err != nil {
		return err
	}
	who, err := deliverersTx(ctx, tx, r.ID)
	if err != nil {
		return err
	}
	for bucket := range r.Terms.Buckets {
		for came, err := range reception.LinesTx(ctx, tx, key, r.ID, bucket) {
			if err != nil {
				return err
			}
			rows := make([]Exported, len(came.Lines))
			for i, l := range came.Lines {
				rows[i] = Exported{Household: hex.EncodeToString(l.Pseudonym[:]), Neighbourhood: l.Neighbourhood, Provision: l.Provision,
					From: l.From.String(), Until: l.Until.String(), HouseholdType: l.HouseholdType,
					Organisation: words.Organisations[words.organisation[who[came.Delivery]]].Name}
				if p, known := words.provision[l.Provision]; known {
					rows[i].Domain = words.Provisions[p].Domain
				}
			}
			if _, err := out.Write(rows); err != nil {
				return err
			}
		}
	}
	return nil
}
