package compass

// doors are the twelve client perspectives of the region, as somebody would say them at the kitchen table.
var doors = []Door{
	{Code: "handje", Title: "I could use a hand now and then", About: "A job, the garden, shopping, company", Icon: "hand", Theme: 1, first: "handje",
		gives: []string{"self.ask_around"}},
	{Code: "veel", Title: "I have one big question, or many at once", About: "Money, care, work, the children", Icon: "compass", Theme: 2, first: "veel",
		gives: []string{"self.list", "client_support"}},
	{Code: "zorgen", Title: "I care for somebody, or somebody cares for me", About: "Keep it up together", Icon: "heart", Theme: 3, first: "zorgen"},
	{Code: "kind", Title: "My child is having a hard time", About: "At home, at school or outside", Icon: "child", Theme: 4, first: "gevaar-kind",
		gives: []string{"self.growing_up"}},
	{Code: "somber", Title: "I am young and feel bad", About: "Gloomy, afraid, worrying, lonely", Icon: "chat", Theme: 5, first: "gevaar-somber",
		gives: []string{"self.young_talk"}},
	{Code: "logeren", Title: "A child cannot live at home for a while", About: "Foster family, family home", Icon: "house", Theme: 6, first: "gevaar-logeren",
		gives: []string{"self.own_people"}},
	{Code: "overdag", Title: "I am looking for something to do during the day", About: "Meet people, exercise, make, join in", Icon: "calendar", Theme: 7, first: "overdag",
		gives: []string{"self.agenda"}},
	{Code: "werk", Title: "I am young and want to find work", About: "From school to a job", Icon: "work", Theme: 8, first: "werk",
		gives: []string{"self.work"}},
	{Code: "veilig", Title: "There is violence, threat or danger", About: "At home or nearby", Icon: "warning", Theme: 9, first: "gevaar-veilig",
		gives: []string{"veilig_thuis"}},
	{Code: "huis", Title: "My home no longer suits me", About: "Stairs, bathroom, moving, losing it", Icon: "house", Theme: 10, first: "huis",
		gives: []string{"self.home"}},
	{Code: "zeldzaam", Title: "I need help that is hard to find", About: "A rare illness or a rare question", Icon: "star", Theme: 11, first: "gevaar-zeldzaam",
		gives: []string{"self.patient", "client_support"}},
	{Code: "loket", Title: "I do not know who decides about this", About: "Municipality, insurer or somebody else", Icon: "scale", Theme: 12, first: "loket",
		gives: []string{"client_support"}},
}

// often and age are asked behind several doors.
var often = []Choice{
	{Code: "soms", Label: "Now and then", Hint: "Once, or when it suits"},
	{Code: "vaak", Label: "Every week, and for a long time", gives: []string{"broker"}, signs: []Sign{Support, Adult}},
}

// danger is asked first behind every door where somebody may be unsafe.
func danger(next string, gives ...string) Question {
	return Question{Title: "Is somebody in danger right now?", Hint: "Then we show first who to call.", Choices: []Choice{
		{Code: "nee", Label: "No", next: next},
		{Code: "angst", Label: "Not now, but there is violence or fear", next: next, gives: []string{"veilig_thuis"}},
		{Code: "ja", Label: "Yes", gives: append([]string{"112", "veilig_thuis"}, gives...)},
	}}
}

