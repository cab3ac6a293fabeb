package factlab

import (
	"context"
	"embed"

	"codeberg.org/samenkracht/samenkracht/platform/db"
)

//go:embed schema/*.sql
var schema embed.FS

var _ = db.Register(schema)

const (
	roundColumns       = `tenant_id, id, number, name, month, deadline, state, terms, maker_id, made_at, opened_at, closed_at, joined_at, destroyed_at, version`
	participantColumns = `tenant_id, id, round_id, name, email, state, reason, public_key, declared, registry, invited_at, answered_at, reminded_at, version`
)

var (
	qRounds = db.SQL(`SELECT ` + roundColumns + ` FROM factlab_round WHERE tenant_id = $1 ORDER BY number DESC`)

	qRound = db.SQL(`SELECT ` + roundColumns + ` FROM factlab_round WHERE tenant_id = $1 AND id = $2`)

	qSaveRound = db.SQL(`UPDATE factlab_round SET name = $4, month = $5, deadline = $6, state = $7, terms = $8, opened_at = $9, closed_at = $10,
		joined_at = $11, destroyed_at = $12, version = version + 1 WHERE tenant_id = $1 AND id = $2 AND version = $3`)

	qParticipants = db.SQL(`SELECT ` + participantColumns + ` FROM factlab_participant WHERE tenant_id = $1 AND round_id = $2 ORDER BY name, id`)

	qParticipant = db.SQL(`SELECT ` + participantColumns + ` FROM factlab_participant WHERE tenant_id = $1 AND id = $2`)

	qSaveParticipant = db.SQL(`UPDATE factlab_participant SET state = $4, reason = $5, public_key = $6, declared = $7, answered_at = $8, reminded_at = $9,
		version = version + 1 WHERE tenant_id = $1 AND id = $2 AND version = $3`)

	// Who takes part, can be written to, was not reminded, and has no delivery that is complete.
	qWaiting = db.SQL(`SELECT ` + participantColumns + ` FROM factlab_participant p WHERE tenant_id = $1 AND round_id = $2 AND state = 'joins' AND email <> ''
		AND reminded_at IS NULL AND NOT EXISTS (SELECT 1 FROM factlab_delivery d WHERE d.tenant_id = p.tenant_id AND d.participant_id = p.id AND d.state = 'complete')
		ORDER BY name, id`)

	qPlaces = db.SQL(`SELECT tenant_id, round_id, neighbourhood, name, district, district_name, addresses FROM factlab_place WHERE tenant_id = $1 AND round_id = $2 ORDER BY neighbourhood`)

	qForgetPlaces = db.SQL(`DELETE FROM factlab_place WHERE tenant_id = $1 AND round_id = $2`)

	qDocuments = db.SQL(`SELECT tenant_id, file_id, round_id, kind, maker_id, made_at FROM factlab_document WHERE tenant_id = $1 AND round_id = $2 ORDER BY made_at, file_id`)

	qDestructions = db.SQL(`SELECT tenant_id, id, round_id, body, record, made_at FROM factlab_destruction WHERE tenant_id = $1 AND round_id = $2 ORDER BY made_at, id`)
)

// Place is a neighbourhood with its public count of addresses: the households without anything are counted by it.
type Place struct {
	TenantID      db.ID
	RoundID       db.ID
	Neighbourhood string // its code
	Name          string // of the neighbourhood; empty: only the code is known
	District      string // the code of the district that it lies in
	DistrictName  string
	Addresses     int
}

// RoundsTx lists the rounds, the newest first. The use case has asked the gate.
func RoundsTx(ctx context.Context, tx *db.Tx) ([]Round, error) {
	return db.All[Round](ctx, tx, qRounds, tx.Tenant())
}

// RoundTx reads a round. The use case has asked the gate.
func RoundTx(ctx context.Context, tx *db.Tx, id db.ID) (Round, error) {
	return db.One[Round](ctx, tx, qRound, tx.Tenant(), id)
}

// SaveTx writes a round that was read before; who was there first wins.
func SaveTx(ctx context.Context, tx *db.Tx, r Round) error {
	return tx.ExecOne(ctx, qSaveRound, tx.Tenant(), r.ID, r.Version, r.Name, r.Month, r.Deadline, string(r.State), r.Terms, r.OpenedAt, r.ClosedAt,
		r.JoinedAt, r.DestroyedAt)
}

// ParticipantsTx lists who was asked, by name.
func ParticipantsTx(ctx context.Context, tx *db.Tx, round db.ID) ([]Participant, error) {
	return db.All[Participant](ctx, tx, qParticipants, tx.Tenant(), round)
}

// ParticipantTx reads one who was asked.
func ParticipantTx(ctx context.Context, tx *db.Tx, id db.ID) (Participant, error) {
	return db.One[Participant](ctx, tx, qParticipant, tx.Tenant(), id)
}

func saveParticipant(ctx context.Context, tx *db.Tx, p Participant) error {
	return tx.ExecOne(ctx, qSaveParticipant, tx.Tenant(), p.ID, p.Version, string(p.State), p.Reason, p.PublicKey, p.Declared, p.AnsweredAt, p.RemindedAt)
}

// PlacesTx lists the public counts by the code of the neighbourhood.
func PlacesTx(ctx context.Context, tx *db.Tx, round db.ID) ([]Place, error) {
	return db.All[Place](ctx, tx, qPlaces, tx.Tenant(), round)
}

func replacePlaces(ctx context.Context, tx *db.Tx, round db.ID, places []Place) error {
	if _, err := tx.Exec(ctx, qForgetPlaces, tx.Tenant(), round); err != nil {
		return err
	}
	for _, p := range places {
		p.TenantID, p.RoundID = tx.Tenant(), round
		if err := db.Insert(ctx, tx, "factlab_place", p); err != nil {
			return err
		}
	}
	return nil
}
