package app_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/app"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/jobs"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

// The database goes away under a running product. Who sends a form keeps what was typed and sends it again later;
// the jobs of before, and those of afterwards, are done; and the log is in order.
func TestDatabaseGoesAndComes(t *testing.T) {
	server := testkit.PostgresServer(t)
	o := newOffice(t, func(c *app.Config) { c.Database, c.Owner, c.Clock = server.Serving, server.Owner, nil })
	done := make(chan string, 10)
	hold := make(chan bool)
	jobs.Handle(o.Queue, func(ctx context.Context, e errand) error {
		if e.Held {
			<-hold
			if err := o.DB.InTx(ctx, 1, func(tx *db.Tx) error { return o.Queue.Enqueue(ctx, tx, errand{1, "after " + e.Name, false}) }); err != nil {
				return err
			}
		}
		done <- e.Name
		return nil
	})
	ask := func(e errand) error {
		return o.DB.InTx(t.Context(), 1, func(tx *db.Tx) error { return o.Queue.Enqueue(t.Context(), tx, e) })
	}
	if err := o.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	site := httptest.NewServer(o)
	defer site.Close()
	client := newClient()
	lead := o.people[access.RoleTeamLead]
	send := func(path string, form url.Values) (*http.Response, string) {
		t.Helper()
		resp, err := client.PostForm(site.URL+"/almelo"+path, form)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return resp, string(body)
	}
	if resp, _ := send("/inloggen/demo", url.Values{"account": {lead.ID.String()}, "rol": {lead.Grant.ID.String()}, "naar": {"/privacy"}}); resp.StatusCode != 200 {
		t.Fatalf("sign in: %d", resp.StatusCode)
	}
	if err := ask(errand{1, "before", false}); err != nil {
		t.Fatal(err)
	}
	wait(t, done, "before")
	if err := ask(errand{1, "during", true}); err != nil {
		t.Fatal(err)
	}
	server.Stop()
	close(hold) // the job goes on without a database
	story := url.Values{"over": {"/privacy"}, "tekst": {"A long story that must not be lost"}}
	for range 3 {
		if resp, body := send("/reactie", story); resp.StatusCode != 503 || strings.Count(body, story.Get("tekst")) != 2 || !strings.Contains(body, `action="/almelo/reactie"`) {
			t.Errorf("meanwhile: %d %s", resp.StatusCode, body)
		}
	}
	server.Start()
	if resp, body := send("/reactie", story); resp.StatusCode != 200 || !strings.Contains(body, "Tineke") {
		t.Errorf("sent again: %d %s", resp.StatusCode, body)
	}
	if err := ask(errand{1, "afterwards", false}); err != nil {
		t.Fatal(err)
	}
	wait(t, done, "during", "after during", "afterwards")
	if err := o.Sequence(t.Context()); err != nil {
		t.Error(err)
	}
}

// wait waits until each job was done, in whatever order and however often.
func wait(t *testing.T, done <-chan string, names ...string) {
	t.Helper()
	missing := map[string]bool{}
	for _, name := range names {
		missing[name] = true
	}
	late := time.After(time.Minute)
	for len(missing) > 0 {
		select {
		case name := <-done:
			delete(missing, name)
		case <-late:
			t.Fatalf("not done: %v", missing)
		}
	}
}
