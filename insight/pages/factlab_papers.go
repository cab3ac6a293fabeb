package pages

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"codeberg.org/samenkracht/samenkracht/insight/factlab"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/file"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// paperNames say what a document is.
var paperNames = map[factlab.DocumentKind]string{
	factlab.ImpactAssessment: "DPIA: what the round means for privacy",
	factlab.LegalGround:      "Legal ground",
	factlab.Correspondence:   "Letter or message about the round",
}

// papersForm lists what is filed, and asks for more.
type papersForm struct {
	roundView
	NewID      db.ID
	Kind, File ui.Field
	Problem    string
}

func (f papersForm) fields() []ui.Field { return []ui.Field{f.Kind, f.File} }

func newPapersForm(ctx context.Context, v roundView) papersForm {
	f := papersForm{roundView: v,
		Kind: ui.Field{Name: "kind", Label: text.T(ctx, "What kind of document is it?")},
		File: ui.Field{Name: "file", Label: text.T(ctx, "Which document?"), Accept: file.Accept, Hint: text.T(ctx, "A PDF, document, text file or picture of at most 10 MB. It may hold no data of residents.")}}
	for _, kind := range factlab.DocumentKinds {
		f.Kind.Options = append(f.Kind.Options, ui.Option{Value: string(kind), Label: text.T(ctx, paperNames[kind])})
	}
	return f
}

func (p *Pages) papers(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	v, err := p.roundOf(r, actor)
	if err != nil {
		return err
	}
	f := newPapersForm(r.Context(), v)
	f.NewID = p.mux.NewID()
	return web.Page(w, r, http.StatusOK, papersPage(f))
}

func (p *Pages) filePaper(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	v, err := p.roundOf(r, actor)
	if err != nil {
		return err
	}
	ctx, q := r.Context(), ask(r)
	content, name, err := q.file("file")
	if err != nil {
		return err
	}
	f := newPapersForm(ctx, v)
	f.NewID = p.mux.FormID(r)
	switch {
	case name == "":
		q.wrong.Say("file", "Choose a document.")
		if q.text("kind") == "" {
			q.wrong.Say("kind", "Choose what kind of document it is.")
		}
	default:
		err = p.Factlab.File(ctx, actor, v.ID, factlab.DocumentKind(q.text("kind")), file.New{ID: f.NewID, Name: name, Content: content})
		if err == nil {
			p.mux.Say(ctx, "The document is filed.")
			return p.back(w, r, v, "/documenten")
		}
		if f.Problem, err = q.refused(err); err != nil {
			return err
		}
	}
	f.Kind, f.File = q.filled([]ui.Field{f.Kind})[0], f.File.Wrong(q.wrong)
	return web.Page(w, r, q.status(f.Problem), papersPage(f))
}

func (p *Pages) paper(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	round, err := web.ID(r, "id")
	if err != nil {
		return err
	}
	id, err := web.ID(r, "document")
	if err != nil {
		return err
	}
	f, content, err := p.Factlab.Document(r.Context(), actor, round, id)
	if err != nil {
		return err
	}
	return attach(w, f.Type, f.Disposition(), content)
}

// attach sends something to keep.
func attach(w http.ResponseWriter, kind, disposition string, content []byte) error {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", disposition)
	_, _ = w.Write(content) // the reader may go away
	return nil
}

func papersTable(ctx context.Context, v roundView) ui.TableData {
	t := ui.TableData{Caption: text.T(ctx, "Documents"), HideCaption: true, Columns: []ui.Column{{Label: text.T(ctx, "Document")}, {Label: text.T(ctx, "What it is")},
		{Label: text.T(ctx, "Filed on")}, {Label: text.T(ctx, "Size"), Numeric: true}}}
	for _, d := range v.Documents {
		t.Rows = append(t.Rows, ui.Row{Cells: []ui.Cell{{Text: d.Name, Link: v.path(ctx, "/documenten/"+d.ID.String())}, {Text: text.T(ctx, paperNames[d.What])},
			{Text: text.DateTime(ctx, d.MadeAt)}, {Text: text.T(ctx, "%s kB", text.Number(ctx, (d.Size+1023)/1024))}}})
	}
	return t
}

// cardForm asks for the card of the key holders.
type cardForm struct {
	roundView
	Card, Text ui.Field
	Problem    string
}

func (f cardForm) fields() []ui.Field { return []ui.Field{f.Card, f.Text} }

