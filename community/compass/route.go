package compass

import "slices"

// Sign is something that tells under which law a question falls.
type Sign string

// The signs.
const (
	Minor       Sign = "minor" // under 18
	Adult       Sign = "adult"
	InDanger    Sign = "danger"
	Always      Sign = "always"    // permanent supervision or care nearby, for good
	Nursing     Sign = "nursing"   // nursing or washing that goes with an illness
	Treatment   Sign = "treatment" // of a mental disorder
	Coerced     Sign = "coerced"   // care against somebody's will
	CoercedMind Sign = "coerced_mind"
	Recovery    Sign = "recovery" // a short stay or an aid for a short time
	Support     Sign = "support"  // household help, guidance, day activities, aids, the home
	Shelter     Sign = "shelter"
	GrowingUp   Sign = "growing_up"
	Learning    Sign = "learning"
	Income      Sign = "income"
	Debt        Sign = "debt"
	Costs       Sign = "costs" // a low income with extra costs
	ChildHealth Sign = "child_health"
	Housing     Sign = "housing"
	Residence   Sign = "residence" // unclear right to stay
	Neighbourly Sign = "neighbourly"
)

const (
	wholeCountry = "In the whole country"
	yourTown     = "In your municipality"
)

// Route (route van de wetwijzer) is a row of the law router: which law a question falls under, who pays, who
// decides, and what to do. Rows are read from top to bottom and several may hold.
type Route struct {
	Code    string
	About   string // English sentences
	Law     string
	Payer   string
	Decides string
	Then    string
	Terms   []string // the terms that Then names, as package law calls them
	Phone   string
	Link    string
	far     bool   // it is arranged for the whole country, not in the municipality
	oneOf   []Sign // one of these must be there
	allOf   []Sign // and all of these
	noneOf  []Sign // and none of these
}

// Router returns the rows that hold for what is known, in their order. Without a row it is not clear, and then the
// team finds out: nobody is sent from counter to counter.
func Router(signs []Sign) []Route {
	has := func(s Sign) bool { return slices.Contains(signs, s) }
	lacks := func(s Sign) bool { return !has(s) }
	var out []Route
	for _, r := range Routes {
		if slices.ContainsFunc(r.oneOf, has) && !slices.ContainsFunc(r.allOf, lacks) && !slices.ContainsFunc(r.noneOf, has) {
			out = append(out, r)
		}
	}
	return out
}

// outcome shows a row to a resident.
func (r Route) outcome() Outcome {
	rung, where := Elsewhere, yourTown
	if r.far {
		where = wholeCountry
	}
	if r.Code == "danger" {
		rung = Danger
	}
	return Outcome{Code: "route." + r.Code, Rung: rung, Title: r.About, Who: r.Decides, Where: where, When: "Call in office hours",
		Cost: r.Payer, Then: r.Then, Terms: r.Terms, Phone: r.Phone, Link: r.Link, LinkLabel: "Go to the website", Route: &r}
}

