package compass

import "codeberg.org/samenkracht/samenkracht/community/socialmap"

// Sentences that many answers share.
const (
	free      = "Free"
	byPhone   = "By phone"
	always    = "Day and night"
	website   = "Go to the website"
	nearYou   = "Near you"
	readOn    = "On this website"
	anyTime   = "At any time"
	whenSuits = "When it suits both of you"
)

// outcomes are the answers by code. Those of the law router come from its rows.
var outcomes = coded(map[string]Outcome{
	"112": {Rung: Danger, Title: "Call 112", Who: "Police, ambulance and fire brigade", Where: byPhone, When: always, Cost: free, Phone: "112",
		Then: "Say where you are. Help comes to you."},
	"veilig_thuis": {Rung: Danger, Title: "Call Veilig Thuis", Who: "People who know about violence at home and abuse", Where: byPhone, When: always, Cost: free,
		Phone: "0800 2000", Link: "https://veiligthuis.nl", LinkLabel: "Chat with Veilig Thuis", Then: "They listen and think with you. You need not give your name."},
	"113": {Rung: Danger, Title: "Talk about it with 113", Who: "People who listen when you think of death", Where: "By phone or chat", When: always, Cost: free,
		Phone: "0800 0113", Link: "https://www.113.nl", LinkLabel: "Chat with 113", Then: "You talk at once with somebody. You need not give your name."},
	"police": {Rung: Danger, Title: "Call the police without haste", Who: "The police of your neighbourhood", Where: byPhone, When: always, Cost: "The price of a call",
		Phone: "0900 8844", Then: "Ask for your neighbourhood police officer."},

	"self.ask_around": {Rung: Self, Title: "Ask somebody you know first", Who: "You", Where: "In your street or family", When: anyTime, Cost: free,
		Then: "Most people like to be asked. Say what you need, and for how long."},
	"self.list": {Rung: Self, Title: "Write down everything that bothers you", Who: "You, or with somebody you trust", Where: "At home", When: "Half an hour is enough", Cost: free,
		Then: "Put the most urgent thing on top. Take the list with you to every talk."},
	"self.letters": {Rung: Self, Title: "Open your post and make three piles", Who: "You, or with somebody you trust", Where: "At home", When: "Today, one hour", Cost: free,
		Link: "https://www.geldfit.nl", LinkLabel: "Do the money test", Then: "Rent, power and insurance come first. A test shows what fits you."},
	"self.share_care": {Rung: Self, Title: "Draw who can do what", Who: "You and your family", Where: "At the kitchen table", When: "An evening", Cost: free,
		Then: "Write down everything that must be done. Ask who likes to do what."},
	"self.growing_up": {Rung: Self, Title: "Read about growing up", Who: "You", Where: readOn, When: anyTime, Cost: free, Themes: []socialmap.Theme{socialmap.Family},
		Then: "Much that worries parents is part of growing up. Read what others do."},
	"self.young_talk": {Rung: Self, Title: "Tell one person how you are", Who: "A friend, your mentor, an aunt", Where: "Where you feel at ease", When: "Today", Cost: free,
		Then: "You need not find the right words. \"I am not doing well\" is enough."},
	"self.own_people": {Rung: Self, Title: "Look who is around the child", Who: "Family, friends, neighbours", Where: "Together at one table", When: "Before others decide", Cost: free,
		Then: "A family group plan comes first. You make it with your own people."},
	"self.agenda": {Rung: Self, Title: "Look what there is this week", Who: "You", Where: readOn, When: anyTime, Cost: free, Link: "/huizen", LinkLabel: "See all activities",
		Then: "Choose one thing and go. You may just walk in."},
	"self.work": {Rung: Self, Title: "Write down what you are good at", Who: "You, with your mentor or a friend", Where: "At home or at school", When: "An hour", Cost: free,
		Then: "Ask two people who know you well. Take the list to a talk about work."},
	"self.home": {Rung: Self, Title: "Walk through your home and look", Who: "You, with somebody you know", Where: "At home", When: "An hour", Cost: free,
		Then: "Loose rugs, bad light and a missing handle are quickly solved."},
	"self.handy": {Rung: Self, Title: "Small things you can buy", Who: "A do-it-yourself shop or a home care shop", Where: nearYou, When: "In opening hours", Cost: "Often less than 50 euros",
		Then: "A handle or a raised toilet needs no decision. You can have it tomorrow."},
	"self.patient": {Rung: Self, Title: "Look for others with the same question", Who: "A patients' association", Where: "On the internet and by phone", When: anyTime, Cost: "Free, or a small membership fee",
		Then: "They know who really knows about it, and where you wait least."},

	"walk_in": {Rung: Place, Title: "Walk in somewhere for coffee", Who: "Neighbours and volunteers", Where: nearYou, When: "See the days below", Cost: free,
		Activities: []string{"inloop"}, Themes: []socialmap.Theme{socialmap.Meeting}, Then: "You need no appointment. Somebody says hello at the door."},
	"eat_together": {Rung: Place, Title: "Eat together", Who: "Neighbours who cook for each other", Where: nearYou, When: "See the days below", Cost: "A few euros",
		Activities: []string{"samen-eten"}, Then: "Call the house the day before, so that there is enough."},
	"move": {Rung: Place, Title: "Exercise together", Who: "A group that fits you", Where: nearYou, When: "See the days below", Cost: "Free or a few euros", Activities: []string{"bewegen"},
		Then: "The first time you may come and look."},
	"make": {Rung: Place, Title: "Make something together", Who: "A group of neighbours", Where: nearYou, When: "See the days below", Cost: "Free or a few euros", Activities: []string{"maken"},
		Then: "You may bring your own work, or start with theirs."},
	"learn": {Rung: Place, Title: "Learn something new", Who: "Volunteers and teachers", Where: nearYou, When: "See the days below", Cost: free, Activities: []string{"leren"},
		Themes: []socialmap.Theme{socialmap.Work, socialmap.School}, Then: "Ask what you want to learn. There is often somebody who can teach it."},
	"forms": {Rung: Place, Title: "Help with letters and forms", Who: "Volunteers who know the forms", Where: nearYou, When: "See the days below", Cost: free,
		Activities: []string{"advies"}, Themes: []socialmap.Theme{socialmap.Money, socialmap.Advice}, Then: "Bring the letters, and your proof of identity."},
	"debt_buddy": {Rung: Place, Title: "Somebody beside you with your money", Who: "A trained volunteer", Where: "At your home", When: "Every week for a while", Cost: free,
		Themes: []socialmap.Theme{socialmap.Money}, Then: "You keep deciding yourself. The volunteer helps you to keep it up."},
	"repair": {Rung: Place, Title: "Have something repaired", Who: "Handy volunteers", Where: nearYou, When: "See the days below", Cost: "Free, you pay the parts", Activities: []string{"maken"},
		Then: "Bring what is broken. You repair it together."},
	"volunteer_transport": {Rung: Place, Title: "Volunteers who drive", Who: "Drivers who know the way", Where: "From your door", When: "Ask two days ahead", Cost: "A small amount for each kilometre",
		Themes: []socialmap.Theme{socialmap.Transport}, Then: "Call the number of the organisation that you see below."},
	"young_families": {Rung: Place, Title: "Meet other parents", Who: "Parents from the neighbourhood", Where: nearYou, When: "See the days below", Cost: free,
		Activities: []string{"inloop"}, Themes: []socialmap.Theme{socialmap.Family}, Then: "Your child may come along."},
	"parents": {Rung: Place, Title: "Ask somebody who knows about children", Who: "Youth nurses and family workers", Where: nearYou, When: "Most of them on workdays", Cost: free,
		Themes: []socialmap.Theme{socialmap.Family, socialmap.Youth}, Then: "You may call without an appointment. You need no referral."},
	"young_place": {Rung: Place, Title: "A place for young people", Who: "Youth workers and others of your age", Where: nearYou, When: "See the days below", Cost: free,
		Activities: []string{"jong"}, Themes: []socialmap.Theme{socialmap.Youth}, Then: "Just come. You need not explain anything."},
	"school": {Rung: Place, Title: "Talk with school", Who: "The mentor, the teacher or the school social worker", Where: "At school", When: "Ask for an appointment this week", Cost: free,
		Themes: []socialmap.Theme{socialmap.School}, Then: "Ask for a talk with everybody at one table."},
	"work_try": {Rung: Place, Title: "Try out work", Who: "Clubs and companies nearby that have a place", Where: nearYou, When: "A few hours a week to start with", Cost: free,
		Themes: []socialmap.Theme{socialmap.Work}, Then: "You start small. When it goes well it becomes more."},
	"volunteer": {Rung: Place, Title: "Volunteer in a house or a club", Who: "They are glad to have you", Where: nearYou, When: whenSuits, Cost: free, Themes: []socialmap.Theme{socialmap.Meeting},
		Then: "Call the house. Somebody shows you around."},
	"carers": {Rung: Place, Title: "The support point for carers", Who: "People who know what caring does to you", Where: nearYou, When: "Most of them on workdays", Cost: free,
		Activities: []string{"mantelzorg"}, Themes: []socialmap.Theme{socialmap.Caring}, Then: "They know what you have a right to, and who can take your place."},
	"young_carers": {Rung: Place, Title: "Others of your age who care", Who: "Young carers and who guides them", Where: nearYou, When: "See the days below", Cost: free,
		Activities: []string{"jong", "mantelzorg"}, Themes: []socialmap.Theme{socialmap.Caring, socialmap.Youth}, Then: "Nobody at home needs to know it first."},
	"respite": {Rung: Place, Title: "Somebody who takes over for a day", Who: "A day centre or a volunteer at home", Where: nearYou, When: "One day or part of a day", Cost: "Free or a few euros",
		Activities: []string{"mantelzorg"}, Themes: []socialmap.Theme{socialmap.Caring}, Then: "Go and look together first."},
	"same_boat": {Rung: Place, Title: "Talk with people in the same boat", Who: "A self-help group", Where: nearYou, When: "See the days below", Cost: free, Activities: []string{"lotgenoten"},
		Themes: []socialmap.Theme{socialmap.Mind, socialmap.Caring}, Then: "What is said there stays there."},
	"listening": {Rung: Place, Title: "Somebody who listens", Who: "Volunteers who take the time", Where: "By phone or chat", When: always, Cost: free, Themes: []socialmap.Theme{socialmap.Mind},
		Then: "You need not give your name."},
	"foster": {Rung: Place, Title: "An evening about taking in a child", Who: "Foster parents who do it", Where: "In your region", When: "Every month", Cost: free, Themes: []socialmap.Theme{socialmap.Family},
		Then: "You hear what it asks and what it gives. You decide nothing yet."},
	"gp": {Rung: Place, Title: "Your GP", Who: "Your own GP or the practice nurse", Where: "In the practice", When: "Call for an appointment", Cost: "Free, without own risk",
		Then: "The GP can refer you, also to a hospital far away."},

	"neighbour.odd_job":     ask("odd_job", "A handy neighbour"),
	"neighbour.garden":      ask("garden", "A neighbour who likes gardening"),
	"neighbour.lift":        ask("lift", "A neighbour with a car"),
	"neighbour.cooking":     ask("cooking", "A neighbour who cooks"),
	"neighbour.company":     ask("company", "A neighbour for company"),
	"neighbour.dog":         ask("dog_walking", "A neighbour who walks the dog"),
	"neighbour.babysitting": ask("babysitting", "A neighbour who babysits"),
	"neighbour.knowledge":   ask("knowledge", "A neighbour who knows how"),
	"offer": {Rung: Neighbour, Title: "Do something for a neighbour", Who: "You", Where: nearYou, When: whenSuits, Cost: free, Link: "/buurt?soort=vraag", LinkLabel: "See what neighbours ask",
		Then: "Choose an ask and answer it. Now and then is fine."},

	"broker": {Rung: Team, Title: "Let the broker help you", Who: "A social broker of your municipality", Where: "By phone, or at your home", When: "On workdays", Cost: free,
		Then: "The broker places your ask for you, also without your name, and looks for somebody."},
	"client_support": {Rung: Team, Title: "Somebody who stands beside you", Who: "A client supporter, independent of the municipality", Where: "At your home", When: "From the first talk on", Cost: free,
		Themes: []socialmap.Theme{socialmap.Advice}, Then: "The supporter helps you to say what you want, and comes along to talks."},
	"urgent_debt": {Rung: Team, Title: "Call the municipality today", Who: "The money desk of the municipality", Where: "By phone or at the desk", When: "On workdays", Cost: free,
		Then: "When you may lose your home or power you have a talk within %s.", Terms: []string{"wgs.first_conversation_threat"}},
	"team": {Rung: Team, Title: "Send your question to the neighbourhood team", Who: "One person of the team becomes your contact", Where: "On this website, by phone or at your home", When: "You hear from us within days", Cost: free,
		Link: TeamQuestion, LinkLabel: "Send my question", Then: "You see at once that it came in, and by when you hear from us. Somebody talks with you at home."},
})

// TeamQuestion is the address where somebody sends a question to the team.
const TeamQuestion = "/hulpvraag"

// ask is a neighbour who helps with a category of the market.
func ask(category, title string) Outcome {
	return Outcome{Rung: Neighbour, Title: title, Who: "Somebody from your neighbourhood", Where: nearYou, When: whenSuits, Cost: free, Category: category,
		LinkLabel: "Place what you ask", Then: "You write what you need. A neighbour answers through this website. Your address stays hidden."}
}

// coded gives every outcome its own code.
func coded(all map[string]Outcome) map[string]Outcome {
	for code, o := range all {
		o.Code = code
		all[code] = o
	}
	return all
}
