package keyholder

import (
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"runtime"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/delivery"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/keyholder/vault"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym"
)

// Server serves from a vault to those who are admitted there. complain hears what fails here, without who asked what.
func Server(v *vault.Vault, complain func(error)) *http.Server {
	known := func(k wire.Key) bool {
		_, is := v.Participant(k)
		return is || v.IsHub(k)
	}
	return wire.Server(v.Identity, known, handler(v, complain))
}

const (
	maxBatchNumber = 1 << 30
	queueTime      = 30 * time.Second // that a batch waits for its turn before it is told to come back
)

// server answers what is asked.
type server struct {
	vault    *vault.Vault
	complain func(error)
	turns    chan struct{} // as many batches are evaluated at a time as there are processors
}

func handler(v *vault.Vault, complain func(error)) http.Handler {
	s := &server{v, complain, make(chan struct{}, runtime.GOMAXPROCS(0))}
	mux := http.NewServeMux()
	for path, answer := range map[string]func(w http.ResponseWriter, r *http.Request) (any, error){
		"GET " + roundPath: s.round, "POST " + evaluationsPath: s.evaluate, "GET " + roundKeyPath: s.roundKey,
	} {
		mux.Handle(path, s.answering(func(w http.ResponseWriter, r *http.Request) (any, error) {
			if err := v.Gone(); err != nil {
				return nil, err
			}
			return answer(w, r)
		}))
	}
	mux.Handle("GET "+recordPath, s.answering(s.record))
	mux.Handle("/", s.answering(func(http.ResponseWriter, *http.Request) (any, error) {
		return nil, errors.Join(v.Gone(), &delivery.Problem{Status: http.StatusNotFound, Code: delivery.Unknown, Detail: "there is nothing here"})
	}))
	return mux
}

// answering gives an answer or a refusal.
func (s *server) answering(answer func(w http.ResponseWriter, r *http.Request) (any, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		out, err := answer(w, r)
		if err == nil {
			wire.Reply(w, out)
			return
		}
		var p *delivery.Problem
		if !errors.As(err, &p) {
			s.complain(fmt.Errorf("%s %s: %w", r.Method, r.URL.Path, err))
		}
		wire.Refuse(w, err)
	})
}

func (s *server) round(_ http.ResponseWriter, r *http.Request) (any, error) {
	v := s.vault
	p, _ := v.Participant(wire.From(r)) // the hub has no quota
	return Round{Round: v.Round, Purpose: v.Purpose, PublicKey: v.PublicKey, Index: v.Index, Threshold: v.Threshold, Share: v.Share,
		Asked: v.Used(p.ID), Quota: p.Quota}, nil
}

func (s *server) evaluate(w http.ResponseWriter, r *http.Request) (any, error) {
	p, is := s.vault.Participant(wire.From(r))
	if !is {
		return nil, refused("this key may not ask for evaluations")
	}
	var q Question
	if err := wire.ReadJSON(w, r, maxQuestion, &q); err != nil {
		return nil, err
	}
	leave, err := s.turn(r)
	if err != nil {
		return nil, err
	}
	defer leave()
	asked, err := q.parse()
	if err != nil {
		return nil, err
	}
	if err := s.vault.Charge(p, q.Session, q.Batch, asked.Len(), asked.Digest()); err != nil {
		return nil, err
	}
	e, err := s.vault.Evaluate(asked)
	if err != nil {
		return nil, err
	}
	return Answer{e.Elements(), e.Proof()}, nil
}

var sessionForm = regexp.MustCompile(`^[0-9A-Za-z_-]{1,64}$`)

// parse reads what is asked.
func (q Question) parse() (*pseudonym.Blinded, error) {
	if !sessionForm.MatchString(q.Session) || q.Batch < 0 || q.Batch > maxBatchNumber {
		return nil, wrong("a session has 1 to 64 letters and digits, and a batch a number from 0")
	}
	asked, err := pseudonym.ParseBlinded(q.Elements)
	if err != nil {
		return nil, wrong(err.Error())
	}
	return asked, nil
}

// turn waits until a processor is free.
func (s *server) turn(r *http.Request) (leave func(), err error) {
	select {
	case s.turns <- struct{}{}:
		return func() { <-s.turns }, nil
	case <-r.Context().Done():
		return nil, r.Context().Err()
	case <-time.After(queueTime):
		return nil, &delivery.Problem{Status: http.StatusServiceUnavailable, Code: delivery.Busy, Detail: "it is busy here: try again"}
	}
}

func (s *server) roundKey(_ http.ResponseWriter, r *http.Request) (any, error) {
	if !s.vault.IsHub(wire.From(r)) {
		return nil, refused("the round key is for the hub only")
	}
	share, err := s.vault.Reveal()
	return Share{s.vault.Index, share}, err
}

func (s *server) record(http.ResponseWriter, *http.Request) (any, error) {
	if record := s.vault.Destroyed(); record != nil {
		return record, nil
	}
	return nil, &delivery.Problem{Status: http.StatusNotFound, Code: delivery.Unknown, Detail: "the key was not destroyed yet"}
}

func refused(why string) error {
	return &delivery.Problem{Status: http.StatusForbidden, Code: delivery.Unknown, Detail: why}
}

func wrong(why string) error {
	return &delivery.Problem{Status: http.StatusBadRequest, Code: delivery.Wrong, Detail: why}
}
