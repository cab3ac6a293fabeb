package testkit

import (
	"context"
	"testing"
	"time"
)

// Server is a PostgreSQL server of one test, with one database with all tables in it, that the test stops and
// starts to see what becomes of people and jobs meanwhile.
type Server struct {
	Owner, Serving string // the addresses of the database
	t              testing.TB
	cluster        *cluster
}

// PostgresServer starts a server for this test alone.
func PostgresServer(t testing.TB) *Server {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	c, err := startCluster(ctx, true)
	if err != nil {
		t.Fatal(err)
	}
	// The template itself: what a copy holds of unlogged tables does not survive the plug being pulled.
	s := &Server{c.address(ownerRole, templateName), c.address(servingRole, templateName), t, c}
	t.Cleanup(func() {
		s.Stop()
		if err := c.slot.lock.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// Stop ends the server at once, as when somebody pulls the plug. Stopped, it stays so.
func (s *Server) Stop() {
	s.t.Helper()
	_ = s.cluster.super.Close(context.Background()) // the server goes away in any case
	if err := s.cluster.life.Close(); err == nil {
		for range s.cluster.gone { // until it is closed
		}
	}
}

// Start lets a stopped server begin again, with all that had been committed.
func (s *Server) Start() {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.t.Context(), time.Minute)
	defer cancel()
	if err := s.cluster.serve(ctx); err != nil {
		s.t.Fatalf("start the server again: %v\n%s", err, s.cluster.log())
	}
}
