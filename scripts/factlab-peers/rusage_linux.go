package main

import (
	"os"
	"os/exec"
	"syscall"
)

// bound lets a program die with the one that starts it.
func bound(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} }

// peak is the most memory that an ended program had, in megabytes.
func peak(p *os.ProcessState) float64 {
	r, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	return float64(r.Maxrss) / 1024 // kilobytes on Linux
}
