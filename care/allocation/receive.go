package allocation

import (
	"bytes"
	"context"
	"errors"
	"strings"

	"codeberg.org/samenkracht/samenkracht/care/exchange"
	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// Return codes of list WJ001 that the municipality gives to start and stop messages.
const (
	codeNoAllocation = "9019" // the message belongs to no allocation
	codeNoEarlier    = "9063" // nothing came before that this could follow
)

// answered receives the 302: the provider accepts the order or sends it back.
func (s *Allocations) answered(ctx context.Context, tx *db.Tx, m exchange.Received) error {
	if m.Done {
		return nil
	}
	head := m.Bericht.Kop()
	a, err := db.One[Allocation](ctx, tx, qByMessage, tx.Tenant(), head.BerichtIdentificatie.Identificatie, m.From)
	if err != nil {
		return err
	}
	codes := istandaard.Retourcodes(m.Bericht)
	if len(codes) == 0 {
		if a, err = a.Accept(tx.Now()); err != nil {
			return err
		}
	} else if a, err = a.Refuse(codes, tx.Now()); err != nil {
		return err
	}
	if err := updateTx(ctx, tx, a); err != nil {
		return err
	}
	if err := s.list.DoneTx(ctx, tx, lineAnswer, a.ID); err != nil {
		return err
	}
	switch a.State {
	case Refused:
		return s.list.AddTx(ctx, tx, worklist.Line{AccountID: a.AssigneeID, Kind: lineRefused, Title: "The provider sent the order back",
			Note: explain(codes), Link: "/team/huishoudens/" + a.HouseholdID.String(), ObjectID: a.ID, Due: law.DateOf(tx.Now())})
	case Accepted:
		from := law.DateOf(tx.Now())
		if a.FromDay.After(from) {
			from = a.FromDay
		}
		return s.waitTx(ctx, tx, a, lineStart, "The provider must say that the support has begun", "istandaard.start", from)
	}
	return nil
}

// explain says return codes in plain words, each an English sentence of the message code.
func explain(codes []string) string {
	var out []string
	for _, c := range codes {
		_, en := istandaard.Uitleg(c)
		out = append(out, en)
	}
	return strings.Join(out, " ")
}

// started receives the 305 and answers it with a 306.
func (s *Allocations) started(ctx context.Context, tx *db.Tx, m exchange.Received) error {
	b, ok := m.Bericht.(*istandaard.Startbericht)
	if !ok || m.Done {
		return nil
	}
	answer, err := istandaard.Beoordeling(b, exchange.Identification(tx.NewID()), istandaard.DatumVan(tx.Now().In(law.Amsterdam)))
	if err != nil {
		return err
	}
	wrong := false
	for i, p := range b.Client.StartProducten {
		code, err := s.startOne(ctx, tx, m.From, b.Client.Bsn, p)
		if err != nil {
			return err
		}
		if code != "" {
			answer.Client.StartProducten[i].RetourCodes = []string{code}
			wrong = true
		}
	}
	if !wrong {
		if answer, err = istandaard.Goedkeuring(b, answer.Header.IdentificatieRetour, answer.Header.DagtekeningRetour); err != nil {
			return err
		}
	}
	return s.replyTx(ctx, tx, m, istandaard.WMO306, answer, answer.Header.IdentificatieRetour)
}

// startOne notes one start. It returns the return code when the start cannot be taken in.
func (s *Allocations) startOne(ctx context.Context, tx *db.Tx, from, bsn string, p istandaard.StartProduct) (code string, err error) {
	a, code, err := s.find(ctx, tx, from, bsn, p.ToewijzingNummer, p.Product)
	if err != nil || code != "" {
		return code, err
	}
	on, err := law.ParseDate(string(p.Begindatum))
	if err != nil {
		return codeNoAllocation, nil //nolint:nilerr // the sender gets a code, not an error
	}
	next, err := a.Start(on)
	if errors.Is(err, fault.Conflict) {
		return codeNoAllocation, nil
	} else if err != nil {
		return "", err
	}
	if err := updateTx(ctx, tx, next); err != nil {
		return "", err
	}
	return "", errors.Join(s.list.DoneTx(ctx, tx, lineAnswer, a.ID), s.list.DoneTx(ctx, tx, lineStart, a.ID))
}

// find looks for the allocation that a provider's message is about: its number, its client and its product.
func (s *Allocations) find(ctx context.Context, tx *db.Tx, from, bsn string, number *int64, p *istandaard.Product) (Allocation, string, error) {
	if number == nil {
		return Allocation{}, codeNoAllocation, nil
	}
	a, err := db.One[Allocation](ctx, tx, qByNumber, tx.Tenant(), *number, from)
	if errors.Is(err, fault.NotFound) {
		return a, codeNoAllocation, nil
	}
	if err != nil {
		return a, "", err
	}
	if !bytes.Equal(a.ClientIndex, s.vault.Blind(tx.Tenant(), bsn)) || p != nil && (p.Categorie != a.Category || p.Code != "" && p.Code != a.Code) {
		return a, codeNoAllocation, nil
	}
	return a, "", nil
}

// stopped receives the 307 and answers it with a 308.
func (s *Allocations) stopped(ctx context.Context, tx *db.Tx, m exchange.Received) error {
	b, ok := m.Bericht.(*istandaard.Stopbericht)
	if !ok || m.Done {
		return nil
	}
	answer, err := istandaard.Beoordeling(b, exchange.Identification(tx.NewID()), istandaard.DatumVan(tx.Now().In(law.Amsterdam)))
	if err != nil {
		return err
	}
	wrong := false
	for i, p := range b.Client.StopProducten {
		a, code, err := s.find(ctx, tx, m.From, b.Client.Bsn, p.ToewijzingNummer, p.Product)
		if err != nil {
			return err
		}
		if code == "" {
			on, _ := law.ParseDate(string(p.Einddatum)) // the schema asks for a day; none is refused by Stop
			if a, err = a.Stop(on); errors.Is(err, fault.Conflict) {
				code = codeNoEarlier
			} else if err = updateTx(ctx, tx, a); err != nil {
				return err
			}
		}
		if code != "" {
			answer.Client.StopProducten[i].RetourCodes, wrong = []string{code}, true
		}
	}
	if !wrong {
		if answer, err = istandaard.Goedkeuring(b, answer.Header.IdentificatieRetour, answer.Header.DagtekeningRetour); err != nil {
			return err
		}
	}
	return s.replyTx(ctx, tx, m, istandaard.WMO308, answer, answer.Header.IdentificatieRetour)
}

func (s *Allocations) replyTx(ctx context.Context, tx *db.Tx, m exchange.Received, kind istandaard.Soort, answer istandaard.Bericht, id string) error {
	raw, err := istandaard.Schrijf(answer)
	if err != nil {
		return err
	}
	return s.exchange.SendTx(ctx, tx, exchange.Message{To: m.From, Kind: kind, ID: id, Raw: raw})
}
