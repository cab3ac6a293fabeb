package command

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// greet is a tool with one subcommand.
func greet() Tool {
	return Tool{Program: "samenkracht groet", Commands: []Command{{Name: "hello", Operands: "WORD ...", About: "Use:", Examples: []string{"hello you"},
		Run: func(c *Call) int {
			loud := c.Yes("loud", "aloud")
			times := c.Number("times", 1, "so often")
			mark := c.Text("mark", ".", "LANG", "at the end")
			if exit, ok := c.Read(1, 2); !ok {
				return exit
			}
			fmt.Fprint(c.Out, strings.Repeat(strings.Join(c.Args, "+")+*mark, *times), *loud, c.Given("mark"), c.Lang)
			return Good
		}}}}
}

func run(args ...string) (exit int, out, err string) {
	var o, e bytes.Buffer
	exit = greet().Run(context.Background(), args, strings.NewReader(""), &o, &e)
	return exit, o.String(), e.String()
}

func TestRun(t *testing.T) {
	for _, c := range []struct {
		args string
		exit int
		out  string // what the output begins with
		err  string // what is said of what is wrong
	}{
		{"hello a b", 0, "a+b.false falsenl", ""},
		{"hello -times 2 a -mark=! -loud", 0, "a!a!true truenl", ""},
		{"hello a -- -b", 0, "a+-b.false falsenl", ""},
		{"-lang en hello a", 0, "a.false falseen", ""},
		{"hello a -lang EN", 0, "a.false falseen", ""},
		{"hello", 2, "", "samenkracht groet hello: Er ontbreekt iets: WORD."},
		{"hello a b c", 2, "", `"c" is een woord te veel.`},
		{"hello -times x a", 2, "", `"x" is geen goede waarde voor -times.`},
		{"hello -mark", 2, "", "De instelling -mark heeft een waarde nodig."},
		{"hello a -what", 2, "", "De instelling -what bestaat niet."},
		{"hello a -lang fr", 2, "", `De taal is nl of en, niet "fr".`},
		{"helo", 2, "", `De opdracht "helo" bestaat niet. Bedoelde u hello?`},
		{"-lang=en nothing", 2, "", `There is no command "nothing".`},
		{"", 2, "", "Gebruik een van deze opdrachten"},
		{"-h", 0, "Gebruik een van deze opdrachten", ""},
		{"hello -h", 0, "Gebruik:\n\nGebruik:\n  samenkracht groet hello [instellingen] WORD ...", ""},
	} {
		exit, out, err := run(strings.Fields(c.args)...)
		if exit != c.exit || !strings.HasPrefix(out, c.out) || !strings.Contains(err, c.err) {
			t.Errorf("%q: %d %q %q", c.args, exit, out, err)
		}
	}
}

func TestUnder(t *testing.T) {
	outer := Tool{Program: "samenkracht", Commands: []Command{{Name: "groet", About: "Use:", Run: greet().Under()}}}
	for args, want := range map[string]string{"groet hello a": "a.false falsenl", "-lang en groet hello a": "a.false falseen", "groet -h": "Gebruik een van deze"} {
		var out, e bytes.Buffer
		if exit := outer.Run(context.Background(), strings.Fields(args), nil, &out, &e); exit != Good || !strings.HasPrefix(out.String(), want) {
			t.Errorf("%s: %d %q %q", args, exit, out.String(), e.String())
		}
	}
}

func TestWhatCannotBeWritten(t *testing.T) {
	var e bytes.Buffer
	if exit := greet().Run(context.Background(), []string{"hello", "a"}, nil, full{}, &e); exit != Stuck || !strings.Contains(e.String(), "De uitvoer kan niet worden geschreven") {
		t.Error(exit, e.String())
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("full") }

func TestReason(t *testing.T) {
	c := &Call{Lang: NL, Ctx: context.Background()}
	_, err := os.Open(filepath.Join(t.TempDir(), "none"))
	if got := c.Reason(err); got != "het bestaat niet" {
		t.Error(got)
	}
	if got := c.Reason(errors.New("odd")); got != "odd" {
		t.Error(got)
	}
}

func TestPlain(t *testing.T) {
	if got := Plain("a\x1b[31mb\nc\u202ed"); got != "a·[31mb c·d" {
		t.Errorf("%q", got)
	}
}

func TestDiffer(t *testing.T) {
	for pair, want := range map[[2]string]int{{"send", "sned"}: 2, {"Tables", "tables"}: 0, {"", "één"}: 3, {"audit", "audi"}: 1} {
		if got := Differ(pair[0], pair[1]); got != want {
			t.Error(pair, got)
		}
	}
}

func TestDutchSaysOneThing(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a second Dutch was taken")
		}
	}()
	Dutch(map[string]string{"Use:": "Gebruiken:"})
}

// A terminal is told apart from a file.
func TestProgress(t *testing.T) {
	var w bytes.Buffer
	p := NewProgress(&w, 10)
	if p.Shows() {
		t.Error("a buffer is no terminal")
	}
	p.At(5)
	p.w, p.next = &w, time.Time{}
	p.At(5)
	p.At(6) // too soon
	p.Clear()
	p.Clear()
	if got := w.String(); got != "\r["+strings.Repeat("#", 15)+strings.Repeat(".", 15)+"] 5/10\r\x1b[K" {
		t.Errorf("%q", got)
	}
}

func TestWriteFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "out")
	if err := WriteFile(path, func(w io.Writer) error { _, err := io.WriteString(w, "one"); return err }); err != nil {
		t.Fatal(err)
	}
	odd := errors.New("odd")
	if err := WriteFile(path, func(w io.Writer) error { return errors.Join(odd, write(w)) }); !errors.Is(err, odd) {
		t.Error(err)
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != "one" {
		t.Errorf("%q %v: what was there is to stay", got, err)
	}
	if left, err := os.ReadDir(filepath.Dir(path)); err != nil || len(left) != 1 {
		t.Error(left, err)
	}
	if err := WriteFile(filepath.Dir(path), write); err == nil {
		t.Error("a folder was written")
	}
}

func write(w io.Writer) error {
	_, err := io.WriteString(w, "two")
	return err
}

func TestProblem(t *testing.T) {
	err := fmt.Errorf("read: %w", Problemf("Something is missing: %s.", Term("Settings:")))
	for lang, want := range map[Lang]string{NL: "Er ontbreekt iets: Instellingen:.", EN: "Something is missing: Settings:."} {
		if got, ok := lang.Tell(err); !ok || got != want {
			t.Error(got)
		}
	}
	if got, ok := NL.Tell(errors.New("odd")); ok {
		t.Error(got)
	}
	if got := Problemf("it was stopped").Error(); got != "it was stopped" {
		t.Error(got)
	}
}
