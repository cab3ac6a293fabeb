package keyholder

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/delivery"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/keyholder/vault"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym"
)

const servedFolder, servedAddress = "KEYHOLDER_TEST_FOLDER", "KEYHOLDER_TEST_ADDRESS"

// TestMain makes this program a key holder when a test starts it as one.
func TestMain(m *testing.M) {
	if folder := os.Getenv(servedFolder); folder != "" {
		fmt.Println(beHolder(folder, os.Getenv(servedAddress)))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func beHolder(folder, address string) error {
	v, err := vault.Open(folder)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	server := Server(v, func(err error) { fmt.Fprintln(os.Stderr, err) })
	server.ErrorLog = log.New(io.Discard, "", 0)
	fmt.Println("ready")
	return server.ServeTLS(listener, "", "")
}

// process starts a key holder as a program of its own, and waits until it serves.
func process(t *testing.T, folder, address string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^$")
	cmd.Env = append(os.Environ(), servedFolder+"="+folder, servedAddress+"="+address)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || line != "ready\n" {
		t.Fatalf("the process says %q, %v", line, err)
	}
	return cmd
}

func kill(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	if err := cmd.Process.Kill(); err != nil { // SIGKILL
		t.Error(err)
	}
	_ = cmd.Wait() // it was killed, and says so
}

// A key holder that is killed over and over while senders ask answers everything in the end, forgets no count and
// counts nothing twice.
func TestKilled(t *testing.T) {
	const workers, batches, size = 3, 40, 10
	p := play(t, 1, 1, workers*batches*size*10/11+1) // with the tenth on top just enough
	quota := p.Participants[0].Quota()
	p.stop(0)
	address := p.KeyHolders.Holders[0].Address
	cmd := process(t, p.folders[0], address)
	ctx := wire.WithPatience(t.Context(), wire.Patience{Tries: 400, First: 5 * time.Millisecond, Most: 100 * time.Millisecond})
	var mu sync.Mutex
	made := map[delivery.Pseudonym]bool{}
	var wg sync.WaitGroup
	for worker := range workers {
		c, secret := p.client(t, 0), pseudonym.MakeSecret()
		wg.Go(func() {
			for batch := range batches {
				out, err := c.Session(secret).Pseudonyms(ctx, batch, addresses(worker*1000+batch*size, size))
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				for _, pid := range out {
					made[pid] = true
				}
				mu.Unlock()
			}
		})
	}
	finished := make(chan struct{})
	go func() { wg.Wait(); close(finished) }()
	kills := killOften(t, finished, func() { kill(t, cmd); cmd = process(t, p.folders[0], address) })
	if kills < 2 {
		t.Errorf("it was killed only %d times", kills)
	}
	if len(made) != workers*batches*size || p.used(t, 0, "1") != len(made) {
		t.Errorf("%d pseudonyms were made, and %d counted, after %d kills", len(made), p.used(t, 0, "1"), kills)
	}
	over := addresses(99000, quota-len(made)+1)
	if _, err := p.client(t, 0).Session(pseudonym.MakeSecret()).Pseudonyms(ctx, 0, over); err == nil {
		t.Error("one more than the quota was answered")
	}
	kill(t, cmd)
}

func killOften(t *testing.T, finished <-chan struct{}, again func()) (kills int) {
	t.Helper()
	for {
		select {
		case <-finished:
			return kills
		case <-time.After(time.Duration(10+rand.IntN(60)) * time.Millisecond):
			again()
			kills++
		}
	}
}

// A second process on the same folder does not start.
func TestSecondProcess(t *testing.T) {
	p := play(t, 1, 1, 10)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, os.Args[0], "-test.run=^$")
	cmd.Env = append(os.Environ(), servedFolder+"="+p.folders[0], servedAddress+"=127.0.0.1:0")
	if out, err := cmd.Output(); err == nil || string(out) == "ready\n" {
		t.Errorf("it says %q, %v", out, err)
	}
}
