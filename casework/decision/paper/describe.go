package paper

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"regexp"
	"strconv"
)

// What Chromium writes at the end of a PDF.
var (
	endOfFile  = regexp.MustCompile(`startxref\s+(\d+)\s+%%EOF\s*$`)
	trailerOf  = regexp.MustCompile(`(?s)trailer\s*<<(.*?)>>\s*startxref`)
	sizeOf     = regexp.MustCompile(`/Size\s+(\d+)`)
	rootOf     = regexp.MustCompile(`/Root\s+(\d+)\s+0\s+R`)
	errUnknown = errors.New("describe: this is no PDF as Chromium writes it")
)

// describe adds to a PDF that it was made after PDF/UA-1, with its title and language, as an incremental update:
// what was there stays byte for byte, a metadata stream and a new catalog that names it come after it.
func describe(pdf []byte, title, lang string) ([]byte, error) {
	end, trailer := endOfFile.FindSubmatch(pdf), trailerOf.FindSubmatch(pdf)
	if end == nil || trailer == nil {
		return nil, errUnknown
	}
	size, root := sizeOf.FindSubmatch(trailer[1]), rootOf.FindSubmatch(trailer[1])
	if size == nil || root == nil {
		return nil, errUnknown
	}
	catalog := regexp.MustCompile(`(?s)\n` + string(root[1]) + ` 0 obj\s*<<(.*?)>>\s*endobj`).FindSubmatch(pdf)
	if catalog == nil {
		return nil, errUnknown
	}
	number, err := strconv.Atoi(string(size[1]))
	if err != nil {
		return nil, errUnknown
	}
	var out bytes.Buffer
	out.Write(pdf)
	if !bytes.HasSuffix(pdf, []byte("\n")) {
		out.WriteByte('\n')
	}
	about := metadata(title, lang)
	aboutAt := out.Len()
	fmt.Fprintf(&out, "%d 0 obj\n<</Type /Metadata /Subtype /XML /Length %d>>\nstream\n%s\nendstream\nendobj\n", number, len(about), about)
	catalogAt := out.Len()
	fmt.Fprintf(&out, "%s 0 obj\n<<%s\n/Metadata %d 0 R>>\nendobj\n", root[1], catalog[1], number)
	tableAt := out.Len()
	fmt.Fprintf(&out, "xref\n%s 1\n%010d 00000 n \n%d 1\n%010d 00000 n \n", root[1], catalogAt, number, aboutAt)
	rest := sizeOf.ReplaceAllString(string(trailer[1]), "/Size "+strconv.Itoa(number+1))
	fmt.Fprintf(&out, "trailer\n<<%s\n/Prev %s>>\nstartxref\n%d\n%%%%EOF\n", rest, end[1], tableAt)
	return out.Bytes(), nil
}

// metadata is the packet that says what the document is.
func metadata(title, lang string) string {
	var t bytes.Buffer
	_ = xml.EscapeText(&t, []byte(title)) // a buffer takes everything
	return `<?xpacket begin="` + "\ufeff" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">` + t.String() + `</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>` + lang + `</rdf:li></rdf:Bag></dc:language>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`
}
