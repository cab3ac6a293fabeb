package demo

import (
	"context"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/app"
	"codeberg.org/samenkracht/samenkracht/care/contract"
	"codeberg.org/samenkracht/samenkracht/care/provider"
	"codeberg.org/samenkracht/samenkracht/casework/team"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
)

// place is a town as it was filled: its ids, and the people who act in it.
type place struct {
	town
	id             db.ID
	neighbourhoods []tenant.Neighbourhood
	teams          []crew
	actors         map[access.Role]access.Actor
}

// crew is a team with its generalists.
type crew struct {
	id          db.ID
	generalists []access.Actor
}

// system is the actor that sets up an organisation.
func system(id db.ID) access.Actor { return access.System(id, "demo") }

// region sets up the region with its contracts, and the providers with what they deliver.
func (f *Filler) region(ctx context.Context) error {
	f.at(400)
	n := tenant.Tenant{ID: f.app.DB.NewID(), Kind: tenant.Region, Slug: regionSlug, Name: regionName,
		Settings: map[string]string{tenant.Brand: regionBrand, tenant.Phone: regionPhone, tenant.Mail: "post@noabers.example.nl"}}
	if err := f.app.Tenants.Add(ctx, system(n.ID), n); err != nil {
		return err
	}
	for _, w := range []worker{{access.RoleRegionalCoordinator, "Annelies Molenaar", 0, false}, {access.RoleContractManager, "Vincent Blom", 0, false}} {
		if _, err := f.person(ctx, n.ID, w.name, "", account.Grant{Role: w.role}); err != nil {
			return err
		}
	}
	for i, one := range firms {
		if err := f.firm(ctx, n.ID, i, one); err != nil {
			return err
		}
	}
	return nil
}

func (f *Filler) firm(ctx context.Context, region db.ID, nth int, one firm) error {
	n := tenant.Tenant{ID: f.app.DB.NewID(), Kind: tenant.Provider, Slug: one.slug, Name: one.name,
		Codes: map[string]string{tenant.AGB: one.agb}, Settings: map[string]string{tenant.Brand: "#3a4a5b", tenant.Phone: fmt.Sprintf("074 000 01 %02d", nth+1)}}
	if err := f.app.Tenants.Add(ctx, system(n.ID), n); err != nil {
		return err
	}
	if _, err := f.person(ctx, n.ID, fullName(f.rand), "", account.Grant{Role: access.RoleProvider}); err != nil {
		return err
	}
	if err := f.app.Providers.Introduce(ctx, system(n.ID), provider.Profile{About: one.about, Lat: one.lat, Lon: one.lon}); err != nil {
		return err
	}
	from := law.DateOf(f.start).AddMonths(-12)
	c := contract.FrameworkContract{ID: f.app.DB.NewID(), Number: fmt.Sprintf("RN-2025-%03d", nth+1), ProviderID: n.ID, FromDay: from, ToDay: from.AddMonths(48)}
	var rates []contract.Rate
	for _, p := range one.products {
		err := f.app.Providers.Publish(ctx, system(n.ID), provider.Product{Category: p.category, Code: p.code, Name: p.name, WaitDays: p.wait, IntakeStop: p.stop})
		if err != nil {
			return err
		}
		rates = append(rates, contract.Rate{Category: p.category, Code: p.code, Unit: p.unit, Cents: p.cents, Variant: contract.Effort})
	}
	if len(rates) == 0 {
		return nil
	}
	return f.app.Contracts.Add(ctx, system(region), c, rates)
}

// town sets up a municipality with its neighbourhoods, teams and workers.
func (f *Filler) town(ctx context.Context, t town) error {
	f.at(400)
	region, err := f.app.Tenants.BySlug(ctx, regionSlug)
	if err != nil {
		return err
	}
	n := tenant.Tenant{ID: f.app.DB.NewID(), Kind: tenant.Municipality, Slug: t.slug, Name: t.name, Codes: map[string]string{tenant.CBS: t.cbs},
		Regions: []db.ID{region.ID}, Settings: map[string]string{tenant.Brand: t.brand, tenant.Phone: t.phone, tenant.Mail: "sociaal@" + t.slug + ".example.nl"}}
	if err := f.app.Tenants.Add(ctx, system(n.ID), n); err != nil {
		return err
	}
	for i, name := range t.places {
		hood := tenant.Neighbourhood{ID: f.app.DB.NewID(), Code: fmt.Sprintf("BU%s90%02d", t.cbs, i+1), Name: name, Residents: t.residents / len(t.places),
			Lat: t.lat + offset(i, 0), Lon: t.lon + offset(i, 1)}
		if err := f.app.Tenants.AddNeighbourhood(ctx, system(n.ID), hood, t.digits[i]); err != nil {
			return err
		}
		if i%2 == 0 { // a team serves two neighbourhoods
			if err := f.team(ctx, n.ID, t, i); err != nil {
				return err
			}
		}
	}
	for _, w := range workers {
		if !w.perTeam {
			if _, err := f.person(ctx, n.ID, w.name, "", account.Grant{Role: w.role, Mandate: w.mandate}); err != nil {
				return err
			}
		}
	}
	return nil
}

