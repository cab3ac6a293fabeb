package app

import (
	"log/slog"
	"net/http"
	"slices"
	"time"

	"golang.org/x/mod/sumdb/note"

	"codeberg.org/samenkracht/samenkracht/care"
	"codeberg.org/samenkracht/samenkracht/care/allocation"
	"codeberg.org/samenkracht/samenkracht/care/assignment"
	"codeberg.org/samenkracht/samenkracht/care/contract"
	"codeberg.org/samenkracht/samenkracht/care/exchange"
	carepages "codeberg.org/samenkracht/samenkracht/care/pages"
	"codeberg.org/samenkracht/samenkracht/care/provider"
	"codeberg.org/samenkracht/samenkracht/casework"
	"codeberg.org/samenkracht/samenkracht/casework/decision"
	"codeberg.org/samenkracht/samenkracht/casework/decision/letter"
	"codeberg.org/samenkracht/samenkracht/casework/decision/paper"
	"codeberg.org/samenkracht/samenkracht/casework/household"
	"codeberg.org/samenkracht/samenkracht/casework/intake"
	caseworkpages "codeberg.org/samenkracht/samenkracht/casework/pages"
	"codeberg.org/samenkracht/samenkracht/casework/plan"
	"codeberg.org/samenkracht/samenkracht/casework/team"
	"codeberg.org/samenkracht/samenkracht/community"
	"codeberg.org/samenkracht/samenkracht/community/market"
	communitypages "codeberg.org/samenkracht/samenkracht/community/pages"
	"codeberg.org/samenkracht/samenkracht/community/places"
	"codeberg.org/samenkracht/samenkracht/community/socialmap"
	"codeberg.org/samenkracht/samenkracht/insight"
	"codeberg.org/samenkracht/samenkracht/insight/experience"
	"codeberg.org/samenkracht/samenkracht/insight/factlab"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/join"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/reception"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/release"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
	insightpages "codeberg.org/samenkracht/samenkracht/insight/pages"
	"codeberg.org/samenkracht/samenkracht/insight/steering"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/file"
	"codeberg.org/samenkracht/samenkracht/platform/jobs"
	"codeberg.org/samenkracht/samenkracht/platform/mail"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/web"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// nouns are the parts of the product, by wing.
type nouns struct {
	DB       *db.DB
	Gate     *access.Gate
	Queue    *jobs.Queue
	Vault    *seal.Vault
	Tenants  *tenant.Tenants
	Accounts *account.Accounts
	List     *worklist.List
	Post     *mail.Post
	Files    *file.Files
	Mux      *web.Mux
	LogKey   note.Verifier

	Market    *market.Market
	SocialMap *socialmap.SocialMap
	Places    *places.Places

	Providers   *provider.Providers
	Contracts   *contract.Contracts
	Exchange    *exchange.Exchange
	Allocations *allocation.Allocations
	Assignments *assignment.Assignments

	Households *household.Households
	Teams      *team.Teams
	Intake     *intake.Intake
	Plans      *plan.Plans
	Decisions  *decision.Decisions
	Letters    *letter.Letters

	Steering   *steering.Steering
	Experience *experience.Experience
	Factlab    *factlab.Factlab
	Reception  *reception.Reception
	Join       *join.Join
	Releases   *release.Releases
}

// wire plugs the nouns into each other, from the bottom of the import order to the top.
func (a *App) wire(d *db.DB, k keys) {
	n := &a.nouns
	n.DB, n.Vault, n.LogKey, n.Queue = d, seal.New(k.master), k.verifier, jobs.New(d)
	n.Gate = access.New(d, slices.Concat(adminRules, reactionRules, tenant.Rules, account.Rules, worklist.Rules, mail.Rules,
		community.Rules, care.Rules, casework.Rules, insight.Rules))
	n.Tenants = tenant.New(d, n.Gate)
	n.Accounts = account.New(d, n.Gate, n.Vault)
	n.List = worklist.New(d, n.Gate)
	n.Files = file.NewFiles(d, n.Gate, n.Vault)
	n.Post = mail.New(d, n.Gate, n.Queue, n.Vault, a.config.Mail)
	n.community()
	n.care()
	if a.config.Messages != "" {
		n.Exchange.UseFolder(a.config.Messages)
	}
	n.casework()
	n.insight()
	n.factlab(k.factlab, a.config.Factlab)
	a.log = access.NewSequencer(d, k.signer, a.witness)
	n.Mux = web.New(web.Config{DB: d, Tenants: n.Tenants, Accounts: n.Accounts, Nav: nav(), Host: a.config.host(), Proxies: a.config.Proxies, Limits: limits,
		Secure: a.config.Secure, Demo: a.config.Demo, Filling: a.Filling})
	a.routes()
	a.periodic()
}

func (n *nouns) community() {
	n.Market = market.New(n.DB, n.Gate, n.Queue, market.Platform{Tenants: n.Tenants, Accounts: n.Accounts, Worklist: n.List, Post: n.Post, Vault: n.Vault})
	n.SocialMap = socialmap.New(n.DB, n.Gate)
	n.Places = places.New(n.DB, n.Gate)
}

func (n *nouns) care() {
	n.Providers = provider.New(n.DB, n.Gate, n.Tenants)
	n.Contracts = contract.New(n.DB, n.Gate, n.Tenants)
	n.Exchange = exchange.New(n.DB, n.Gate, n.Queue, n.Vault, n.Tenants, n.Contracts.StandardTx)
	n.Allocations = allocation.New(allocation.Needs{DB: n.DB, Gate: n.Gate, Exchange: n.Exchange, Contracts: n.Contracts, Tenants: n.Tenants, Vault: n.Vault, List: n.List})
	n.Assignments = assignment.New(assignment.Needs{DB: n.DB, Gate: n.Gate, Exchange: n.Exchange, Tenants: n.Tenants, Vault: n.Vault, List: n.List})
}

func (n *nouns) casework() {
	n.Households = household.New(n.DB, n.Gate, n.Vault, n.List)
	n.Teams = team.New(n.DB, n.Gate, n.Households, n.List)
	n.Intake = intake.New(intake.Parts{DB: n.DB, Gate: n.Gate, Vault: n.Vault, Households: n.Households, Teams: n.Teams, List: n.List, Post: n.Post})
	n.Plans = plan.New(plan.Parts{DB: n.DB, Gate: n.Gate, Vault: n.Vault, Households: n.Households, Teams: n.Teams, Market: n.Market, SocialMap: n.SocialMap,
		Accounts: n.Accounts, List: n.List, Post: n.Post})
	printer, err := paper.Find("")
	if err != nil {
		slog.Info("letters are shown as pages and not as PDF: there is no Chromium to print them with")
	}
	n.Decisions = decision.New(decision.Parts{DB: n.DB, Gate: n.Gate, Vault: n.Vault, Tenants: n.Tenants, Households: n.Households, Teams: n.Teams,
		Plans: n.Plans, Contracts: n.Contracts, Allocations: n.Allocations, Accounts: n.Accounts, List: n.List, Post: n.Post})
	n.Letters = letter.New(letter.Parts{DB: n.DB, Gate: n.Gate, Jobs: n.Queue, Vault: n.Vault, Tenants: n.Tenants, Households: n.Households, Decisions: n.Decisions,
		List: n.List, Printer: printer})
}

func (n *nouns) insight() {
	n.Steering = steering.New(n.DB, n.Gate, n.Tenants)
	n.Experience = experience.New(experience.Parts{DB: n.DB, Gate: n.Gate, Queue: n.Queue, Vault: n.Vault, Tenants: n.Tenants,
		Households: n.Households, Allocations: n.Allocations})
}

// factlab joins what organisations deliver, which know this installation by its identity, at address.
func (n *nouns) factlab(identity *wire.Identity, address string) {
	n.Factlab = factlab.New(factlab.Parts{DB: n.DB, Gate: n.Gate, Queue: n.Queue, Tenants: n.Tenants, Files: n.Files, Post: n.Post,
		Identity: identity, Address: address})
	n.Reception = reception.New(n.Factlab)
	n.Join = join.New(n.Factlab)
	n.Releases = release.New(n.Join)
}

// limits say how often one person may do what costs others time: sign-in services, neighbours, and who reads reactions.
var limits = map[string]web.Limit{
	"GET /inloggen/{dienst}":                 {Burst: 30, Every: 10 * time.Second},
	"GET /inloggen/{dienst}/terug":           {Burst: 30, Every: 10 * time.Second},
	"POST /mijn/e-mailadres":                 {Burst: 10, Every: 5 * time.Minute},
	"POST /reactie":                          {Burst: 10, Every: 2 * time.Minute},
	"POST /buurt/vragen":                     {Burst: 20, Every: 5 * time.Minute},
	"POST /buurt/aanbod":                     {Burst: 20, Every: 5 * time.Minute},
	"POST /buurt/advertenties/{id}/reacties": {Burst: 30, Every: time.Minute},
	"POST /hulpvraag":                        {Burst: 60, Every: 30 * time.Second}, // each step of a question is one
}

// nav is the main menu, by role.
func nav() []web.NavItem {
	return slices.Concat(communitypages.Nav, officeNav, carepages.Nav, insightpages.Nav, adminNav)
}

// officeNav is what the first line adds to the main menu.
var officeNav = []web.NavItem{
	{Label: "My page", Path: "/mijn", Roles: []access.Role{access.RoleResident, access.RoleInformalCarer}},
	{Label: "How did it go?", Path: "/mijn/ervaring", Roles: []access.Role{access.RoleResident, access.RoleInformalCarer}},
	{Label: "Worklist", Path: "/team/werkvoorraad", Roles: []access.Role{access.RoleGeneralist, access.RoleTeamLead, access.RoleLegalOfficer}},
	{Label: "Households", Path: "/team/huishoudens", Roles: []access.Role{access.RoleGeneralist}},
	{Label: "Decisions", Path: "/team/besluiten", Roles: []access.Role{access.RoleGeneralist, access.RoleTeamLead, access.RoleLegalOfficer}},
}

var adminNav = []web.NavItem{
	{Label: "Administration", Path: "/beheer", Roles: []access.Role{access.RoleAdministrator, access.RolePrivacyOfficer}},
}

// routes are the addresses that belong to no wing, and then those of the wings.
func (a *App) routes() {
	m := a.Mux
	m.Outside("GET /{$}", a.chooser)
	m.Outside("GET /en/{$}", a.chooser)
	m.Outside("GET /en", a.chooser)
	m.Handle("GET /inloggen", a.signIn)
	m.Handle("POST /inloggen/demo", a.beSomebody)
	m.Handle("GET /inloggen/rol", a.chooseRole)
	m.Handle("POST /inloggen/rol", a.takeRole)
	m.Handle("GET /inloggen/{dienst}", a.leave)
	m.Handle("GET /inloggen/{dienst}/terug", a.comeBack)
	m.Handle("POST /uitloggen", a.signOut)
	m.Handle("GET /uitgelogd", a.signedOut)
	m.Handle("GET /contact", a.contact)
	m.Handle("GET /toegankelijkheid", a.accessibility)
	m.Handle("GET /privacy", a.privacy)
	m.Handle("GET /mijn/e-mailadres", a.ownEmail)
	m.Handle("POST /mijn/e-mailadres", a.keepEmail)
	m.Handle("GET /reactie", a.reaction)
	m.Handle("POST /reactie", a.react)
	m.Handle("GET /reactie/bedankt", a.reacted)
	m.Handle("GET /beheer/post", a.outbox)
	m.Handle("GET /beheer", a.admin)
	m.Handle("GET /beheer/regels", a.rules)
	m.Handle("GET /beheer/logboek", a.remarkable)
	m.Handle("GET /beheer/accounts", a.accounts)
	m.Handle("GET /beheer/accounts/nieuw", a.newAccount)
	m.Handle("POST /beheer/accounts", a.addAccount)
	m.Handle("GET /beheer/accounts/{id}", a.account)
	m.Handle("GET /beheer/accounts/{id}/rollen/nieuw", a.newRole)
	m.Handle("POST /beheer/accounts/{id}/rollen", a.addRole)
	m.Handle("GET /beheer/accounts/{id}/rollen/{rol}/einde", a.askEnd)
	m.Handle("POST /beheer/accounts/{id}/rollen/{rol}/einde", a.endRole)
	m.Handle("GET /beheer/taken", a.tasks)
	m.Handle("POST /beheer/taken/{id}/herhaling", a.retryTask)

	(&insightpages.Pages{Steering: a.Steering, Experience: a.Experience, Factlab: a.Factlab, Reception: a.Reception, Join: a.Join, Releases: a.Releases,
		Accounts: a.Accounts}).Routes(m)
	(&caseworkpages.Pages{DB: a.DB, Gate: a.Gate, Tenants: a.Tenants, Accounts: a.Accounts, List: a.List, Households: a.Households, Teams: a.Teams,
		Intake: a.Intake, Plans: a.Plans, Decisions: a.Decisions, Letters: a.Letters}).Routes(m)
	(&carepages.Pages{Assignments: a.Assignments, Providers: a.Providers, Contracts: a.Contracts, Exchange: a.Exchange}).Routes(m)
	(&communitypages.Pages{Market: a.Market, SocialMap: a.SocialMap, Places: a.Places}).Routes(m)
}

// Patterns lists every address of the product, for the test that walks them all.
func (a *App) Patterns() []string { return a.Mux.Patterns() }

var _ http.Handler = (*App)(nil)

// ServeHTTP serves the product.
func (a *App) ServeHTTP(w http.ResponseWriter, r *http.Request) { a.Handler.ServeHTTP(w, r) }
