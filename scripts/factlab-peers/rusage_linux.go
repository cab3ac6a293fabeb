package main

import (
	"os"
	"syscall"
)

// peak is the most memory that an ended program had, in megabytes.
func peak(p *os.ProcessState) float64 {
	r, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	return float64(r.Maxrss) / 1024 // kilobytes on Linux
}
