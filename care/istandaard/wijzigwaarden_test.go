package istandaard

import (
	"fmt"
	"strconv"
	"strings"
)

const xsiRuimte = ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`

var versies = []string{"1.0", "1.0", "1.0", "1.0", "1.1", "1.5", "1.", "1.0a", "1.00", "2.0", "1", "", " 1.0", "1.0 ", "1,0", "01.0", "1.123456", "V1.0", "10.0"}

var coderingen = []string{"UTF-8", "UTF-8", "utf-8", "Utf-8", "UTF8", "utf8", "UTF-16", "utf-16", "UTF16", "UTF-16LE", "UTF-16BE", "utf-16le",
	"ISO-8859-1", "iso-8859-1", "ISO_8859-1", "latin1", "Latin-1", "ISO-8859-15", "iso-8859-15", "windows-1252", "Windows-1252", "CP1252", "cp1252",
	"ASCII", "US-ASCII", "us-ascii", "ascii", "ISO-LATIN-1", "ISO Latin 1", "ISO-8859-16x", "onzin", "", " UTF-8", "UTF-8 ", "8UTF", "UTF-8x", "U", "_", "UTF_8", "HTML"}

var koppen = []string{"", "\n", " ", "\uFEFF", "<?xml?>", "<?xml ?>", "<?XML version=\"1.0\"?>", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><?xml version=\"1.0\"?>",
	"<?xml encoding=\"UTF-8\"?>", "<?xml version=\"1.0\" standalone=\"yes\" encoding=\"UTF-8\"?>", "<?xml version=\"1.0\" encoding=\"UTF-8\" x=\"1\"?>",
	"<?xml version='1.0'encoding='UTF-8'?>", "<?xmlversion=\"1.0\"?>", "<?xml-stylesheet href=\"a\"?>", "<!-- eerst -->", "<?xml version=\"1.0\"?><!-- a --><?b?>\n",
	"<?xml\tversion=\"1.0\"\r\n?>", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\x00", "<?xml", "<?xml\n", "<?xml:a?>", "<?xmla?>", "\x00", "<?xml version=\"1.0\" encoding=UTF-8?>",
	"<?xml version=\"1.0\" ENCODING=\"UTF-8\"?>", "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\" ?>", "<!DOCTYPE a>", "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b 'c'>]>"}

var slechteBytes = []string{"\x80", "\xc3", "\xc0\x80", "\xed\xa0\x80", "\xef\xbf\xbe", "\xef\xbf\xbf", "\xf4\x90\x80\x80", "\xf0\x80\x80\x80", "\xe2\x82", "\xff\xfe",
	"\xfe\xff", "\xf8\x88\x80\x80\x80", "\xe9", "\u0080", "\u0085", "\x7f", "\ufdd0", "\U0001ffff", "\U0010ffff", "\ufffd", "\x0b", "\x1f"}

// snippers are pieces of text that may be right in one place and wrong in another.
var snippers = []string{" ", "\n", "\t", "\r", "\r\n", "\u00a0", "\u2003", "\u0085", "x", "1", "é", "𝒳", "<!-- x -->", "<!---->", "<!-- - -->", "<!-- -- -->", "<!--->", "<!-- --->", "<!-->-->",
	"<!-- <a> & ]]> -->", "<!--\x01-->", "<!--\u0085-->", "<?x?>", "<?x y?>", "<?x ?>", "<? x?>", "<?x:y z?>", "<?:x?>", "<?x: y?>", "<?xml?>", "<?xML a?>", "<?XML?>", "<?xml-stylesheet a=\"b\"?>",
	"<?xmlx?>", "<?x", "<?x?y?>", "<?x \x01?>", "<?x>?>", "<?é?>", "<?1?>", "<?x ??>", "<?x<a>?>", "<![CDATA[]]>", "<![CDATA[ ]]>", "<![CDATA[\n\t]]>", "<![CDATA[x]]>", "<![CDATA[<a>&amp;]]>",
	"<![CDATA[]]]]>", "<![CDATA[ ]]]]><![CDATA[>]]>", "<![CDATA[", "<![cdata[x]]>", "<![CDATA [x]]>", "<![CDATA[\x01]]>", "<![CDATA[\r]]>", "]]>", "]]&gt;", "]] >", "]", "]]",
	"]>", "&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&AMP;", "&nbsp;", "&eacute;", "&;", "&", "& ", "&a", "&amp", "&#", "&#;", "&#x;", "&#0;", "&#x0;", "&#9;", "&#09;", "&#10;", "&#13;", "&#x20;", "&#32;", "&#160;",
	"&#x1;", "&#31;", "&#x7F;", "&#x80;", "&#xD7FF;", "&#xD800;", "&#xDFFF;", "&#xE000;", "&#xFFFD;", "&#xFFFE;", "&#xFFFF;", "&#x10000;", "&#x10FFFF;", "&#x110000;", "&#X41;", "&#x41;", "&#x4a;", "&#x4A;", "&#65;", "&#0065;", "&#x000041;", "&#65", "&#x41",
	"&#-65;", "&# 65;", "&#65 ;", "&#x4G;", "&#6A;", "&#4294967361;", "&#x100000041;", "&#99999999999999999999;", "&é;", "&a:b;", "&1;", "%a;", ">", "\"", "'", "--", "-->", "?>", "<", "</", "<a", "<a>", "</a>",
	"<a/>", "<a></a>", "<!", "<!a>", "<!ELEMENT a ANY>", "<!DOCTYPE a>", "<?", "\x00", "\x01", "\x0b", "\x0c", "\x7f", "\ufeff", "\u200b", "\u2028", "\ufffd", "\ufffe",
	"&#38;", "&#60;", "&#38;amp;", "&#x26;lt;", "&#x3C;a/&#x3E;"}

// attributen may stand with a tag or may not; $-words are filled in for the element.
var attributen = []string{` xsi:type="$BASIS:$TYPE"`, ` xsi:type="$EIGEN:$TYPE"`, ` xsi:type="$TYPE"`, ` xsi:type="$BASIS:LDT_Naam"`, ` xsi:type=""`, ` xsi:type=" $BASIS:$TYPE "`, ` xsi:type=" $EIGEN:$TYPE&#10;"`,
	` xsi:type="xs:string" xmlns:xs="http://www.w3.org/2001/XMLSchema"`, ` xsi:type="xs:anyType" xmlns:xs="http://www.w3.org/2001/XMLSchema"`, ` xsi:type="q:$TYPE" xmlns:q="$BASRUIMTE"`, ` xsi:type="q:$TYPE" xmlns:q="$RUIMTE"`, ` xsi:type="$TYPE" xmlns="$RUIMTE"`,
	` xsi:type="$TYPE" xmlns="$BASRUIMTE"`, ` xsi:type="a:b:c"`, ` xsi:type=":$TYPE"`, ` xsi:type="$BASIS:"`, ` xsi:type="zz:$TYPE"`, ` xsi:type="$BASIS: $TYPE"`, ` xsi:type="1"`,
	` xsi:nil="true"`, ` xsi:nil="false"`, ` xsi:nil="0"`, ` xsi:nil="1"`, ` xsi:nil=" false "`, ` xsi:nil=""`, ` xsi:nil="x"`, ` xsi:Nil="true"`, ` xsi:onzin="1"`,
	` xml:lang="nl"`, ` xml:lang=""`, ` xml:lang="1"`, ` xml:space="preserve"`, ` xml:space="default"`, ` xml:space="x"`, ` xml:base="a"`, ` xml:id="a"`, ` xml:id="1"`, ` xml:x="1"`,
	` id="1"`, ` x=""`, ` x=''`, ` x = "1"`, ` x="1" x="2"`, ` x="<"`, ` x="&lt;"`, ` x="&amp"`, ` x=1`, ` x`, ` x=`, ` x="`, ` zz:x="1"`, ` Vreemd="1"`, ` é="1"`, ` 1="1"`, ` :="1"`, ` :x="1"`, ` x:="1"`, ` a:b:c="1"`,
	` $BASIS:x="1"`, ` $EIGEN:x="1"`, ` x="]]>"`, " x=\"\x01\"", " x=\"a\nb\"", ` xmlns:q="urn:q"`, ` xmlns:q="urn:q" q:x="1"`, ` xmlns:q="urn:q" xmlns:q="urn:q"`, ` xmlns:q="urn:q" xmlns:r="urn:q" q:x="1" r:x="1"`,
	` xmlns:r="http://www.w3.org/2001/XMLSchema-instance" r:type="$BASIS:$TYPE"`, ` xmlns:r="http://www.w3.org/2001/XMLSchema-instance" r:type="$EIGEN:$TYPE" xsi:type="$EIGEN:$TYPE"`, ` xmlns:q=""`, ` xmlns=""`, ` xmlns:q=''`,
	` xmlns:xsi=""`, ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-Instance"`, ` xmlns="urn:x" xmlns="urn:x"`, ` xmlnsx="1"`, ` xmlns:="1"`, ` xmlns:é="urn:x"`, ` XMLNS="urn:x"`, ` xmlns:xml="http://www.w3.org/XML/1998/namespace"`, ` xmlns:xml="urn:x"`,
	` xmlns:xmlns="urn:x"`, ` xmlns:xmlns="http://www.w3.org/2000/xmlns/"`, ` xmlns:q="http://www.w3.org/2000/xmlns/"`, ` xmlns:q="http://www.w3.org/XML/1998/namespace"`, ` xmlns:q="&#x75;rn:q"`, ` xmlns:q="&x;"`, ` xmlns:q="<"`,
	` xmlns:q="http://[x"`, ` xmlns:q="relatief"`, ` xmlns:q="a b"`, ` xmlns:_1.2-3="urn:x"`, "\u00a0x=\"1\"", ` xsi:schemaLocation=""`, ` xsi:noNamespaceSchemaLocation=""`,
	` xsi:schemaLocation="$RUIMTE $EIGEN.xsd"`, ` xsi:schemaLocation="$RUIMTE"`, ` xsi:schemaLocation="a b c"`, ` xsi:schemaLocation="a b"`, ` xsi:schemaLocation=" $RUIMTE&#10;x.xsd  $BASRUIMTE y.xsd "`, ` xsi:noNamespaceSchemaLocation="x.xsd"`, ` xsi:noNamespaceSchemaLocation="a b"`, ` xsi:schemaLocation="a http://localhost/x.xsd"`, ` xsi:schemaLocation="urn:x niet-daar.xsd"`, ` xsi:schemaLocation="%% %%"`}

