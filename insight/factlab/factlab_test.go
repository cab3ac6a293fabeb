package factlab_test

import (
	"encoding/json"
	"errors"
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
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/file"
	"codeberg.org/samenkracht/samenkracht/platform/jobs"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/mail"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

// lab is a municipality with a Factlab, beside another one.
type lab struct {
	*caseworktest.Town
	*testing.T
	factlab       *factlab.Factlab
	releases      *release.Releases
	lead, officer access.Actor
	beside        access.Actor // leads the Factlab of the other municipality
	today         law.Date
}

// story runs f in a new municipality, on both engines.
func story(t *testing.T, f func(w *lab)) {
	t.Helper()
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		w := &lab{Town: caseworktest.New(t, d), T: t, today: law.DateOf(d.Now())}
		gate := access.New(d, insight.Rules, mail.Rules)
		w.factlab = factlab.New(factlab.Parts{DB: d, Gate: gate, Queue: jobs.New(d), Tenants: w.Tenants, Files: file.NewFiles(d, gate, w.Vault), Post: w.Post,
			Identity: wire.MakeIdentity(), Address: "hub.example.nl:8443"})
		reception.New(w.factlab)
		w.releases = release.New(join.New(w.factlab))
		w.lead, w.officer = w.Person(t, "Iris Vos", access.RoleAnalyst, 0), w.Person(t, "Piet Bos", access.RolePrivacyOfficer, 0)
		w.beside = access.Actor{Account: w.lead.Account, Tenant: w.Neighbouring, Role: access.RoleAnalyst}
		f(w)
	})
}

func (w *lab) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// refused demands that an error is of a kind.
func (w *lab) refused(what string, err, kind error) {
	w.Helper()
	if !errors.Is(err, kind) {
		w.Errorf("%s: %v, and not %v", what, err, kind)
	}
}

// wrong demands that an error is about a field.
func (w *lab) wrong(what string, err error, field string) {
	w.Helper()
	if v, ok := errors.AsType[fault.Invalid](err); !ok || v[field] == "" {
		w.Errorf("%s: %v, and not about %s", what, err, field)
	}
}

// terms are good ones.
func (w *lab) terms(name string) factlab.Round {
	t := factlab.Usual()
	t.Purpose, t.Ground, t.Body = "Weten waar hulp zich opstapelt", "AVG, taak van algemeen belang", "Stichting Samen Tellen"
	return factlab.Round{Name: name, Month: "2026-12", Deadline: w.today.Add(30), Terms: t}
}

func (w *lab) prepared() factlab.Round {
	w.Helper()
	r, err := w.factlab.Prepare(w.Context(), w.lead, w.terms("Najaar"))
	w.must(err)
	return r
}

func (w *lab) card(r factlab.Round, needed int, bodies ...string) (folder string, card agreement.KeyHolders) {
	w.Helper()
	folder = filepath.Join(w.TempDir(), "sleutel")
	plan := vault.Plan{Round: r.Reference(), Purpose: r.Terms.Purpose, Threshold: needed}
	for _, body := range bodies {
		plan.Holders = append(plan.Holders, vault.Holder{Body: body, Address: "sleutel.example.nl:8443"})
	}
	card, err := vault.Make(folder, plan)
	w.must(err)
	return folder, card
}

// joins invites an organisation that takes part.
func (w *lab) joins(r factlab.Round, name string, key wire.Key) db.ID {
	w.Helper()
	id, err := w.factlab.Invite(w.Context(), w.lead, factlab.Participant{RoundID: r.ID, Name: name, Email: "factlab@example.nl"})
	w.must(err)
	w.must(w.factlab.TakeIn(w.Context(), w.lead, id, key, 900))
	return id
}

var places = []factlab.Place{{Neighbourhood: "BU01419001", District: "WK014190", Addresses: 900}, {Neighbourhood: "BU01419002", District: "WK014190", Addresses: 600}}

