package ident

import "strings"

// KvK is the number of an organisation at the chamber of commerce (Kamer van Koophandel).
type KvK struct{ secret[kvk] }

type kvk struct{}

// ParseKvK reads a chamber of commerce number of 8 digits.
func ParseKvK(s string) (KvK, error) {
	v, err := parse[kvk](s)
	return KvK{v}, err
}

func (kvk) name() string { return "KvK" }

func (kvk) parse(s string) (string, error) {
	s = compact(s)
	if !digits(s, 8) || s == "00000000" {
		return "", wrong("A chamber of commerce number (KvK) has 8 digits")
	}
	return s, nil
}

// IsTest reports a number of the range that made-up organisations have here.
func (k KvK) IsTest() bool { return strings.HasPrefix(k.Reveal(), "9000") }

// AGB is the code of a care provider, by which messages find it.
type AGB struct{ secret[agb] }

type agb struct{}

// ParseAGB reads a provider code of 8 digits.
func ParseAGB(s string) (AGB, error) {
	v, err := parse[agb](s)
	return AGB{v}, err
}

func (agb) name() string { return "AGB" }

func (agb) parse(s string) (string, error) {
	s = compact(s)
	if !digits(s, 8) || s == "00000000" {
		return "", wrong("A care provider code (AGB) has 8 digits")
	}
	return s, nil
}

// IsTest reports a code of the range that made-up providers have here.
func (a AGB) IsTest() bool { return strings.HasPrefix(a.Reveal(), "99") }

// OIN (organisatie-identificatienummer) is the number by which government systems know an organisation.
type OIN struct{ secret[oin] }

type oin struct{}

// ParseOIN reads an organisation number of 20 digits.
func ParseOIN(s string) (OIN, error) {
	v, err := parse[oin](s)
	return OIN{v}, err
}

func (oin) name() string { return "OIN" }

func (oin) parse(s string) (string, error) {
	s = compact(s)
	if !digits(s, 20) || !strings.HasPrefix(s, "000000") || strings.Trim(s, "0") == "" {
		return "", wrong("An organisation number (OIN) has 20 digits and begins with 000000")
	}
	return s, nil
}

// MunicipalityCode is the number of a municipality in the lists of Statistics Netherlands (CBS).
type MunicipalityCode struct{ secret[municipality] }

type municipality struct{}

// ParseMunicipalityCode reads a code of 4 digits, also with GM before it.
func ParseMunicipalityCode(s string) (MunicipalityCode, error) {
	v, err := parse[municipality](s)
	return MunicipalityCode{v}, err
}

func (municipality) name() string { return "municipality" }

func (municipality) parse(s string) (string, error) {
	s = strings.TrimPrefix(compact(s), "GM")
	if !digits(s, 4) || s == "0000" {
		return "", wrong("A municipality code has 4 digits, such as 0141")
	}
	return s, nil
}
