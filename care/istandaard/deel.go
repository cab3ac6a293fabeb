package istandaard

import (
	"iter"
	"strconv"
	"strings"
)

// Bericht is one message: a tree of classes and elements in the order of its schema.
type Bericht struct {
	schema *Schema
	Wortel *Deel

	bron   string // the text that it was read from; empty when it was built
	regels []int  // the line ends before each block of a long text

	voorOpmerking map[*Deel]string // of values with a comment in them: what stands before it
}

// blokGrootte is how many bytes are looked through for the number of a line.
const blokGrootte = 1 << 16

// telRegels counts the line ends of a long text, so that a line number is found fast when there are many faults.
func (b *Bericht) telRegels() {
	n := 0
	for s := b.bron; len(s) > blokGrootte; s = s[blokGrootte:] {
		n += strings.Count(s[:blokGrootte], "\n")
		b.regels = append(b.regels, n)
	}
}

// Soort is the type of the message.
func (b *Bericht) Soort() Soort { return b.schema.Soort }

// Wet is the law of the message.
func (b *Bericht) Wet() Wet { return b.schema.Soort.Wet() }

// Header is the head of the message; nil when it has none yet.
func (b *Bericht) Header() *Deel { return b.Wortel.Zoek("Header") }

// Inhoud is the class beside the Header: Client, Antwoord, Declaratie or DeclaratieAntwoord. It is nil in a
// return message that is a header alone.
func (b *Bericht) Inhoud() *Deel {
	if h := b.Wortel.eerste; h != nil && h.Naam() == "Header" {
		return h.volgende
	}
	return b.Wortel.eerste
}

func (b *Bericht) knip(d *Deel, voor string) {
	if b.voorOpmerking == nil {
		b.voorOpmerking = map[*Deel]string{}
	}
	b.voorOpmerking[d] = voor
}

// VoorOpmerking is the part of a value that stands before a comment in it, as the published control reads it; ok
// is false when there is no comment in the value.
func (b *Bericht) VoorOpmerking(d *Deel) (tekst string, ok bool) {
	tekst, ok = b.voorOpmerking[d]
	return tekst, ok
}

// Deel is one part of a message: a class with parts of its own, or an element with a value. A nil Deel is a
// part that is not there; it has no value and no parts.
type Deel struct {
	el       *Element
	waarde   string
	eerste   *Deel
	volgende *Deel
	laatste  *Deel // of its parts, when that is known
	plaats   int   // where its tag begins in the text that was read
}

// Naam is the name of the element.
func (d *Deel) Naam() string {
	if d == nil {
		return ""
	}
	return d.el.Naam
}

// Element is the declaration of the part.
func (d *Deel) Element() *Element {
	if d == nil {
		return nil
	}
	return d.el
}

// Waarde is the value of an element as the schema reads it; empty for a class.
func (d *Deel) Waarde() string {
	if d == nil {
		return ""
	}
	return d.waarde
}

// Zoek finds the first part along a path of names; nil when it is not there.
func (d *Deel) Zoek(pad ...string) *Deel {
	for _, naam := range pad {
		if d == nil {
			return nil
		}
		k := d.eerste
		for k != nil && k.el.Naam != naam {
			k = k.volgende
		}
		d = k
	}
	return d
}

// Tekst is the value along a path of names; empty when it is not there.
func (d *Deel) Tekst(pad ...string) string { return d.Zoek(pad...).Waarde() }

// Datum is the date along a path of names; empty when it is not there.
func (d *Deel) Datum(pad ...string) Datum { return Datum(d.Tekst(pad...)) }

// Getal is the whole number along a path of names; ok is false when it is not there.
func (d *Deel) Getal(pad ...string) (n int64, ok bool) {
	k := d.Zoek(pad...)
	if k == nil {
		return 0, false
	}
	n, negatief, ok := leesGeheel(k.waarde)
	if negatief {
		n = -n
	}
	return n, ok
}

// Delen are the parts, in the order of the schema.
func (d *Deel) Delen() iter.Seq[*Deel] {
	return func(geef func(*Deel) bool) {
		if d == nil {
			return
		}
		for k := d.eerste; k != nil; k = k.volgende {
			if !geef(k) {
				return
			}
		}
	}
}

// Rij are the parts of a list along a path of names, such as the Relatie of Relaties.
func (d *Deel) Rij(pad ...string) iter.Seq[*Deel] { return d.Zoek(pad...).Delen() }

// Alle walks the part and everything in it, a class before its parts.
func (d *Deel) Alle() iter.Seq[*Deel] {
	return func(geef func(*Deel) bool) { d.loop(geef) }
}

func (d *Deel) loop(geef func(*Deel) bool) bool {
	if d == nil {
		return true
	}
	if !geef(d) {
		return false
	}
	for k := d.eerste; k != nil; k = k.volgende {
		if !k.loop(geef) {
			return false
		}
	}
	return true
}

// Pad is the path of a part of the message, such as Client/ToegewezenProducten/ToegewezenProduct[2]/Einddatum.
// Parts of a list have a number.
func (b *Bericht) Pad(d *Deel) string {
	var namen []string
	if !zoekPad(b.Wortel, d, &namen) {
		return ""
	}
	return strings.Join(namen, "/")
}

func zoekPad(in, doel *Deel, namen *[]string) bool {
	if in == doel {
		return true
	}
	nr := 0
	for k := in.eerste; k != nil; k = k.volgende {
		nr++
		// What was read stands in order: doel is not in a part that ends before it.
		if doel.plaats > 0 && k.volgende != nil && k.volgende.plaats > 0 && k.volgende.plaats <= doel.plaats {
			continue
		}
		naam := k.el.Naam
		if k.el.Max == 0 {
			naam += nummer(nr)
		}
		*namen = append(*namen, naam)
		if zoekPad(k, doel, namen) {
			return true
		}
		*namen = (*namen)[:len(*namen)-1]
	}
	return false
}

// Regelnummer is the line of the text on which a part begins, from 1; 0 when the message was not read.
func (b *Bericht) Regelnummer(d *Deel) int {
	if b.bron == "" || d == nil || d.plaats > len(b.bron) {
		return 0
	}
	n, blok := 1, d.plaats/blokGrootte
	if blok > 0 {
		n += b.regels[blok-1]
	}
	return n + strings.Count(b.bron[blok*blokGrootte:d.plaats], "\n")
}

func nummer(nr int) string { return "[" + strconv.Itoa(nr) + "]" }