// ready is a round that can be opened.
func (w *lab) ready() (r factlab.Round, folder string) {
	w.Helper()
	r = w.prepared()
	folder, card := w.card(r, 1, "Notaris De Sleutel")
	w.must(w.factlab.HoldKeys(w.Context(), w.lead, r.ID, card))
	w.must(w.factlab.Count(w.Context(), w.lead, r.ID, agreement.AddressList{Addresses: 1500}, places))
	for _, name := range []string{"Wijkteam Noord", "GGZ De Brug", "Kredietbank Oost"} {
		w.joins(r, name, wire.MakeIdentity().Key())
	}
	return r, folder
}

func (w *lab) read(id db.ID) factlab.View {
	w.Helper()
	v, err := w.factlab.Read(w.Context(), w.lead, id)
	w.must(err)
	return v
}

// turn takes a round further as the joining does.
func (w *lab) turn(id db.ID, further func(factlab.Round, time.Time) (factlab.Round, error)) {
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

func TestARoundIsPreparedOnceAndChangedUntilItIsOpen(t *testing.T) {
	story(t, func(w *lab) {
		n := w.terms("Najaar")
		n.ID = w.DB.NewID()
		first, err := w.factlab.Prepare(t.Context(), w.lead, n)
		w.must(err)
		again, err := w.factlab.Prepare(t.Context(), w.lead, n) // pressed twice
		w.must(err)
		if again.ID != first.ID || first.Number != 1 || first.Terms.Minimum != 5 || first.Terms.Sensitive != 10 || first.Terms.Organisations != 3 || first.Terms.Buckets != 16 {
			t.Errorf("made %+v and %+v", first, again)
		}
		second, err := w.factlab.Prepare(t.Context(), w.lead, w.terms("Voorjaar"))
		w.must(err)
		if all, err := w.factlab.Rounds(t.Context(), w.officer); err != nil || len(all) != 2 || all[0].ID != second.ID || second.Number != 2 {
			t.Errorf("rounds: %+v, %v", all, err)
		}

		changed := first
		changed.Name = "Winter"
		w.must(w.factlab.Change(t.Context(), w.lead, changed))
		w.must(w.factlab.Change(t.Context(), w.lead, changed)) // pressed twice
		changed.Name = "Lente"
		w.refused("a change of an older version", w.factlab.Change(t.Context(), w.lead, changed), fault.Conflict)
		w.refused("the privacy officer changes", w.factlab.Change(t.Context(), w.officer, changed), fault.Denied)
		if r := w.read(first.ID); r.Name != "Winter" || r.Number != 1 || r.MakerID != w.lead.Account {
			t.Errorf("changed into %+v", r.Round)
		}
	})
}

func TestWhatIsWrongWithTerms(t *testing.T) {
	good := (&lab{today: law.Day(2026, 3, 2)}).terms("Najaar")
	for field, spoil := range map[string]func(r *factlab.Round){
		"name":     func(r *factlab.Round) { r.Name = " " },
		"month":    func(r *factlab.Round) { r.Month = "2026-13" },
		"deadline": func(r *factlab.Round) { r.Deadline = law.Date{} },
		"purpose":  func(r *factlab.Round) { r.Terms.Purpose = "" },
		"ground":   func(r *factlab.Round) { r.Terms.Ground = "" },
		"body": func(r *factlab.Round) {
			r.Terms.KeyHolders.Holders = []agreement.Holder{{Body: "stichting samen tellen"}}
		},
		"registry":      func(r *factlab.Round) { r.Terms.Registry, r.Terms.Types = "STICHTING SAMEN TELLEN", []string{"gezin"} },
		"types":         func(r *factlab.Round) { r.Terms.Registry = "Gemeente" },
		"provisions":    func(r *factlab.Round) { r.Terms.Provisions = nil },
		"minimum":       func(r *factlab.Round) { r.Terms.Minimum = 2 },
		"sensitive":     func(r *factlab.Round) { r.Terms.Sensitive = 4 },
		"organisations": func(r *factlab.Round) { r.Terms.Organisations = -1 },
		"buckets":       func(r *factlab.Round) { r.Terms.Buckets = 257 },
	} {
		r := good
		spoil(&r)
		if v, ok := errors.AsType[fault.Invalid](r.Validate()); !ok || v[field] == "" || len(v) != 1 {
			t.Errorf("%s: %v", field, r.Validate())
		}
	}
	if err := good.Validate(); err != nil {
		t.Error(err)
	}
}

func TestOrganisationsAnswer(t *testing.T) {
	story(t, func(w *lab) {
		r := w.prepared()
		_, card := w.card(r, 1, "Notaris De Sleutel")
		w.must(w.factlab.HoldKeys(t.Context(), w.lead, r.ID, card))
		n := factlab.Participant{ID: w.DB.NewID(), RoundID: r.ID, Name: " GGZ De Brug ", Email: "factlab@example.nl"}
		for range 2 { // pressed twice
			_, err := w.factlab.Invite(t.Context(), w.lead, n)
			w.must(err)
		}
		_, err := w.factlab.Invite(t.Context(), w.lead, factlab.Participant{RoundID: r.ID, Name: "ggz de brug"})
		w.wrong("the same name", err, "name")
		_, err = w.factlab.Invite(t.Context(), w.lead, factlab.Participant{RoundID: r.ID, Name: "X", Email: "geen adres"})
		w.wrong("no address", err, "email")
		_, err = w.factlab.Invite(t.Context(), w.lead, factlab.Participant{RoundID: r.ID, Name: "Gemeente", Registry: true})
		w.wrong("nobody delivers types", err, "registry")

		key := wire.MakeIdentity().Key()
		w.wrong("no key", w.factlab.TakeIn(t.Context(), w.lead, n.ID, wire.Key{}, 900), "key")
		w.wrong("no addresses", w.factlab.TakeIn(t.Context(), w.lead, n.ID, key, 0), "declared")
		w.wrong("the key of the hub", w.factlab.TakeIn(t.Context(), w.lead, n.ID, w.factlab.Identity.Key(), 900), "key")
		w.wrong("the key of a key holder", w.factlab.TakeIn(t.Context(), w.lead, n.ID, card.Holders[0].Key, 900), "key")
		w.must(w.factlab.TakeIn(t.Context(), w.lead, n.ID, key, 900))
		w.must(w.factlab.TakeIn(t.Context(), w.lead, n.ID, key, 950)) // another number
		other := w.joins(r, "Wijkteam Noord", wire.MakeIdentity().Key())
		w.wrong("the key of another", w.factlab.TakeIn(t.Context(), w.lead, other, key, 900), "key")
		w.wrong("no reason", w.factlab.Decline(t.Context(), w.lead, other, " "), "reason")
		w.must(w.factlab.Decline(t.Context(), w.lead, other, "Wacht op de toezichthouder"))
		w.refused("the privacy officer notes an answer", w.factlab.Decline(t.Context(), w.officer, other, "Nee"), fault.Denied)
		v := w.read(r.ID)
		if v.Joining() != 1 || v.Participants[0].Declared != 950 || v.Participants[1].State != factlab.Declines || !v.Participants[1].PublicKey.IsZero() {
			t.Errorf("participants: %+v", v.Participants)
		}
		if p, err := w.factlab.Participant(t.Context(), w.officer, other); err != nil || p.Reason != "Wacht op de toezichthouder" {
			t.Errorf("%+v, %v", p, err)
		}
	})
}

func TestKeysAreOfSomebodyElse(t *testing.T) {
	story(t, func(w *lab) {
		r := w.prepared()
		_, card := w.card(r, 2, "Notaris De Sleutel", "Rekenkamer", "Universiteit")
		hold := func(spoil func(k *agreement.KeyHolders)) error {
			k := card
			k.Holders = append([]agreement.Holder(nil), card.Holders...)
			spoil(&k)
			return w.factlab.HoldKeys(t.Context(), w.lead, r.ID, k)
		}
		w.wrong("no holders", hold(func(k *agreement.KeyHolders) { k.Holders = nil }), "card")
		w.wrong("shares of another key", hold(func(k *agreement.KeyHolders) { k.Holders[0].PublicKey = k.Holders[1].PublicKey }), "card")
		w.wrong("shares of another round key", hold(func(k *agreement.KeyHolders) { k.RoundKey = k.PublicKey }), "card")
		w.wrong("the same body twice", hold(func(k *agreement.KeyHolders) { k.Holders[0].Body = "rekenkamer" }), "card")
		w.wrong("the body that joins", hold(func(k *agreement.KeyHolders) { k.Holders[0].Body = "Stichting Samen Tellen" }), "card")
		w.wrong("the key of the hub", hold(func(k *agreement.KeyHolders) { k.Holders[0].Key = w.factlab.Identity.Key() }), "card")
		w.must(hold(func(*agreement.KeyHolders) {}))
		w.must(hold(func(*agreement.KeyHolders) {}))
		w.wrong("no neighbourhoods", w.factlab.Count(t.Context(), w.lead, r.ID, agreement.AddressList{}, nil), "counts")
		w.must(w.factlab.Count(t.Context(), w.lead, r.ID, agreement.AddressList{Addresses: 900}, places[:1]))
		w.must(w.factlab.Count(t.Context(), w.lead, r.ID, agreement.AddressList{Addresses: 1500}, places)) // in place of the former
		v := w.read(r.ID)
		if len(v.Places) != 2 || v.Terms.Addresses.Addresses != 1500 || v.Terms.KeyHolders.Threshold != 2 {
			t.Errorf("%+v, %+v", v.Places, v.Terms.Addresses)
		}
		other := v.Round
		other.Terms.Purpose = "Iets anders weten"
		w.must(w.factlab.Change(t.Context(), w.lead, other))
		if v := w.read(r.ID); len(v.Terms.KeyHolders.Holders) != 0 {
			t.Error("a key for one purpose serves another")
		}
	})
}

func TestARoundIsOpenedWhenAllIsThere(t *testing.T) {
	story(t, func(w *lab) {
		r := w.prepared()
		start := func() error { return w.factlab.Start(t.Context(), w.lead, r.ID) }
		w.refused("without a key holder", start(), fault.Conflict)
		_, card := w.card(r, 1, "Notaris De Sleutel")
		w.must(w.factlab.HoldKeys(t.Context(), w.lead, r.ID, card))
		w.refused("without counts", start(), fault.Conflict)
		w.must(w.factlab.Count(t.Context(), w.lead, r.ID, agreement.AddressList{}, places))
		_, err := w.factlab.AgreementFile(t.Context(), w.lead, w.terms("geen").ID)
		w.refused("the agreement of no round", err, fault.NotFound)
		one := w.joins(r, "Wijkteam Noord", wire.MakeIdentity().Key())
		w.joins(r, "GGZ De Brug", wire.MakeIdentity().Key())
		w.refused("with two organisations", start(), fault.Conflict)
		w.joins(r, "Kredietbank Oost", wire.MakeIdentity().Key())
		w.refused("opened by the privacy officer", w.factlab.Start(t.Context(), w.officer, r.ID), fault.Denied)
		w.refused("destroyed before it was opened", w.factlab.Destroy(t.Context(), w.lead, r.ID, "Iris Vos"), fault.Conflict)
		w.must(start())
		w.refused("opened twice", start(), fault.Conflict)

		w.refused("changed when it is open", w.factlab.Change(t.Context(), w.lead, w.read(r.ID).Round), fault.Conflict)
		w.refused("another answer when it is open", w.factlab.Decline(t.Context(), w.lead, one, "Toch niet"), fault.Conflict)
		_, err = w.factlab.Invite(t.Context(), w.lead, factlab.Participant{RoundID: r.ID, Name: "Te laat"})
		w.refused("invited when it is open", err, fault.Conflict)
		text, err := w.factlab.AgreementFile(t.Context(), w.officer, r.ID)
		w.must(err)
		a, err := agreement.Parse(text)
		w.must(err)
		if a.Round != r.Reference() || len(a.Participants) != 3 || a.Participants[0].Declared != 900 || a.Hub.Key != w.factlab.Identity.Key() || !a.Deadline.Equal(r.Deadline.Add(1).Start()) {
			t.Errorf("the agreement is %+v", a)
		}
	})
}

func TestTheLastDayIsStillToCome(t *testing.T) {
	story(t, func(w *lab) {
		r, _ := w.ready()
		testkit.ClockOf(w.DB).Advance(31 * 24 * time.Hour)
		w.refused("opened after the last day", w.factlab.Start(t.Context(), w.lead, r.ID), fault.Conflict)
	})
}

func TestDocumentsAreFiled(t *testing.T) {
	story(t, func(w *lab) {
		r := w.prepared()
		n := file.New{ID: w.DB.NewID(), Name: "dpia.txt", Content: []byte("Wat deze ronde betekent.")}
		for range 2 { // pressed twice
			w.must(w.factlab.File(t.Context(), w.officer, r.ID, factlab.ImpactAssessment, n))
		}
		w.must(w.factlab.File(t.Context(), w.lead, r.ID, factlab.Correspondence, file.New{Name: "brief.txt", Content: []byte("Geen aanleiding om te toetsen.")}))
		w.wrong("of no kind", w.factlab.File(t.Context(), w.lead, r.ID, "iets", n), "kind")
		w.wrong("empty", w.factlab.File(t.Context(), w.lead, r.ID, factlab.LegalGround, file.New{Name: "leeg.txt"}), "file")
		w.refused("filed by a generalist", w.factlab.File(t.Context(), w.Anna, r.ID, factlab.LegalGround, n), fault.Denied)
		v := w.read(r.ID)
		if len(v.Documents) != 2 || v.Documents[0].What != factlab.ImpactAssessment || v.Documents[1].Name != "brief.txt" {
			t.Fatalf("%+v", v.Documents)
		}
		if f, content, err := w.factlab.Document(t.Context(), w.lead, r.ID, n.ID); err != nil || f.Name != "dpia.txt" || string(content) != "Wat deze ronde betekent." {
			t.Errorf("%+v, %q, %v", f, content, err)
		}
		other, err := w.factlab.Prepare(t.Context(), w.lead, w.terms("Voorjaar"))
		w.must(err)
		_, _, err = w.factlab.Document(t.Context(), w.lead, other.ID, n.ID)
		w.refused("a document of another round", err, fault.NotFound)
	})
}

func TestOrganisationsAreRemindedOnce(t *testing.T) {
	story(t, func(w *lab) {
		r, _ := w.ready()
		_, err := w.factlab.Prepare(t.Context(), w.lead, w.terms("Later")) // a newer round, which is not open
		w.must(err)
		w.must(w.factlab.Start(t.Context(), w.lead, r.ID))
		v := w.read(r.ID)
		at := w.DB.Now()
		w.must(w.DB.InTx(t.Context(), w.ID, func(tx *db.Tx) error { // one of them has delivered
			return db.Insert(t.Context(), tx, "factlab_delivery", reception.Delivery{TenantID: w.ID, ID: tx.NewID(), RoundID: r.ID, ParticipantID: v.Participants[0].ID,
				State: reception.Complete, Lines: 10, Batches: 1, SHA256: strings.Repeat("a", 64), BegunAt: at, CompletedAt: &at})
		}))
		admin := access.Actor{Account: w.lead.Account, Tenant: w.ID, Role: access.RoleAdministrator}
		sent := func() []mail.Sent {
			t.Helper()
			all, err := w.Post.Outbox(t.Context(), admin, 0)
			w.must(err)
			return all
		}
		w.must(w.factlab.Remind(t.Context()))
		if all := sent(); len(all) != 0 {
			t.Fatalf("reminded a month before the last day: %+v", all)
		}
		testkit.ClockOf(w.DB).Advance(24 * 24 * time.Hour)
		for range 2 {
			w.must(w.factlab.Remind(t.Context()))
		}
		all := sent()
		if len(all) != 2 {
			t.Fatalf("%d reminders went out", len(all))
		}
		want := "Hallo,\n\nWijkteam Noord doet mee aan de ronde \"Najaar\" van het Factlab van Gemeente Almelo. Wij hebben uw aanlevering nog niet. U kunt aanleveren tot en met 1 april 2026.\n\n" +
			"Hebt u vragen? Stel ze aan de leider van het Factlab van Gemeente Almelo."
		if m := all[0]; m.Body != want || m.Subject != "Uw aanlevering voor het Factlab: tot en met 1 april 2026" || m.To != "factlab@example.nl" {
			t.Errorf("the reminder is %q: %q", m.Subject, m.Body)
		}
		for _, p := range w.read(r.ID).Participants {
			if (p.RemindedAt != nil) != (p.ID != v.Participants[0].ID) {
				t.Errorf("%s was reminded: %v", p.Name, p.RemindedAt)
			}
		}
	})
}

// A round that was opened first hears nothing less because nobody waits in a newer one.
func TestEveryOpenRoundIsReminded(t *testing.T) {
	story(t, func(w *lab) {
		first, _ := w.ready()
		w.must(w.factlab.Start(t.Context(), w.lead, first.ID))
		second, _ := w.ready()
		w.must(w.factlab.Start(t.Context(), w.lead, second.ID))
		at := w.DB.Now()
		for _, p := range w.read(second.ID).Participants {
			w.must(w.DB.InTx(t.Context(), w.ID, func(tx *db.Tx) error {
				return db.Insert(t.Context(), tx, "factlab_delivery", reception.Delivery{TenantID: w.ID, ID: tx.NewID(), RoundID: second.ID, ParticipantID: p.ID,
					State: reception.Complete, SHA256: strings.Repeat("a", 64), BegunAt: at, CompletedAt: &at})
			}))
		}
		testkit.ClockOf(w.DB).Advance(24 * 24 * time.Hour)
		w.must(w.factlab.Remind(t.Context()))
		for _, p := range w.read(first.ID).Participants {
			if p.RemindedAt == nil {
				t.Errorf("%s was not reminded", p.Name)
			}
		}
	})
}

func TestEverythingIsDestroyedAndSigned(t *testing.T) {
	story(t, func(w *lab) {
		r, folder := w.ready()
		w.must(w.factlab.Start(t.Context(), w.lead, r.ID))
		v := w.read(r.ID)
		w.must(w.DB.InTx(t.Context(), w.ID, func(tx *db.Tx) error {
			type part struct {
				TenantID, RoundID db.ID
				Bucket            int
				DeliveryID        db.ID
				Number            int
				Sealed            []byte
			}
			d := reception.Delivery{TenantID: w.ID, ID: tx.NewID(), RoundID: r.ID, ParticipantID: v.Participants[0].ID, State: reception.Complete, SHA256: strings.Repeat("a", 64), BegunAt: tx.Now()}
			if err := db.Insert(t.Context(), tx, "factlab_delivery", d); err != nil {
				return err
			}
			return db.Insert(t.Context(), tx, "factlab_part", part{TenantID: w.ID, RoundID: r.ID, DeliveryID: d.ID, Sealed: []byte("x")})
		}))
		w.refused("destroyed by the privacy officer", w.factlab.Destroy(t.Context(), w.officer, r.ID, "Piet Bos"), fault.Denied)
		w.must(w.factlab.Destroy(t.Context(), w.lead, r.ID, "Iris Vos"))
		w.refused("destroyed twice", w.factlab.Destroy(t.Context(), w.lead, r.ID, "Iris Vos"), fault.Conflict)
		v = w.read(r.ID)
		if v.State != factlab.Destroyed || len(v.Destructions) != 1 || v.KeyGone() {
			t.Fatalf("%s, %+v", v.State, v.Destructions)
		}
		var signed factlab.Signed
		w.must(json.Unmarshal(v.Destructions[0].Record, &signed))
		record, err := signed.Verify()
		if err != nil || record.By != "Iris Vos" || record.Removed != 1 || record.Round != r.Reference() || record.Key != w.factlab.Identity.Key() {
			t.Errorf("%+v, %v", record, err)
		}
		signed.Record = json.RawMessage(strings.Replace(string(signed.Record), "Iris", "Anna", 1))
		if _, err := signed.Verify(); err == nil {
			t.Error("a record that was changed is right")
		}

		w.wrong("no record", w.factlab.FileDestruction(t.Context(), w.officer, r.ID, []byte("{}")), "record")
		_, other := w.ready()
		w.wrong("the record of another round", w.factlab.FileDestruction(t.Context(), w.officer, r.ID, w.destroyed(other)), "record")
		text := w.destroyed(folder)
		w.wrong("a record that was changed", w.factlab.FileDestruction(t.Context(), w.officer, r.ID, []byte(strings.Replace(string(text), "Nora", "Nina", 1))), "record")
		for range 2 { // pressed twice
			w.must(w.factlab.FileDestruction(t.Context(), w.officer, r.ID, text))
		}
		if v = w.read(r.ID); len(v.Destructions) != 2 || !v.KeyGone() {
			t.Errorf("%d records, and the key is gone: %v", len(v.Destructions), v.KeyGone())
		}
	})
}

// destroyed destroys the key in a folder and returns the record.
func (w *lab) destroyed(folder string) []byte {
	w.Helper()
	v, err := vault.Open(folder)
	w.must(err)
	record, err := v.Destroy("Nora de Wit")
	w.must(err)
	text, err := json.Marshal(record)
	w.must(err)
	return text
}

func TestTwoPairsOfEyes(t *testing.T) {
	story(t, func(w *lab) {
		r, _ := w.ready()
		_, err := w.releases.Propose(t.Context(), w.lead, "Iris Vos", r.ID, 0)
		w.refused("a release before the round is joined", err, fault.Conflict)
		w.must(w.factlab.Start(t.Context(), w.lead, r.ID))
		w.turn(r.ID, factlab.Round.Close)
		w.turn(r.ID, factlab.Round.Join)
		id, err := w.releases.Propose(t.Context(), w.lead, "Iris Vos", r.ID, w.DB.NewID())
		w.must(err)
		again, err := w.releases.Propose(t.Context(), w.lead, "Iris Vos", r.ID, id) // pressed twice
		w.must(err)
		_, err = w.releases.Propose(t.Context(), w.lead, "Iris Vos", r.ID, 0)
		w.refused("another one beside it", err, fault.Conflict)
		_, err = w.releases.Propose(t.Context(), w.officer, "Piet Bos", r.ID, 0)
		w.refused("the privacy officer has one made", err, fault.Denied)
		if again != id {
			t.Errorf("made %s and %s", id, again)
		}
		decide := func(who access.Actor, id db.ID, state release.State, note string) error {
			return w.releases.Decide(t.Context(), who, "naam", id, state, note)
		}
		w.refused("decided while it is made", decide(w.officer, id, release.Approved, ""), fault.Conflict)
		one := release.Release{TenantID: w.ID, ID: w.DB.NewID(), RoundID: r.ID, State: release.Proposed, MakerID: w.lead.Account, Maker: "Iris Vos", Content: []byte("{}"),
			Signature: w.factlab.Identity.Sign([]byte("{}")), BegunAt: w.DB.Now(), Version: 1}
		w.must(w.DB.InTx(t.Context(), w.ID, func(tx *db.Tx) error { return db.Insert(t.Context(), tx, "factlab_release", one) }))
		w.refused("approved by who had it made", decide(w.lead, one.ID, release.Approved, ""), fault.Denied)
		if w.releases.MayDecide(w.lead, one) || !w.releases.MayDecide(w.officer, one) {
			t.Error("the button is there for the wrong one")
		}
		w.wrong("refused without a reason", decide(w.officer, one.ID, release.Refused, " "), "note")
		w.refused("withdrawn before it was approved", decide(w.officer, one.ID, release.Withdrawn, "Toch niet"), fault.Conflict)
		_, err = w.releases.One(t.Context(), w.Anna, one.ID)
		w.refused("a generalist reads what is not approved", err, fault.Denied)
		w.must(decide(w.officer, one.ID, release.Approved, ""))
		w.refused("approved twice", decide(w.officer, one.ID, release.Approved, ""), fault.Conflict)
		if of, err := w.releases.One(t.Context(), w.Anna, one.ID); err != nil || !of.Verify(w.factlab.Identity.Key()) || of.ApproverID != w.officer.Account {
			t.Errorf("%+v, %v", of, err)
		}
		w.must(decide(w.officer, one.ID, release.Withdrawn, "Een tabel klopt niet"))
		if all, err := w.releases.Published(t.Context(), w.ID); err != nil || len(all) != 0 {
			t.Errorf("a withdrawn release is still there: %+v, %v", all, err)
		}
	})
}

func TestAnotherMunicipalitySeesNothing(t *testing.T) {
	story(t, func(w *lab) {
		r, _ := w.ready()
		p := w.read(r.ID).Participants[0]
		if all, err := w.factlab.Rounds(t.Context(), w.beside); err != nil || len(all) != 0 {
			t.Errorf("%+v, %v", all, err)
		}
		ctx := t.Context()
		_, read := w.factlab.Read(ctx, w.beside, r.ID)
		_, one := w.factlab.Participant(ctx, w.beside, p.ID)
		_, file := w.factlab.AgreementFile(ctx, w.beside, r.ID)
		_, invite := w.factlab.Invite(ctx, w.beside, factlab.Participant{RoundID: r.ID, Name: "Van elders"})
		_, propose := w.releases.Propose(ctx, w.beside, "Nel", r.ID, 0)
		for what, err := range map[string]error{"read": read, "participant": one, "agreement": file, "invite": invite, "propose": propose,
			"change": w.factlab.Change(ctx, w.beside, r), "start": w.factlab.Start(ctx, w.beside, r.ID), "answer": w.factlab.Decline(ctx, w.beside, p.ID, "Nee"),
			"destroy": w.factlab.Destroy(ctx, w.beside, r.ID, "Nel"), "document": w.factlab.File(ctx, w.beside, r.ID, factlab.LegalGround, documentOf("brief.txt"))} {
			w.refused(what, err, fault.NotFound)
		}
		own, err := w.factlab.Prepare(ctx, w.beside, w.terms("Van Borne"))
		w.must(err)
		if own.Number != 1 {
			t.Errorf("the first round of another municipality is number %d", own.Number)
		}
	})
}

func documentOf(name string) file.New { return file.New{Name: name, Content: []byte("Tekst.")} }

func TestReferences(t *testing.T) {
	r := factlab.Round{TenantID: 12, ID: 345}
	tenant, round, err := factlab.ParseReference(r.Reference())
	if err != nil || tenant != 12 || round != 345 {
		t.Errorf("%s is read as %s, %s, %v", r.Reference(), tenant, round, err)
	}
	for _, wrong := range []string{"", "12", "12-", "-345", "a-b", "12-345-6"} {
		if _, _, err := factlab.ParseReference(wrong); !errors.Is(err, fault.NotFound) {
			t.Errorf("%q: %v", wrong, err)
		}
	}
}
