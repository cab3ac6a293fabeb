package istandaard

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"codeberg.org/samenkracht/samenkracht/care/istandaard/regel"
)

// JSON turns a message into JSON: an object with its Soort, and the classes as objects with the names of the
// standard in the order of the schema. A list is an array; every value is a string, as it stands in the message.
func (b *Bericht) JSON() ([]byte, error) {
	var uit bytes.Buffer
	uit.WriteString(`{"Soort":"` + string(b.Soort()) + `"`)
	for d := range b.Wortel.Delen() {
		uit.WriteByte(',')
		naarJSON(&uit, d, true)
	}
	uit.WriteByte('}')
	var mooi bytes.Buffer
	if err := json.Indent(&mooi, uit.Bytes(), "", "  "); err != nil {
		return nil, err
	}
	mooi.WriteByte('\n')
	return mooi.Bytes(), nil
}

func naarJSON(uit *bytes.Buffer, d *Deel, naam bool) {
	if naam {
		uit.WriteString(`"` + d.el.Naam + `":`)
	}
	if d.el.Type != nil {
		s, _ := json.Marshal(d.waarde)
		uit.Write(s)
		return
	}
	lijst := d.el.Klasse.IsLijst()
	open, sluit := byte('{'), byte('}')
	if lijst {
		open, sluit = '[', ']'
	}
	uit.WriteByte(open)
	for k := d.eerste; k != nil; k = k.volgende {
		if k != d.eerste {
			uit.WriteByte(',')
		}
		naarJSON(uit, k, !lijst)
	}
	uit.WriteByte(sluit)
}

// maxJSON is the largest JSON that is read; blanks in front of each line make it larger than the message.
const maxJSON = 2 * MaxGrootte

// LeesJSON reads what JSON wrote. Numbers may stand without quotes. The error is Fouten: the text is no such
// message; whether the message is right, Schrijf and Lees tell.
func LeesJSON(data []byte) (*Bericht, error) {
	if len(data) > maxJSON {
		return nil, Fouten{schemaFout(zinTeGrootBericht)}
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var in map[string]any
	if err := d.Decode(&in); err != nil {
		return nil, Fouten{jsonFout(data, err)}
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, Fouten{schemaFout(zinErachter)}
	}
	soort := Soort(fmt.Sprint(in["Soort"]))
	if !soort.Bestaat() {
		return nil, Fouten{schemaFout(zinJSON, tweetalig{"het veld Soort noemt geen bericht, zoals WMO301", "the field Soort names no message, such as WMO301"})}
	}
	delete(in, "Soort")
	s := soort.Schema()
	b := &Bericht{schema: s, Wortel: &Deel{el: s.Wortel}}
	if err := vanJSON(b.Wortel, in, ""); err != nil {
		return nil, Fouten{*err}
	}
	return b, nil
}

// jsonFout says where a text is no JSON.
func jsonFout(data []byte, err error) Fout {
	if len(bytes.Trim(data, blanks)) == 0 {
		return schemaFout(zinLeegBestand)
	}
	waarom, plaats := tweetalig{"het breekt af", "it stops before its end"}, len(data)
	if fout, is := errors.AsType[*json.SyntaxError](err); is && int(fout.Offset) < len(data) {
		waarom, plaats = tweetalig{"hier staat een teken dat niet past", "a character stands here that does not fit"}, int(fout.Offset)
	} else if _, is := errors.AsType[*json.UnmarshalTypeError](err); is {
		waarom, plaats = tweetalig{"het begint niet met {", "it does not begin with {"}, 0
	}
	f := schemaFout(zinJSON, waarom)
	f.Regelnummer = 1 + bytes.Count(data[:plaats], []byte("\n"))
	return f
}

func vanJSON(d *Deel, in any, pad string) *Fout {
	mis := func(z zin, args ...any) *Fout { return &Fout{Niveau: regel.Schema, Pad: pad, zin: z, args: args} }
	if d.el.Type != nil {
		switch w := in.(type) {
		case string:
			d.waarde = w
		case json.Number:
			d.waarde = w.String()
		default:
			return mis(zinDelen)
		}
		return nil
	}
	if d.el.Klasse.IsLijst() {
		rij, ok := in.([]any)
		if !ok {
			return mis(zinJSON, tweetalig{"hier hoort een lijst tussen [ en ]", "a list between [ and ] belongs here"})
		}
		naam := d.el.Klasse.Elementen[0].Naam
		for i, lid := range rij {
			if err := vanJSON(d.moet(naam), lid, pad+"/"+naam+nummer(i+1)); err != nil {
				return err
			}
		}
		return nil
	}
	delen, ok := in.(map[string]any)
	if !ok {
		return mis(zinTekst)
	}
	for naam := range delen {
		if d.el.Klasse.vind(naam) < 0 {
			return mis(zinOnbekend, kort(naam))
		}
	}
	for _, e := range d.el.Klasse.Elementen {
		if w, ok := delen[e.Naam]; ok {
			naar := e.Naam
			if pad != "" {
				naar = pad + "/" + e.Naam
			}
			if err := vanJSON(d.moet(e.Naam), w, naar); err != nil {
				return err
			}
		}
	}
	return nil
}
