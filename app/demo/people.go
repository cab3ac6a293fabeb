package demo

import (
	"codeberg.org/samenkracht/samenkracht/app/demo/content"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
)

// employ is the account of a worker.
func employ(w content.Worker, name, phone string, team db.ID) account.NewAccount {
	return account.NewAccount{Account: account.Account{Name: name, Phone: phone, Demo: true, About: w.About},
		Grants: []account.Grant{{Role: w.Role, TeamID: team, Mandate: w.Mandate}}}
}

// residents are people of a town without a case: some can be chosen at sign-in, the others fill the market.
func (f *Filler) residents(t town) []account.NewAccount {
	var out []account.NewAccount
	taken := map[string]bool{}
	for _, w := range content.Workers {
		taken[w.Name] = true
	}
	for n := 0; n < len(content.Visitors)+4+t.residents/10_000; {
		name := content.FullName(f.Rand)
		if taken[name] || inTales(name) {
			continue
		}
		taken[name] = true
		one := account.NewAccount{Account: account.Account{Name: name}, Grants: []account.Grant{{Role: access.RoleResident}}}
		if n < len(content.Visitors) {
			one.Demo, one.About = true, content.Visitors[n]
		}
		out = append(out, one)
		n++
	}
	return out
}

// postcode is one that was never given out, in a neighbourhood of a town.
func postcode(t town, neighbourhood, nth int) ident.Postcode {
	return content.Postcode(t.digits[neighbourhood], nth)
}
