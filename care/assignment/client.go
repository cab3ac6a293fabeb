package assignment

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/platform/db"
)

// Client (cliënt) is who the support is for, as the order says it, with what was written beside it. It is
// sealed in the database, and no log and no error prints it by accident.
type Client struct {
	istandaard.Client
	OrderComment string
}

// String hides the client.
func (c Client) String() string { return "(client)" }

// MarshalJSON hides the client too.
func (c Client) MarshalJSON() ([]byte, error) { return []byte(`"(client)"`), nil }

// FullName is the name as people say it.
func (c Client) FullName() string {
	n := c.Naam
	first := n.Voornamen
	if first == "" {
		first = n.Voorletters
	}
	return words(first, surname(n))
}

// The uses of a name (list COD700) in which the partner's counts.
const (
	partnerOnly  = "2"
	partnerFirst = "3"
	partnerLast  = "4"
)

func surname(n istandaard.VolledigeNaam) string {
	own := words(n.Geslachtsnaam.Voorvoegsel, n.Geslachtsnaam.Achternaam)
	if n.Partnernaam == nil {
		return own
	}
	partner := words(n.Partnernaam.Voorvoegsel, n.Partnernaam.Achternaam)
	switch n.NaamGebruik {
	case partnerOnly:
		return partner
	case partnerFirst:
		return partner + " - " + own
	case partnerLast:
		return own + " - " + partner
	}
	return own
}

// Address is where the client lives, on one line; empty when it is secret.
func (c Client) Address() string {
	for _, k := range c.Contactgegevens {
		if a := k.Adres; a != nil && a.Postcode != "" {
			house := ""
			if a.Huis != nil {
				house = words(fmt.Sprint(a.Huis.Huisnummer)+a.Huis.Huisletter, a.Huis.HuisnummerToevoeging)
			}
			return strings.TrimPrefix(words(a.Straatnaam, house)+", "+words(a.Postcode, a.Plaatsnaam), ", ")
		}
	}
	return ""
}

// Phones are the telephone numbers of the client.
func (c Client) Phones() []string {
	var out []string
	for _, k := range c.Contactgegevens {
		if k.Telefoon == nil {
			continue
		}
		out = append(out, k.Telefoon.Telefoon01.Telefoonnummer)
		if k.Telefoon.Telefoon02 != nil {
			out = append(out, k.Telefoon.Telefoon02.Telefoonnummer)
		}
	}
	return out
}

// Language is in which language the client needs an interpreter; empty when none is needed.
func (c Client) Language() string {
	if c.Communicatie == nil {
		return ""
	}
	return c.Communicatie.Taal
}

// words joins the words that are there with a space.
func words(parts ...string) string {
	return strings.Join(strings.Fields(strings.Join(parts, " ")), " ")
}

const sealedAs = "assignment_order.client"

// sealedClient is a Client as it is stored.
type sealedClient struct {
	Client       istandaard.Client
	OrderComment string
}

// sealTx seals what the order says about its client. The products stand in columns.
func (s *Assignments) sealTx(ctx context.Context, tx *db.Tx, id db.ID, c istandaard.Client, comment string) ([]byte, error) {
	c.ToegewezenProducten = nil
	plain, err := json.Marshal(sealedClient{c, comment})
	if err != nil {
		return nil, err
	}
	return s.vault.SealTx(ctx, tx, id, sealedAs, plain)
}

func (s *Assignments) openTx(ctx context.Context, tx *db.Tx, a Assignment) (Client, error) {
	plain, err := s.vault.OpenTx(ctx, tx, a.ID, sealedAs, a.Sealed)
	if err != nil {
		return Client{}, err
	}
	var c sealedClient
	err = json.Unmarshal(plain, &c)
	return Client{c.Client, c.OrderComment}, err
}
