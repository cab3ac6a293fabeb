package pages_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/casework/caseworktest"
	"codeberg.org/samenkracht/samenkracht/insight"
	"codeberg.org/samenkracht/samenkracht/insight/factlab"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/join"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/keyholder/vault"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/reception"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/release"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	"codeberg.org/samenkracht/samenkracht/insight/pages"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/file"
	"codeberg.org/samenkracht/samenkracht/platform/jobs"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

const rondes = "/almelo/inzicht/factlab/rondes"

// leadTown is a town with the pages of the Factlab lead, an analyst and a privacy officer.
type leadTown struct {
	*town
	factlab  *factlab.Factlab
	releases *release.Releases
	lead     access.Actor // Iris, who leads
	officer  access.Actor // Piet, who watches
	dir      string
}

func newLeadTown(t *testing.T, d *db.DB) *leadTown {
	t.Helper()
	w := &leadTown{town: &town{Town: caseworktest.New(t, d), T: t, today: law.DateOf(d.Now())}, dir: t.TempDir()}
	gate, queue := access.New(d, insight.Rules), jobs.New(d)
	w.factlab = factlab.New(factlab.Parts{DB: d, Gate: gate, Queue: queue, Tenants: w.Tenants, Files: file.NewFiles(d, gate, w.Vault), Post: w.Post,
		Identity: wire.MakeIdentity(), Address: "hub.example.nl:8443"})
	came, joins := reception.New(w.factlab), join.New(w.factlab)
	w.releases = release.New(joins)
	w.mux = web.New(web.Config{DB: d, Tenants: w.Tenants, Accounts: w.Accounts, Nav: pages.Nav})
	(&pages.Pages{Factlab: w.factlab, Reception: came, Join: joins, Releases: w.releases, Accounts: w.Accounts}).Routes(w.mux)
	server := httptest.NewServer(w.mux.Server())
	t.Cleanup(server.Close)
	w.url = server.URL
	w.lead, w.officer = w.person("iris", access.RoleAnalyst, 0), w.person("piet", access.RolePrivacyOfficer, 0)
	return w
}

// neighbour is an analyst of the other municipality, who signs in at /ben/NAME there.
func (w *leadTown) neighbour(name string) {
	w.Helper()
	grant := account.Grant{ID: w.DB.NewID(), Role: access.RoleAnalyst}
	a, err := w.Accounts.Add(w.Context(), access.System(w.Neighbouring, "test"), account.NewAccount{Account: account.Account{Name: name, Email: "post@example.nl"}, Grants: []account.Grant{grant}})
	w.must(err)
	w.mux.Handle("GET /ben/"+name, func(rw http.ResponseWriter, r *http.Request, _ access.Actor) error {
		if err := w.mux.SignIn(r.Context(), w.Neighbouring, a.ID, grant.ID); err != nil {
			return err
		}
		return web.Redirect(rw, r, "/mijn/ervaring/bedankt")
	})
}

// file writes a file to attach.
func (w *leadTown) file(name, content string) string {
	w.Helper()
	path := filepath.Join(w.dir, name)
	w.must(os.WriteFile(path, []byte(content), 0o600))
	return path
}

// newRound is a round with the terms that most tests need.
func (w *leadTown) newRound() factlab.Round {
	w.Helper()
	terms := factlab.Usual()
	terms.Purpose, terms.Ground, terms.Body = "Weten waar hulp zich opstapelt", "AVG, taak van algemeen belang", "Stichting Samen Tellen"
	r, err := w.factlab.Prepare(w.Context(), w.lead, factlab.Round{Name: "Factlab najaar", Month: "2026-12", Deadline: w.today.Add(30), Terms: terms})
	w.must(err)
	return r
}

// card makes a key in a folder of its own, and returns the card of its holder.
func (w *leadTown) card(r factlab.Round) (folder string, card agreement.KeyHolders) {
	w.Helper()
	folder = filepath.Join(w.dir, "sleutel-"+r.ID.String())
	card, err := vault.Make(folder, vault.Plan{Round: r.Reference(), Purpose: r.Terms.Purpose, Threshold: 1,
		Holders: []vault.Holder{{Body: "Notaris De Sleutel", Address: "sleutel.example.nl:8443"}}})
	w.must(err)
	return folder, card
}

