package intake

import (
	"context"
	"errors"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/household/consent"
	"codeberg.org/samenkracht/samenkracht/casework/intake/inquiry"
	"codeberg.org/samenkracht/samenkracht/casework/team"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/mail"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// Intake is the front door of every team.
type Intake struct {
	Parts
}

// Parts are what the front door is made with.
type Parts struct {
	DB         *db.DB
	Gate       *access.Gate
	Vault      *seal.Vault
	Households *household.Households
	Teams      *team.Teams
	List       *worklist.List
	Post       *mail.Post
}

// New returns the front door, which goes along when a household changes hands or is closed.
func New(parts Parts) *Intake {
	in := &Intake{parts}
	in.Teams.WhenHanded(in.handed)
	in.Households.WhenClosed(in.householdClosed)
	return in
}

// The worklist lines of this package.
const (
	lineQuestion  = "intake.question"
	lineInquiry   = "intake.inquiry"
	lineWithdrawn = "intake.withdrawn"
)

// NewQuestion is a question that is about to be asked.
type NewQuestion struct {
	ID      db.ID // made with the form, so that sending it twice asks once
	ForWhom ForWhom
	Words
}

// Receipt (ontvangstbevestiging) says that a question came in and what happens next. It holds nothing of what
// was asked.
type Receipt struct {
	ID         db.ID
	Number     string
	AskedOn    law.Date
	CallBy     law.Date // by when somebody of the team gets in touch
	PlanUntil  law.Date // until when a plan of one's own can be handed in
	InquiryDue law.Date // by when the inquiry is ready
	Team       team.Team
	State      State
}

// Ask sends a question to the team that works at the postcode. The asker gets a receipt, on the screen and by
// mail. Asking the same thing twice gives the first receipt again; in other words it is ErrAnother.
func (in *Intake) Ask(ctx context.Context, actor access.Actor, n NewQuestion) (Receipt, error) {
	if err := n.Validate(n.ForWhom); err != nil {
		return Receipt{}, err
	}
	var r Receipt
	err := in.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		r, err = in.AskTx(ctx, tx, actor, n)
		return err
	})
	if errors.Is(err, fault.Conflict) { // the same form, sent twice at the same moment
		if first, again := in.Receipt(ctx, actor, n.ID); again == nil {
			return first, nil
		}
	}
	return r, err
}

// AskTx is Ask within the transaction of another use case.
func (in *Intake) AskTx(ctx context.Context, tx *db.Tx, actor access.Actor, n NewQuestion) (Receipt, error) {
	if err := n.Validate(n.ForWhom); err != nil {
		return Receipt{}, err
	}
	place, err := team.PlaceTx(ctx, tx, n.Postcode)
	if err != nil {
		return Receipt{}, err
	}
	if err := in.Gate.Allow(ctx, tx, actor, "intake.ask", access.Object{Kind: "question", ID: n.ID, Subjects: []db.ID{n.ID}}); err != nil {
		return Receipt{}, err
	}
	if there, err := question(ctx, tx, n.ID); err == nil || !errors.Is(err, fault.NotFound) {
		return in.again(ctx, tx, there, n, err)
	}
	q, err := newQuestion(ctx, tx, actor, n, place)
	if err == nil {
		q, err = in.seal(ctx, tx, q)
	}
	if err != nil {
		return Receipt{}, err
	}
	if err := db.Insert(ctx, tx, "intake_question", q); err != nil {
		return Receipt{}, err
	}
	err = in.List.AddTx(ctx, tx, worklist.Line{TeamID: q.TeamID, Kind: lineQuestion, ObjectID: q.ID, Title: "Take a question and get in touch",
		Link: "/team/hulpvragen/" + q.ID.String(), Due: q.CallBy})
	if err != nil {
		return Receipt{}, err
	}
	r, err := in.receipt(ctx, tx, q, nil)
	if err == nil {
		err = in.sendReceipt(ctx, tx, q, r)
	}
	return r, err
}

// ErrAnother says that a form was sent before, with other answers in it: who went back to change something.
var ErrAnother = errors.New("this form was sent before")

