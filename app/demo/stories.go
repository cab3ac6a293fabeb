package demo

import (
	"context"
	"strings"

	"codeberg.org/samenkracht/samenkracht/app/demo/content"
	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/team"
	"codeberg.org/samenkracht/samenkracht/community/market"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
)

// taleNumbers is how many citizen service numbers are kept for each story.
const taleNumbers = 8

// stories plays the story households.
func (f *Filler) stories(ctx context.Context) error {
	if err := f.Once(ctx, "story garden", f.garden); err != nil {
		return err
	}
	numbers := map[string]int{}
	for _, tale := range content.Tales {
		family, _, _ := strings.Cut(tale.Key, "/") // a household that moved has a tale in both towns
		if _, known := numbers[family]; !known {
			numbers[family] = len(numbers) * taleNumbers
		}
		err := f.Once(ctx, "story "+tale.Key, func(ctx context.Context) error {
			s, err := f.play(ctx, tale, numbers[family])
			if err == nil && tale.Key == "brothers/almelo" {
				err = s.moveAway(ctx)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// moveAway lets the household go and live in Borne, where it asks again.
func (s *scene) moveAway(ctx context.Context) error {
	s.At(23)
	h, err := s.household(ctx)
	if err != nil {
		return err
	}
	borne := s.towns["borne"]
	_, err = s.App.Teams.Move(ctx, s.worker, team.Move{HouseholdID: s.home, Version: h.Version,
		Address: household.Address{Street: "Beukenlaan", House: "27", Postcode: postcode(borne.town, 0, s.number), City: borne.city()}})
	return err
}

// The two of the story that needs no case: a widower asks for help in his garden, and a neighbour comes.
var (
	widower   = content.Persona{Name: "Wim Bakker", About: "76, weduwnaar. Vroeg hulp in de tuin op de buurtmarkt en vond een buurvrouw. Plakt zelf fietsbanden."}
	gardening = content.Persona{Name: "Roos Kuipers", About: "34. Helpt Wim in de tuin. Haar dochter leert van hem fietsen maken."}
)

// garden is solved on the market, between two neighbours.
func (f *Filler) garden(ctx context.Context) error {
	p := f.towns["almelo"]
	var two [2]access.Actor
	for i, who := range []content.Persona{widower, gardening} {
		f.At(30)
		a, err := f.person(ctx, p.id, account.Account{Name: who.Name, About: who.About, Demo: true}, account.Grant{Role: access.RoleResident})
		if err != nil {
			return err
		}
		two[i] = access.Actor{Account: a.ID, Tenant: p.id, Role: access.RoleResident}
	}
	wim, roos := two[0], two[1]
	here := postcode(p.town, 0, 0).Compact()
	f.At(24)
	asked, err := f.place(ctx, wim, market.KindAsk, market.NewAd{Category: market.Garden, Postcode: here, Title: "Wie helpt mij in de tuin?",
		Details: "Mijn vrouw deed altijd de tuin. Zij is er niet meer en ik kan er niet tegenop. De rozen moeten gesnoeid. Ik zet koffie en ik vertel graag over vroeger."})
	if err != nil {
		return err
	}
	f.At(23)
	answer, err := f.App.Market.Answer(ctx, roos, market.NewAnswer{AdID: asked,
		Words: "Hallo! Ik woon op een flat en mis een tuin. Rozen snoeien leerde ik van mijn oma. Mag mijn dochter van zeven mee?"})
	if err != nil {
		return err
	}
	for _, said := range []struct {
		day   int
		who   access.Actor
		words string
	}{
		{23, wim, "Graag! Een kind in de tuin, dat is lang geleden. Heeft zij een fiets? Ik plak banden, daar ben ik goed in."},
		{22, roos, "Haar achterband is al weken lek! Zullen we zaterdag om tien uur komen?"},
	} {
		f.At(said.day)
		if err := f.App.Market.Reply(ctx, said.who, market.NewMessage{AnswerID: answer.ID, Words: said.words}); err != nil {
			return err
		}
	}
	f.At(21)
	if err := f.App.Market.Agree(ctx, wim, market.NewAgreement{AnswerID: answer.ID, Words: "Zaterdag om tien uur. De koffie is klaar en voor uw dochter is er limonade."}); err != nil {
		return err
	}
	f.At(11)
	offered, err := f.place(ctx, wim, market.KindOffer, market.NewAd{Category: market.OddJob, Postcode: here, Title: "Ik plak uw band, dan vertelt u iets",
		Details: "Sinds kort plak ik banden voor de kinderen in de buurt. Kom langs met de fiets. U betaalt alleen het plakkertje."})
	if err != nil {
		return err
	}
	f.At(2)
	_, err = f.App.Market.Answer(ctx, content.Pick(f.Rand, p.neighbours), market.NewAnswer{AdID: offered, Words: "Wat leuk. Mijn zoon fietst al een week op een lekke band. Mogen we woensdag na school komen?"})
	return err
}

// inTales reports whether a name belongs to somebody of the stories.
func inTales(name string) bool {
	for _, t := range content.Tales {
		for _, p := range t.Personas {
			if p.Name == name {
				return true
			}
		}
	}
	return name == widower.Name || name == gardening.Name
}