// joined adds organisations that take part.
func (w *leadTown) joined(r factlab.Round, names ...string) {
	w.Helper()
	for i, name := range names {
		id, err := w.factlab.Invite(w.Context(), w.lead, factlab.Participant{RoundID: r.ID, Name: name, Email: "factlab@example.nl"})
		w.must(err)
		w.must(w.factlab.TakeIn(w.Context(), w.lead, id, wire.MakeIdentity().Key(), 1200+i))
	}
}

// opened is a round that is open, with three organisations.
func (w *leadTown) opened() (r factlab.Round, folder string) {
	w.Helper()
	r = w.newRound()
	folder, card := w.card(r)
	w.must(w.factlab.HoldKeys(w.Context(), w.lead, r.ID, card))
	w.must(w.factlab.Count(w.Context(), w.lead, r.ID, agreement.AddressList{}, []factlab.Place{{Neighbourhood: "BU01419001", District: "WK014190", Addresses: 1500}}))
	w.joined(r, "Wijkteam Noord", "GGZ De Brug", "Kredietbank Oost")
	w.must(w.factlab.Start(w.Context(), w.lead, r.ID))
	return w.again(r.ID), folder
}

func (w *leadTown) again(id db.ID) factlab.Round {
	w.Helper()
	v, err := w.factlab.Read(w.Context(), w.lead, id)
	w.must(err)
	return v.Round
}

// delivers notes complete deliveries of the first participants, of so many lines each.
func (w *leadTown) delivers(r factlab.Round, lines ...int) {
	w.Helper()
	v, err := w.factlab.Read(w.Context(), w.lead, r.ID)
	w.must(err)
	for i, n := range lines {
		at := w.DB.Now()
		w.insert("factlab_delivery", reception.Delivery{TenantID: w.ID, ID: w.DB.NewID(), RoundID: r.ID, ParticipantID: v.Participants[i].ID, State: reception.Complete,
			Lines: n, Batches: 1, SHA256: strings.Repeat("a", 64), BegunAt: at, CompletedAt: &at})
	}
}

func (w *leadTown) insert(table string, row any) {
	w.Helper()
	w.must(w.DB.InTx(w.Context(), w.ID, func(tx *db.Tx) error { return db.Insert(w.Context(), tx, table, row) }))
}

// turn takes a round further, as the joining does when it is ready.
func (w *leadTown) turn(id db.ID, further func(r factlab.Round, at time.Time) (factlab.Round, error)) {
	w.Helper()
	w.must(w.DB.InTx(w.Context(), w.ID, func(tx *db.Tx) error {
		r, err := factlab.RoundTx(w.Context(), tx, id)
		if err == nil {
			r, err = further(r, tx.Now())
		}
		if err != nil {
			return err
		}
		return factlab.SaveTx(w.Context(), tx, r)
	}))
}

// joinedRound is a round of which the tables are there.
func (w *leadTown) joinedRound() (r factlab.Round, folder string) {
	w.Helper()
	r, folder = w.opened()
	w.delivers(r, 1400, 900, 3)
	w.turn(r.ID, factlab.Round.Close)
	w.turn(r.ID, factlab.Round.Join)
	return w.again(r.ID), folder
}

// proposed is a release of the lead that waits for somebody else.
func (w *leadTown) proposed(r factlab.Round, report string) db.ID {
	w.Helper()
	c := release.Content{Round: release.About{Reference: r.Reference(), Number: r.Number, Name: r.Name, Month: r.Month, Participants: []string{"Wijkteam Noord", "GGZ De Brug"}},
		Quality: release.Quality{Lines: 2303, Active: 1804}, Minimum: 5, Sensitive: 10, Organisations: 3, Report: json.RawMessage(report), Hub: w.factlab.Identity.Key(),
		Tables: []release.Table{{Name: release.ByProvisions, Columns: []string{"provisions", "n"}, Rows: [][]string{{release.Total, "1500"}, {"0", "1100"}, {"1", "390"}, {"2", ""}}}}}
	text, err := json.Marshal(c)
	w.must(err)
	at := w.DB.Now()
	of := release.Release{TenantID: w.ID, ID: w.DB.NewID(), RoundID: r.ID, State: release.Proposed, MakerID: w.lead.Account, Maker: "iris", Content: text,
		Signature: w.factlab.Identity.Sign(text), BegunAt: at, MadeAt: &at, Version: 1}
	w.insert("factlab_release", of)
	return of.ID
}

