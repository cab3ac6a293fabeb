package istandaard

import (
	"bytes"
	"strings"
)

// Schrijf writes a message as the standard asks: UTF-8 without a byte order mark, lines that end in CR LF, at
// most 25 MB, and the prefixes of the published examples (OP192, OP179). What it writes, Lees reads: the error
// is Fouten of level 1.
func (b *Bericht) Schrijf() ([]byte, error) {
	data := b.tekst()
	if _, err := Lees(data); err != nil {
		return nil, err
	}
	return data, nil
}

func (b *Bericht) tekst() []byte {
	s := b.Soort()
	w := &schrijver{eigen: s.Prefix(), basis: string(s.Wet())}
	w.regel(0, `<?xml version="1.0" encoding="UTF-8"?>`)
	w.regel(0, "<"+w.eigen+":Bericht xmlns:"+w.basis+`="`+s.Wet().Basisruimte()+`" xmlns:`+w.eigen+`="`+s.Naamruimte()+`">`)
	w.delen(b.Wortel, 1)
	w.regel(0, "</"+w.eigen+":Bericht>")
	return w.uit.Bytes()
}

type schrijver struct {
	uit          bytes.Buffer
	eigen, basis string // the two prefixes
}

func (w *schrijver) regel(diepte int, tekst string) {
	for range diepte {
		w.uit.WriteByte('\t')
	}
	w.uit.WriteString(tekst)
	w.uit.WriteString("\r\n")
}

func (w *schrijver) delen(d *Deel, diepte int) {
	prefix := w.eigen
	if d.el.Klasse.Basis {
		prefix = w.basis
	}
	for k := d.eerste; k != nil; k = k.volgende {
		naam := prefix + ":" + k.el.Naam
		if k.el.Type != nil {
			w.regel(diepte, "<"+naam+">"+veilig.Replace(k.waarde)+"</"+naam+">")
			continue
		}
		w.regel(diepte, "<"+naam+">")
		w.delen(k, diepte+1)
		w.regel(diepte, "</"+naam+">")
	}
}

// veilig writes the characters that mean something in XML, and the line ends that XML would change.
var veilig = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#13;")
