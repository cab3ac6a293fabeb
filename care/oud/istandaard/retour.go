package istandaard

import (
	"reflect"
	"slices"
)

// Return codes with a meaning of their own in every message.
const (
	RetourAfgekeurd      = "0001" // a rule inside the message is broken
	RetourGeenOpmerking  = "0200" // nothing wrong in this class
	RetourNietBeoordeeld = "0233" // this class was not judged
)

// Goedkeuring is the return message that approves all of heen: its header, with nothing after it (IV028).
// The identification must be new, as for every message.
func Goedkeuring[B Bericht](heen B, identificatie string, dagtekening Datum) (B, error) {
	b, err := retour(heen, identificatie, dagtekening)
	if err == nil {
		clientVan(b).SetZero()
	}
	return b, err
}

// Afkeuring is the return message that refuses heen by its header alone: with 0001 when a rule inside the
// message is broken, or with the code of a fault in the header itself, such as 9056.
func Afkeuring[B Bericht](heen B, identificatie string, dagtekening Datum, code string) (B, error) {
	b, err := Goedkeuring(heen, identificatie, dagtekening)
	if err != nil {
		return b, err
	}
	b.Kop().RetourCodes = []string{code}
	if code == RetourAfgekeurd {
		b.Kop().XsltVersie = XsltVersie
	}
	return b, nil
}

// Beoordeling is the return message that gives all of heen back with a code on every class. Each stands on
// 0200; the caller puts the code of the broken rule on the class where it is broken.
func Beoordeling[B Bericht](heen B, identificatie string, dagtekening Datum) (B, error) {
	b, err := retour(heen, identificatie, dagtekening)
	if err == nil {
		elkeKlasse(reflect.ValueOf(b).Elem(), func(codes *[]string) { *codes = []string{RetourGeenOpmerking} })
	}
	return b, err
}

// retour copies heen and gives the copy the header of its return message: all as it came, also the sender
// and the receiver, but for the BerichtCode.
func retour[B Bericht](heen B, identificatie string, dagtekening Datum) (B, error) {
	soort, ok := soortVan(heen)
	antwoord, _ := zoekSoort(func(s berichtsoort) bool { return s.soort == soort.antwoord })
	if !ok || soort.isRetour() {
		var geen B
		return geen, Fouten{schemafout("Header/BerichtCode", "is not of a message that gets a return message")}
	}
	b := kopie(reflect.ValueOf(heen)).Interface().(B)
	kop := b.Kop()
	kop.BerichtCode = antwoord.code
	kop.IdentificatieRetour, kop.DagtekeningRetour = identificatie, dagtekening
	versie := onzeVersie
	kop.XsdVersieRetour = &versie
	return b, nil
}

// Retourcodes lists the codes that a return message carries, each once, without those that mean no fault.
// An approved message has none.
func Retourcodes(b Bericht) []string {
	var gevonden []string
	elkeKlasse(reflect.ValueOf(b).Elem(), func(codes *[]string) {
		for _, c := range *codes {
			if c != RetourGeenOpmerking && c != RetourNietBeoordeeld && !slices.Contains(gevonden, c) {
				gevonden = append(gevonden, c)
			}
		}
	})
	return gevonden
}

func clientVan(b Bericht) reflect.Value { return reflect.ValueOf(b).Elem().FieldByName("Client") }

// elkeKlasse visits the return codes of every class below v, that of v itself last.
func elkeKlasse(v reflect.Value, f func(codes *[]string)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			elkeKlasse(v.Elem(), f)
		}
	case reflect.Slice:
		for i := range v.Len() {
			elkeKlasse(v.Index(i), f)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() && v.Type().Field(i).Name != "RetourCodes" {
				elkeKlasse(v.Field(i), f)
			}
		}
		if codes := v.FieldByName("RetourCodes"); codes.IsValid() {
			f(codes.Addr().Interface().(*[]string))
		}
	}
}

// kopie copies a message with everything below it.
func kopie(v reflect.Value) reflect.Value {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return v
		}
		n := reflect.New(v.Type().Elem())
		n.Elem().Set(kopie(v.Elem()))
		return n
	case reflect.Slice:
		if v.IsNil() {
			return v
		}
		n := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			n.Index(i).Set(kopie(v.Index(i)))
		}
		return n
	case reflect.Struct:
		n := reflect.New(v.Type()).Elem()
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				n.Field(i).Set(kopie(v.Field(i)))
			}
		}
		return n
	}
	return v
}
