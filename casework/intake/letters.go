package intake

import (
	"context"
	"strings"

	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/team"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/mail"
	"codeberg.org/samenkracht/samenkracht/platform/text"
)

// paragraphs is the body of a mail: what is empty is left out.
func paragraphs(parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, "\n\n") + "\n"
}

// reach is how the team can be reached, in a sentence.
func reach(ctx context.Context, t team.Team) string {
	if t.Email == "" {
		return text.T(ctx, "Do you have a question? Call %s: %s.", t.Name, t.Phone)
	}
	return text.T(ctx, "Do you have a question? Call %s: %s. Or mail to %s.", t.Name, t.Phone, t.Email)
}

// sendReceipt confirms by mail that a question came in. What was asked does not stand in it.
func (in *Intake) sendReceipt(ctx context.Context, tx *db.Tx, q HelpQuestion, r Receipt) error {
	ctx = text.WithLang(ctx, q.Lang)
	// Wmo 2015 art. 2.3.2 lid 1
	return in.Post.SendTx(ctx, tx, mail.Message{To: q.Email, Subject: text.T(ctx, "We received your question (%s)", r.Number), Body: paragraphs(
		text.T(ctx, "Hello,"),
		text.T(ctx, "We received your question on %s. Its number is %s.", text.Date(ctx, r.AskedOn), r.Number),
		text.T(ctx, "Somebody of %s will get in touch with you on %s at the latest.", r.Team.Name, text.LongDate(ctx, r.CallBy)),
		text.T(ctx, "Then we find out together what you need. We are ready with that on %s at the latest.", text.LongDate(ctx, r.InquiryDue)),
		text.T(ctx, "You can write down yourself which help you want. We call that your own plan. You can give it to us until %s.", text.LongDate(ctx, r.PlanUntil)),
		text.T(ctx, "Do you want somebody beside you in the conversation? That can be a client supporter. This person does not work for the municipality, and it costs you nothing. Ask us for one."),
		reach(ctx, r.Team))})
}

// sendTaken tells the asker who the contact person is.
func (in *Intake) sendTaken(ctx context.Context, tx *db.Tx, q HelpQuestion, h household.Household) error {
	ctx = text.WithLang(ctx, q.Lang)
	who, err := account.ByIDTx(ctx, tx, h.ContactID)
	if err != nil {
		return err
	}
	return in.Post.SendTx(ctx, tx, mail.Message{To: q.Email, Subject: text.T(ctx, "%s helps you with your question (%s)", who.Name, q.Number), Body: paragraphs(
		text.T(ctx, "Hello,"),
		text.T(ctx, "%s is your contact person from now on. You can ask everything there.", who.Name),
		callSentence(ctx, who),
		text.T(ctx, "You will hear from your contact person on %s at the latest.", text.LongDate(ctx, q.CallBy)))})
}

func callSentence(ctx context.Context, who account.Account) string {
	if who.Phone == "" {
		return ""
	}
	return text.T(ctx, "The phone number is %s.", who.Phone)
}

// sendWithdrawn confirms that a question was withdrawn.
func (in *Intake) sendWithdrawn(ctx context.Context, tx *db.Tx, q HelpQuestion) error {
	ctx = text.WithLang(ctx, q.Lang)
	t, err := team.ByIDTx(ctx, tx, q.TeamID)
	if err != nil {
		return err
	}
	return in.Post.SendTx(ctx, tx, mail.Message{To: q.Email, Subject: text.T(ctx, "Your question is withdrawn (%s)", q.Number), Body: paragraphs(
		text.T(ctx, "Hello,"),
		text.T(ctx, "You withdrew your question. We stop looking into it. You may always ask again."),
		reach(ctx, t))})
}

// sendHandover tells the residents that somebody else is the contact person from now on.
func (in *Intake) sendHandover(ctx context.Context, tx *db.Tx, h team.Handover) error {
	ctx = text.WithLang(ctx, text.Nl)
	who, err := account.ByIDTx(ctx, tx, h.ToID)
	if err != nil {
		return err
	}
	body := paragraphs(text.T(ctx, "Hello,"), text.T(ctx, "%s is your contact person from now on. You can ask everything there.", who.Name), callSentence(ctx, who))
	return in.toResidents(ctx, tx, h.HouseholdID, text.T(ctx, "You have a new contact person"), body)
}

// sendReport tells the residents that the report of the inquiry is there.
func (in *Intake) sendReport(ctx context.Context, tx *db.Tx, f File) error {
	ctx = text.WithLang(ctx, f.Question.Lang)
	t, err := team.ByIDTx(ctx, tx, f.Question.TeamID)
	if err != nil {
		return err
	}
	body := paragraphs(text.T(ctx, "Hello,"), text.T(ctx, "We wrote down what we found out together. You can read it on your own page. Or ask your contact person to send it."), reach(ctx, t))
	return in.toResidents(ctx, tx, f.Inquiry.HouseholdID, text.T(ctx, "The report about your question is ready (%s)", f.Question.Number), body)
}

// toResidents mails everybody of a household who gave an address, once for each address.
func (in *Intake) toResidents(ctx context.Context, tx *db.Tx, home db.ID, subject, body string) error {
	residents, err := in.Households.ResidentsTx(ctx, tx, home)
	if err != nil {
		return err
	}
	sent := map[ident.Email]bool{}
	for _, r := range residents {
		if r.Leaving != household.Here || r.Email.IsZero() || sent[r.Email] {
			continue
		}
		sent[r.Email] = true
		if err := in.Post.SendTx(ctx, tx, mail.Message{To: r.Email, Subject: subject, Body: body}); err != nil {
			return err
		}
	}
	return nil
}
