package demo

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"codeberg.org/samenkracht/samenkracht/app/demo/content"
	"codeberg.org/samenkracht/samenkracht/app/demo/lab"
	"codeberg.org/samenkracht/samenkracht/app/demo/past"
	"codeberg.org/samenkracht/samenkracht/care/contract"
	"codeberg.org/samenkracht/samenkracht/care/exchange"
	"codeberg.org/samenkracht/samenkracht/care/provider"
	"codeberg.org/samenkracht/samenkracht/casework/team"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
)

// place is a town as it was filled: its ids, and the people who act in it.
type place struct {
	town
	id             db.ID
	neighbourhoods []tenant.Neighbourhood
	teams          []crew
	actors         map[access.Role]access.Actor // the first with each role
	neighbours     []access.Actor               // residents without a case, who ask and offer on the market
}

// city is the name without the word municipality.
func (t town) city() string { return strings.TrimPrefix(t.name, "Gemeente ") }

// crew is a team with its generalists.
type crew struct {
	id          db.ID
	generalists []access.Actor
}

// system is the actor that sets up an organisation.
func system(id db.ID) access.Actor { return access.System(id, "demo") }

// region sets up the region with its contracts, and the providers with what they deliver.
func (f *Filler) region(ctx context.Context) error {
	f.At(400)
	n := tenant.Tenant{ID: f.App.DB.NewID(), Kind: tenant.Region, Slug: regionSlug, Name: regionName,
		Settings: map[string]string{tenant.Brand: regionBrand, tenant.Phone: regionPhone, tenant.Mail: "post@noabers.example.nl"}}
	if err := f.App.Tenants.Add(ctx, system(n.ID), n); err != nil {
		return err
	}
	for _, w := range content.RegionalWorkers {
		if _, err := f.person(ctx, n.ID, account.Account{Name: w.Name, About: w.About, Demo: true}, account.Grant{Role: w.Role}); err != nil {
			return err
		}
	}
	for i, one := range content.Firms {
		if err := f.firm(ctx, n.ID, i, one); err != nil {
			return err
		}
	}
	return nil
}

func (f *Filler) firm(ctx context.Context, region db.ID, nth int, one content.Firm) error {
	n := tenant.Tenant{ID: f.App.DB.NewID(), Kind: tenant.Provider, Slug: one.Slug, Name: one.Name,
		Codes: map[string]string{tenant.AGB: one.AGB}, Settings: map[string]string{tenant.Brand: "#3a4a5b", tenant.Phone: fmt.Sprintf("074 000 01 %02d", nth+1)}}
	maps.Copy(n.Settings, one.Settings)
	if err := f.App.Tenants.Add(ctx, system(n.ID), n); err != nil {
		return err
	}
	if n.Settings[exchange.Elsewhere] == "" {
		who := account.Account{Name: content.FullName(f.Rand), About: "Neemt opdrachten aan bij " + one.Name + ".", Demo: true}
		if _, err := f.person(ctx, n.ID, who, account.Grant{Role: access.RoleProvider}); err != nil {
			return err
		}
	}
	if err := f.App.Providers.Introduce(ctx, system(n.ID), provider.Profile{About: one.About, Lat: one.Lat, Lon: one.Lon}); err != nil {
		return err
	}
	from := f.Today().AddMonths(-12)
	c := contract.FrameworkContract{ID: f.App.DB.NewID(), Number: fmt.Sprintf("RN-2025-%03d", nth+1), ProviderID: n.ID, FromDay: from, ToDay: from.AddMonths(48)}
	var rates []contract.Rate
	for _, p := range one.Products {
		err := f.App.Providers.Publish(ctx, system(n.ID), provider.Product{Category: p.Category, Code: p.Code, Name: p.Name, WaitDays: p.Wait, IntakeStop: p.Stop})
		if err != nil {
			return err
		}
		rates = append(rates, contract.Rate{Category: p.Category, Code: p.Code, Unit: p.Unit, Cents: p.Cents, Variant: contract.Effort})
	}
	if len(rates) == 0 {
		return nil
	}
	return f.App.Contracts.Add(ctx, system(region), c, rates)
}