const (
	safe   = `{"method":"x","tables":[{"name":"provisions","cells":4,"hidden":1,"leaf_value_shown":0.993}],"attack":{"attacked":1,"insiders":3}}`
	unsafe = `{"method":"x","attack":{"attacked":1,"insiders":3,"below":2,"findings":[{"table":"provisions"},{"table":"provisions"}]}}`
)

func TestTheLeadPreparesARound(t *testing.T) {
	testkit.Ways(t, func(t *testing.T, o testkit.Options) {
		w := newLeadTown(t, testkit.SQLite(t))
		b := w.visitor(o, "iris").Press("Rounds of the Factlab").See("There is no round yet. A Factlab shows how many households use several provisions at once. Organisations deliver lines without addresses, and we count them. The first step: write down for what the figures are used.")
		b.Press("New round").Fill("Name of the round", "Factlab najaar").Fill("Which month is counted?", "dertien").
			Fill("Which provisions are counted?", "wmo_vervoer;Vervoer;wmo;nee\nWMO;Iets;wmo;nee\nwmo_vervoer;Nog eens;wmo;nee\njeugd;Jeugd;onbekend;nee").
			Fill("Smallest group that is shown", "nul").Press("Make the round")
		if b.Status() != 400 || !strings.HasPrefix(b.Title(), "Fout:") {
			t.Errorf("a form that is wrong: %d, %q", b.Status(), b.Title())
		}
		b.See("Say for what the figures are used, and for nothing else.").See("Fill in a month and a year, such as 12-2025.").
			See("Regel 2: een code heeft kleine letters, cijfers en lage streepjes, zoals wmo_vervoer. Regel 3: deze code staat ook in regel 1. Regel 4: kies een van deze domeinen: jeugd, wmo, werkinkomen.").
			See("The smallest group has 3 to 100 households.")
		if got := b.Value("Which month is counted?"); got != "dertien" {
			t.Errorf("what was typed is gone: %q", got)
		}
		b.Fill("Which month is counted?", "december 2026").Fill("Until which day can organisations deliver?", "31-12-2026").
			Fill("For what are the figures used?", "Weten waar hulp zich opstapelt").Fill("What is the legal ground?", "AVG, taak van algemeen belang").
			Fill("Which legal body joins the lists?", "Stichting Samen Tellen").Fill("Smallest group that is shown", "5").
			Fill("Which provisions are counted?", "wmo_vervoer;Vervoer;wmo;nee\nwi_schuldhulp;Schuldhulp;werkinkomen;ja").Choose("Jeugdhulp").
			PressTwice("Make the round").See("Factlab najaar").See("The next step").See("The DPIA is missing.").See("december 2026")
		b.Press("To what is agreed").See("Schuldhulp").See("AVG, taak van algemeen belang").Press("Change what is agreed").
			Fill("Name of the round", "Factlab winter").PressTwice("Save").See("What is agreed has been changed.").See("Factlab winter")
		b.Visit(rondes).See("1. Factlab winter").See("Being prepared")
		b.Visit("/almelo/en/inzicht/factlab/rondes").See("Being prepared").Press("1. Factlab winter").See("The DPIA is missing.")
		if all, err := w.factlab.Rounds(t.Context(), w.lead); err != nil || len(all) != 1 || !all[0].Terms.Provisions[1].Sensitive || !all[0].Terms.Domains[0].Sensitive {
			t.Errorf("the round is not as typed: %+v, %v", all, err)
		}
	})
}

