package ui

import (
	"maps"
	"slices"
)

func galleryHead() Head {
	return Head{
		Title:  "Gallery",
		Intro:  "Every component of the pages, with made-up words.",
		Label:  "For builders",
		Crumbs: []Crumb{{"Administration", "#inhoud"}},
		Back:   "#inhoud",
		Fields: append(galleryFields(), Field{Name: "day", Error: "Write a day, for example 9-10-2026"}),
		Wide:   true,
	}
}

func galleryFields() []Field {
	return []Field{
		{Name: "name", Label: "Your name", Autocomplete: "name", Value: "Anna de Wit"},
		{Name: "mail", Label: "E-mail address", Hint: "We write to you here.", Type: "email", Autocomplete: "email", Value: "anna@", Error: "Write an e-mail address, such as anna@example.nl"},
		{Name: "postcode", Label: "Postcode", Width: 8, Autocomplete: "postal-code"},
		{Name: "amount", Label: "Amount", Prefix: "€", Suffix: "a month", Width: 8, Inputmode: "decimal", Optional: true},
	}
}

func galleryOptions(n int) []Option {
	return []Option{
		{"alone", "I live alone", ""},
		{"partner", "With my partner", "Also when you are not married."},
		{"children", "With children", ""},
		{"parents", "With my parents", ""},
		{"brother", "With a brother or sister", ""},
		{"friends", "With friends", ""},
		{"group", "In a group", ""},
		{"other", "Otherwise", ""},
		{"none", "I would rather not say", ""},
	}[:n]
}

func galleryCards() []Card {
	return []Card{
		{Title: "Company for a walk", Link: "#inhoud", Kind: "Asked", Icon: "people", Text: "I would like to walk in the park once a week.", Facts: []string{"500 m", "Wednesday", "De Riet"}},
		{Title: "Soup on Thursday", Link: "#inhoud", Kind: "Activity", Icon: "cooking", Text: "Eat with neighbours in the neighbourhood house.", Facts: []string{"1,2 km"}, Badges: []Tag{{OK, "3 places"}}},
		{Title: "A lift to the hospital", Link: "#inhoud", Kind: "Asked", Icon: "car", Badges: []Tag{{Warning, "Today"}}},
	}
}

func galleryTable(wide bool) TableData {
	t := TableData{
		Caption: "Work for today",
		Columns: []Column{{Label: "What"}, {Label: "Due"}, {Label: "Who"}, {Label: "Amount", Numeric: true}},
		Rows: []Row{
			{Cells: []Cell{{Text: "Visit at home", Link: "#inhoud", Note: "Household 2026-118"}, {Text: "9 October 2026", Tag: Tag{Danger, "2 days late"}}, {Text: "Fatma Yildiz"}, {Text: "€ 0,00"}}},
			{Cells: []Cell{{Text: "Decide on household help", Link: "#inhoud"}, {Text: "14 October 2026", Tag: Tag{Warning, "in 3 days"}}, {Text: "Team De Riet"}, {Text: "€ 2.184,00"}}},
		},
		Foot: Words("Together", "", "", "€ 2.184,00"),
	}
	if wide {
		t.Caption, t.Wide = "Work for today, wide", true
	}
	return t
}

func gallerySteps() []Step {
	return []Step{
		{"Asked", StepDone, "1 October"},
		{"In inquiry", StepDone, "6 October"},
		{"Decided", StepNow, "before 12 November"},
		{"Ordered", StepAhead, ""},
		{"Started", StepAhead, ""},
	}
}

func galleryRungs() []Rung {
	return []Rung{
		{Label: "Own strength", Text: "Cooks on good days.", State: StepDone, Icon: "person"},
		{Label: "Family and friends", Text: "Her sister comes on Sunday.", State: StepDone, Icon: "heart"},
		{Label: "Neighbourhood", Text: "Soup on Thursday, from next week.", State: StepNow, Icon: "house"},
		{Label: "Services for everybody", State: StepAhead, Icon: "people"},
		{Label: "Custom support", State: StepAhead, Icon: "hand"},
	}
}

func galleryEvents() []Event {
	return []Event{
		{When: "9 October 2026, 14.00", Title: "Looked at your plan", Who: "Fatma Yildiz, generalist", Text: "To prepare the conversation.", Icon: "eye"},
		{When: "1 October 2026, 9.12", Title: "You asked for help", Link: "#inhoud"},
	}
}

func galleryBars() []Bar {
	return []Bar{
		{Label: "De Riet", Value: 412, Text: "412", Link: "#inhoud"},
		{Label: "Binnenstad", Value: 280, Text: "280"},
		{Label: "Aalderinkshoek", Hidden: true},
	}
}

func galleryLayers() []Layer {
	return []Layer{
		{Label: "Second line", Text: "310", Note: "2%"},
		{Label: "First line", Text: "1.240", Link: "#inhoud"},
		{Label: "Zeroth line", Text: "9.800"},
	}
}

func iconNames() []string { return slices.Sorted(maps.Keys(icons)) }
