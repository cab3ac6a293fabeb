package intake

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/intake/inquiry"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// File is an inquiry with what it began with.
type File struct {
	Inquiry  NeedsInquiry
	Notice   SupportNotice
	Question HelpQuestion
}

func (in *Intake) file(ctx context.Context, tx *db.Tx, i NeedsInquiry) (f File, err error) {
	if f.Inquiry, err = in.openReport(ctx, tx, i); err != nil {
		return f, err
	}
	if f.Notice, err = db.One[SupportNotice](ctx, tx, qNotice, tx.Tenant(), i.NoticeID); err != nil {
		return f, err
	}
	if f.Question, err = question(ctx, tx, f.Notice.QuestionID); err != nil {
		return f, err
	}
	f.Question, err = in.open(ctx, tx, f.Question)
	return f, err
}

func (in *Intake) allowedFile(ctx context.Context, tx *db.Tx, actor access.Actor, action string, id db.ID) (File, error) {
	i, err := db.One[NeedsInquiry](ctx, tx, qInquiry, tx.Tenant(), id)
	if err != nil {
		return File{}, fmt.Errorf("inquiry: %w", err)
	}
	o, err := in.inquiryObject(ctx, tx, actor, i)
	if err == nil {
		err = in.Gate.Allow(ctx, tx, actor, action, o)
	}
	if err != nil {
		return File{}, err
	}
	return in.file(ctx, tx, i)
}

// inquiryObject is an inquiry as the gate looks at it: the household, and who asked the question that it began with.
func (in *Intake) inquiryObject(ctx context.Context, tx *db.Tx, actor access.Actor, i NeedsInquiry) (access.Object, error) {
	n, err := db.One[SupportNotice](ctx, tx, qNotice, tx.Tenant(), i.NoticeID)
	if err != nil {
		return access.Object{}, err
	}
	q, err := question(ctx, tx, n.QuestionID)
	if err != nil {
		return access.Object{}, err
	}
	o, err := in.atHome(ctx, tx, q)
	return household.NotOwn(actor, o), err
}

// ReadInquiry opens an inquiry for a worker.
func (in *Intake) ReadInquiry(ctx context.Context, actor access.Actor, id db.ID) (File, error) {
	var f File
	err := in.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		f, err = in.allowedFile(ctx, tx, actor, "intake.read_inquiry", id)
		return err
	})
	return f, err
}

// ReadOwnInquiry opens an inquiry that is over for the resident whom it is about, to read the report.
func (in *Intake) ReadOwnInquiry(ctx context.Context, actor access.Actor, id db.ID) (File, error) {
	var f File
	err := in.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		f, err = in.allowedFile(ctx, tx, actor, "intake.read_own", id)
		if err == nil && f.Inquiry.State != inquiry.Done {
			err = fmt.Errorf("report of the inquiry: %w", fault.NotFound)
		}
		return err
	})
	return f, err
}

// Inquiries lists the inquiries of a household for a worker, the newest first.
func (in *Intake) Inquiries(ctx context.Context, actor access.Actor, id db.ID) (out []File, err error) {
	err = in.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		if _, err = in.Households.AllowTx(ctx, tx, actor, "intake.read_inquiry", id); err != nil {
			return err
		}
		out, err = in.files(ctx, tx, id, func(NeedsInquiry) (bool, error) { return true, nil })
		return err
	})
	return out, err
}

// OwnInquiries lists the inquiries of a household that somebody may read at home, the newest first.
func (in *Intake) OwnInquiries(ctx context.Context, actor access.Actor, id db.ID) (out []File, err error) {
	err = in.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		out, err = in.files(ctx, tx, id, func(i NeedsInquiry) (bool, error) {
			o, err := in.inquiryObject(ctx, tx, actor, i)
			if err != nil || !in.Gate.May(actor, "intake.read_own", o) {
				return false, err
			}
			return true, in.Gate.Allow(ctx, tx, actor, "intake.read_own", o)
		})
		return err
	})
	return out, err
}

// files opens those inquiries of a household that are shown.
func (in *Intake) files(ctx context.Context, tx *db.Tx, id db.ID, shown func(NeedsInquiry) (bool, error)) ([]File, error) {
	all, err := db.All[NeedsInquiry](ctx, tx, qInquiriesByHousehold, tx.Tenant(), id)
	var out []File
	for _, i := range all {
		yes, err := shown(i)
		if err != nil {
			return nil, err
		}
		if !yes {
			continue
		}
		f, err := in.file(ctx, tx, i)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, err
}

// change is the frame of every use case on one inquiry. The version is the one that the worker saw; do changes
// the file, and both parts of it are written.
func (in *Intake) change(ctx context.Context, actor access.Actor, id db.ID, version int64, do func(*db.Tx, File) (File, error)) (File, error) {
	var f File
	err := in.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		if f, err = in.allowedFile(ctx, tx, actor, "intake.write_inquiry", id); err != nil {
			return err
		}
		if f.Inquiry.Version != version {
			return errMoved
		}
		if f, err = do(tx, f); err != nil {
			return err
		}
		if err := saveNotice(ctx, tx, f.Notice, f.Notice.Version); err != nil {
			return err
		}
		return in.saveInquiry(ctx, tx, f.Inquiry, version)
	})
	return f, err
}

