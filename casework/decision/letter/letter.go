package letter

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"codeberg.org/samenkracht/samenkracht/casework/decision"
	"codeberg.org/samenkracht/samenkracht/casework/decision/provision"
	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/plan"
	"codeberg.org/samenkracht/samenkracht/casework/plan/ladder"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
)

// Letter (brief) is what announces a decision. The page itself is the record: its hash is kept beside it. The Dutch
// letter is the decision; another language is a translation of it.
type Letter struct {
	TenantID    db.ID
	ID          db.ID
	DecisionID  db.ID
	HouseholdID db.ID
	ResidentID  db.ID
	Lang        string
	Number      string
	MadeOn      law.Date
	Template    int    // of which version of the template it was made
	SHA256      string `db:"sha256"` // of HTML
	FirstReadAt *time.Time
	Sealed      []byte
	LetterText  `db:"-"`
	ToPost      bool `db:"-"` // it still has to go by post
}

// LetterText is the letter itself.
type LetterText struct {
	Subject string
	HTML    string // an article, to be put in a page
}

// Below is the letter to be put in a page that has a heading of its own: its heading becomes one of the second level.
func (t LetterText) Below() string {
	return strings.NewReplacer("<h3", "<h4", "</h3>", "</h4>", "<h2", "<h3", "</h2>", "</h3>", "<h1", "<h2", "</h1>", "</h2>").Replace(t.HTML)
}

// template is the version of letter.templ; another wording is another version.
const template = 1

// Whole reports whether the letter is still what it was when it was made.
func (l Letter) Whole() bool { return l.SHA256 == hash(l.HTML) }

func hash(html string) string {
	sum := sha256.Sum256([]byte(html))
	return hex.EncodeToString(sum[:])
}

// writing is everything that stands in the letter of a decision.
type writing struct {
	decision.File
	Sender    tenant.Tenant
	Addressee household.Person
	Address   []string // none when it is secret or not known, or when the addressee left the household
	Age       int      // of the addressee; -1 when not known
	Goal      plan.Goal
	Ladder    ladder.Ladder
	Contact   account.Account
	Signer    account.Account
}

// write makes the letter in a language.
func (w writing) write(ctx context.Context, lang string) (LetterText, error) {
	ctx = ui.WithSite(ctx, ui.Site{Lang: lang, Name: w.Sender.Name})
	var b bytes.Buffer
	if err := letter(w).Render(ctx, &b); err != nil {
		return LetterText{}, err
	}
	return LetterText{Subject: w.subject(ctx), HTML: b.String()}, nil
}

// product is what the letter calls the help.
func (w writing) product(ctx context.Context) string {
	if w.Decision.ProductName != "" {
		return w.Decision.ProductName
	}
	c, ok := provision.CategoryOf(w.Decision.Category)
	if !ok {
		return text.T(ctx, "the help that you asked for")
	}
	return text.T(ctx, c.Name)
}

func (w writing) subject(ctx context.Context) string {
	switch w.Decision.Verdict {
	case decision.Granted:
		return text.T(ctx, "Our decision: you get help")
	case decision.Partly:
		return text.T(ctx, "Our decision: you get part of the help")
	}
	return text.T(ctx, "Our decision: you do not get the help")
}

// toParents reports whether the letter is for the parents or guardians of the addressee.
func (w writing) toParents() bool { return w.Age >= 0 && w.Age < decision.AdultReader }

// toWhom is the address window. A letter about a child goes to the parents.
func (w writing) toWhom(ctx context.Context) []string {
	name := w.Addressee.FullName()
	if w.toParents() {
		name = text.T(ctx, "The parents or guardians of %s", name)
	}
	return append([]string{name}, w.Address...)
}

// address is the municipality with where it gets its post.
func (w writing) address() string {
	if post := w.Sender.Settings[tenant.Post]; post != "" {
		return w.Sender.Name + ", " + post
	}
	return w.Sender.Name
}