// town sets up a municipality with its neighbourhoods, teams and workers.
func (f *Filler) town(ctx context.Context, t town) error {
	f.At(400)
	region, err := f.App.Tenants.BySlug(ctx, regionSlug)
	if err != nil {
		return err
	}
	n := tenant.Tenant{ID: f.App.DB.NewID(), Kind: tenant.Municipality, Slug: t.slug, Name: t.name, Codes: map[string]string{tenant.CBS: t.cbs},
		Regions: []db.ID{region.ID}, Settings: map[string]string{tenant.Brand: t.brand, tenant.Phone: t.phone, tenant.Mail: "sociaal@" + t.slug + ".example.nl",
			tenant.Post: "Postbus 1000, " + t.digits[0] + " SA " + strings.TrimPrefix(t.name, "Gemeente ")}}
	if err := f.App.Tenants.Add(ctx, system(n.ID), n); err != nil {
		return err
	}
	for i, name := range t.places {
		hood := tenant.Neighbourhood{ID: f.App.DB.NewID(), Code: fmt.Sprintf("BU%s90%02d", t.cbs, i+1), Name: name, Residents: t.residents / len(t.places),
			Lat: t.lat + offset(i, 0), Lon: t.lon + offset(i, 1)}
		if err := f.App.Tenants.AddNeighbourhood(ctx, system(n.ID), hood, t.digits[i]); err != nil {
			return err
		}
		if i%2 == 0 { // a team serves two neighbourhoods
			if err := f.team(ctx, n.ID, t, i); err != nil {
				return err
			}
		}
	}
	var people []account.NewAccount
	for _, w := range content.Workers {
		if !w.PerTeam {
			people = append(people, employ(w, w.Name, "", 0))
		}
	}
	return f.people(ctx, n.ID, append(people, f.residents(t)...))
}

// offset spreads neighbourhoods around the middle of their town, in degrees.
func offset(nth, axis int) float64 {
	const step = 0.012
	return step * float64((nth*2+axis)%5-2)
}

func (f *Filler) team(ctx context.Context, municipality db.ID, t town, first int) error {
	n := team.Team{ID: f.App.DB.NewID(), Name: "Wijkteam " + t.places[first], Kind: team.Neighbourhood, Phone: t.phone,
		Email: "wijkteam@" + t.slug + ".example.nl", Place: meetingPlace(t, first)}
	var area []team.Catchment
	for _, digits := range t.digits[first:min(first+2, len(t.digits))] {
		area = append(area, team.Catchment{Postcode: digits})
	}
	if _, err := f.App.Teams.SetUp(ctx, system(municipality), n, area...); err != nil {
		return err
	}
	var people []account.NewAccount
	for i, w := range content.Workers {
		if !w.PerTeam {
			continue
		}
		name := w.Name
		if first > 0 {
			name = content.FullName(f.Rand)
		}
		one := employ(w, name, fmt.Sprintf("06 0000 %02d%02d", first+10, i), n.ID)
		one.About = fmt.Sprintf(w.About, n.Name)
		people = append(people, one)
	}
	return f.people(ctx, municipality, people)
}

// meetingPlace is where residents find a team: in the house of its neighbourhood, when there is one.
func meetingPlace(t town, first int) string {
	for _, h := range content.Houses {
		if h.Town == t.slug && h.Neighbourhood == first {
			return h.Name
		}
	}
	return "Gemeentehuis " + t.city()
}

// people makes accounts, all at once.
func (f *Filler) people(ctx context.Context, at db.ID, all []account.NewAccount) error {
	return f.App.DB.InTx(ctx, at, func(tx *db.Tx) error {
		for _, n := range all {
			n.Email = content.Mailbox(n.Name)
			if _, err := f.App.Accounts.AddTx(ctx, tx, system(at), n); err != nil {
				return err
			}
		}
		return nil
	})
}