var dagen = []string{"-0001-01-01", "0000-01-01", "-0000-01-01", "12345-01-01", "012345-01-01", "2023-02-29", "2024-02-29", "-0004-02-29", "-0003-02-29", "-0100-02-29", "-0400-02-29", "1900-02-29", "2000-02-29", "2100-02-29", "2024-2-1", "2024-02-30",
	"2024-00-01", "2024-13-01", "2024-01-00", "2024-01-32", "2024-04-31", "24-01-01", "999-01-01", "2024-01-01Z", "2024-01-01+01:00", "2024-01-01-14:00", "2024-01-01-0100", "+2024-01-01", "--2024-01-01", " 2024-01-01", "2024-01-01 ", "\n\t2024-01-01\r", "2024 -01-01", "2024-01-01T00:00:00", "20240101", "2024/01/01",
	"2024-01", "2024", "2024-01-01-", "9223372036854775807-01-01", "9223372036854775808-01-01", "922337203685477580-01-01", "9999999999999999999-01-01", "92233720368547758070-01-01", "-9223372036854775807-01-01", "-9223372036854775808-01-01", "-9223372036854775809-01-01", "1000000000000000000-02-29",
	"123456789012345678901234567890-01-01", "2024-01-01&#32;", "&#50;024-01-01", "2024-01-0१", "20२4-01-01", "0001-01-01", "9999-12-31", "10000-01-01", "2024-01-1", "2024-1-01", "2024-01-001", "2024-001-01", "\u00a02024-01-01", "2024-01-01.0", "-2024-01-01", "-12345-12-31", "2024-01-01A", "2024-06-31"}

