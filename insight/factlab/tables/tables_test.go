package tables_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/generated"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/tables"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// asTool makes the test binary the tool itself, so that it can be killed.
const asTool = "SAMENKRACHT_TEST_TABLES"

func TestMain(m *testing.M) {
	if os.Getenv(asTool) != "" {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
		defer stop()
		os.Exit(toolIn(ctx, os.Args[1:], os.Stdout, os.Stderr))
	}
	code := m.Run()
	if made.folder != "" {
		_ = os.RemoveAll(made.folder)
	}
	os.Exit(code)
}

func tool(args []string, out, errOut io.Writer) int {
	return toolIn(context.Background(), args, out, errOut)
}

func toolIn(ctx context.Context, args []string, out, errOut io.Writer) int {
	t := command.Tool{Program: "samenkracht factlab", Commands: tables.Commands()}
	return t.Run(ctx, args, strings.NewReader(""), out, errOut)
}

var made struct {
	sync.Once
	folder string
	err    error
}

// zaanstad makes the small set, once.
func zaanstad(t testing.TB) string {
	t.Helper()
	generated.Shared(t) // every test is skipped where it is absent, not only the first
	made.Do(func() {
		if made.folder, made.err = os.MkdirTemp("", "factlab-zaanstad-*"); made.err == nil {
			generated.Write(t, made.folder)
		}
	})
	if made.err != nil {
		t.Fatal(made.err)
	}
	return made.folder
}

// reference are the check sums of the small set's tables, by file.
func reference(t testing.TB) map[string]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(generated.Shared(t), "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, small, _ := strings.Cut(string(text), "small set's results")
	small, _, _ = strings.Cut(small, "whole country's results")
	sums := map[string]string{}
	for _, row := range regexp.MustCompile(`\| (t\d\.csv) \| ([0-9a-f]{64}) \|`).FindAllStringSubmatch(small, -1) {
		sums[row[1]] = row[2]
	}
	if len(sums) != 7 {
		t.Fatalf("%d check sums", len(sums))
	}
	return sums
}

var day = time.Date(2025, 12, 31, 0, 0, 0, 0, time.UTC)

func equalsReference(t *testing.T, out string) {
	t.Helper()
	for name, want := range reference(t) {
		data, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != want {
			t.Errorf("%s is not the reference:\n%.300s", name, data)
		}
	}
}

func TestReference(t *testing.T) {
	set := zaanstad(t)
	for _, c := range []struct{ buckets, workers int }{{0, 0}, {1, 1}, {1, 3}, {16, 1}, {16, 2}, {256, 2}} {
		t.Run(fmt.Sprintf("%d buckets %d workers", c.buckets, c.workers), func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "out")
			last := int64(0)
			var mu sync.Mutex
			err := tables.Make(t.Context(), tables.Options{Registry: filepath.Join(set, "addresses.csv"), Deliveries: filepath.Join(set, "deliveries"),
				On: day, Out: out, Buckets: c.buckets, Workers: c.workers, Progress: func(done, total int64) {
					mu.Lock()
					defer mu.Unlock()
					if last = max(last, done); done > total {
						t.Errorf("%d of %d bytes", done, total)
					}
				}})
			if err != nil {
				t.Fatal(err)
			}
			if last < 10<<20 {
				t.Errorf("told of %d bytes only", last)
			}
			equalsReference(t, out)
		})
	}
}

const (
	registryHeader = "address_id,postcode,number,letter,addition,hhtype,buurt,wijk,gemeente\n"
	listHeader     = "org,provision,domain,postcode,number,letter,addition,start,end\n"
)