func (w writing) from() []string {
	lines := []string{w.Sender.Name}
	if post := w.Sender.Settings[tenant.Post]; post != "" {
		lines = append(lines, post)
	}
	if phone := w.Sender.Settings[tenant.Phone]; phone != "" {
		lines = append(lines, phone)
	}
	return lines
}

func (w writing) facts(ctx context.Context) []ui.Fact {
	return []ui.Fact{
		{Name: text.T(ctx, "Date"), Value: text.Date(ctx, w.Decision.AnnouncedOn)},
		{Name: text.T(ctx, "Our reference"), Value: w.Decision.Number},
		{Name: text.T(ctx, "Contact person"), Value: w.Contact.Name},
		{Name: text.T(ctx, "Phone"), Value: w.phone()},
	}
}

// phone is where the contact person is called: the own number, or that of the municipality.
func (w writing) phone() string {
	if w.Contact.Phone != "" {
		return w.Contact.Phone
	}
	return w.Sender.Settings[tenant.Phone]
}

// tried are the rungs above the help made to measure, as the table of the letter shows them.
func (w writing) tried(ctx context.Context) ui.TableData {
	t := ui.TableData{Caption: text.T(ctx, "What was tried before"), Columns: []ui.Column{{Label: text.T(ctx, "Where we looked")},
		{Label: text.T(ctx, "What we found")}, {Label: text.T(ctx, "Why it is not enough")}}}
	for _, r := range ladder.Rungs {
		s, ok := w.Ladder.On(r.Rung)
		if !ok || r.Rung == ladder.CustomProvision {
			continue
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []ui.Cell{{Text: text.T(ctx, r.Name)}, {Body: dutch(s.Tried)}, {Body: dutch(s.Reason)}}})
	}
	return t
}

// given is the table of what is granted.
func (w writing) given(ctx context.Context) ui.TableData {
	d := w.Decision
	row := func(name, value string) ui.Row {
		return ui.Row{Cells: []ui.Cell{{Text: text.T(ctx, name)}, {Text: value}}}
	}
	return ui.TableData{Caption: text.T(ctx, "What you get"), Columns: []ui.Column{{Label: text.T(ctx, "Part")}, {Label: text.T(ctx, "What it is")}},
		Rows: []ui.Row{
			row("Help", w.product(ctx)),
			row("How much", d.Provision().Amount(ctx)),
			row("From", text.Date(ctx, d.FromDay)),
			row("Until and with", text.Date(ctx, d.ToDay)),
			row("Who helps you", d.ProviderName),
			row("How", text.T(ctx, "Support in kind: we pay the provider")),
		}}
}

// pays says what the resident pays.
func (w writing) pays(ctx context.Context) string {
	switch w.Decision.Contribution {
	case provision.UsualContribution:
		return text.T(ctx, "You pay an own contribution of at most %s a month. You pay it once for all Wmo help at home together.", text.Money(ctx, w.Decision.MonthCents))
	case provision.ByIncome:
		return text.T(ctx, "What you pay depends on your income. You get a separate letter about that.")
	case provision.ByMunicipality:
		return text.T(ctx, "The shelter tells you what you pay.")
	case provision.NoneWheelchair:
		return text.T(ctx, "You pay nothing yourself. There is no own contribution for a wheelchair.")
	case provision.NoneMinor:
		return text.T(ctx, "You pay nothing yourself, because you are younger than 18.")
	}
	return text.T(ctx, "You pay nothing yourself. Somebody in your home has not reached the pension age.")
}

// paragraphs splits what somebody typed at the empty lines.
func paragraphs(words string) []string {
	parts := strings.Split(strings.ReplaceAll(words, "\r\n", "\n"), "\n\n")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return slices.DeleteFunc(parts, func(p string) bool { return p == "" })
}

// article is the number of an article, in the words of the reader.
func article(ctx context.Context, number string) string { return text.T(ctx, "article %s", number) }
