package file

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

// MaxSize is the size of the largest file that is accepted, in bytes.
const MaxSize = 10 << 20

const (
	typeText = "text/plain; charset=utf-8"
	typeDOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	typeODT  = "application/vnd.oasis.opendocument.text"
)

// types are the kinds of file that are accepted, by how their names end.
var types = map[string]string{
	".pdf": "application/pdf", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp",
	".txt": typeText, ".docx": typeDOCX, ".odt": typeODT,
}

// Accept is the value of the attribute accept of a form field for a file.
const Accept = ".pdf,.png,.jpg,.jpeg,.webp,.txt,.docx,.odt"

// recognise returns the type of a file, or why it is not accepted.
func recognise(name string, content []byte) (string, error) {
	wrong := fault.Invalid{}
	want := types[strings.ToLower(path.Ext(name))]
	switch {
	case len(content) == 0:
		wrong.Say("file", "This file is empty. Choose another file")
	case len(content) > MaxSize:
		wrong.Say("file", "This file is larger than 10 MB. Choose a smaller file")
	case want == "":
		wrong.Say("file", "We cannot use this kind of file. Choose a PDF, a picture (JPG, PNG or WebP), a text file or a document (DOCX or ODT)")
	case want == typeDOCX || want == typeODT:
		return want, document(want, content)
	case http.DetectContentType(content) != want:
		wrong.Say("file", "The content of this file is not what its name says. Save it again and choose it once more")
	case want == typeText && (!utf8.Valid(content) || bytes.IndexByte(content, 0) >= 0):
		wrong.Say("file", "We cannot read this text file. Save it as PDF and choose it once more")
	}
	return want, wrong.Err()
}

// document looks into a document, which is an archive of parts.
func document(kind string, content []byte) error {
	wrong := fault.Invalid{}
	parts, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil || !isDocument(kind, parts) {
		wrong.Say("file", "The content of this file is not what its name says. Save it again and choose it once more")
		return wrong.Err()
	}
	for _, part := range parts.File {
		name := strings.ToLower(part.Name)
		if path.Base(name) == "vbaproject.bin" || strings.HasPrefix(name, "basic/") || strings.HasPrefix(name, "scripts/") {
			wrong.Say("file", "This document holds a program (macro). Save it without macros, or as PDF, and choose it once more")
		}
	}
	return wrong.Err()
}

func isDocument(kind string, parts *zip.Reader) bool {
	if kind == typeDOCX {
		return has(parts, "[Content_Types].xml") && has(parts, "word/document.xml")
	}
	says, err := parts.Open("mimetype")
	if err != nil {
		return false
	}
	defer func() { _ = says.Close() }()
	text, err := io.ReadAll(io.LimitReader(says, int64(len(typeODT)+1)))
	return err == nil && string(text) == typeODT && has(parts, "content.xml")
}

func has(parts *zip.Reader, name string) bool {
	for _, part := range parts.File {
		if part.Name == name {
			return true
		}
	}
	return false
}

const maxName = 120

// tidy leaves of a name what people see: no folders, no invisible characters that make it read otherwise.
func tidy(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if r == utf8.RuneError || !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, name)
	ext := path.Ext(name)
	stem := []rune(strings.TrimSpace(strings.TrimSuffix(name, ext)))
	if len(stem) > maxName {
		stem = stem[:maxName]
	}
	if len(stem) == 0 {
		stem = []rune("file")
	}
	return string(stem) + strings.ToLower(ext)
}
