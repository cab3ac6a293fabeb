package contract

import (
	"context"
	"maps"
	"slices"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/platform/text"
)

// categories are the Wmo product categories of list WMO020, in words.
var categories = map[string]string{
	"01": "Household help",
	"02": "Guidance",
	"03": "Personal care",
	"04": "Short stay",
	"05": "Services around the home",
	"06": "Other support for a person or a family",
	"07": "Day activities",
	"08": "Transport service",
	"09": "Other support in a group",
	"10": "Support put together for one person",
	"11": "Wheelchair",
	"12": "Transport aid",
	"13": "Adaptation of the home",
	"14": "Other aids",
	"15": "Protected living",
	"16": "Shelter",
	"17": "Urgent shelter",
	"18": "Other protected living and shelter",
}

// CategoryName is a product category in words, an English sentence; empty for a code that is not on the list.
func CategoryName(code string) string { return categories[code] }

// Categories lists the codes of the product categories.
func Categories() []string { return slices.Sorted(maps.Keys(categories)) }

// products are the product codes that contracts here use, in words.
var products = map[string]string{
	"01A03": "Help with cleaning and running the house",
	"02A05": "Guidance at home",
	"07A11": "Day activities in a group",
	"08A01": "Transport to the day activities",
	"15A01": "A place in protected living",
}

// ProductName is a product in words, an English sentence: by its code, or else by its category. Neither is known
// of an order for a budget alone.
func ProductName(category, code string) string {
	if name := products[code]; name != "" {
		return name
	}
	if name := categories[category]; name != "" {
		return name
	}
	return "Support"
}

// amounts are how much of a unit, in the words for one and for more.
var amounts = map[string][2]string{
	istandaard.EenheidUur:     {"%d hour", "%d hours"},
	istandaard.EenheidEtmaal:  {"%d day and night", "%d days and nights"},
	istandaard.EenheidDagdeel: {"%d part of a day", "%d parts of a day"},
	istandaard.EenheidOutput:  {"%d result", "%d results"},
	istandaard.EenheidStuks:   {"%d time", "%d times"},
}

// rhythms are how often, around an amount.
var rhythms = map[string]string{
	istandaard.FrequentieDag:    "%s a day",
	istandaard.FrequentieWeek:   "%s a week",
	istandaard.FrequentieMaand:  "%s a month",
	istandaard.FrequentieTotaal: "%s in all",
}

const minutesAnHour = 60

// VolumeWords says how much support it is, in the reader's language: "2 uur en 30 minuten per week".
func VolumeWords(ctx context.Context, volume int64, unit, frequency string) string {
	amount := amountWords(ctx, volume, unit)
	if rhythms[frequency] == "" {
		return amount
	}
	return text.T(ctx, rhythms[frequency], amount)
}

func amountWords(ctx context.Context, volume int64, unit string) string {
	switch unit {
	case istandaard.EenheidEuro:
		return text.Money(ctx, volume)
	case istandaard.EenheidMinuut:
		hours, minutes := volume/minutesAnHour, volume%minutesAnHour
		left := text.N(ctx, minutes, "%d minute", "%d minutes")
		switch {
		case hours == 0:
			return left
		case minutes == 0:
			return text.N(ctx, hours, "%d hour", "%d hours")
		}
		return text.T(ctx, "%s and %s", text.N(ctx, hours, "%d hour", "%d hours"), left)
	}
	if _, known := amounts[unit]; !known {
		return text.Number(ctx, volume)
	}
	return text.N(ctx, volume, amounts[unit][0], amounts[unit][1])
}

// rates are what a rate is for.
var rates = map[string]string{
	istandaard.EenheidMinuut:  "%s a minute",
	istandaard.EenheidUur:     "%s an hour",
	istandaard.EenheidEtmaal:  "%s for a day and a night",
	istandaard.EenheidDagdeel: "%s for a part of a day",
	istandaard.EenheidOutput:  "%s for the result",
	istandaard.EenheidStuks:   "%s each time",
}

// RateWords says what support costs, in the reader's language: "€ 34,20 per uur".
func RateWords(ctx context.Context, cents int64, unit string) string {
	if rates[unit] == "" {
		return text.Money(ctx, cents)
	}
	return text.T(ctx, rates[unit], text.Money(ctx, cents))
}
