package ident

import (
	"fmt"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for name, c := range map[string]struct {
		read  func(string) (string, error)
		right map[string]string
		wrong []string
	}{
		"BSN": {
			bsn{}.parse,
			map[string]string{"999900006": "999900006", " 9999 00 018 ": "999900018", "9999.00.031": "999900031", "999999990": "999999990",
				"10000008": "010000008"},
			[]string{"", "999900007", "99990000", "9999000060", "999999999", "000000000", "0", "99990000a", "９９９９００００６", "-99990006"},
		},
		"postcode": {
			postcode{}.parse,
			map[string]string{"7511 SS": "7511 SS", "7511ss": "7511 SS", " 7511  sa": "7511 SA", "7511-SD": "7511 SD", "1234AB": "1234 AB", "7511\u00a0SS": "7511 SS"},
			[]string{"", "7511", "0511 SS", "7511 S", "7511 SSS", "7511 S1", "75 11 1 SS", "7511 ÉS"},
		},
		"KvK": {
			kvk{}.parse,
			map[string]string{"90001234": "90001234", "9000 1234": "90001234", "01234567": "01234567"},
			[]string{"", "9000123", "900012345", "00000000", "9000123a"},
		},
		"AGB": {
			agb{}.parse,
			map[string]string{"99001234": "99001234", "99-001234": "99001234"},
			[]string{"", "9900123", "990012345", "00000000", "x9001234"},
		},
		"OIN": {
			oin{}.parse,
			map[string]string{"00000001001234567000": "00000001001234567000", "0000 0001 0012 3456 7000": "00000001001234567000"},
			[]string{"", "0000000100123456700", "10000001001234567000", "00000000000000000000", "0000000100123456700a"},
		},
		"IBAN": {
			iban{}.parse,
			map[string]string{"NL20 INGB 0001 2345 67": "NL20INGB0001234567", "nl20ingb0001234567": "NL20INGB0001234567",
				"NL91 ABNA 0417 1643 00": "NL91ABNA0417164300", "BE71 0961 2345 6769": "BE71096123456769", "DE89370400440532013000": "DE89370400440532013000"},
			[]string{"", "NL20INGB0001234568", "NL21INGB0001234567", "NL20INGB000123456", "NL20ING10001234567", "NL2", "20NLINGB0001234567", "NL20INGB0001234é67"},
		},
		"phone": {
			phone{}.parse,
			map[string]string{"06 12345678": "0612345678", "+31 6 1234 5678": "0612345678", "0031612345678": "0612345678", "+31 (0)6-12345678": "0612345678",
				"0546 123456": "0546123456", "(074) 123 45 67": "0741234567", "0800-1234": "08001234", "0900 1234567": "09001234567", "14 0546": "140546", "14 074": "14074",
				"116 111": "116111", "112": "112", "113": "113"},
			[]string{"", "6 12345678", "061234567", "06123456789", "+32 2 123 45 67", "0012345678", "12", "115", "14 5", "06-1234567x", "0800 12345"},
		},
		"email": {
			email{}.parse,
			map[string]string{"mara@example.nl": "mara@example.nl", " Mara.de-Vries+wijk@Example.NL": "Mara.de-Vries+wijk@example.nl"},
			[]string{"", "mara", "mara@", "@example.nl", "mara@example", "Mara <mara@example.nl>", "mara@example.nl, jan@example.nl", "a@b@example.nl", "mara@[127.0.0.1]",
				"mara @example.nl", "\"mara de vries\"@example.nl", "mara@example.nl\r\nBcc: x@example.nl", strings.Repeat("m", 65) + "@example.nl", "mara@" + strings.Repeat("a.", 130) + "nl"},
		},
		"municipality": {
			municipality{}.parse,
			map[string]string{"0141": "0141", "GM0141": "0141", " 1774 ": "1774"},
			[]string{"", "141", "00141", "0000", "GM141", "014a"},
		},
	} {
		for in, want := range c.right {
			if got, err := c.read(in); err != nil || got != want {
				t.Errorf("%s %q: %q, %v", name, in, got, err)
			}
		}
		for _, in := range c.wrong {
			got, err := c.read(in)
			if err == nil || got != "" {
				t.Errorf("%s %q was read as %q", name, in, got)
				continue
			}
			if s := err.Error(); s[0] < 'A' || s[0] > 'Z' || len(s) < 20 {
				t.Errorf("%s %q: %q is no sentence for a form", name, in, s)
			}
		}
	}
}

func TestTestNumbers(t *testing.T) {
	n := 0
	for i := 999900006; i <= 999999990; i++ {
		if b, err := ParseBSN(fmt.Sprint(i)); err == nil {
			if n++; !b.IsTest() {
				t.Fatalf("%d is a test number", i)
			}
		}
	}
	if n != 9091 {
		t.Errorf("%d test numbers, want 9091", n)
	}
	if must(ParseBSN("10000008")).IsTest() || (BSN{}).IsTest() {
		t.Error("no test number")
	}
	if !must(ParsePostcode("7511SA")).IsTest() || must(ParsePostcode("7511AB")).IsTest() || (Postcode{}).IsTest() {
		t.Error("postcode")
	}
	if !must(ParseKvK("90001234")).IsTest() || !must(ParseAGB("99001234")).IsTest() || must(ParseAGB("01001234")).IsTest() {
		t.Error("organisations")
	}
}

func TestForms(t *testing.T) {
	p := must(ParsePostcode("7511SS"))
	if p.Compact() != "7511SS" || p.Area() != "7511" || (Postcode{}).Area() != "" || (Postcode{}).Compact() != "" {
		t.Error("postcode")
	}
	if must(ParsePhone("06 12345678")).International() != "+31612345678" || must(ParsePhone("14 0546")).International() != "140546" ||
		must(ParsePhone("0800 1234")).International() != "08001234" || (Phone{}).International() != "" {
		t.Error("phone")
	}
	if must(ParseEmail("mara@Example.nl")).Domain() != "example.nl" || (Email{}).Domain() != "" {
		t.Error("email")
	}
}
