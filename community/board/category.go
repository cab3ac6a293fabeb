package board

// Kind says whether somebody asks or offers.
type Kind string

// An ad is an ask or an offer.
const (
	KindAsk   Kind = "ask"
	KindOffer Kind = "offer"
)

// Other is the kind that answers this one.
func (k Kind) Other() Kind {
	if k == KindAsk {
		return KindOffer
	}
	return KindAsk
}

// State is where an ad stands, or a conversation about it.
type State string

// An ad is open, until its end in one of four ways.
const (
	Open      State = "open"
	Matched   State = "matched"   // two people found each other
	Withdrawn State = "withdrawn" // by who placed it
	Expired   State = "expired"   // its last day passed
	Closed    State = "closed"    // by a broker, with a reason
)

// Category (soort hulp) is what sort of help an ad is about.
type Category string

// The categories in which neighbours help each other.
const (
	Cooking     Category = "cooking"
	Company     Category = "company"
	DogWalking  Category = "dog_walking"
	Lift        Category = "lift"
	OddJob      Category = "odd_job"
	Garden      Category = "garden"
	Babysitting Category = "babysitting"
	Knowledge   Category = "knowledge"
)

// Categories lists them in the order in which people see them.
var Categories = []Category{Company, OddJob, Garden, Lift, Cooking, DogWalking, Babysitting, Knowledge}

// about is what people read about a category: English sentences, translated by the pages.
type about struct {
	slug, name, example, icon string
	bounds                    []string // what a volunteer may not do
}

var categories = map[Category]about{
	Cooking: {"koken", "Cooking", "Cook a meal, or eat together", "cooking", []string{
		"Feeding somebody who chokes easily is for a nurse.",
		"A diet that a doctor ordered needs advice from a dietician.",
	}},
	Company: {"gezelschap", "Company", "A cup of coffee, a walk, a game", "coffee", []string{
		"Washing, dressing and medicines are for a nurse.",
		"Banking and signing for somebody else is not for a neighbour.",
		"Does somebody need watching day and night? Call the neighbourhood team.",
	}},
	DogWalking: {"hond-uitlaten", "Walking the dog", "Walk the dog, or look after a pet", "dog", []string{
		"A dog that bites is for a professional.",
		"Treating a sick animal is for a vet.",
	}},
	Lift: {"lift", "A lift", "To the doctor, the shop or a club", "car", []string{
		"Transport on a stretcher or with oxygen is for the ambulance.",
		"The driver does not lift somebody in or out of a wheelchair.",
		"Only the costs of the journey may be shared. Nobody earns from it.",
	}},
	OddJob: {"klusje", "An odd job", "A lamp, a shelf, the computer", "tools", []string{
		"Work on gas, the meter cupboard or the roof is for a qualified worker.",
		"Adapting a home for an illness goes through the municipality.",
	}},
	Garden: {"tuin", "Garden", "Weed, mow or plant together", "garden", []string{
		"Felling trees and work higher than two metres is for a gardener.",
		"Neighbours do not spray poison.",
	}},
	Babysitting: {"oppassen", "Babysitting", "An evening, or after school", "child", []string{
		"A child that needs nursing care is for a nurse.",
		"Whole nights or weeks are for family, foster care or a childminder.",
		"Are you worried about a child? Talk to the broker or call Veilig Thuis.",
	}},
	Knowledge: {"kennis", "Sharing knowledge", "A language, a skill, filling in a form together", "book", []string{
		"Nobody signs in with the DigiD of somebody else.",
		"Advice about law, debts or treatment is for an expert.",
	}},
}

// Valid reports whether the category is one of the eight.
func (c Category) Valid() bool { _, ok := categories[c]; return ok }

// Slug is the category as it stands in an address.
func (c Category) Slug() string { return categories[c].slug }

// Name is the category for people, an English sentence.
func (c Category) Name() string { return categories[c].name }

// Example says what the category is for, an English sentence.
func (c Category) Example() string { return categories[c].example }

// Icon is the name of its drawing.
func (c Category) Icon() string { return categories[c].icon }

// Bounds says what a volunteer may not do in this category: English sentences. They are shown to who places
// and who answers, and a broker confirms them when matching.
func (c Category) Bounds() []string { return categories[c].bounds }

// ParseCategory reads a category from an address or a form. What is none is empty.
func ParseCategory(s string) Category {
	for c, a := range categories {
		if s == a.slug {
			return c
		}
	}
	return ""
}