func TestTheLeadGathersWhatARoundNeeds(t *testing.T) {
	testkit.Ways(t, func(t *testing.T, o testkit.Options) {
		o.Phone = true
		w := newLeadTown(t, testkit.SQLite(t))
		r := w.newRound()
		here := rondes + "/" + r.ID.String()
		b := w.visitor(o, "iris").Visit(here + "/opening").See("This is not possible now").See("There is no key holder yet. Add the card of the key holder first.").
			DontSee("Open the round")

		_, card := w.card(r)
		text, err := json.Marshal(card)
		w.must(err)
		b.Visit(here + "/sleutelhouders").Press("Add the card").See("Choose the file, or paste its text.")
		b.Fill("Or paste the text of the card", "{}").Press("Add the card").See("This is not the card of a key holder.")
		if b.Status() != 400 || b.Value("Or paste the text of the card") != "{}" {
			t.Errorf("a wrong card: %d", b.Status())
		}
		b.Attach("File with the card", w.file("holder.json", string(text))).Press("Add the card").See("Notaris De Sleutel").See("1 van de 1")

		b.Visit(here+"/adressen").Attach("File with the number of addresses", w.file("fout.csv", "neighbourhood,district,municipality,addresses\nBU1,WK1,GM1,tien\n")).
			Press("Add these numbers").See("Regel 2 heeft geen goed aantal adressen. Maak het bestand opnieuw met het programma.")
		b.Attach("File with the number of addresses", w.file("aantallen.csv", "neighbourhood,district,municipality,addresses\nBU1,WK1,GM1,1200\nBU2,WK1,GM1,800\n")).
			Fill("Check sum of the address list", "kort").Press("Add these numbers").See("A check sum has 64 digits and letters from a to f.")
		b.Attach("File with the number of addresses", w.file("aantallen.csv", "neighbourhood,district,municipality,addresses\nBU1,WK1,GM1,1200\nBU2,WK1,GM1,800\n")).
			Fill("Check sum of the address list", strings.Repeat("0a", 32)).Press("Add these numbers").See("2.000")

		b.Visit(here + "/deelnemers").See("Nobody was invited yet. Invite the organisations that deliver help in your municipality.").Press("Invite an organisation")
		b.Press("Put on the list").See("Fill in the name of the organisation.")
		b.Fill("Name of the organisation", "Wijkteam Noord").Fill("E-mail address of the person there", "factlab@example.nl").PressTwice("Put on the list").
			See("No answer yet").Press("Wijkteam Noord").Press("Note the answer").See("Choose what the organisation answered.")
		key := wire.MakeIdentity().Key().String()
		b.Choose("It takes part").Fill("Key of the organisation", key[:30]).Fill("To how many addresses does it deliver something?", "1.250").Press("Note the answer").
			See("Copy the whole key. It begins with ed25519: and has 43 signs after that.")
		b.Fill("Key of the organisation", key).Press("Note the answer").See("Takes part").See("1.250")
		b.Press("Invite an organisation").Fill("Name of the organisation", "Zorggroep Zuid").Press("Put on the list").Press("Zorggroep Zuid").Choose("It does not take part").
			Press("Note the answer").See("Write down why the organisation does not take part.")
		b.Fill("Why does it not take part?", "Wacht op de eigen toezichthouder").Press("Note the answer").See("Wacht op de eigen toezichthouder").See("Does not take part")
		w.joined(r, "GGZ De Brug", "Kredietbank Oost")

		b.Visit(here + "/overeenkomst").See("samenkracht factlab send")
		if f := b.Fetch(here + "/overeenkomst/bestand"); f.Status != 200 || !strings.Contains(string(f.Body), key) || strings.Contains(string(f.Body), "Zorggroep") || !strings.HasSuffix(f.Name, ".json") {
			t.Errorf("the agreement: %d %q %s", f.Status, f.Name, f.Body)
		}
	})
}