// again gives the receipt of a question that was sent before, unless something in it changed.
func (in *Intake) again(ctx context.Context, tx *db.Tx, there HelpQuestion, n NewQuestion, err error) (Receipt, error) {
	if err == nil {
		there, err = in.open(ctx, tx, there)
	}
	if err == nil && (there.Words != n.Words || there.ForWhom != n.ForWhom) {
		err = errors.Join(ErrAnother, fault.Invalid{"question": "We have your first question already. Do you want to send this one too? Then go on and send it again."})
	}
	return in.receipt(ctx, tx, there, err)
}

func newQuestion(ctx context.Context, tx *db.Tx, actor access.Actor, n NewQuestion, place team.Place) (HelpQuestion, error) {
	today := law.DateOf(tx.Now())
	due, err := law.Begin(inquiry.Rule, today)
	if err != nil {
		return HelpQuestion{}, err
	}
	number, err := nextNumber(ctx, tx)
	q := HelpQuestion{TenantID: tx.Tenant(), ID: n.ID, Number: number, ForWhom: n.ForWhom, State: Asked, NeighbourhoodID: place.NeighbourhoodID,
		TeamID: place.Team.ID, AskedAt: tx.Now(), CallBy: law.WorkingDays.Add(today, callDays), InquiryDue: due.Due, Lang: text.Lang(ctx),
		Version: 1, Words: n.Words}
	switch actor.Role {
	case access.RoleResident, access.RoleInformalCarer:
		q.OwnerID = actor.Account
	default:
		q.MakerID = actor.Account
	}
	return q, err
}

func (in *Intake) receipt(ctx context.Context, tx *db.Tx, q HelpQuestion, err error) (Receipt, error) {
	if err != nil {
		return Receipt{}, err
	}
	asked := law.DateOf(q.AskedAt)
	plan, err := law.Begin(inquiry.RulePlan, asked)
	if err != nil {
		return Receipt{}, err
	}
	t, err := team.ByIDTx(ctx, tx, q.TeamID)
	return Receipt{q.ID, q.Number, asked, q.CallBy, plan.Due, q.InquiryDue, t, q.State}, err
}

// Receipt gives the receipt of a question again. It holds no personal data, so whoever has its address may
// read it.
func (in *Intake) Receipt(ctx context.Context, actor access.Actor, id db.ID) (Receipt, error) {
	var r Receipt
	err := in.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if err := in.Gate.Allow(ctx, tx, actor, "intake.read_receipt", access.Object{Kind: "question", ID: id}); err != nil {
			return err
		}
		q, err := question(ctx, tx, id)
		r, err = in.receipt(ctx, tx, q, err)
		return err
	})
	return r, err
}

// object is a question as the gate looks at it: the asker and the team, and those of the household since it
// was taken. Nobody works on a question of one's own.
func (in *Intake) object(ctx context.Context, tx *db.Tx, actor access.Actor, q HelpQuestion) (access.Object, error) {
	o := access.Object{Team: q.TeamID, Subjects: []db.ID{q.ID}}
	if q.HouseholdID != 0 {
		var err error
		if o, err = in.atHome(ctx, tx, q); err != nil {
			return o, err
		}
	}
	o.Kind, o.ID, o.Owner = "question", q.ID, q.OwnerID
	if q.OwnerID != 0 && q.OwnerID == actor.Account {
		o.Team, o.Contact = 0, 0
	}
	return household.NotOwn(actor, o), nil
}

// atHome is the household of a question as the gate looks at it. What somebody asked for himself or herself stays that
// person's own after leaving, and nobody else lets others in to it. What was asked for others is of who lives there.
func (in *Intake) atHome(ctx context.Context, tx *db.Tx, q HelpQuestion) (access.Object, error) {
	o, err := in.Households.ObjectTx(ctx, tx, q.HouseholdID, consent.Situation)
	if err != nil || q.ForWhom != ForMyself || q.OwnerID == 0 {
		return o, err
	}
	residents, err := in.Households.ResidentsTx(ctx, tx, q.HouseholdID)
	if err != nil {
		return o, err
	}
	var asker []db.ID
	for _, r := range residents {
		if r.AccountID == q.OwnerID {
			o.Owner, asker = q.OwnerID, append(asker, r.ID)
		}
	}
	o.Parties, err = in.Households.LetInTx(ctx, tx, q.HouseholdID, consent.Situation, asker...)
	return o, err
}

