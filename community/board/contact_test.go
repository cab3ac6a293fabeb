package board

import (
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

func TestAnAdShowsNoWayAroundTheRelay(t *testing.T) {
	for _, text := range []string{
		"Bel mij op 06 12345678", "Bel 0612345678.", "tel. 0546-541111", "06-12 34 56 78", "+31 6 12345678", "0031612345678",
		"mail truus@example.nl", "truus @ example.nl", "Ik woon op Kerkstraat 12", "aan de Lage Weg 4b", "7601 SA 12", "7601sa",
		"kijk op www.example.nl", "https://example.nl", "NL13TEST0123456789",
	} {
		wrong := fault.Invalid{}
		RefuseContact(wrong, "details", text)
		if wrong["details"] == "" {
			t.Errorf("%q was let through", text)
		}
	}
	for _, text := range []string{
		"Ik ben 82 en loop slecht.", "Op 12 maart 2026 is er een feest", "Wie helpt mij om 14.00 uur?", "Twee keer per week, 30 minuten",
		"Ik heb 3 katten en 1 hond", "In 2026 in de zomer", "Boodschappen voor ongeveer 20 euro", "De heg is 15 meter lang", "Naar het park om 10 uur",
		"1 keer in de 2 weken", "Een kast van 1200 bij 2400mm", "2000 kg zand",
	} {
		wrong := fault.Invalid{}
		RefuseContact(wrong, "details", text)
		if wrong["details"] != "" {
			t.Errorf("%q was refused: %s", text, wrong["details"])
		}
	}
}
