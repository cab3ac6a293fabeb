package pages

import (
	"context"
	"errors"
	"net/http"

	"codeberg.org/samenkracht/samenkracht/community/market"
	"codeberg.org/samenkracht/samenkracht/community/relay"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// conversationView is a conversation as one of its sides sees it.
type conversationView struct {
	market.Conversation
	Home    string // where this side comes from
	ReplyID string
	AgreeID string
	Words   ui.Field
	Last    ui.Field
	Keep    ui.Field
}

func (p *Pages) conversation(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	v, err := p.conversationView(r, actor)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, conversationPage(v))
}

func (p *Pages) conversationView(r *http.Request, actor access.Actor) (v conversationView, err error) {
	id, err := web.ID(r, "id")
	if err != nil {
		return v, err
	}
	ctx := r.Context()
	v = conversationView{Home: ownPath(actor), ReplyID: p.mux.NewID().String(), AgreeID: p.mux.NewID().String(), Words: wordsField(ctx, text.T(ctx, "Your message"), "")}
	v.Last = ui.Field{Name: "words", ID: "laatste", Label: text.T(ctx, "Last message"), Rows: 3, Optional: true, MaxLength: relay.MaxWords,
		Hint: text.T(ctx, "For example how to reach each other. After this you arrange it together: we keep nothing of it.")}
	v.Keep = ui.Field{Name: "keep", Label: text.T(ctx, "Keep my offer on the market for others")}
	v.Conversation, err = p.Market.Conversation(ctx, actor, id)
	return v, err
}

// events are the messages, the oldest first.
func (v conversationView) events(ctx context.Context) []ui.Event {
	events := make([]ui.Event, len(v.Messages))
	for i, m := range v.Messages {
		events[i] = ui.Event{When: text.DateTime(ctx, m.SentAt), Title: say(ctx, v.who(m)), Text: m.Words, Icon: "chat"}
		if note := turnNotes[m.Turns]; note != "" {
			events[i].Who = say(ctx, note)
		}
	}
	return events
}

func (v conversationView) who(m market.Message) string {
	switch {
	case m.Side() == v.Side:
		return "You"
	case m.ByBroker:
		return "The social broker"
	case m.AuthorID == 0 && m.Turns != "" && m.Words == "":
		return "The market"
	}
	return "The other"
}

var turnNotes = map[market.State]string{
	market.Matched: "You found each other. From here you arrange it together.",
	market.Closed:  "This has ended.",
}

func (p *Pages) reply(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	id, err := web.ID(r, "id")
	if err != nil {
		return err
	}
	err = p.Market.Reply(r.Context(), actor, market.NewMessage{ID: p.mux.FormID(r), AnswerID: id, Words: r.PostFormValue("words")})
	return p.said(w, r, actor, id, err, func(v *conversationView, wrong fault.Invalid) {
		v.ReplyID, v.Words.Value = r.PostFormValue("id"), r.PostFormValue("words")
		v.Words = v.Words.Wrong(wrong)
	})
}

func (p *Pages) agree(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	id, err := web.ID(r, "id")
	if err != nil {
		return err
	}
	err = p.Market.Agree(r.Context(), actor, market.NewAgreement{ID: p.mux.FormID(r), AnswerID: id, Words: r.PostFormValue("words"), KeepOpen: r.PostFormValue("keep") != ""})
	return p.said(w, r, actor, id, err, func(v *conversationView, wrong fault.Invalid) {
		v.AgreeID, v.Last.Value = r.PostFormValue("id"), r.PostFormValue("words")
		v.Last = v.Last.Wrong(wrong)
	})
}

// said shows the conversation after something was written, or again with what is wrong.
func (p *Pages) said(w http.ResponseWriter, r *http.Request, actor access.Actor, id db.ID, err error, again func(*conversationView, fault.Invalid)) error {
	if wrong, ok := errors.AsType[fault.Invalid](err); ok {
		v, err := p.conversationView(r, actor)
		if err != nil {
			return err
		}
		again(&v, wrong)
		return web.Form(w, r, wrong, conversationPage(v))
	}
	if err != nil {
		return err
	}
	p.mux.Say(r.Context(), "Your message is sent.")
	return web.Redirect(w, r, "/buurt/gesprekken/%s", id)
}