// offset spreads neighbourhoods around the middle of their town, in degrees.
func offset(nth, axis int) float64 {
	const step = 0.012
	return step * float64((nth*2+axis)%5-2)
}

func (f *Filler) team(ctx context.Context, municipality db.ID, t town, first int) error {
	n := team.Team{ID: f.app.DB.NewID(), Name: "Wijkteam " + t.places[first], Kind: team.Neighbourhood, Phone: t.phone,
		Email: "wijkteam@" + t.slug + ".example.nl", Place: "Huis van de Wijk " + t.places[first]}
	var area []team.Catchment
	for _, digits := range t.digits[first:min(first+2, len(t.digits))] {
		area = append(area, team.Catchment{Postcode: digits})
	}
	if _, err := f.app.Teams.SetUp(ctx, system(municipality), n, area...); err != nil {
		return err
	}
	for i, w := range workers {
		if !w.perTeam {
			continue
		}
		name := w.name
		if first > 0 {
			name = fullName(f.rand)
		}
		phone := fmt.Sprintf("06 0000 %02d%02d", first+10, i)
		if _, err := f.person(ctx, municipality, name, phone, account.Grant{Role: w.role, TeamID: n.ID}); err != nil {
			return err
		}
	}
	return nil
}

// person makes an account that can be chosen at sign-in.
func (f *Filler) person(ctx context.Context, at db.ID, name, phone string, grants ...account.Grant) (account.Account, error) {
	return f.app.Accounts.Add(ctx, system(at), account.NewAccount{Grants: grants,
		Account: account.Account{Name: name, Phone: phone, Demo: true, Email: mailbox(name)}})
}

// find reads back what a town was filled with, so that filling can go on after a restart.
func (f *Filler) find(ctx context.Context, t town) (place, error) {
	one, err := f.app.Tenants.BySlug(ctx, t.slug)
	if err != nil {
		return place{}, err
	}
	p := place{town: t, id: one.ID, actors: map[access.Role]access.Actor{}}
	people, err := f.app.Accounts.Personas(ctx, one.ID)
	if err != nil {
		return place{}, err
	}
	crews := map[db.ID]int{}
	for _, c := range people {
		actor := access.Actor{Account: c.ID, Tenant: one.ID, Role: c.Grant.Role, Team: c.Grant.TeamID, Mandate: c.Grant.Mandate}
		if c.Grant.Role != access.RoleGeneralist {
			if _, known := p.actors[c.Grant.Role]; !known {
				p.actors[c.Grant.Role] = actor
			}
			continue
		}
		at, known := crews[c.Grant.TeamID]
		if !known {
			at = len(p.teams)
			crews[c.Grant.TeamID] = at
			p.teams = append(p.teams, crew{id: c.Grant.TeamID})
		}
		p.teams[at].generalists = append(p.teams[at].generalists, actor)
	}
	err = f.app.DB.View(ctx, one.ID, func(tx *db.Tx) (err error) {
		p.neighbourhoods, err = tenant.Neighbourhoods(ctx, tx, one.ID)
		return err
	})
	return p, err
}

// SetUp fills what must be there before the first page: towns, workers, providers and the stories.
func (f *Filler) SetUp(ctx context.Context) error {
	if err := f.once(ctx, "region", f.region); err != nil {
		return err
	}
	for _, t := range f.size.towns() {
		if err := f.once(ctx, "town "+t.slug, func(ctx context.Context) error { return f.town(ctx, t) }); err != nil {
			return err
		}
		p, err := f.find(ctx, t)
		if err != nil {
			return err
		}
		f.towns[t.slug] = p
	}
	return nil
}

// Rest fills what may come while people look around already.
func (f *Filler) Rest(ctx context.Context) error {
	f.tell(app.Filling{Done: 0, Total: f.size.households()})
	return ctx.Err()
}