// Routes is the law router (wetwijzer). What the law says in detail stands with the decision; this shows the way.
var Routes = []Route{
	// Wmo 2015 art. 4.1.1
	{Code: "danger", far: true, About: "Violence, abuse or acute danger", Law: "Wmo 2015, chapter 4", Payer: "Free for you", Decides: "Veilig Thuis, and the police in danger",
		Then: "Safety comes first. Which law it is, is sorted out later.", Phone: "0800 2000", Link: "https://veiligthuis.nl", oneOf: []Sign{InDanger}},
	// Wlz art. 3.2.1
	{Code: "always", far: true, About: "Care nearby day and night, for good", Law: "Wlz", Payer: "The Wlz fund pays. You pay a contribution.", Decides: "The CIZ decides",
		Then: "You ask the CIZ for a decision. Free client support of the care office helps you with it.", Phone: "088 789 1000", Link: "https://www.ciz.nl",
		oneOf: []Sign{Always}},
	// Jeugdwet art. 2.3
	{Code: "always_young", About: "Under 18 with problems of the mind or with growing up only", Law: "Jeugdwet", Payer: "Your municipality pays", Decides: "The municipality, the GP or the youth doctor",
		Then: "The Wlz is not open for this. Send your question to the team.", oneOf: []Sign{Always}, allOf: []Sign{Minor, GrowingUp}},
	// Zvw art. 10
	{Code: "nursing", About: "Nursing at home, or washing that goes with an illness", Law: "Zvw", Payer: "Your health insurer pays, without own risk", Decides: "The district nurse",
		Then: "Call a district nurse or your GP. The nurse comes and looks what you need.", oneOf: []Sign{Nursing}},
	// Zvw art. 10
	{Code: "treatment", About: "Treatment of a mental disorder, from 18 years", Law: "Zvw", Payer: "Your health insurer pays, after your own risk", Decides: "Your GP refers you",
		Then: "Make an appointment with your GP. The GP refers you when that is needed.", oneOf: []Sign{Treatment}, noneOf: []Sign{Minor}},
	// Wvggz art. 5:2
	{Code: "coerced_mind", About: "Mental care that somebody does not want", Law: "Wvggz", Payer: "Free for you", Decides: "The judge, and the mayor in a crisis",
		Then: "Report your worries to the municipality. It looks into it within %s.", Terms: []string{"wvggz.inquiry"}, oneOf: []Sign{CoercedMind}},
	// Wzd art. 21
	{Code: "coerced", About: "Care that somebody with dementia or a disability does not want", Law: "Wzd", Payer: "The Wlz fund or the insurer pays", Decides: "The CIZ, the judge, and the mayor in a crisis",
		Then: "Talk with the GP or with the care organisation. They know the way.", oneOf: []Sign{Coerced}},
	// Zvw art. 10
	{Code: "recovery", About: "Recovering for a short time, or an aid for a short time", Law: "Zvw", Payer: "Your health insurer pays", Decides: "Your doctor",
		Then: "Ask your doctor or the transfer nurse. An aid for half a year is lent to you.", oneOf: []Sign{Recovery}},
	// Wmo 2015 art. 2.3.5
	{Code: "support", About: "Help at home, a scootmobile, a stairlift or something to do during the day", Law: "Wmo 2015", Payer: "Your municipality pays. You pay a fixed amount a month.", Decides: "The municipality",
		Then: "Send your question to the team. They come and talk with you first.", oneOf: []Sign{Support}, noneOf: []Sign{Always, Minor}},
	// Wmo 2015 art. 1.2.1
	{Code: "shelter", About: "Shelter, a women's refuge or living under protection", Law: "Wmo 2015", Payer: "Your municipality pays", Decides: "Every municipality that you ask must help you",
		Then: "Call the municipality today. You may ask in every town.", oneOf: []Sign{Shelter}},
	// Jeugdwet art. 2.3
	{Code: "youth", About: "Help for a child and the parents", Law: "Jeugdwet", Payer: "Your municipality pays. It is free for you.", Decides: "The municipality, the GP, the youth doctor or the judge",
		Then: "Send your question to the team, or ask your GP.", oneOf: []Sign{GrowingUp, Treatment, Support}, allOf: []Sign{Minor}},
	{Code: "learning", About: "Extra support at school", Law: "Passend onderwijs", Payer: "The school pays", Decides: "The school, together with the parents",
		Then: "Talk with the mentor or the teacher. The school makes a plan with you.", oneOf: []Sign{Learning}},
	// Participatiewet art. 7
	{Code: "income", far: true, About: "Work, income and benefit", Law: "Participatiewet, WW, WIA, Wajong", Payer: "The municipality or the UWV pays", Decides: "The municipality or the UWV",
		Then: "Did you work before? Ask the UWV first. Otherwise ask the municipality.", Phone: "088 898 9294", Link: "https://www.uwv.nl", oneOf: []Sign{Income}},
	// Wgs art. 3
	{Code: "debt", About: "Help with debts", Law: "Wgs, Wsnp", Payer: "Free for you", Decides: "The municipality, and the judge for the Wsnp",
		Then: "You have a first talk within %s. With haste it is within %s.", Terms: []string{"wgs.first_conversation", "wgs.first_conversation_threat"}, oneOf: []Sign{Debt}},
	// Participatiewet art. 35
	{Code: "costs", About: "Extra costs with a low income", Law: "Participatiewet, allowances", Payer: "The municipality or the tax office pays", Decides: "The municipality or Dienst Toeslagen",
		Then: "Look first which allowances you have a right to. Ask the municipality for the rest.", Link: "https://www.toeslagen.nl", oneOf: []Sign{Costs}},
	// Wpg art. 5
	{Code: "child_health", About: "Growth, health and vaccinations of children", Law: "Wpg", Payer: "Free for you", Decides: "Nobody: you can just go there",
		Then: "Call the child health clinic and make an appointment.", oneOf: []Sign{ChildHealth}},
	{Code: "housing", About: "Another home, or urgency for a home", Law: "Huisvestingswet", Payer: "You pay rent. A rent allowance may help.", Decides: "The housing corporation or the municipality",
		Then: "Register with the housing corporations. Ask them about urgency.", oneOf: []Sign{Housing}},
	// Jeugdwet art. 1.3
	{Code: "residence", About: "No papers, or not sure whether you may stay", Law: "Lvv, COA, Jeugdwet 1.3", Payer: "The state or the municipality pays", Decides: "That depends on your papers",
		Then: "The team looks with you at what is possible. Children always get help.", oneOf: []Sign{Residence}},
	{Code: "neighbourly", About: "Company, small help, a lift or an odd job", Law: "No law: neighbours", Payer: "Free for you", Decides: "You and your neighbour",
		Then: "Place what you ask on the neighbourhood market.", Link: "/buurt", oneOf: []Sign{Neighbourly}},
}
