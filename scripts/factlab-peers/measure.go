package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"time"
)

// used is what one run took: seconds of the processors and on the clock, and megabytes at its peak. Programs that it
// started count too.
type used struct{ CPU, Wall, Peak float64 }

// measureWord makes this program start another one and write down what it used. The kernel counts the memory of
// whoever starts a program as that program's, so a small program must start it.
const measureWord = "measure-one"

func measureSelf(result string, args []string) int {
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	runtime.LockOSThread() // the program dies with the thread that started it
	bound(cmd)
	begin := time.Now()
	err := cmd.Run()
	wall := time.Since(begin).Seconds()
	if cmd.ProcessState == nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	u := used{CPU: (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds(), Wall: wall, Peak: peak(cmd.ProcessState)}
	text, err := json.Marshal(u)
	if err == nil {
		err = os.WriteFile(result, text, 0o600)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return cmd.ProcessState.ExitCode()
}

// measure runs a program in a folder.
func (b *bench) measure(dir string, args []string) (u used, err error) {
	self, err := os.Executable()
	if err != nil {
		return u, err
	}
	result := filepath.Join(b.cache, "used.json")
	cmd := exec.CommandContext(b.ctx, self, append([]string{measureWord, result}, args...)...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return u, fmt.Errorf("%v: %w\n%.2000s", args, err, out)
	}
	text, err := os.ReadFile(result)
	if err != nil {
		return u, err
	}
	return u, json.Unmarshal(text, &u)
}

// command runs a program of which only the success counts.
func (b *bench) command(dir, name string, args ...string) error {
	cmd := exec.CommandContext(b.ctx, name, args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s %v: %w\n%s", name, args, err, bytes.TrimSpace(out[max(0, len(out)-2000):]))
	}
	return nil
}

// middle are the medians, each for itself.
func middle(runs []used) used {
	of := func(get func(used) float64) float64 {
		var all []float64
		for _, r := range runs {
			all = append(all, get(r))
		}
		slices.Sort(all)
		return all[len(all)/2]
	}
	return used{of(func(u used) float64 { return u.CPU }), of(func(u used) float64 { return u.Wall }), of(func(u used) float64 { return u.Peak })}
}