// allowed loads a question, with its words, for an action on it.
func (in *Intake) allowed(ctx context.Context, tx *db.Tx, actor access.Actor, action string, id db.ID) (HelpQuestion, error) {
	q, err := question(ctx, tx, id)
	if err != nil {
		return q, err
	}
	o, err := in.object(ctx, tx, actor, q)
	if err == nil {
		err = in.Gate.Allow(ctx, tx, actor, action, o)
	}
	if err != nil {
		return HelpQuestion{}, err
	}
	return in.open(ctx, tx, q)
}

// Read opens a question for a worker of the team.
func (in *Intake) Read(ctx context.Context, actor access.Actor, id db.ID) (HelpQuestion, error) {
	return in.read(ctx, actor, "intake.read", id)
}

// ReadOwn opens a question for who asked it, or whose household it is about.
func (in *Intake) ReadOwn(ctx context.Context, actor access.Actor, id db.ID) (HelpQuestion, error) {
	return in.read(ctx, actor, "intake.read_own", id)
}

func (in *Intake) read(ctx context.Context, actor access.Actor, action string, id db.ID) (HelpQuestion, error) {
	var q HelpQuestion
	err := in.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		q, err = in.allowed(ctx, tx, actor, action, id)
		return err
	})
	return q, err
}

// Waiting lists the questions that nobody of the actor's team has taken yet, the oldest first, without words.
func (in *Intake) Waiting(ctx context.Context, actor access.Actor) ([]HelpQuestion, error) {
	var out []HelpQuestion
	err := in.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		if err = in.Gate.Allow(ctx, tx, actor, "intake.list", access.Object{Kind: "question", Team: actor.Team}); err != nil {
			return err
		}
		s := in.Gate.Scope(actor, "intake.list")
		out, err = db.All[HelpQuestion](ctx, tx, qWaiting, tx.Tenant(), s.All, s.Team)
		return err
	})
	return out, err
}

// Mine lists the questions that the signed-in resident asked, the newest first.
func (in *Intake) Mine(ctx context.Context, actor access.Actor) ([]HelpQuestion, error) {
	if actor.Account == 0 {
		return nil, nil
	}
	var out []HelpQuestion
	err := in.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		all, err := db.All[HelpQuestion](ctx, tx, qByOwner, tx.Tenant(), actor.Account)
		if err != nil || len(all) == 0 {
			return err
		}
		o := access.Object{Kind: "question", Owner: actor.Account}
		for _, q := range all {
			o.Subjects = append(o.Subjects, q.ID)
		}
		if err := in.Gate.Allow(ctx, tx, actor, "intake.read_own", o); err != nil {
			return err
		}
		out, err = in.openAll(ctx, tx, all, nil)
		return err
	})
	return out, err
}

// ByHouseholdTx lists the questions of a household, the newest first. The use case that calls it asks the gate.
func (in *Intake) ByHouseholdTx(ctx context.Context, tx *db.Tx, id db.ID) ([]HelpQuestion, error) {
	all, err := db.All[HelpQuestion](ctx, tx, qByHousehold, tx.Tenant(), id)
	if err != nil {
		return nil, fmt.Errorf("questions of household: %w", err)
	}
	return in.openAll(ctx, tx, all, nil)
}

// Looks lists who saw or changed the questions that the signed-in resident asked, for as far as that was before
// they belonged to a household.
func (in *Intake) Looks(ctx context.Context, actor access.Actor) ([]access.Entry, error) {
	var out []access.Entry
	err := in.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		out = nil
		all, err := db.All[HelpQuestion](ctx, tx, qByOwner, tx.Tenant(), actor.Account)
		if err != nil || actor.Account == 0 || len(all) == 0 {
			return err
		}
		if err := in.Gate.Allow(ctx, tx, actor, "household.read_log", access.Object{Kind: "access_log", Owner: actor.Account}); err != nil {
			return err
		}
		for _, q := range all {
			some, err := access.About(ctx, tx, q.ID, 0)
			if err != nil {
				return err
			}
			out = append(out, some...)
		}
		return nil
	})
	return out, err
}
