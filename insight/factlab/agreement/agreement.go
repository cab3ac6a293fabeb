// Package agreement is what the parties of a Factlab round agree on (afspraken): what is asked and why, who takes
// part, who keeps the key, and which provisions are counted. The Factlab lead writes it; the key holders open the
// round with it, and every sender reads in it with whom it talks.
package agreement

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
)

// Version is the form of the file.
const Version = 1

// Agreement is the whole of it.
type Agreement struct {
	Version      int           `json:"version"`
	Round        string        `json:"round"` // the hub's number of the round
	Name         string        `json:"name"`
	Purpose      string        `json:"purpose"` // for what the figures may be used, AVG art. 5 lid 1 b
	Ground       string        `json:"ground"`  // the legal ground, AVG art. 6
	On           string        `json:"on"`      // the month that is counted, as 2025-12
	Deadline     time.Time     `json:"deadline"`
	Hub          Hub           `json:"hub"`
	KeyHolders   KeyHolders    `json:"key_holders"`
	Participants []Participant `json:"participants"`
	Domains      []Domain      `json:"domains"`
	Provisions   []Provision   `json:"provisions"`
	Types        []string      `json:"household_types,omitempty"` // only when a registry sender takes part
	Addresses    AddressList   `json:"addresses"`
}

// Hub is the body that joins the deliveries.
type Hub struct {
	Body    string   `json:"body"`    // the legal body
	Address string   `json:"address"` // host:port where deliveries are received
	Key     wire.Key `json:"key"`
}

// KeyHolders keep the key of the round, in one piece or in shares.
type KeyHolders struct {
	PublicKey []byte   `json:"public_key"` // of the whole key, 32 bytes of ristretto255
	RoundKey  []byte   `json:"round_key"`  // the public part of what the hub's round key is made of
	Threshold int      `json:"threshold"`  // so many of the holders are needed, and enough
	Holders   []Holder `json:"holders"`
}

// Holder is one key holder.
type Holder struct {
	Index     int      `json:"index"` // from 1; with one holder 1
	Body      string   `json:"body"`
	Address   string   `json:"address"` // host:port
	Key       wire.Key `json:"key"`
	PublicKey []byte   `json:"public_key"` // of the share; with one holder the same as of the whole key
	RoundKey  []byte   `json:"round_key"`  // the public part of its share of the round key
}

// Participant is an organisation that delivers.
type Participant struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Key      wire.Key `json:"key"`
	Declared int      `json:"declared"`           // distinct addresses, as the organisation says; its quota is this and a tenth
	Registry bool     `json:"registry,omitempty"` // delivers the household type of every address, and no provisions
}

// Quota is how many addresses a participant may have evaluated in the round.
func (p Participant) Quota() int { return p.Declared + (p.Declared+9)/10 }

// Domain is a part of the social domain, such as youth help.
type Domain struct {
	Code      string `json:"code"`
	Name      string `json:"name"`
	Sensitive bool   `json:"sensitive,omitempty"` // counted in groups of at least 10
}

// Provision is something that is delivered at an address.
type Provision struct {
	Code      string `json:"code"`
	Name      string `json:"name"`
	Domain    string `json:"domain"`
	Sensitive bool   `json:"sensitive,omitempty"`
}

// AddressList is the public list of addresses that every sender checks its own against.
type AddressList struct {
	SHA256    string `json:"sha256,omitempty"` // of the list as the tool writes it; empty when any list is good
	Addresses int    `json:"addresses,omitempty"`
}

// Participant finds a participant by its key.
func (a *Agreement) Participant(key wire.Key) (Participant, bool) {
	i := slices.IndexFunc(a.Participants, func(p Participant) bool { return p.Key == key })
	if key.IsZero() || i < 0 {
		return Participant{}, false
	}
	return a.Participants[i], true
}

// Month is the month that is counted.
func (a *Agreement) Month() (time.Time, error) { return time.Parse("2006-01", a.On) }

// Parse reads an agreement and checks it.
func Parse(text []byte) (*Agreement, error) {
	var a Agreement
	if err := json.Unmarshal(text, &a); err != nil {
		return nil, fmt.Errorf("this is no agreement of a Factlab round: %w", err)
	}
	return &a, a.Validate()
}

// Validate says what is missing or contradicts itself.
func (a *Agreement) Validate() error {
	if a.Version != Version {
		return fmt.Errorf("the agreement has form %d, and this program reads form %d", a.Version, Version)
	}
	if a.Round == "" || a.Purpose == "" || a.Ground == "" {
		return errors.New("the agreement names no round, purpose or legal ground")
	}
	if _, err := a.Month(); err != nil {
		return fmt.Errorf("the agreement counts %q, which is no month such as 2025-12", a.On)
	}
	return errors.Join(a.KeyHolders.Validate(), a.validateProvisions(), a.validateParticipants())
}

// Validate says what is missing.
func (k KeyHolders) Validate() error {
	if len(k.PublicKey) == 0 || len(k.Holders) == 0 || k.Threshold < 1 || k.Threshold > len(k.Holders) {
		return errors.New("the agreement needs a public key, and as many key holders as must work together")
	}
	seen := map[int]bool{}
	for _, h := range k.Holders {
		if h.Index < 1 || seen[h.Index] || h.Key.IsZero() || len(h.PublicKey) == 0 {
			return fmt.Errorf("key holder %q needs an own number from 1, a key and a public key", h.Body)
		}
		seen[h.Index] = true
	}
	return nil
}

func (a *Agreement) validateProvisions() error {
	domains, provisions := map[string]bool{}, map[string]bool{}
	for _, d := range a.Domains {
		if d.Code == "" || domains[d.Code] {
			return fmt.Errorf("domain %q is without a code or there twice", d.Code)
		}
		domains[d.Code] = true
	}
	for _, p := range a.Provisions {
		if p.Code == "" || provisions[p.Code] || !domains[p.Domain] {
			return fmt.Errorf("provision %q is without a code or known domain, or there twice", p.Code)
		}
		provisions[p.Code] = true
	}
	if len(a.Provisions) == 0 {
		return errors.New("the agreement names no provisions")
	}
	return nil
}

func (a *Agreement) validateParticipants() error {
	ids, keys := map[string]bool{}, map[wire.Key]bool{a.Hub.Key: true}
	for _, h := range a.KeyHolders.Holders {
		keys[h.Key] = true
	}
	for _, p := range a.Participants {
		if p.ID == "" || ids[p.ID] {
			return fmt.Errorf("participant %q is without a number or there twice", p.Name)
		}
		if p.Key.IsZero() || keys[p.Key] {
			return fmt.Errorf("participant %q needs a key of its own, which no other party has", p.Name)
		}
		if p.Declared < 1 {
			return fmt.Errorf("participant %q declares no addresses", p.Name)
		}
		ids[p.ID], keys[p.Key] = true, true
	}
	return nil
}