var tijden = []string{"24:00:00", "24:00:00.0", "24:00:00.000", "24:00:00.", "24:00:00.1", "24:00:01", "24:01:00", "25:00:00", "23:59:60", "23:59:59", "23:60:00", "23:59:59.", "23:59:59.9", "23:59:59.999999999999999999999999999999", "23:59:59.9a", "0:00:00", "00:00:0", "00:00", "00:00:00Z", "00:00:00+01:00",
	"00:00:00-01:00", " 00:00:00 ", "\n00:00:00", "00:00:00,5", "00:00:000", "000:00:00", "-00:00:00", "+00:00:00", "12:00:00 PM", "1२:00:00", "00:00:00.0.0", "00:00:59.99999999999999999999", "00:00:60.0", "00:00:59.9999999999999999999999", "00:00:00e1", "00:00:1e1", "00:00:+1", "00: 0:00", "00:00:00. 5", "24:00:00.00000000000000000000000000000001",
	"00:00:00.4", "00:00:00.\t"}

var gehelen = []string{"0", "-0", "+0", "00", "-00", "+3", "++3", "-3", "- 3", "+ 3", "3-", "0003", "3.0", "3.", ".0", "1e3", "1E3", "0x1", "3,0", " 3 ", "\t3\n", "3 3", "٣", "&#51;", "99", "100", "099", "2", "02", "+2", "2.0", "99999", "100000", "99999999", "100000000", "999999999", "1000000000", "999999999999", "1000000000000",
	"9223372036854775807", "9223372036854775808", "18446744073709551616", "18446744073709551617", "4294967296", "4294967299", "999999999999999999999999", "1000000000000000000000000", "123456789012345678901234567890", "000000000000000000000000000000", "000000000000000000000000000003", "-000000000000000000000000000000", "+000000000000000000000000000003", "00000000000000000000000000000000000000000000000000000000000000000000003", "INF", "NaN", "+", "-", "3+", "1_000", "−3"}

