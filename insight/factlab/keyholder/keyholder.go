// Package keyholder is the keeper of the key of a Factlab round (sleutelbewaarder): a body apart from the hub, that
// makes pseudonyms together with the senders without ever seeing an address, counts how many it made for whom, and
// destroys the key in the end. Package vault keeps what it holds; package pseudonym says what is proven to whom.
//
// It is spoken to over package wire:
//
//	GET  /keyholder/v1/round        Round out
//	POST /keyholder/v1/evaluations  Question in, Answer out; the same question again gives the same answer and costs nothing
//	GET  /keyholder/v1/roundkey     Share out, for the hub only
//	GET  /keyholder/v1/record       the record of destruction, once there is one
//
// A participant may ask for evaluations up to its quota, and never for the round key. The hub may ask for the round
// key, and never for an evaluation. After the destruction all but the record answers with status 410.
//
// # With more than one key holder
//
// Each keeps its own quota, for none knows what the others answered. A participant that spreads its questions over n
// holders, of whom t are needed, gets at most n/t times its quota evaluated: with 2 of 3, one and a half times. When
// that is too much, let all holders be needed, or declare less.
package keyholder

import (
	"errors"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/delivery"
)

// Where it is asked what.
const (
	roundPath       = "/keyholder/v1/round"
	evaluationsPath = "/keyholder/v1/evaluations"
	roundKeyPath    = "/keyholder/v1/roundkey"
	recordPath      = "/keyholder/v1/record"
)

// maxQuestion is how many bytes a question has at most: 1,000 elements in base64, and room for the rest.
const maxQuestion = 64 << 10

// Round is what a key holder says of itself and of who asks.
type Round struct {
	Round     string `json:"round"`
	Purpose   string `json:"purpose"`
	PublicKey []byte `json:"public_key"` // of the whole
	Index     int    `json:"index"`
	Threshold int    `json:"threshold"`
	Share     []byte `json:"share"` // the public key of the share
	Asked     int    `json:"asked"` // by who asks, in this round
	Quota     int    `json:"quota"` // of who asks
}

// Question is a batch that is to be evaluated.
type Question struct {
	Session  string `json:"session"`
	Batch    int    `json:"batch"`    // its number, from 0
	Elements []byte `json:"elements"` // 32 bytes each, one after another
}

// Answer is a batch that was evaluated.
type Answer struct {
	Elements []byte `json:"elements"`
	Proof    []byte `json:"proof"` // 64 bytes
}

// Share is the holder's share of the round key.
type Share struct {
	Index int    `json:"index"`
	Share []byte `json:"share"`
}

// IsDestroyed reports whether an error says that a key is gone.
func IsDestroyed(err error) bool {
	var p *delivery.Problem
	return errors.As(err, &p) && p.Code == delivery.Destroyed
}
