package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func file(t testing.TB, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "list.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// readAll reads the wanted columns of all rows.
func readAll(path string, wanted ...string) (out [][]string, err error) {
	s, err := Open(path, wanted)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	var r Reader
	room := make([]byte, BlockSize)
	for {
		b, err := s.Next(room)
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return out, err
		}
		if err := r.Read(b); err != nil {
			return out, err
		}
		for {
			more, err := r.Next()
			if err != nil {
				return out, err
			}
			if !more {
				break
			}
			var row []string
			for i := range wanted {
				row = append(row, string(r.Field(i)))
			}
			out = append(out, row)
		}
	}
}

func TestShapes(t *testing.T) {
	want := [][]string{{"1", "één"}, {"2", ""}, {"3", "drie"}}
	for name, text := range map[string]string{
		"plain":          "a,b\n1,één\n2,\n3,drie\n",
		"no last end":    "a,b\n1,één\n2,\n3,drie",
		"CRLF":           "a,b\r\n1,één\r\n2,\r\n3,drie\r\n",
		"mark":           "\ufeffa,b\n1,één\n2,\n3,drie\n",
		"mark and quote": "\ufeff\"a\",\"b\"\n1,één\n2,\n3,drie\n",
		"semicolon":      "a;b\n1;één\n2;\n3;drie\n",
		"tab":            "a\tb\n1\téén\n2\t\n3\tdrie\n",
		"other columns":  "x,b,y,A,z\n,één,,1,\n,,,2,\n9,drie,9,3,9\n",
		"quotes":         "a,b\n\"1\",\"één\"\n2,\"\"\n\"3\",drie\n",
		"quotes CRLF":    "a,b\r\n\"1\",\"één\"\r\n2,\"\"\r\n\"3\",drie\r\n",
		"quoted end":     "a,b\n1,één\n2,\n3,\"drie\"",
		"empty lines":    "a,b\n\n1,één\n\r\n2,\n\n\n3,drie\n\n",
	} {
		got, err := readAll(file(t, text), "a", "b")
		if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestQuotes(t *testing.T) {
	got, err := readAll(file(t, "a;b;c\n\"x;y\";\"line\nline\";\"a \"\"b\"\"\"\n;12\" pipe;\"\"\n"), "a", "b", "c")
	if want := [][]string{{"x;y", "line\nline", `a "b"`}, {"", `12" pipe`, ""}}; err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%q, %v", got, err)
	}
}

func TestFaults(t *testing.T) {
	long := strings.Repeat("x", BlockSize)
	for _, c := range []struct {
		text, say string
		line      int
	}{
		{"", "the first line is empty", 0},
		{"\n1,2\n", "the first line is empty", 0},
		{"a,c\n1,2\n", `the column "b" is missing`, 1},
		{"c;d\n1;2\n", "the columns a, b are missing", 1},
		{"a,b,A\n", `the column "a" is there twice`, 1},
		{"a,b\n1,2\n1\n", "this line has 1 fields and the first line 2", 3},
		{"a,b\n\n1,2,3\n", "this line has more fields", 3},
		{"a,b\n1,2\n\"1\",2,3\n", "this line has more fields", 3},
		{"a,b\n\"1\"\n", "this line has 1 fields", 2},
		{"a,b\n1,2\n\"1,2\n3,4\n", "a quote is not closed", 3},
		{"a,b\n\"1\"x,2\n", "text follows a closing quote", 2},
		{"a,b\n1,caf\xe9\n", "not in UTF-8", 2},
		{"a,b\xe9\n1,2\n", "not in UTF-8", 1},
		{"\xff\xfea\x00,\x00b\x00\n\x00", "UTF-16", 0},
		{"a\x00,\x00b\x00\n\x00", "UTF-16", 0},
		{"a,b\n1," + long + "\n", "this line is too long", 2},
		{"a," + long + "\n", "the first line is too long", 0},
		{"a,b\n1,2\n1,\"" + long + "\n", "this line is too long", 3},
	} {
		_, err := readAll(file(t, c.text), "a", "b")
		var fault *Fault
		if !errors.As(err, &fault) || fault.Line != c.line || !strings.Contains(fault.Error(), c.say) {
			t.Errorf("%.20q: %v; want %q at line %d", c.text, err, c.say, c.line)
		}
	}
	if _, err := readAll(filepath.Join(t.TempDir(), "none"), "a"); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
}

// A fault deep in a large file has its line, also behind quoted line ends.
func TestLinesOfLargeFiles(t *testing.T) {
	var text strings.Builder
	text.WriteString("a,b\n")
	for i := range 60000 {
		fmt.Fprintf(&text, "%d,\"x\ny\"\n", i)
	}
	good := text.String()
	got, err := readAll(file(t, good), "a", "b")
	if err != nil || len(got) != 60000 || got[59999][0] != "59999" || got[777][1] != "x\ny" {
		t.Fatal(len(got), err)
	}
	_, err = readAll(file(t, good+"bad\n"), "a", "b")
	var fault *Fault
	if !errors.As(err, &fault) || fault.Line != 120002 {
		t.Error(err)
	}
}

func TestBack(t *testing.T) {
	s, err := Open(file(t, "a,b\n1,x\n\n\"2\",y\n3,z\n"), []string{"a"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	b, err := s.Next(make([]byte, BlockSize))
	if err != nil {
		t.Fatal(err)
	}
	var r Reader
	if err := r.Read(b); err != nil {
		t.Fatal(err)
	}
	var marks []int
	for {
		more, err := r.Next()
		if err != nil {
			t.Fatal(err)
		}
		if !more {
			break
		}
		if marks = append(marks, r.Mark()); len(marks) == 2 {
			for i, want := range []string{"1", "2"} {
				if err := r.Back(marks[i]); err != nil || string(r.Field(0)) != want {
					t.Errorf("%d: %q, %v", i, r.Field(0), err)
				}
			}
		}
	}
	if len(marks) != 3 || b.Len() != 15 {
		t.Error(marks, b.Len())
	}
}

// What package encoding/csv reads without complaint is read in the same way.
func FuzzReader(f *testing.F) {
	for _, text := range []string{"a,b\n1,2\n", "a,b\r\n\"1\",\"x\"\"y\"\r\n", "a,b\n\"1\n\",2", "\ufeffa,b\n\n1,2\n", "b,a,c\n1,\"2\",3\n", "a,b\n1,\"2\n"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		got, err := readAll(file(t, string(text)), "a", "b")
		if bytes.HasPrefix(text, []byte("\ufeff")) {
			text = text[3:]
		}
		peer := csv.NewReader(bytes.NewReader(text))
		rows, peerErr := peer.ReadAll()
		if err != nil || peerErr != nil || len(rows) == 0 {
			return
		}
		// Where the peer is of another mind on purpose: the names of columns, lone carriage returns, other separators.
		a, b := slices.Index(rows[0], "a"), slices.Index(rows[0], "b")
		if first, _, _ := bytes.Cut(text, []byte("\n")); a < 0 || b < 0 || bytes.ContainsAny(first, ";\t\"") || bytes.IndexByte(bytes.ReplaceAll(text, []byte("\r\n"), nil), '\r') >= 0 || bytes.Contains(text, []byte("\r\n")) && bytes.IndexByte(text, '"') >= 0 {
			return
		}
		var want [][]string
		for _, row := range rows[1:] {
			want = append(want, []string{row[a], row[b]})
		}
		if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	})
}

func BenchmarkReader(b *testing.B) {
	row := "R01O001,wi_bijzondere_bijstand,werkinkomen,1000aa,84,,,27-02-2022,18-07-2022\n"
	path := file(b, "org,provision,domain,postcode,number,letter,addition,start,end\n"+strings.Repeat(row, 3000))
	room := make([]byte, BlockSize)
	var r Reader
	for b.Loop() {
		s, err := Open(path, []string{"org", "postcode"})
		if err != nil {
			b.Fatal(err)
		}
		block, err := s.Next(room)
		if err != nil {
			b.Fatal(err)
		}
		if err := r.Read(block); err != nil {
			b.Fatal(err)
		}
		for more := true; more; {
			if more, err = r.Next(); err != nil {
				b.Fatal(err)
			}
		}
		s.Close()
	}
	b.SetBytes(int64(3000 * len(row)))
}