// person makes one account.
func (f *Filler) person(ctx context.Context, at db.ID, a account.Account, grants ...account.Grant) (account.Account, error) {
	a.Email = content.Mailbox(a.Name)
	return f.App.Accounts.Add(ctx, system(at), account.NewAccount{Account: a, Grants: grants})
}

// find reads back what a town was filled with, so that filling can go on after a restart.
func (f *Filler) find(ctx context.Context, t town) (*place, error) {
	one, err := f.App.Tenants.BySlug(ctx, t.slug)
	if err != nil {
		return nil, err
	}
	p := &place{town: t, id: one.ID, actors: map[access.Role]access.Actor{}}
	personas, err := f.App.Accounts.Personas(ctx, one.ID)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(personas, func(a, b account.Choice) int { return cmp.Compare(a.ID, b.ID) })
	for _, c := range personas {
		p.add(access.Actor{Account: c.ID, Tenant: one.ID, Role: c.Grant.Role, Team: c.Grant.TeamID, Mandate: c.Grant.Mandate})
	}
	err = f.App.DB.View(ctx, one.ID, func(tx *db.Tx) error {
		residents, err := account.WithRoleTx(ctx, tx, access.RoleResident, 0)
		if err != nil {
			return err
		}
		for _, a := range residents {
			if !inTales(a.Name) {
				p.neighbours = append(p.neighbours, access.Actor{Account: a.ID, Tenant: one.ID, Role: access.RoleResident})
			}
		}
		p.neighbourhoods, err = tenant.Neighbourhoods(ctx, tx, one.ID)
		return err
	})
	return p, err
}

// add gives somebody a place in the town.
func (p *place) add(actor access.Actor) {
	if _, known := p.actors[actor.Role]; !known {
		p.actors[actor.Role] = actor
	}
	if actor.Role != access.RoleGeneralist {
		return
	}
	at := slices.IndexFunc(p.teams, func(c crew) bool { return c.id == actor.Team })
	if at < 0 {
		at = len(p.teams)
		p.teams = append(p.teams, crew{id: actor.Team})
	}
	p.teams[at].generalists = append(p.teams[at].generalists, actor)
}

// SetUp fills what must be there before the first page: towns, workers, providers, the stories, and of the
// neighbourhood what is seen first.
func (f *Filler) SetUp(ctx context.Context) error {
	if err := f.Once(ctx, past.Groundwork+"region", f.region); err != nil {
		return err
	}
	for _, one := range content.Firms {
		t, err := f.App.Tenants.BySlug(ctx, one.Slug)
		if err != nil {
			return err
		}
		f.firms[one.Slug] = t.ID
	}
	for _, t := range f.size.towns() {
		if err := f.Once(ctx, past.Groundwork+t.slug, func(ctx context.Context) error { return f.town(ctx, t) }); err != nil {
			return err
		}
		p, err := f.find(ctx, t)
		if err != nil {
			return err
		}
		f.towns[t.slug] = p
	}
	if err := f.community(ctx, true); err != nil {
		return err
	}
	return f.stories(ctx)
}

// Rest fills what may come while people look around already. It goes on where it was broken off.
func (f *Filler) Rest(ctx context.Context) error {
	total, _ := f.size.many()
	f.tell(ui.Filling{Total: total})
	if err := f.community(ctx, false); err != nil {
		return err
	}
	if err := f.factlab(ctx); err != nil {
		return err
	}
	return f.crowd(ctx)
}

// factlab plays the rounds of the Factlab in the first town.
func (f *Filler) factlab(ctx context.Context) error {
	at := f.towns[towns[0].slug]
	l := lab.New(f.Past, at.actors[access.RoleAnalyst], at.actors[access.RolePrivacyOfficer], filepath.Join(f.data, "factlab"))
	l.Town = &lab.Town{Code: at.cbs, Digits: at.digits, Districts: at.places}
	return l.Rounds(ctx, f.size == Tiny, later)
}
