package market

import (
	"context"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/mail"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// The kinds of lines on the worklist of the brokers.
const (
	urgentLine = "market.urgent"
	answerLine = "market.answer"
)

// answerDays is within how many days a broker passes on an answer.
const answerDays = 2

// tell lets the other side know of a message: by mail that says nothing about it, or on the brokers' worklist.
// Somebody who has something unread hears no second time. The conversation is as it was before the message.
func (m *Market) tell(ctx context.Context, tx *db.Tx, before Answer, msg Message) error {
	if !msg.FromAnswerer {
		if before.AnswererNew && msg.Turns == "" {
			return nil
		}
		return m.mail(ctx, tx, before.AnswererID, letterFor(msg.Turns))
	}
	if before.ViaBroker {
		return m.list.AddTx(ctx, tx, worklist.Line{Role: access.RoleBroker, Kind: answerLine, Title: "Somebody answered on the market: pass it on",
			Link: fmt.Sprintf("/buurt/gesprekken/%s", before.ID), ObjectID: before.ID, Due: law.WorkingDays.Add(law.DateOf(tx.Now()), answerDays)})
	}
	if before.PlacerNew {
		return nil
	}
	return m.mail(ctx, tx, before.PlacerID, letterAnswer)
}

func letterFor(turns State) letter {
	switch turns {
	case Matched:
		return letterFound
	case Closed:
		return letterEnded
	}
	return letterAnswer
}

// letter is a notice by mail. It says that there is something to read and nothing about what or from whom.
type letter struct{ subject, body string }

// The notices, English sentences.
var (
	letterAnswer  = letter{"You have an answer", "There is a message for you on the neighbourhood market. Sign in to read it."}
	letterFound   = letter{"You found each other", "Somebody on the neighbourhood market wants to go on with you. Sign in to read how."}
	letterEnded   = letter{"A conversation has ended", "Something that you answered on the neighbourhood market has ended. Sign in to see it."}
	letterMatched = letter{"The broker found somebody", "The broker found somebody for what you asked. You hear more soon."}
	letterClosed  = letter{"Your ad has ended", "The broker ended your ad on the neighbourhood market. Sign in to see why, or call us."}
	letterEnding  = letter{"Your ad ends in a week", "Your ad on the neighbourhood market ends in a week. Sign in if you want it to stay."}
	letterExpired = letter{"Your ad has ended", "The last day of your ad on the neighbourhood market has passed. Sign in to renew it."}
)

// Reached reports whether somebody hears of answers by mail, which neighbours do who gave an address.
func (m *Market) Reached(ctx context.Context, actor access.Actor) (bool, error) {
	if actor.Role != access.RoleResident && actor.Role != access.RoleInformalCarer {
		return true, nil
	}
	to, err := m.accounts.OwnEmail(ctx, actor)
	return !to.IsZero(), err
}

// mail sends a notice to an account of this municipality, in Dutch and in English. Somebody without a mail address
// gets none.
func (m *Market) mail(ctx context.Context, tx *db.Tx, to db.ID, l letter) error {
	if to == 0 {
		return nil
	}
	address, err := m.accounts.EmailTx(ctx, tx, to)
	if err != nil || address == "" {
		return err
	}
	email, err := ident.ParseEmail(address)
	if err != nil {
		return err
	}
	dutch, english := text.WithLang(ctx, text.Nl), text.WithLang(ctx, text.En)
	return m.post.SendTx(ctx, tx, mail.Message{To: email, Subject: text.T(dutch, l.subject),
		Body: text.T(dutch, l.body) + "\n\n-- English --\n" + text.T(english, l.body) + "\n"})
}
