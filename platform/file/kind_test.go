package file

import (
	"archive/zip"
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

// archive makes a document of parts.
func archive(t testing.TB, parts ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, part := range parts {
		name, text, _ := strings.Cut(part, "=")
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func picture(t testing.TB, encode func(w *bytes.Buffer, m image.Image) error) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := encode(&out, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestRecognise(t *testing.T) {
	pngFile := picture(t, func(w *bytes.Buffer, m image.Image) error { return png.Encode(w, m) })
	jpegFile := picture(t, func(w *bytes.Buffer, m image.Image) error { return jpeg.Encode(w, m, nil) })
	webp := []byte("RIFF\x24\x00\x00\x00WEBPVP8 ")
	pdf := []byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	docx := []string{"[Content_Types].xml=<Types/>", "word/document.xml=<w:document/>"}
	odt := []string{"mimetype=" + typeODT, "content.xml=<office/>"}
	const (
		kind    = "We cannot use this kind of file"
		content = "The content of this file is not what its name says"
		macro   = "This document holds a program"
	)
	for _, tt := range []struct {
		name    string
		content []byte
		want    string // the type, or how the sentence begins
	}{
		{"brief.pdf", pdf, "application/pdf"},
		{"FOTO.PNG", pngFile, "image/png"},
		{"foto.jpg", jpegFile, "image/jpeg"},
		{"foto.jpeg", jpegFile, "image/jpeg"},
		{"foto.webp", webp, "image/webp"},
		{"notitie.txt", []byte("Eén regel.\n"), typeText},
		{"notitie.txt", []byte("\xef\xbb\xbfEén regel.\n"), typeText},
		{"brief.docx", archive(t, docx...), typeDOCX},
		{"brief.odt", archive(t, odt...), typeODT},
		{"brief.pdf", nil, "This file is empty"},
		{"brief.pdf", append(bytes.Clone(pdf), make([]byte, MaxSize)...), "This file is larger than 10 MB"},
		{"notitie.txt", bytes.Repeat([]byte("a"), MaxSize), typeText},
		{"programma.exe", []byte("MZ"), kind},
		{"pagina.html", []byte("<html>"), kind},
		{"tekening.svg", []byte("<svg/>"), kind},
		{"brief", pdf, kind},
		{"brief.docm", archive(t, docx...), kind},
		{"brief.pdf", pngFile, content},
		{"foto.png", jpegFile, content},
		{"notitie.txt", []byte("<html><script>"), content},
		{"brief.docx", []byte("PK\x03\x04"), content},
		{"brief.docx", archive(t, odt...), content},
		{"brief.odt", archive(t, docx...), content},
		{"brief.odt", archive(t, "mimetype="+typeODT), content},
		{"brief.odt", archive(t, "mimetype="+typeODT+"-template", "content.xml=x"), content},
		{"brief.docx", archive(t, append(docx, "word/vbaProject.bin=x")...), macro},
		{"brief.odt", archive(t, append(odt, "Basic/Standard/Module1.xml=x")...), macro},
		{"notitie.txt", []byte("E\xe9n regel."), "We cannot read this text file"},
	} {
		got, err := recognise(tt.name, tt.content)
		if wrong, ok := errors.AsType[fault.Invalid](err); ok {
			got = wrong["file"]
		}
		if !strings.HasPrefix(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestTidy(t *testing.T) {
	for name, want := range map[string]string{
		"Brief van de school.PDF":         "Brief van de school.pdf",
		`C:\Mijn documenten\brief.docx`:   "brief.docx",
		"../../etc/brief.txt":             "brief.txt",
		"reis\u202egpj.png":               "reisgpj.png",
		"a\r\nb\x00.txt":                  "ab.txt",
		".pdf":                            "file.pdf",
		"Zoë's foto 🌷.jpg":                "Zoë's foto 🌷.jpg",
		strings.Repeat("é", 200) + ".odt": strings.Repeat("é", maxName) + ".odt",
	} {
		if got := tidy(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