// put writes files below a folder of their own, by name.
func put(t testing.TB, files map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "lists"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func args(folder string, more ...string) []string {
	return append([]string{"tables", "-registry", filepath.Join(folder, "addresses.csv"), "-deliveries", filepath.Join(folder, "lists"),
		"-on", "2025-12-31", "-out", filepath.Join(folder, "out")}, more...)
}

// Lists in every shape: other columns, separators, quotes, marks and spellings mean the same.
func TestShapesAndSpellings(t *testing.T) {
	folder := put(t, map[string]string{
		"addresses.csv": "\ufeffgemeente;buurt;postcode;number;letter;addition\r\nGM1;BU1;1506SD;12;;H\r\nGM1;BU1;1506SD;12;;1\r\n\"GM1\";\"BU 2; oost\";1506SD;14;A;BS\r\nGM1;BU1;1506SD;18;;\r\n",
		"lists/a.csv":   listHeader + "o1,p1,wmo,1506 sd,12 hs,,,2024-01-01,\no1,p2,wmo,1506sd,12-1 hoog,,,01-02-2024,31-12-2025\no1,p3,jeugd,1506SD,12,,,2024-01-01,\n",
		"lists/B.CSV":   "end\tstart\taddition\tletter\tnumber\tpostcode\tdomain\tprovision\torg\n\t2024-02-29\t\t\t14a bis\t1506-sd\tzzz\t\"a,\"\"b\"\to2\n2025-12-30\t2024-02-29\t\t\t14a bis\t1506-sd\tzzz\tp9\to2\n\t2026-01-01\t\t\t18\t1506SD\tzzz\tp9\to2\n",
		"lists/c.txt":   "no list at all",
	})
	for _, buckets := range []string{"1", "5"} {
		var errOut bytes.Buffer
		if exit := tool(args(folder, "-buckets", buckets), os.Stdout, &errOut); exit != 0 {
			t.Fatal(exit, errOut.String())
		}
		for name, want := range map[string]string{
			"t1": "k,n\n0,1\n1,3\n", "t2": "k,n\n0,1\n1,3\n",
			"t3": "p,q,n\n\"a,\"\"b\",\"a,\"\"b\",1\np1,p1,1\np2,p2,1\n",
			"t4": "buurt,households,any_,provisions,ge3,ge5\nBU 2; oost,1,1,1,0,0\nBU1,3,2,2,0,0\n",
			"t5": "gemeente,dm,n\nGM1,2,2\nGM1,8,1\n", "t6": "rows_,n_matched,active\n6,5,3\n",
			"t7": "buurt,provision,n\nBU 2; oost,\"a,\"\"b\",1\nBU1,p1,1\nBU1,p2,1\n",
		} {
			got, err := os.ReadFile(filepath.Join(folder, "out", name+".csv"))
			if err != nil || string(got) != want {
				t.Errorf("%s: %q, %v; want %q", name, got, err, want)
			}
		}
	}
}

func TestManyProvisions(t *testing.T) {
	var list strings.Builder
	list.WriteString(listHeader)
	for i := range 300 {
		fmt.Fprintf(&list, "o%d,p%03d,d%02d,1506SD,12,,,2024-01-01,\n", i%100, i, i%40)
	}
	folder := put(t, map[string]string{"addresses.csv": registryHeader + "1,1506SD,12,,,alleen,BU1,WK1,GM1\n", "lists/a.csv": list.String()})
	var errOut bytes.Buffer
	if exit := tool(args(folder), os.Stdout, &errOut); exit != 0 {
		t.Fatal(exit, errOut.String())
	}
	for name, want := range map[string]string{"t1": "k,n\n0,0\n300,1\n", "t2": "k,n\n0,0\n100,1\n", "t5": fmt.Sprintf("gemeente,dm,n\nGM1,%d,1\n", uint64(1)<<43-8)} {
		if got, err := os.ReadFile(filepath.Join(folder, "out", name+".csv")); err != nil || string(got) != want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	if got, _ := os.ReadFile(filepath.Join(folder, "out", "t3.csv")); bytes.Count(got, []byte("\n")) != 1+300*301/2 {
		t.Error("pairs are missing")
	}
}

// tree lists what stands in a folder.
func tree(t *testing.T, folder string) (out []string) {
	t.Helper()
	if err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		out = append(out, path)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestBadInput(t *testing.T) {
	good := map[string]string{
		"addresses.csv": registryHeader + "1,1506SD,12,,,alleen,BU1,WK1,GM1\n2,1506SD,14,,,alleen,BU1,WK1,GM1\n",
		"lists/a.csv":   listHeader + "o1,p1,wmo,1506SD,12,,,2024-01-01,\n",
		"lists/b.csv":   listHeader + "o1,p1,wmo,1506SD,14,,,2024-01-01,\n",
	}
	list := func(text string) map[string]string { return map[string]string{"lists/b.csv": text} }
	registry := func(text string) map[string]string { return map[string]string{"addresses.csv": text} }
	domains := listHeader
	for i := range 70 {
		domains += fmt.Sprintf("o,p,d%d,1506SD,12,,,2024-01-01,\n", i)
	}
	for _, c := range []struct {
		name   string
		change map[string]string
		args   []string
		nl, en string
	}{
		{"wrong date", list(listHeader + "o,p,wmo,1506SD,12,,,2024-01-01,\no,p,wmo,1506SD,12,,,2024-02-30,\n"), nil, `b.csv, regel 3: "2024-02-30" in de kolom "start" is geen datum; schrijf 2025-12-31 of 31-12-2025.`, `b.csv, line 3: "2024-02-30"`},
		{"other date", list(listHeader + "o,p,wmo,1506SD,12,,,2024-01-01,12/31/2025\n"), nil, `regel 2: "12/31/2025" in de kolom "end"`, "is no date"},
		{"missing column", list("org,provision,domain,postcode,number,letter,addition,start\n"), nil, `b.csv, regel 1: de kolom "end" ontbreekt; voeg hem toe of verbeter de naam.`, `the column "end" is missing`},
		{"missing columns", registry("a,b\n"), nil, "addresses.csv, regel 1: de kolommen postcode, number, letter, addition, buurt, gemeente ontbreken", "are missing"},
		{"few fields", list(listHeader + "o,p,wmo\n"), nil, "b.csv, regel 2: deze regel heeft 3 velden en de eerste regel 9", "has 3 fields"},
		{"UTF-16", list("\xff\xfeo\x00r\x00g\x00"), nil, "b.csv: het bestand staat in UTF-16 of is geen tekst; bewaar het als CSV in UTF-8.", "UTF-16"},
		{"Windows-1252", list(listHeader + "o,caf\xe9,wmo,1506SD,12,,,2024-01-01,\n"), nil, "b.csv, regel 2: de tekst staat niet in UTF-8; bewaar het bestand als CSV in UTF-8.", "not in UTF-8"},
		{"empty file", list(""), nil, "b.csv: de eerste regel is leeg", "empty"},
		{"duplicate address", registry(good["addresses.csv"] + "3,1506 sd,0012,,,alleen,BU1,WK1,GM1\n"), nil, "addresses.csv, regel 4: dit adres staat er al, op regel 2; haal er een weg.", "at line 2"},
		{"unreadable address", registry(good["addresses.csv"] + "3,1506,12,,,alleen,BU1,WK1,GM1\n"), nil, "addresses.csv, regel 4: de postcode is niet vier cijfers en twee letters; verbeter het adres of haal het weg.", "the postcode is not four digits"},
		{"no neighbourhood", registry(registryHeader + "3,1506SD,12,,,alleen, ,WK1,GM1\n"), nil, "addresses.csv, regel 2: de buurt of de gemeente is leeg", "is empty"},
		{"empty register", registry(registryHeader), nil, "addresses.csv: het adresregister bevat geen adres", "no address"},
		{"many domains", list(domains), nil, "b.csv, regel 65: er zijn meer dan 64 domeinen", "more than 64 domains"},
		{"open quote", list(listHeader + "o,\"p,wmo,1506SD,12,,,2024-01-01,\n"), nil, "b.csv, regel 2: een aanhalingsteken wordt niet gesloten", "a quote is not closed"},
		{"no register", nil, []string{"-registry", "none.csv"}, "none.csv is niet te gebruiken: het bestaat niet.", "does not exist"},
		{"folder for a file", nil, []string{"-registry", "."}, "is niet te gebruiken: het is een map", "it is a folder"},
		{"no lists", nil, []string{"-deliveries", t.TempDir()}, "de map bevat geen .csv-bestanden; zet de lijsten met leveringen erin.", "holds no .csv files"},
		{"no folder", nil, []string{"-deliveries", "none"}, "none is niet te gebruiken: het bestaat niet.", "does not exist"},
		{"no day", nil, []string{"-on", "31-12-2025"}, `"31-12-2025" is geen dag, zoals 2026-10-21, voor -on.`, "is no day"},
		{"no day at all", nil, []string{"-on", ""}, "De instelling -on is nodig.", "is needed"},
		{"many buckets", nil, []string{"-buckets", "5000"}, "De instelling -buckets loopt van 0 tot en met 4096.", "goes from 0 to 4096"},
		{"few workers", nil, []string{"-workers", "-1"}, "De instelling -workers loopt van 0 tot en met 64.", "goes from 0 to 64"},
		{"taken folder", map[string]string{"lists/c.txt": ""}, []string{"-out", "LISTS"}, "de map bevat andere bestanden, zoals a.csv; kies een lege of een nieuwe map.", "other files"},
		{"file for the tables", nil, []string{"-out", "LISTS/a.csv"}, "a.csv is niet te gebruiken", "cannot be used"},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := map[string]string{}
			for _, from := range []map[string]string{good, c.change} {
				for name, text := range from {
					files[name] = text
				}
			}
			folder := put(t, files)
			t.Setenv("TMPDIR", t.TempDir())
			before := fmt.Sprint(tree(t, folder))
			for lang, want := range map[string]string{"nl": c.nl, "en": c.en} {
				var out, errOut bytes.Buffer
				more := append([]string{"-lang", lang, "-buckets", "3"}, c.args...)
				for i := range more {
					more[i] = strings.Replace(more[i], "LISTS", filepath.Join(folder, "lists"), 1)
				}
				exit := tool(args(folder, more...), &out, &errOut)
				said := errOut.String()
				if exit != 2 || !strings.Contains(said, want) || out.Len() > 0 || strings.Count(said, "\n") > 2 {
					t.Errorf("%s: exit %d, %q; want %q", lang, exit, said, want)
				}
			}
			if after := fmt.Sprint(tree(t, folder)); after != before {
				t.Errorf("left behind: %s", after)
			}
			if left := tree(t, os.Getenv("TMPDIR")); len(left) != 1 {
				t.Errorf("left behind: %s", left)
			}
		})
	}
}

// Of many faults the first is told, whatever the number of workers.
func TestFirstFault(t *testing.T) {
	files := map[string]string{"addresses.csv": registryHeader + "1,1506SD,12,,,alleen,BU1,WK1,GM1\n"}
	long := listHeader + strings.Repeat("o,p,wmo,1506SD,12,,,2024-01-01,\n", 20000)
	for i := range 10 {
		files[fmt.Sprintf("lists/%d.csv", i)] = long + strings.Repeat("bad\n", i*1000)
	}
	folder := put(t, files)
	for workers := range 5 {
		var errOut bytes.Buffer
		exit := tool(args(folder, "-workers", fmt.Sprint(workers)), os.Stdout, &errOut)
		if exit != 2 || !strings.Contains(errOut.String(), "1.csv, regel 20002: ") {
			t.Errorf("%d workers: %d %s", workers, exit, errOut.String())
		}
	}
}

// A killed run leaves no tables, or all of them; what else it could leave, the next run takes away.
func TestKilled(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("signals are of Unix")
	}
	set, self := zaanstad(t), must(os.Executable())
	for i, sent := range []syscall.Signal{syscall.SIGKILL, syscall.SIGINT, syscall.SIGKILL, syscall.SIGINT, syscall.SIGKILL, syscall.SIGKILL} {
		folder, passing := t.TempDir(), t.TempDir()
		out := filepath.Join(folder, "out")
		args := []string{"tables", "-registry", filepath.Join(set, "addresses.csv"), "-deliveries", filepath.Join(set, "deliveries"), "-on", "2025-12-31", "-out", out, "-buckets", "16"}
		cmd := exec.Command(self, args...)
		cmd.Env = append(os.Environ(), asTool+"=1", "TMPDIR="+passing)
		var said bytes.Buffer
		cmd.Stderr = &said
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(15+20*i) * time.Millisecond)
		_ = cmd.Process.Signal(sent)
		ended := cmd.Wait()
		if code := cmd.ProcessState.ExitCode(); code == 2 && !strings.Contains(said.String(), "Het is onderbroken voordat het klaar was; er zijn geen tabellen geschreven.") || code == 1 {
			t.Errorf("%v: exit %d, %s", sent, code, said.String())
		}
		if left := tree(t, passing); len(left) != 1 {
			t.Errorf("%v left %s", sent, left)
		}
		if _, err := os.Stat(out); err == nil {
			equalsReference(t, out)
		} else if ended == nil {
			t.Error("it ended well without tables")
		} else if left := tree(t, folder); len(left) != 1 && sent != syscall.SIGKILL {
			t.Errorf("%v left %s", sent, left)
		}
		if err := os.MkdirAll(filepath.Join(folder, ".123.new-out", "half"), 0o755); err != nil { // as if killed while writing
			t.Fatal(err)
		}
		if exit := tool(args, os.Stdout, os.Stderr); exit != 0 {
			t.Fatal(exit)
		}
		equalsReference(t, out)
		if err := os.Mkdir(filepath.Join(folder, ".123.new-other.new-out"), 0o755); err != nil { // of other tables
			t.Fatal(err)
		}
		if exit := tool(args, os.Stdout, os.Stderr); exit != 0 {
			t.Fatal(exit)
		}
		if left := tree(t, folder); len(left) != 10 {
			t.Errorf("%v left %s", sent, left)
		}
	}
}

func must(s string, err error) string {
	if err != nil {
		panic(err)
	}
	return s
}

// Stopped by its context, it says so and what was there stays.
func TestStopped(t *testing.T) {
	set := zaanstad(t)
	out := filepath.Join(t.TempDir(), "out")
	o := tables.Options{Registry: filepath.Join(set, "addresses.csv"), Deliveries: filepath.Join(set, "deliveries"), On: day, Out: out}
	if err := tables.Make(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	o.On = day.AddDate(-1, 0, 0)
	o.Progress = func(done, total int64) {
		if done > total/2 {
			stop()
		}
	}
	if err := tables.Make(ctx, o); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	equalsReference(t, out)
	if left := tree(t, filepath.Dir(out)); len(left) != 9 {
		t.Error(left)
	}
}
