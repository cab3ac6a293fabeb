package stories

import (
	"flag"
	"path/filepath"
	"testing"

	"codeberg.org/samenkracht/samenkracht/app/apptest"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

var pictures = flag.String("pictures", "", "folder to write pictures of the demonstration to, as in docs/screenshots")

// TestTheDemonstrationLooksRight opens the pages that a newcomer sees first, as the people who use them, on the
// screen that they use; every page is checked as it opens. With -pictures it keeps what they look like.
func TestTheDemonstrationLooksRight(t *testing.T) {
	folder, start := *pictures, apptest.StartFull
	if folder == "" {
		folder, start = t.TempDir(), apptest.Start
	}
	region := start(t)
	keep := func(b *testkit.Tab, name string) { b.Screenshot(filepath.Join(folder, name+".png")) }
	phone, desk, dark := testkit.Options{Phone: true}, testkit.Options{}, testkit.Options{Phone: true, Dark: true}
	open := func(o testkit.Options, town, who, path string) *testkit.Tab {
		b := testkit.Browser(t, region.URL, o)
		if who != "" {
			b.Visit("/" + town + "/inloggen").Press(who)
		}
		return b.Visit("/" + town + path)
	}
	keep(open(desk, "almelo", "", ""), "home")
	keep(open(phone, "enschede", "", ""), "home-phone")
	keep(open(dark, "borne", "", "/en"), "home-dark-english")
	keep(open(phone, "almelo", "", "/buurt"), "market-phone")
	keep(open(phone, "almelo", "", "/kompas/handje?keuzes=tuin.vaak"), "compass-phone")
	worker := open(desk, "almelo", "Sanne Visser", "/team/werkvoorraad")
	keep(worker, "worklist")
	keep(open(desk, "almelo", "Ibrahim Demir", "/inzicht/raad"), "council")
	open(desk, "almelo", "Hetty Groen", "/beheer/regels")
	open(desk, "almelo", "Gijs Tijhuis", "/beheer").Visit("/almelo/beheer/accounts")
	open(phone, "almelo", "Marloes Nijhof", "/buurt/makelaar")
	open(desk, "almelo", "Peter Scholten", "/zorg/contracten").Visit("/almelo/zorg/berichten")
	open(phone, "almelo", "", "/hulpvraag")
	open(phone, "almelo", "", "/wijzer").Visit("/almelo/huizen").Visit("/almelo/contact").Visit("/almelo/privacy").Visit("/almelo/toegankelijkheid").Visit("/almelo/reactie")
}