var teksten = []string{"", " ", "  ", "\n", "\t", "\r", "\r\n", "&#13;", "&#10;", "&#9;", "&#32;", "\u00a0", "\u2003", "\u0085", "\u2028", "\u2029", "\u3000", "\ufeff", "\u200b", "a\nb", "a\rb", "a\r\nb", "a&#13;b", "a&#10;b", "a\tb", "a&#9;b", "\na", "a\n", " a", "a ", "a&#x85;b", "a&#x2028;b", ".", "...", ". .", "\n.\n",
	"À", "ỳ", "Ỵ", "¿", "×", "÷", "ÿ", "Ā", "ḿ", "ǅ", "e\u0301", "É", "ß", "@", "[", "`", "{", "Az", "a1", "a-b", "A.B.", "ａ", "À&#x1EF3;", "0", "01", "1", "001", "1.0.0", "01.0.0", "1.0", "1.0.0.0", "1..0", "0.0.0", "10.20.30", "1.0.0 ", " 1.0.0", "1.0.00", "a.b.c", "1,0,0", "1.0.-0", "1.0.0x",
	"1234", "12345678", "123456789", "123", "١٢٣٤", "1234 ", " 1234", "12 34", "0000", "AbC123", "Ab-12", "Abcé", "Abc ", "a_b", "<b/>", "&lt;", "&#0;", "𝒳", "\U0010ffff", "x<!-- a -->y", "<!-- a -->", "<?a?>", "<![CDATA[]]>", "<![CDATA[ ]]>", "<![CDATA[a]]>b<![CDATA[c]]>", "--", "NULL", "' OR 1=1", "%s"}

// nieuweWaarde is another value for an element.
func (w *wijziger) nieuweWaarde(p plaatsing, oud string) string {
	e := w.declaratie(p)
	if e == nil || e.Type == nil || w.kans(6) {
		return een(w, [][]string{teksten, snippers, gehelen, dagen, tijden}[w.IntN(5)] /* any kind */)
	}
	t := e.Type
	switch {
	case w.kans(6):
		return w.verminkt(oud)
	case t.vorm == datum && w.kans(2):
		return fmt.Sprintf("%s%0*d-%02d-%02d%s", een(w, []string{"", "", "-"}), 3+w.IntN(3), w.IntN(30000), w.IntN(14), 26+w.IntN(7), een(w, []string{"", "", "", " ", "Z"}))
	case t.vorm == datum:
		return een(w, dagen)
	case t.vorm == tijd && w.kans(2):
		return fmt.Sprintf("%02d:%02d:%02d%s", 20+w.IntN(6), w.IntN(62), w.IntN(62), een(w, []string{"", ".", ".0", ".5", " "}))
	case t.vorm == tijd:
		return een(w, tijden)
	case t.vorm == geheel:
		return w.getal(t)
	case t.Codes != nil:
		return w.verminkt(een(w, t.Codes.Codes).Code)
	case t.Langer > 0 && w.kans(2):
		return w.lengte(t.Langer)
	}
	return een(w, teksten)
}

// getal is a whole number around the limits of the data type.
func (w *wijziger) getal(t *Type) string {
	if w.kans(2) {
		return een(w, gehelen)
	}
	n := strconv.FormatInt(t.Hoogste+int64(w.IntN(3))-1, 10)
	return een(w, []string{"", "", "+", "-", "0", "000", " "}) + n + een(w, []string{"", "", "", ".", ".0", " ", "0"})
}

// verminkt is a value with blanks around it, cut, repeated or otherwise written.
func (w *wijziger) verminkt(s string) string {
	ref := ""
	for _, r := range s {
		ref += fmt.Sprintf(een(w, []string{"&#%d;", "&#x%x;", "&#x%X;", "&#0%d;"}), r)
	}
	return een(w, []string{s, s + " ", " " + s, "\n" + s, s + "\t", "0" + s, strings.TrimLeft(s, "0"), s + s, strings.ToLower(s), strings.ToUpper(s), ref,
		"<![CDATA[" + s + "]]>", "<!-- -->" + s, s + "<?x?>", s + "\u00a0", s[:len(s)/2], s + "&#13;", "+" + s, s + "x", s + "\r", s + "\r\n"})
}

// lengte is a text of the greatest length, or a little shorter or longer, in characters of one to four bytes.
func (w *wijziger) lengte(n int) string {
	n = max(n+een(w, []int{-1, 0, 0, 1, 1, 2}), 0)
	s := strings.Repeat(een(w, []string{"a", "1", "é", "€", "𝒳", "&amp;", "&#x1D4B3;", " ", "\t", "&#9;", "ỳ", "\u00a0", "e\u0301"}), n)
	if w.kans(4) {
		s += een(w, []string{" ", "a", "\n", "<!-- -->", "<![CDATA[a]]>", "&#13;", "\r\n"})
	}
	return s
}