func TestThePrivacyOfficerFilesDocuments(t *testing.T) {
	o := testkit.Options{NoScript: true}
	w := newLeadTown(t, testkit.SQLite(t))
	r := w.newRound()
	here := rondes + "/" + r.ID.String()
	b := w.visitor(o, "piet").Press("Rounds of the Factlab").DontSee("New round").Press("1. Factlab najaar").Within("The next step").Press("To the documents")
	b.Press("File this document").See("Choose a document.").See("Choose what kind of document it is.")
	b.Choose("DPIA: what the round means for privacy").Attach("Which document?", w.file("dpia.exe", "MZ")).Press("File this document")
	if b.Status() != 400 || !b.Chosen("DPIA: what the round means for privacy") {
		t.Errorf("a program as a document: %d", b.Status())
	}
	b.Attach("Which document?", w.file("dpia.txt", "Wat deze ronde betekent.")).PressTwice("File this document").See("The document is filed.").See("dpia.txt")
	b.Choose("Legal ground").Attach("Which document?", w.file("grondslag.txt", "Taak van algemeen belang.")).Press("File this document").See("grondslag.txt")
	v, err := w.factlab.Read(t.Context(), w.officer, r.ID)
	w.must(err)
	if len(v.Documents) != 2 {
		t.Fatalf("%d documents are filed", len(v.Documents))
	}
	if f := b.Fetch(here + "/documenten/" + v.Documents[0].ID.String()); f.Status != 200 || f.Name != "dpia.txt" || string(f.Body) != "Wat deze ronde betekent." {
		t.Errorf("the document: %+v", f)
	}
	for _, path := range []string{"/nieuw", "/" + r.ID.String() + "/afspraken/wijziging", "/" + r.ID.String() + "/deelnemers/nieuw", "/" + r.ID.String() + "/opening", "/" + r.ID.String() + "/vernietiging"} {
		if f := b.Fetch(rondes + path); f.Status != 403 {
			t.Errorf("the privacy officer opens %s: %d", path, f.Status)
		}
	}
}

func TestTheLeadOpensClosesAndDestroysARound(t *testing.T) {
	o := testkit.Options{}
	w := newLeadTown(t, testkit.SQLite(t))
	r := w.newRound()
	here := rondes + "/" + r.ID.String()
	folder, card := w.card(r)
	w.must(w.factlab.HoldKeys(t.Context(), w.lead, r.ID, card))
	w.must(w.factlab.Count(t.Context(), w.lead, r.ID, agreement.AddressList{}, []factlab.Place{{Neighbourhood: "BU1", District: "WK1", Addresses: 1500}}))
	w.joined(r, "Wijkteam Noord", "GGZ De Brug", "Kredietbank Oost")
	b := w.visitor(o, "iris").Visit(here).Press("To the opening").See("The DPIA or the legal ground is not filed yet. Ask the privacy officer whether you can begin.").
		See("What cannot be undone").PressTwice("Open the round").See("Open for deliveries")
	b.Visit(here + "/afspraken").See("The round was opened. What was agreed does not change any more.").DontSee("Change what is agreed")

	w.delivers(r, 1400, 3)
	b.Visit(here).See("1.400").See("minder dan 5").See("2 van de 3 organisaties hebben aangeleverd.").Press("Close this round")
	b.See("Fewer than %s organisations delivered. Then almost nothing can be shown.", "3").PressTwice("Close the round").See("0 van de 16 delen")
	w.turn(r.ID, factlab.Round.Join)

	b.Visit(here + "/vernietiging").See("No release was approved yet. After this there will be no figures of this round.")
	b.Fill("Type the name of the round", "factlab voorjaar").Press("Destroy everything").See("This is not the name of the round. Copy it from above the box.")
	b.TabTo("Type the name of the round").Keys("Control+a").Fill("Type the name of the round", "Factlab najaar").TabTo("Destroy everything").Keys("Enter").
		See("Everything of the round is destroyed. Add the records of the key holders now.")
	b.Press("To the records of destruction").See("Stichting Samen Tellen").See("Not enough key holders gave their record yet. Ask them for it.").See("Right")
	b.Attach("Record of a key holder", w.file("fout.json", `{"statement":{}}`)).Press("Add the record").See("This is not the record of a key holder, or it was changed.")
	b.Attach("Record of a key holder", w.file("verklaring.json", destroyed(t, folder))).Press("Add the record").See("Notaris De Sleutel, door Nora de Wit").
		See("The key can never be used again. So few parts of it are left that they do not fit together.")
	v, err := w.factlab.Read(t.Context(), w.lead, r.ID)
	w.must(err)
	for _, d := range v.Destructions {
		if f := b.Fetch(here + "/verklaringen/" + d.ID.String()); f.Status != 200 || string(f.Body) != string(d.Record) {
			t.Errorf("the record of %s: %d", d.Body, f.Status)
		}
	}
	b.Visit(here).See("This round is finished. Everything of it was destroyed, but for the releases.")
}

