package reception

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"slices"

	"codeberg.org/samenkracht/samenkracht/insight/factlab"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/delivery"
	"codeberg.org/samenkracht/samenkracht/platform/db"
)

// sealer hashes and seals the lines of a round.
type sealer struct {
	round   factlab.Round
	arrival []byte // of the second hash
	rows    []byte // of the sealing
}

func newSealer(key factlab.RoundKey, round factlab.Round) sealer {
	return sealer{round: round, arrival: key.For("arrival"), rows: key.For("rows")}
}

// Bucket is the part of the round in which a household falls, by the first byte of its second hash.
func Bucket(p delivery.Pseudonym, buckets int) int { return int(p[0]) * buckets / 256 }

// parts hashes the pseudonyms of a batch once more and seals its lines, bucket by bucket. The lines of a part stand in
// the order of the hash, so that their order tells nothing.
func (s sealer) parts(lines []delivery.Line, id db.ID, number int) (out []part, err error) {
	buckets := map[int][]delivery.Line{}
	for _, l := range lines {
		mac := hmac.New(sha256.New, s.arrival)
		mac.Write(l.Pseudonym[:])
		l.Pseudonym = delivery.Pseudonym(mac.Sum(nil))
		b := Bucket(l.Pseudonym, s.round.Terms.Buckets)
		buckets[b] = append(buckets[b], l)
	}
	for b, some := range buckets {
		slices.SortStableFunc(some, func(x, y delivery.Line) int { return bytes.Compare(x.Pseudonym[:], y.Pseudonym[:]) })
		p := part{TenantID: s.round.TenantID, RoundID: s.round.ID, Bucket: b, DeliveryID: id, Number: number}
		var text bytes.Buffer
		if err := delivery.WriteBatch(&text, some); err != nil {
			return nil, err
		}
		if p.Sealed, err = factlab.Seal(s.rows, p.place(), text.Bytes()); err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	slices.SortFunc(out, func(x, y part) int { return x.Bucket - y.Bucket })
	return out, nil
}

// part is the lines of a batch that fall in one bucket.
type part struct {
	TenantID   db.ID
	RoundID    db.ID
	Bucket     int
	DeliveryID db.ID
	Number     int
	Sealed     []byte
}

// place binds a sealed part to where it is kept.
func (p part) place() string {
	return fmt.Sprintf("factlab_part %s %s %d %s %d", p.TenantID, p.RoundID, p.Bucket, p.DeliveryID, p.Number)
}

// open reads the lines of a part.
func (p part) open(key factlab.RoundKey) ([]delivery.Line, error) {
	text, err := factlab.Unseal(key.For("rows"), p.place(), p.Sealed)
	if err != nil {
		return nil, err
	}
	return delivery.ReadBatch(text)
}