// questions are the pages behind the doors, by code.
var questions = named(map[string]Question{
	"handje": {Title: "What would help you?", Choices: []Choice{
		{Code: "klus", Label: "An odd job", Hint: "A lamp, a shelf, the computer", next: "hoe-vaak", gives: []string{"neighbour.odd_job", "repair"}},
		{Code: "tuin", Label: "The garden", next: "hoe-vaak", gives: []string{"neighbour.garden", "walk_in"}},
		{Code: "lift", Label: "A lift or the shopping", next: "hoe-vaak", gives: []string{"neighbour.lift", "volunteer_transport"}},
		{Code: "eten", Label: "A meal", next: "hoe-vaak", gives: []string{"neighbour.cooking", "eat_together"}},
		{Code: "gezelschap", Label: "Company", Hint: "Coffee, a walk, a talk", next: "hoe-vaak", gives: []string{"neighbour.company", "walk_in"}},
		{Code: "hond", Label: "Walking the dog", next: "hoe-vaak", gives: []string{"neighbour.dog", "walk_in"}},
		{Code: "oppas", Label: "A babysitter", next: "hoe-vaak", gives: []string{"neighbour.babysitting", "young_families"}},
		{Code: "papier", Label: "Letters, forms or the computer", next: "hoe-vaak", gives: []string{"neighbour.knowledge", "forms"}},
		{Code: "schoon", Label: "Cleaning the house", next: "hoe-vaak", gives: []string{"neighbour.odd_job", "walk_in"}},
	}},
	"hoe-vaak": {Title: "How often do you need this?", Choices: often},

	"veel": {Title: "What weighs most?", Hint: "Choose one. The others come later.", Choices: []Choice{
		{Code: "geld", Label: "Money and letters", next: "geld"},
		{Code: "zorg", Label: "My health or looking after myself", next: "zorg"},
		{Code: "werk", Label: "Work or benefit", gives: []string{"learn", "neighbour.knowledge"}, signs: []Sign{Income}},
		{Code: "wonen", Label: "My home", next: "huis"},
		{Code: "kind", Label: "My child", next: "kind"},
		{Code: "alles", Label: "Everything at once", gives: []string{"walk_in", "broker", "neighbour.company"}},
	}},
	"geld": {Title: "How urgent is it?", Choices: []Choice{
		{Code: "spoed", Label: "I may lose my home, power, water or insurance", gives: []string{"urgent_debt", "forms"}, signs: []Sign{Debt}},
		{Code: "schuld", Label: "I have debts", gives: []string{"self.letters", "debt_buddy", "forms"}, signs: []Sign{Debt, Costs}},
		{Code: "krap", Label: "It does not last until the end of the month", gives: []string{"self.letters", "forms", "eat_together"}, signs: []Sign{Costs, Income}},
	}},
	"zorg": {Title: "What do you need help with?", Choices: []Choice{
		{Code: "wassen", Label: "Washing, dressing or a wound", gives: []string{"neighbour.company"}, signs: []Sign{Nursing}},
		{Code: "huishouden", Label: "The household", next: "hoe-vaak", gives: []string{"neighbour.odd_job"}},
		{Code: "hoofd", Label: "My head is full", gives: []string{"listening", "walk_in", "neighbour.company"}, signs: []Sign{Treatment, Adult}},
		{Code: "dag-nacht", Label: "There must be somebody day and night", gives: []string{"respite"}, signs: []Sign{Always, Adult}},
		{Code: "herstel", Label: "Recovering after a hospital or an accident", gives: []string{"neighbour.cooking", "respite"}, signs: []Sign{Recovery, Nursing, Support, Adult}},
	}},

	"zorgen": {Title: "Who cares for whom?", Choices: []Choice{
		{Code: "ik", Label: "I care for somebody", next: "verlichten", gives: []string{"self.share_care", "carers"}},
		{Code: "mij", Label: "Somebody cares for me, and it is getting too much", next: "verlichten", gives: []string{"self.share_care"}},
		{Code: "jong", Label: "I am young and care for somebody at home", gives: []string{"young_carers", "self.young_talk"}, signs: []Sign{Minor, GrowingUp}},
	}},
	"verlichten": {Title: "What would make it lighter?", Choices: []Choice{
		{Code: "vrij", Label: "A free day now and then", gives: []string{"respite", "neighbour.company"}, signs: []Sign{Support, Adult}},
		{Code: "praten", Label: "Talking with people who know what it is", gives: []string{"same_boat", "carers", "neighbour.company"}},
		{Code: "taak", Label: "Somebody who takes over a task", gives: []string{"broker", "neighbour.odd_job"}},
		{Code: "regelen", Label: "Help with arranging things", gives: []string{"client_support", "forms", "neighbour.knowledge"}},
		{Code: "dag-nacht", Label: "It is needed day and night", gives: []string{"respite", "neighbour.company"}, signs: []Sign{Always, Adult}},
	}},

	"gevaar-kind": danger("kind"),
	"kind": {Title: "Where is it hard?", Choices: []Choice{
		{Code: "thuis", Label: "At home", next: "kind-leeftijd", gives: []string{"young_families", "parents"}},
		{Code: "school", Label: "At school", next: "kind-leeftijd", gives: []string{"school"}, signs: []Sign{Learning}},
		{Code: "beide", Label: "At home and at school", next: "kind-leeftijd", gives: []string{"school", "parents"}, signs: []Sign{Learning}},
		{Code: "opvoeden", Label: "I have a question about bringing up", next: "kind-leeftijd", gives: []string{"parents", "young_families"}},
	}},
	"kind-leeftijd": {Title: "How old is your child?", Choices: []Choice{
		{Code: "0-4", Label: "Younger than 4", gives: []string{"neighbour.babysitting"}, signs: []Sign{Minor, GrowingUp, ChildHealth}},
		{Code: "4-12", Label: "4 to 12", gives: []string{"neighbour.babysitting"}, signs: []Sign{Minor, GrowingUp, ChildHealth}},
		{Code: "12-18", Label: "12 to 18", gives: []string{"young_place", "neighbour.knowledge"}, signs: []Sign{Minor, GrowingUp}},
	}},

	"gevaar-somber": danger("somber", "113"),
	"somber": {Title: "Do you sometimes think of death?", Hint: "You may say it. It helps to talk about it.", Choices: []Choice{
		{Code: "ja", Label: "Yes", next: "somber-leeftijd", gives: []string{"113"}},
		{Code: "nee", Label: "No", next: "somber-leeftijd"},
	}},
	"somber-leeftijd": {Title: "How old are you?", Choices: []Choice{
		{Code: "18-min", Label: "Younger than 18", gives: []string{"listening", "young_place", "neighbour.company"}, signs: []Sign{Minor, GrowingUp}},
		{Code: "18-plus", Label: "18 or older", gives: []string{"listening", "young_place", "neighbour.company"}, signs: []Sign{Adult, Treatment}},
	}},

	"gevaar-logeren": danger("logeren"),
	"logeren": {Title: "Who are you?", Choices: []Choice{
		{Code: "ouder", Label: "A parent", gives: []string{"parents", "respite", "neighbour.babysitting"}, signs: []Sign{Minor, GrowingUp}},
		{Code: "kind", Label: "The child or young person", gives: []string{"young_place", "listening"}, signs: []Sign{Minor, GrowingUp}},
		{Code: "gezin", Label: "Somebody who wants to take in a child", gives: []string{"foster", "parents"}, signs: []Sign{Minor, GrowingUp}},
		{Code: "zorg", Label: "Somebody who worries", gives: []string{"veilig_thuis", "parents"}, signs: []Sign{Minor, GrowingUp}},
	}},

	"overdag": {Title: "What do you like?", Choices: []Choice{
		{Code: "ontmoeten", Label: "Meeting people", next: "erheen", gives: []string{"walk_in", "neighbour.company"}},
		{Code: "bewegen", Label: "Exercise", next: "erheen", gives: []string{"move", "neighbour.dog"}},
		{Code: "maken", Label: "Making something", next: "erheen", gives: []string{"make", "neighbour.knowledge"}},
		{Code: "leren", Label: "Learning something", next: "erheen", gives: []string{"learn", "neighbour.knowledge"}},
		{Code: "helpen", Label: "Helping others", next: "erheen", gives: []string{"offer", "volunteer"}},
	}},
	"erheen": {Title: "Can you go there by yourself?", Choices: []Choice{
		{Code: "ja", Label: "Yes"},
		{Code: "vervoer", Label: "No, I cannot get there", gives: []string{"volunteer_transport", "neighbour.lift"}},
		{Code: "naast-mij", Label: "No, I need somebody beside me", gives: []string{"broker"}, signs: []Sign{Support, Adult}},
	}},

	"werk": {Title: "Where are you now?", Choices: []Choice{
		{Code: "praktijk", Label: "At a practical or special school", next: "werk-leeftijd", gives: []string{"school", "work_try"}, signs: []Sign{Learning}},
		{Code: "mbo", Label: "At another school", next: "werk-leeftijd", gives: []string{"school", "work_try"}},
		{Code: "thuis", Label: "At home, without school or work", next: "werk-leeftijd", gives: []string{"work_try", "learn"}, signs: []Sign{Income}},
	}},
	"werk-leeftijd": {Title: "How old are you?", Choices: []Choice{
		{Code: "18-min", Label: "Younger than 18", gives: []string{"young_place", "neighbour.knowledge"}, signs: []Sign{Minor, GrowingUp}},
		{Code: "18-27", Label: "18 to 27", gives: []string{"young_place", "neighbour.knowledge"}, signs: []Sign{Adult, Income}},
		{Code: "27-plus", Label: "Older than 27", gives: []string{"learn", "neighbour.knowledge"}, signs: []Sign{Adult, Income}},
	}},

	"gevaar-veilig": danger("veilig", "police"),
	"veilig": {Title: "What is it about?", Choices: []Choice{
		{Code: "thuis", Label: "Violence at home", gives: []string{"listening"}, signs: []Sign{InDanger, Shelter}},
		{Code: "kind", Label: "A child", gives: []string{"listening"}, signs: []Sign{InDanger, Minor, GrowingUp}},
		{Code: "oudere", Label: "An older person who is treated badly", gives: []string{"listening"}, signs: []Sign{InDanger, Adult}},
		{Code: "ikzelf", Label: "I am afraid of what I might do", gives: []string{"113", "listening"}, signs: []Sign{Treatment, Adult}},
		{Code: "iemand", Label: "Somebody nearby who is confused or refuses help", gives: []string{"police"}, signs: []Sign{CoercedMind}},
	}},

	"huis": {Title: "What no longer fits?", Choices: []Choice{
		{Code: "trap", Label: "The stairs, the bathroom or a doorstep", gives: []string{"self.handy", "neighbour.odd_job", "repair"}, signs: []Sign{Support, Adult}},
		{Code: "huishouden", Label: "I cannot keep up the household", next: "hoe-vaak", gives: []string{"neighbour.odd_job"}},
		{Code: "alleen", Label: "Living alone is getting hard", gives: []string{"walk_in", "eat_together", "neighbour.company"}, signs: []Sign{Support, Housing, Adult}},
		{Code: "anders", Label: "I need another home", gives: []string{"forms"}, signs: []Sign{Housing}},
		{Code: "kwijt", Label: "I am about to lose my home", gives: []string{"urgent_debt", "forms"}, signs: []Sign{Debt, Shelter, Housing}},
		{Code: "samen", Label: "I cannot live alone and need care nearby", gives: []string{"respite"}, signs: []Sign{Always, Shelter, Adult}},
	}},

	"gevaar-zeldzaam": danger("zeldzaam"),
	"zeldzaam": {Title: "Do you have help now?", Choices: []Choice{
		{Code: "ja", Label: "Yes, but it is not enough", next: "zeldzaam-leeftijd", gives: []string{"same_boat"}},
		{Code: "wacht", Label: "No, I am waiting", next: "zeldzaam-leeftijd", gives: []string{"same_boat", "neighbour.company"}},
		{Code: "nee", Label: "No, I do not know where to ask", next: "zeldzaam-leeftijd", gives: []string{"same_boat", "gp"}},
	}},
	"zeldzaam-leeftijd": {Title: "Who is it for?", Choices: []Choice{
		{Code: "18-min", Label: "Somebody younger than 18", gives: []string{"parents"}, signs: []Sign{Minor, GrowingUp}},
		{Code: "18-plus", Label: "Somebody of 18 or older", gives: []string{"gp"}, signs: []Sign{Adult, Treatment, Support}},
	}},

	"loket": {Title: "What is needed most?", Choices: []Choice{
		{Code: "verpleging", Label: "Nursing or washing", next: "loket-leeftijd", signs: []Sign{Nursing}},
		{Code: "hoofd", Label: "Treatment for the mind", next: "loket-leeftijd", signs: []Sign{Treatment, GrowingUp}},
		{Code: "altijd", Label: "Care day and night", next: "loket-leeftijd", gives: []string{"respite"}, signs: []Sign{Always}},
		{Code: "kort", Label: "An aid or a bed for a short time", next: "loket-leeftijd", signs: []Sign{Recovery}},
		{Code: "thuis", Label: "Help at home, a stairlift, something to do", next: "loket-leeftijd", gives: []string{"walk_in"}, signs: []Sign{Support, GrowingUp}},
		{Code: "school", Label: "Support at school", next: "loket-leeftijd", gives: []string{"school"}, signs: []Sign{Learning}},
		{Code: "geld", Label: "Money or work", next: "loket-leeftijd", gives: []string{"forms"}, signs: []Sign{Income, Debt, Costs}},
		{Code: "papieren", Label: "I have no papers to stay here", next: "loket-leeftijd", signs: []Sign{Residence}},
		{Code: "weet-niet", Label: "I do not know", next: "loket-leeftijd", gives: []string{"walk_in", "broker"}},
	}},
	"loket-leeftijd": {Title: "Who is it for?", Choices: []Choice{
		{Code: "18-min", Label: "Somebody younger than 18", gives: []string{"parents", "neighbour.company"}, signs: []Sign{Minor}},
		{Code: "18-plus", Label: "Somebody of 18 or older", gives: []string{"forms", "neighbour.knowledge"}, signs: []Sign{Adult}},
	}},
})

// named gives every question its own code.
func named(all map[string]Question) map[string]Question {
	for code, q := range all {
		q.Code = code
		all[code] = q
	}
	return all
}
