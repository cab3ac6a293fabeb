package pages_test

import (
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

func TestAProviderKeepsItsOffer(t *testing.T) {
	testkit.Ways(t, func(t *testing.T, o testkit.Options) {
		o.Phone = true
		w := newWorld(t, o)
		b := w.at(o, w.firm, "Xandra Kok")
		b.Visit("/schone-stee/zorg/aanbod").See("Hulp met vaste gezichten.").See("12 dagen").Press("Add support")
		b.Press("Publish").See("Choose what kind of support it is").See("Fill in the wait in days, from 0 to 730")
		b.Pick("What kind of support is it?", "Guidance").Fill("Product code", "02a05").Fill("What do you deliver?", "Begeleiding thuis").Fill("How long do people wait now?", "21")
		b.Choose("We take no new clients now").Press("Publish")
		b.See("Residents and teams see this from now on.").See("21 dagen").See("Not now")

		b.Press("Begeleiding thuis").Fill("How long do people wait now?", "veel").Press("Publish").See("Fill in the wait in days, from 0 to 730")
		b.Fill("How long do people wait now?", "7").Unchoose("We take no new clients now").Press("Publish").See("7 dagen").DontSee("21 dagen").DontSee("Not now")

		b.Press("Change this text").Fill("What must residents know of you?", "Altijd iemand die u kent.").Press("Publish").See("Altijd iemand die u kent.")
	})
}

func TestContractsAndMessages(t *testing.T) {
	o := testkit.Options{}
	w := newWorld(t, o)
	b := w.at(o, w.town, "Peter Scholten")
	b.Visit("/almelo/zorg/berichten").See("No message has gone out or come in yet.")
	w.order()
	b.Visit("/almelo/zorg/contracten").See("€ 34,20 per uur").See("RN-2026-01").See("Of the region").See("De Schone Stee")
	b.Visit("/almelo/zorg/berichten").See("Order").See("Delivered").See("De Schone Stee").DontSee("Veen")
	_ = w.Exchange.Receive(t.Context(), w.town.ID, []byte("kapot")) // kept with the reason
	b.Reload().See("Message that cannot be read").See("This is not a message that we can read.").See("Not taken in")

	w.at(o, w.region, "Roos Haan").Visit("/noabers/zorg/contracten").See("Our own")
	for _, path := range []string{"/almelo/zorg/opdrachten", "/almelo/zorg/aanbod", "/almelo/zorg/aanbod/nieuw"} {
		if b.Visit(path); b.Status() != 403 {
			t.Errorf("%s is %d for the contract manager", path, b.Status())
		}
	}
	if c := w.at(o, w.town, "Sanne Visser").Visit("/almelo/zorg/berichten"); c.Status() != 403 {
		t.Errorf("the messages are %d for a generalist", c.Status())
	}
}
