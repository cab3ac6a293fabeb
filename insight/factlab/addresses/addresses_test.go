package addresses

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym/address"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

const register = "nummeraanduidingIdentificatie;Postcode;Huisnummer;Huisletter;Huisnummertoevoeging;Buurtcode;gemeentecode\n" +
	"0479200000012346;1507SA;3;;;BU04790102;GM0479\n" +
	"0479200000012345;1506 SD;12;a;2;BU04790101;GM0479\n" +
	"479200000012347;1506SD;12;;2;BU04790101;GM0479\n" +
	";1506sd;0012;;;BU04790101;GM0479\n"

const list = "key,neighbourhood,district,municipality,bag_id\n" +
	"1506SD|12|,BU04790101,WK047901,GM0479,\n" +
	"1506SD|12|2,BU04790101,WK047901,GM0479,0479200000012347\n" +
	"1506SD|12|A2,BU04790101,WK047901,GM0479,0479200000012345\n" +
	"1507SA|3|,BU04790102,WK047901,GM0479,0479200000012346\n"

// tool runs the command in a folder with a file bag.csv.
func tool(t *testing.T, bag string, args ...string) (exit int, folder, out, err string) {
	t.Helper()
	folder = t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "bag.csv"), []byte(bag), 0o600); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		if strings.HasSuffix(a, ".csv") {
			args[i] = filepath.Join(folder, a)
		}
	}
	var o, e bytes.Buffer
	exit = command.Tool{Program: "samenkracht factlab", Commands: Commands()}.Run(context.Background(), append([]string{"addresses"}, args...), strings.NewReader(""), &o, &e)
	return exit, folder, o.String(), e.String()
}

func content(t *testing.T, folder, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestImport(t *testing.T) {
	exit, folder, out, said := tool(t, register, "import", "-in", "bag.csv", "-out", "adressen.csv", "-counts", "telling.csv")
	if exit != 0 || said != "" || !strings.Contains(out, "4 adressen in 2 buurten") {
		t.Fatal(exit, out, said)
	}
	if got := content(t, folder, "adressen.csv"); got != list {
		t.Errorf("%s", got)
	}
	if got := content(t, folder, "telling.csv"); got != "neighbourhood,district,municipality,addresses\nBU04790101,WK047901,GM0479,3\nBU04790102,WK047901,GM0479,1\n" {
		t.Errorf("%s", got)
	}
	read, sum, err := Read(strings.NewReader(list))
	if err != nil || !strings.Contains(out, sum) || read.Len() != 4 {
		t.Fatal(sum, err)
	}
	for _, c := range []struct {
		parts address.Parts
		want  string
	}{{address.Parts{Postcode: "1506 sd", Number: "12A-2"}, "1506SD|12|A2"}, {address.Parts{Postcode: "1506SD", Number: "12", Addition: "2"}, "1506SD|12|2"}} {
		if e, reason := read.Find(c.parts); e.Key != c.want || e.Neighbourhood != "BU04790101" || e.District != "WK047901" || !reason.Found() {
			t.Error(e, reason)
		}
	}
	path := filepath.Join(folder, "adressen.csv")
	for agreed, want := range map[agreement.AddressList]string{
		{}: "", {SHA256: sum, Addresses: 4}: "", {SHA256: strings.ToUpper(sum)}: "", {SHA256: strings.Repeat("0", 64)}: "another address list", {Addresses: 5}: "has 4 addresses",
	} {
		if _, err := Load(path, agreed); (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Error(agreed, err)
		}
	}
}

// Names of columns as they occur.
func TestColumns(t *testing.T) {
	for _, header := range []string{"PC6;Huisnummer;Buurt2025;Wijk2025;Gemeente2025", "postcode;number;buurt;wijk;gemeente", "POSTCODE;HUIS_NUMMER;BU_CODE;WK_CODE;GM_CODE",
		"postcode;huisnummer;buurtcode;wijkcode;gemeentecode"} {
		exit, folder, _, said := tool(t, header+"\n1506SD;12;B1;W1;G1\n", "import", "-in", "bag.csv", "-out", "a.csv")
		if exit != 0 || content(t, folder, "a.csv") != "key,neighbourhood,district,municipality,bag_id\n1506SD|12|,B1,W1,G1,\n" {
			t.Error(header, said)
		}
	}
}

func TestWrongRows(t *testing.T) {
	bad := register + "x;1506SD;hs;;;BU04790101;GM0479\n;1506SD;12;;;BU04790101;GM0479\n;1506SD;14;;;;GM0479\n;Zaandam;1;;;BU04790101;GM0479\n"
	exit, folder, _, said := tool(t, bad, "import", "-in", "bag.csv", "-out", "adressen.csv")
	if exit != 1 {
		t.Error(exit)
	}
	for _, want := range []string{"regel 6: het huisnummer ontbreekt", "regel 7: het adres 1506SD|12| staat er al, op regel 5", "regel 8: de buurtcode ontbreekt", "regel 9: de postcode is niet", "4 rijen zijn niet te gebruiken"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not in %s", want, said)
		}
	}
	if files, err := os.ReadDir(folder); err != nil || len(files) != 1 {
		t.Error("half a result is left:", files, err)
	}
	exit, folder, _, said = tool(t, bad, "import", "-in", "bag.csv", "-out", "adressen.csv", "-skip")
	if exit != 0 || content(t, folder, "adressen.csv") != list || !strings.Contains(said, "4 rijen zijn weggelaten") {
		t.Error(exit, said)
	}
}

