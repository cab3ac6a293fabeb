package assignment

import "slices"

// Reason is a choice with a code of the standard behind it.
type Reason struct {
	Code   string
	header bool // the fault is in the head of the message, so only that goes back
}

// Refusals are the return codes with which a provider can send an order back. They are for orders with a
// mistake; package istandaard has them in words.
var Refusals = []Reason{
	{Code: "S329"},
	{Code: "9332"},
	{Code: "S300", header: true},
	{Code: "8848", header: true},
}

func refusal(code string) (Reason, bool) {
	i := slices.IndexFunc(Refusals, func(r Reason) bool { return r.Code == code })
	if i < 0 {
		return Reason{}, false
	}
	return Refusals[i], true
}

// StopReasons are the codes for the end of support (list WMO588), those that are chosen most first.
var StopReasons = []Reason{{Code: "19"}, {Code: forATime}, {Code: "23"}, {Code: "21"}, {Code: "22"}, {Code: "38"}, {Code: "31"}, {Code: "39"},
	{Code: "36"}, {Code: "37"}, {Code: "02"}}

var stopReasonNames = map[string]string{
	"02":     "The client died",
	"19":     "The support ended as planned",
	forATime: "The support stops for a time, for example because of a stay in hospital",
	"21":     "The client wanted to stop early",
	"22":     "The provider wanted to stop early",
	"23":     "Client and provider agreed to stop early",
	"31":     "The client moves to another municipality",
	"36":     "The municipality ended the order",
	"37":     "The order was changed at the provider's request",
	"38":     "The client goes to another provider",
	"39":     "The client gets support under another law",
}

// StopReasonName is a reason for ending in words, an English sentence; empty for a code that is not on the list.
func StopReasonName(code string) string { return stopReasonNames[code] }
