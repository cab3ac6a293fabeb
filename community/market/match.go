package market

import (
	"time"

	"codeberg.org/samenkracht/samenkracht/community/relay"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

// Match (koppeling) notes that an ad led to two people finding each other, and nothing more. What they do
// together afterwards is theirs: it is not asked, not kept and not counted.
type Match struct {
	TenantID  db.ID
	ID        db.ID
	AdID      db.ID
	AnswerID  db.ID // the conversation in which it happened
	OfferID   db.ID // when a broker matched an ask with an offer
	Category  Category
	ByBroker  bool
	MatchedAt time.Time
}

// NewMatch is what a broker fills in to match an ask with an offer.
type NewMatch struct {
	ID      db.ID
	AskID   db.ID
	OfferID db.ID
	Words   string // to who offers: what is asked
	Within  bool   // the broker looked: a volunteer may do this
}

// Validate returns what is wrong with a match.
func (n NewMatch) Validate() error {
	wrong := fault.Invalid{}
	if invalid, ok := relay.ValidateWords(n.Words).(fault.Invalid); ok {
		wrong.Say("words", invalid["words"])
	}
	if !n.Within {
		wrong.Say("within", "Check first whether a volunteer may do this")
	}
	if n.OfferID == 0 {
		wrong.Say("offer", "Choose an offer")
	}
	return wrong.Err()
}

// fits says why an offer cannot be matched with an ask, if so.
func fits(ask Ad, offer Published) error {
	switch {
	case ask.Kind != KindAsk || offer.Kind != KindOffer:
		return fault.Refuse(fault.Conflict, "Match an ask with an offer.")
	case ask.Category != offer.Category:
		return fault.Refuse(fault.Conflict, "The ask and the offer are about different things.")
	case ask.State != Open:
		return fault.Refuse(fault.Conflict, "This has ended already.")
	}
	return nil
}
