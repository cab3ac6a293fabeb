package istandaard

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
)

// BenchmarkXmllint is the measure for BenchmarkLees: libxml2 on the same messages, with one process for each
// message type, and the most memory that one of them held.
func BenchmarkXmllint(b *testing.B) {
	b.Run("1000 klein", func(b *testing.B) { meetXmllint(b, kleine(b)) })
	b.Run("25 MB", func(b *testing.B) { meetXmllint(b, [][]byte{grote(b)}) })
}

func meetXmllint(b *testing.B, berichten [][]byte) {
	pad, folder := xmllint(b), b.TempDir()
	per := map[Soort][]string{}
	bytes, top := 0, 0.0
	for i, data := range berichten {
		bericht, err := Lees(data)
		if err != nil {
			b.Fatal(err)
		}
		naam := filepath.Join(folder, strconv.Itoa(i)+".xml")
		if err := os.WriteFile(naam, data, 0o600); err != nil {
			b.Fatal(err)
		}
		per[bericht.Soort()] = append(per[bericht.Soort()], naam)
		bytes += len(data)
	}
	b.SetBytes(int64(bytes))
	for b.Loop() {
		for soort, namen := range per {
			cmd := exec.Command(pad, append([]string{"--noout", "--nonet", "--schema", schemaBestand(b, soort)}, namen...)...)
			if uit, err := cmd.CombinedOutput(); err != nil {
				b.Fatalf("%v\n%s", err, uit)
			}
			top = max(top, float64(cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)/1024)
		}
	}
	b.ReportMetric(top, "MB-held")
}
