package jobs

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

const victimOf = "SAMENKRACHT_TEST_VICTIM_OF"

// TestMain is also the process that TestKilled kills: it takes a job and never ends.
func TestMain(m *testing.M) {
	address := os.Getenv(victimOf)
	if address == "" {
		os.Exit(m.Run())
	}
	d, err := db.Open(context.Background(), address)
	if err == nil {
		n := newNotes(d)
		n.fail = func(note) error {
			fmt.Println("begun")
			select {}
		}
		err = n.Start(context.Background())
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	select {}
}

// A process is killed in the middle of a job; the next one does the job.
func TestKilled(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		n := newNotes(d)
		n.watch = 50 * time.Millisecond
		n.enqueue(t, 1)
		victim := exec.CommandContext(t.Context(), os.Args[0])
		victim.Env = append(os.Environ(), victimOf+"="+d.Address())
		says, err := victim.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := victim.Start(); err != nil {
			t.Fatal(err)
		}
		if line, err := bufio.NewReader(says).ReadString('\n'); line != "begun\n" {
			t.Errorf("the process said %q: %v", line, err)
		}
		if err := victim.Process.Kill(); err != nil {
			t.Error(err)
		}
		_ = victim.Wait() // killed
		n.begin(t)
		eventually(t, "the job of the dead", func() bool { return len(n.seen()) == 1 })
	})
}