func newCardForm(ctx context.Context, v roundView) cardForm {
	return cardForm{roundView: v,
		Card: ui.Field{Name: "card", Label: text.T(ctx, "File with the card"), Accept: ".json", Hint: text.T(ctx, "The key holder's tool makes it. It ends in .json and holds no secret.")},
		Text: ui.Field{Name: "text", Label: text.T(ctx, "Or paste the text of the card"), Rows: 6, Optional: true}}
}

func (p *Pages) keyHolders(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	v, err := p.roundOf(r, actor)
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, keyHoldersPage(newCardForm(r.Context(), v)))
}

func (p *Pages) holdKeys(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	v, err := p.ledRound(r, actor)
	if err != nil {
		return err
	}
	ctx, q, f := r.Context(), ask(r), newCardForm(r.Context(), v)
	card, _, err := q.file("card")
	if err != nil {
		return err
	}
	if len(card) == 0 {
		card = []byte(q.text("text"))
	}
	k, err := readCard(card)
	if err == nil {
		err = p.Factlab.HoldKeys(ctx, actor, v.ID, k)
	}
	if err == nil {
		p.mux.Say(ctx, "The key holders are noted. Compare the fingerprint with them, by phone.")
		return p.back(w, r, v, "/sleutelhouders")
	}
	if f.Problem, err = q.refused(err); err != nil {
		return err
	}
	f.Card, f.Text = f.Card.Wrong(q.wrong), q.filled([]ui.Field{f.Text})[0]
	return web.Page(w, r, q.status(f.Problem), keyHoldersPage(f))
}

// readCard reads the card of the key holders, as JSON.
func readCard(card []byte) (k agreement.KeyHolders, err error) {
	if len(bytes.TrimSpace(card)) == 0 {
		return k, fault.Invalid{"card": "Choose the file, or paste its text."}
	}
	if json.Unmarshal(card, &k) != nil {
		return k, fault.Invalid{"card": "This is not the card of a key holder."}
	}
	return k, nil
}

// fingerprint is a short form of a public key that two people can read to each other: the first 64 bits of its SHA-256.
func fingerprint(key []byte) string {
	sum := sha256.Sum256(key)
	digits := hex.EncodeToString(sum[:8])
	return strings.Join([]string{digits[:4], digits[4:8], digits[8:12], digits[12:]}, " ")
}

// keyCommand makes the key of a round.
func keyCommand(r factlab.Round) string {
	purpose := strings.Join(strings.Fields(strings.ReplaceAll(r.Terms.Purpose, `"`, `\"`)), " ")
	return `samenkracht factlab keyholder new -state sleutel -round ` + r.Reference() + ` -purpose "` + purpose + `" "Naam=adres:8443"`
}

func cardFacts(ctx context.Context, k agreement.KeyHolders) []ui.Fact {
	return []ui.Fact{{Name: text.T(ctx, "So many must work together"), Value: text.T(ctx, "%s of %s", text.Number(ctx, k.Threshold), text.Number(ctx, len(k.Holders)))},
		{Name: text.T(ctx, "Fingerprint of the key"), Body: code(fingerprint(k.PublicKey))},
		{Name: text.T(ctx, "Fingerprint of the key of the round"), Body: code(fingerprint(k.RoundKey))}}
}

func holdersTable(ctx context.Context, k agreement.KeyHolders) ui.TableData {
	t := ui.TableData{Caption: text.T(ctx, "Key holders"), HideCaption: true, Columns: []ui.Column{{Label: text.T(ctx, "Key holder")}, {Label: text.T(ctx, "Address")},
		{Label: text.T(ctx, "Fingerprint of its part")}, {Label: text.T(ctx, "Key by which it is known")}}}
	for _, h := range k.Holders {
		t.Rows = append(t.Rows, ui.Row{Cells: []ui.Cell{{Text: h.Body}, {Text: h.Address}, {Body: code(fingerprint(h.PublicKey))}, {Body: code(h.Key.String())}}})
	}
	return t
}

// agreement explains the agreement, when it is complete.
func (p *Pages) agreement(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	v, err := p.roundOf(r, actor)
	if err != nil {
		return err
	}
	complete := p.Factlab.Agreement(v.Round, v.Participants).Validate() == nil && v.Joining() > 0
	return web.Page(w, r, http.StatusOK, agreementPage(v, complete))
}

func (p *Pages) agreementFile(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	id, err := web.ID(r, "id")
	if err != nil {
		return err
	}
	made, err := p.Factlab.AgreementFile(r.Context(), actor, id)
	if err != nil {
		return err
	}
	return attach(w, "application/json", fmt.Sprintf(`attachment; filename="afspraken-%s.json"`, id), made)
}
