package pages

import "strconv"

func whole(n int) string { return strconv.Itoa(n) }

// knower is somebody or something, with what is said of it.
type knower struct{ Who, Says string }

// explainSteps are how a round goes.
var explainSteps = []string{
	"The municipality writes down what it wants to know and why. The privacy officer looks at it.",
	"Each organisation makes a list at its own desk: address, provision, and from when to when. The list stays there.",
	"The organisation blinds every address. The key holder turns it into a code, without seeing the address.",
	"The organisation sends codes to the hub, with neighbourhood, provision and months. The hub adds up what belongs to one code.",
	"The hub makes tables and hides small numbers. Then it attacks the tables, and a second person approves them.",
	"The keys and the lines are destroyed. The record of that is signed. Only the tables remain.",
}

// whoKnows is what each party knows, and what it does not.
var whoKnows = []knower{
	{Who: "Organisation", Says: "It knows the addresses of its own clients, as before. It learns nothing of clients of others."},
	{Who: "Key holder", Says: "It sees how many addresses an organisation has turned into codes. It sees no address and no provision."},
	{Who: "Hub", Says: "It sees codes with neighbourhood, provision and months. It sees no address, and cannot turn a code back."},
	{Who: "Council and residents", Says: "They see the tables of a release. There is no household in them that can be known."},
}

// cannotSee are the questions to which nobody here has the answer.
var cannotSee = []string{
	"Which household gets which help. The hub has no addresses.",
	"Who people are, how old they are or what they earn. Nobody delivers that.",
	"Why households get help, or whether it helps them.",
	"Help of organisations that did not take part, and help without an organisation.",
	"Two households at one address: they count as one.",
}

// risks are what remains, and what is done about it.
var risks = []knower{
	{Who: "The key holder and the hub together", Says: "Together they could turn codes back, by trying all addresses. That is why they are different bodies."},
	{Who: "An organisation that asks for all addresses", Says: "The key holder counts. Each organisation gets so many codes as it has addresses, and a tenth more. Then it stops."},
	{Who: "A rare combination of help", Says: "Whoever knows one household well may find a line with the hub. That is why days become months, and lines are destroyed."},
	{Who: "Numbers that give away another", Says: "We hide more than small numbers only, and attack our own tables. We publish what came of that."},
	{Who: "A conclusion about a neighbourhood", Says: "A table says nothing of one household. Use it to help, and not to judge a neighbourhood."},
}
