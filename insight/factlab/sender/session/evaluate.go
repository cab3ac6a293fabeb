package session

import (
	"context"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/delivery"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/keyholder"
)

const maxAtOnce = 4 // batches on their way

// Pseudonyms has the key holders make the pseudonyms of all addresses that were planned, and gives each of the wanted
// ones to take, with its place among them, one at a time and in no special order. Batches that hold none of them are
// not asked. Every proof has been checked. Nothing is remembered.
func (s *Session) Pseudonyms(ctx context.Context, client *keyholder.Client, wanted []string, take func(i int, p delivery.Pseudonym)) error {
	place := make(map[string]int, len(wanted))
	for i, key := range wanted {
		place[key] = i
	}
	ask := client.Session(s.Secret)
	var mu sync.Mutex
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(min(maxAtOnce, runtime.NumCPU()+1))
	for number, keys := range s.batches {
		if !holdsOne(keys, place) {
			continue
		}
		group.Go(func() error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err := s.begin(number); err != nil {
				return err
			}
			inputs := make([][]byte, len(keys))
			for i, key := range keys {
				inputs[i] = []byte(key)
			}
			out, err := ask.Pseudonyms(ctx, number, inputs)
			if err != nil {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			for i, key := range keys {
				if at, ok := place[key]; ok {
					take(at, out[i])
				}
			}
			return nil
		})
	}
	return group.Wait()
}

func holdsOne(keys []string, place map[string]int) bool {
	for _, key := range keys {
		if _, ok := place[key]; ok {
			return true
		}
	}
	return false
}