// AnswerSupport writes down what the resident said to free client support.
func (in *Intake) AnswerSupport(ctx context.Context, actor access.Actor, id db.ID, version int64, a inquiry.SupportAnswer) (File, error) {
	return in.change(ctx, actor, id, version, func(_ *db.Tx, f File) (_ File, err error) {
		f.Notice, err = f.Notice.Answered(a, actor.Account)
		return f, err
	})
}

// AnswerPlan writes down whether the resident handed in a plan of one's own.
func (in *Intake) AnswerPlan(ctx context.Context, actor access.Actor, id db.ID, version int64, a inquiry.PlanAnswer) (File, error) {
	return in.change(ctx, actor, id, version, func(tx *db.Tx, f File) (_ File, err error) {
		f.Notice, err = f.Notice.PlanSaid(a, law.DateOf(tx.Now()))
		return f, err
	})
}

// Check notes the days on which identity was established and on which budget and contribution were explained.
func (in *Intake) Check(ctx context.Context, actor access.Actor, id db.ID, version int64, identity, explained law.Date) (File, error) {
	return in.change(ctx, actor, id, version, func(tx *db.Tx, f File) (_ File, err error) {
		wrong := fault.Invalid{}
		for field, day := range map[string]law.Date{"identity": identity, "explained": explained} {
			if day.After(law.DateOf(tx.Now())) {
				wrong.Say(field, "Fill in a day that is not in the future")
			}
		}
		if err := wrong.Err(); err != nil {
			return f, err
		}
		f.Inquiry, err = f.Inquiry.Checked(identity, explained)
		return f, err
	})
}

// MoreTime moves the end of an inquiry to a later day on which the resident agreed.
func (in *Intake) MoreTime(ctx context.Context, actor access.Actor, id db.ID, version int64, to law.Date) (File, error) {
	return in.change(ctx, actor, id, version, func(tx *db.Tx, f File) (_ File, err error) {
		if f.Inquiry, err = f.Inquiry.MoreTime(to, law.DateOf(tx.Now())); err != nil {
			return f, err
		}
		h, err := in.Households.ByIDTx(ctx, tx, f.Inquiry.HouseholdID)
		if err != nil {
			return f, err
		}
		return f, in.List.AddTx(ctx, tx, inquiryLine(f.Inquiry, h.ContactID))
	})
}

// Close ends an inquiry with its outcome and the report to the resident, who hears that it is there. The
// question is answered by it.
func (in *Intake) Close(ctx context.Context, actor access.Actor, id db.ID, version int64, o inquiry.Outcome, report string) (File, error) {
	return in.change(ctx, actor, id, version, func(tx *db.Tx, f File) (_ File, err error) {
		if f.Inquiry, err = f.Inquiry.Close(f.Notice, o, report, actor.Account, tx.Now()); err != nil {
			return f, err
		}
		if f.Question.State == Taken {
			if f.Question, err = f.Question.Answer(tx.Now()); err != nil {
				return f, err
			}
			if err := save(ctx, tx, f.Question); err != nil {
				return f, moved(err)
			}
		}
		if err := in.List.DoneTx(ctx, tx, lineInquiry, f.Inquiry.ID); err != nil {
			return f, err
		}
		return f, in.sendReport(ctx, tx, f)
	})
}

// OverdueTx reports whether an inquiry of the household still runs after its term, which is later when the resident
// agreed with more time. The use case that calls it asks the gate.
func OverdueTx(ctx context.Context, tx *db.Tx, household db.ID) (bool, error) {
	all, err := db.All[NeedsInquiry](ctx, tx, qInquiriesByHousehold, tx.Tenant(), household)
	today := law.DateOf(tx.Now())
	return slices.ContainsFunc(all, func(i NeedsInquiry) bool { return i.State == inquiry.Runs && i.Term.Late(today) }), err
}

// InquiryOf returns the id of the inquiry of a question. A question that nobody took has none.
func (in *Intake) InquiryOf(ctx context.Context, actor access.Actor, questionID db.ID) (db.ID, error) {
	var id db.ID
	err := in.DB.View(ctx, actor.Tenant, func(tx *db.Tx) error {
		n, err := db.One[SupportNotice](ctx, tx, qNoticeByQuestion, tx.Tenant(), questionID)
		if errors.Is(err, fault.NotFound) {
			return errNoInquiry
		}
		if err != nil {
			return err
		}
		i, err := db.One[NeedsInquiry](ctx, tx, qInquiryByNotice, tx.Tenant(), n.ID)
		id = i.ID
		return err
	})
	return id, err
}