func TestRefusals(t *testing.T) {
	for name, c := range map[string]struct {
		bag  string
		args []string
		want string
	}{
		"no neighbourhood":  {"postcode;huisnummer\n1506SD;1\n", []string{"import", "-in", "bag.csv", "-out", "a.csv"}, "De kolom buurtcode ontbreekt"},
		"two districts":     {"postcode;huisnummer;buurt;wijk\n1506SD;1;B1;W1\n1506SD;3;B1;W2\n", []string{"import", "-in", "bag.csv", "-out", "a.csv"}, "Buurt B1 ligt op regel 3 in een andere wijk"},
		"nothing":           {"postcode;huisnummer;buurt\n", []string{"import", "-in", "bag.csv", "-out", "a.csv"}, "geen enkel adres"},
		"no file":           {"", []string{"import", "-in", "none.csv", "-out", "a.csv"}, "het bestaat niet"},
		"no folder":         {register, []string{"import", "-in", "bag.csv", "-out", "none/a.csv"}, "kan niet worden geschreven"},
		"no out":            {register, []string{"import", "-in", "bag.csv"}, "Er ontbreekt iets: -in, -out"},
		"another word":      {register, []string{"export", "-in", "bag.csv", "-out", "a.csv"}, "hoort import"},
		"another encoding":  {"postcode;huisnummer;buurt\n1506SD;1;\x81\x90\n", []string{"import", "-in", "bag.csv", "-out", "a.csv"}, "Sla het op als CSV in UTF-8"},
		"no quotation mark": {"postcode;huisnummer;buurt\n1506SD;\"1;B1\n", []string{"import", "-in", "bag.csv", "-out", "a.csv"}, "aanhalingsteken op regel 2"},
	} {
		exit, _, _, said := tool(t, c.bag, c.args...)
		if exit != 2 || !strings.Contains(said, c.want) {
			t.Errorf("%s: %d %s", name, exit, said)
		}
	}
}

func TestDamagedList(t *testing.T) {
	for name, text := range map[string]string{
		"empty": "", "another file": "a,b\n", "not sorted": strings.Replace(list, "1506SD|12|,", "1508SA|12|,", 1), "no key": strings.Replace(list, "1506SD|12|,", "1506sd|12|,", 1),
		"cut off": list[:len(list)-30], "twice": list + "1507SA|3|,BU04790102,WK047901,GM0479,\n", "no neighbourhood": strings.Replace(list, "|3|,BU04790102", "|3|,", 1),
		"an id": strings.Replace(list, "0479200000012346", "12", 1), "a quote": strings.Replace(list, "GM0479", `"GM0479`, 1),
	} {
		if _, _, err := Read(strings.NewReader(text)); err == nil {
			t.Errorf("%s is read", name)
		}
	}
}

// What comes out of any file that is read is written the same again.
func FuzzRead(f *testing.F) {
	f.Add(list)
	f.Add("key,neighbourhood,district,municipality,bag_id\n1506SD|12|,B,,,\n")
	f.Fuzz(func(t *testing.T, text string) {
		l, _, err := Read(strings.NewReader(text))
		if err == nil && l.Len() != strings.Count(strings.TrimRight(strings.ReplaceAll(text, "\r\n", "\n"), "\n"), "\n") && !strings.Contains(text, "\"") && !strings.Contains(text, "\n\n") {
			t.Error(l.Len())
		}
	})
}