// destroyed destroys the key in a folder, and returns the record of that.
func destroyed(t *testing.T, folder string) string {
	t.Helper()
	v, err := vault.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	record, err := v.Destroy("Nora de Wit")
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(record)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestTwoPeopleLookAtARelease(t *testing.T) {
	o := testkit.Options{Phone: true}
	w := newLeadTown(t, testkit.SQLite(t))
	r, _ := w.joinedRound()
	here := rondes + "/" + r.ID.String()
	lead, officer := w.visitor(o, "iris"), w.visitor(o, "piet")
	lead.Visit(here).Within("The next step").Press("To the releases")
	lead.PressTwice("Make the tables").See("The tables are being made")
	all, err := w.releases.Of(t.Context(), w.lead, r.ID)
	w.must(err)
	if len(all) != 1 {
		t.Fatalf("%d releases are made", len(all))
	}
	lead.Visit(here + "/uitgaven").DontSee("Make the tables")

	id := w.proposed(r, unsafe)
	officer.Visit(here + "/uitgaven/" + id.String()).See("The attack found something. Refuse this release.")
	id = w.proposed(r, safe)
	one := here + "/uitgaven/" + id.String()
	lead.Visit(one).See("You had this release made, so a colleague decides about it. Two people look at what everybody may see.").DontSee("Your decision")
	officer.Visit(one).See("We attacked these tables ourselves. Nothing hidden could be found out.").See("Households by number of provisions").See("99,3%")
	officer.Press("Note my decision").See("Choose what you decide.")
	officer.Choose("I refuse").Press("Note my decision").See("Write down why.")
	if officer.Status() != 400 {
		t.Errorf("refused without a reason: %d", officer.Status())
	}
	officer.Choose("I approve").PressTwice("Note my decision").See("Your decision is noted.").See("Approved")
	lead.Visit(one).See("piet").DontSee("Withdraw this release")
	officer.Press("Withdraw this release").See("Write down why.").Fill("Why do you withdraw it?", "Een tabel klopt niet.").Press("Withdraw this release").
		See("Withdrawn").See("Een tabel klopt niet.")
	if err := w.releases.Decide(t.Context(), w.lead, "iris", w.proposed(r, safe), release.Approved, ""); err == nil {
		t.Error("the maker approved the own release")
	}
}

func TestAnotherMunicipalitySeesNoRound(t *testing.T) {
	w := newLeadTown(t, testkit.SQLite(t))
	w.neighbour("nel")
	r, _ := w.joinedRound()
	id := w.proposed(r, safe)
	b := testkit.Browser(t, w.url).Visit("/borne/ben/nel").Press("Rounds of the Factlab").See("New round").DontSee("Factlab najaar")
	v, err := w.factlab.Read(t.Context(), w.lead, r.ID)
	w.must(err)
	for _, path := range []string{"", "/afspraken", "/documenten", "/sleutelhouders", "/adressen", "/deelnemers", "/deelnemers/" + v.Participants[0].ID.String(), "/overeenkomst",
		"/overeenkomst/bestand", "/opening", "/sluiting", "/vernietiging", "/verklaringen", "/uitgaven", "/uitgaven/" + id.String()} {
		if f := b.Fetch("/borne/inzicht/factlab/rondes/" + r.ID.String() + path); f.Status != 404 {
			t.Errorf("another municipality opens %s: %d", path, f.Status)
		}
	}
	c := w.visitor(testkit.Options{}, "iris")
	if f := c.Fetch(rondes + "/" + r.ID.String() + "/uitgaven/1"); f.Status != 404 {
		t.Errorf("a release that is not there: %d", f.Status)
	}
}
