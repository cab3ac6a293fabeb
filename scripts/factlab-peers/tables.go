package main

import (
	"fmt"
	"os"
	"path/filepath"
	"text/tabwriter"
)

// race runs peers on sets, all in turns, and gives the medians by set and name. It checks that every peer's tables
// say the same as ours.
func (b *bench) race(rounds int, sets []string, peers ...peer) (map[string]map[string]used, error) {
	runs := map[string]map[string][]used{}
	for round := range rounds {
		for _, set := range sets {
			if runs[set] == nil {
				runs[set] = map[string][]used{}
			}
			for i := range peers {
				p := peers[(i+round)%len(peers)]
				u, err := b.once(set, p)
				if err != nil {
					return nil, err
				}
				fmt.Printf("  %s, %s, %d: %.2f CPU s, %.2f s, %.0f MB\n", filepath.Base(set), p.name, round+1, u.CPU, u.Wall, u.Peak)
				runs[set][p.name] = append(runs[set][p.name], u)
			}
		}
	}
	medians := map[string]map[string]used{}
	for set, of := range runs {
		medians[set] = map[string]used{}
		for name, all := range of {
			medians[set][name] = middle(all)
		}
	}
	for _, set := range sets {
		for _, p := range peers {
			if p.name == ours.name {
				continue
			}
			same, err := equalTables(p, b.out(set, p), b.out(set, ours))
			if err != nil {
				return nil, err
			}
			b.check(same, "%s makes the same tables of %s", p.name, filepath.Base(set))
		}
	}
	return medians, nil
}

// out is where a peer's tables of a set come.
func (b *bench) out(set string, p peer) string {
	return filepath.Join(b.cache, "out", filepath.Base(set), p.name)
}

func (b *bench) once(set string, p peer) (u used, err error) {
	out := b.out(set, p)
	if err = os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		return u, err
	}
	dir, args, err := p.run(b, set, out)
	if err != nil {
		return u, err
	}
	return b.measure(dir, args)
}

// printRace prints the medians of one set as a table.
func printRace(title string, medians map[string]used, peers ...peer) {
	fmt.Printf("\n%s\n", title)
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "\tCPU s\twall s\tpeak MB\tCPU beside ours\t")
	for _, p := range peers {
		u := medians[p.name]
		fmt.Fprintf(w, "%s\t%.2f\t%.2f\t%.0f\t%.1f\t\n", p.name, u.CPU, u.Wall, u.Peak, u.CPU/medians[ours.name].CPU)
	}
	_ = w.Flush() // to the standard output
	fmt.Println()
}

func readyAll(b *bench, peers []peer) error {
	for _, p := range peers {
		if p.ready == nil {
			continue
		}
		if err := p.ready(b); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
	}
	return nil
}

func (b *bench) many(otherwise int) int {
	if b.rounds > 0 {
		return b.rounds
	}
	return otherwise
}

// smallSet is the set of one municipality.
func smallSet(b *bench) error {
	peers := []peer{ours, duckdb, sqlite, rTable, pspp}
	if err := readyAll(b, peers); err != nil {
		return err
	}
	set, err := b.set("zaanstad", "-scale", "zaanstad")
	if err != nil {
		return err
	}
	medians, err := b.race(b.many(5), []string{set}, peers...)
	if err != nil {
		return err
	}
	m := medians[set]
	printRace("Zaanstad: 121,657 rows of 27 organisations, 68,000 addresses; medians", m, peers...)
	if err := b.reference("zaanstad", "small set's results"); err != nil {
		return err
	}
	mine := m[ours.name]
	b.ratio(mine, m[pspp.name], pspp.name, 20)
	b.ratio(mine, m[rTable.name], rTable.name, 10)
	b.ratio(mine, m[duckdb.name], duckdb.name, 2)
	b.check(mine.Peak <= 64, "at most 64 MB: %.0f", mine.Peak)
	return nil
}

func (b *bench) reference(set, heading string) error {
	sums, err := b.sums(heading)
	if err != nil {
		return err
	}
	same, err := equalSums(b.out(set, ours), sums)
	if err != nil {
		return err
	}
	b.check(same, "the seven tables of %s have their check sums", set)
	return nil
}

// ratio checks that ours takes at most a part of a peer's CPU.
func (b *bench) ratio(mine, peer used, name string, part float64) {
	b.check(mine.CPU*part <= peer.CPU, "at most 1/%.0f of the CPU of %s: 1/%.1f", part, name, peer.CPU/mine.CPU)
}

// country is the whole country and a tenth of it.
func country(b *bench) error {
	peers := []peer{ours, duckdb}
	if err := readyAll(b, peers); err != nil {
		return err
	}
	tenth, err := b.set("nl01", "-scale", "nl", "-frac", "0.1")
	if err != nil {
		return err
	}
	whole, err := b.set("nl", "-scale", "nl")
	if err != nil {
		return err
	}
	medians, err := b.race(b.many(3), []string{tenth, whole}, peers...)
	if err != nil {
		return err
	}
	printRace("A tenth of the Netherlands: 2,506,965 rows, 835,518 addresses; medians", medians[tenth], peers...)
	printRace("The Netherlands: 24,022,542 rows, 8,136,447 addresses; medians", medians[whole], peers...)
	if err := b.reference("nl", "whole country's results"); err != nil {
		return err
	}
	small, large := medians[tenth][ours.name], medians[whole][ours.name]
	b.ratio(large, medians[whole][duckdb.name], duckdb.name, 2)
	b.check(large.Peak <= 2048, "at most 2 GB: %.0f MB", large.Peak)
	const growth = 24022542.0 / 2506965
	b.check(large.CPU <= small.CPU*growth, "from a tenth to the whole, %.1f times the rows take %.1f times the CPU", growth, large.CPU/small.CPU)
	return nil
}
