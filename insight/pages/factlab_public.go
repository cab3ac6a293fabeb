package pages

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"sync"

	"github.com/a-h/templ"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/release"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/threshold"
	"codeberg.org/samenkracht/samenkracht/insight/steering"
	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// factlabPublic adds what everybody may see of the Factlab: published releases, and how it works.
func (p *Pages) factlabPublic(mux *web.Mux) {
	mux.Handle("GET /inzicht/factlab", p.shown("", labPage))
	mux.Handle("GET /inzicht/factlab/buurten", p.shown(placesPath, placesPage))
	mux.Handle("GET /inzicht/factlab/drempel", p.shown(thresholdPath, thresholdPage))
	mux.Handle("GET /inzicht/factlab/domeinen", p.shown(domainsPath, domainsPage))
	mux.Handle("GET /inzicht/factlab/combinaties", p.shown(pairsPath, pairsPage))
	mux.Handle("GET /inzicht/factlab/voorzieningen", p.shown(provisionsPath, provisionsPage))
	mux.Handle("GET /inzicht/factlab/uitleg", p.explained)
	mux.Handle("GET /inzicht/factlab/uitgaven/{id}", p.released)
	mux.Handle("GET /inzicht/factlab/uitgaven/{id}/{bestand}", p.download)
}

// The pages with figures, below /inzicht/factlab. Each takes the release with uitgave=; without it the last one is shown.
const (
	placesPath     = "/buurten"
	thresholdPath  = "/drempel"
	domainsPath    = "/domeinen"
	pairsPath      = "/combinaties"
	provisionsPath = "/voorzieningen"
)

// labParts are the pages with figures, in the order of the menu of the Factlab.
var labParts = []labPart{
	{Path: "", Called: "Stacking"}, {Path: placesPath, Called: "By neighbourhood"}, {Path: thresholdPath, Called: "Threshold"},
	{Path: domainsPath, Called: "Domains"}, {Path: pairsPath, Called: "Combinations"}, {Path: provisionsPath, Called: "Provisions"},
}

// labPart is a page with figures.
type labPart struct{ Path, Called string }

// lab is a release that a visitor looks at, with what stands beside it.
type lab struct {
	*folder
	Of      release.Release
	Before  *folder           // the round before, when something of it was published
	All     []release.Release // what is published, the newest first
	Rounds  []release.About   // of which round each of these is
	Latest  bool
	Leads   bool // may follow the rounds
	Path    string
	Places  map[string]string // names of neighbourhoods by their codes
	Norm    steering.Norm
	Request *http.Request
}

// folder is the content of a release, read and indexed.
type folder struct {
	ID db.ID
	release.Content
	sheets map[string]threshold.Sheet
}

func (f *folder) sheet(name string) threshold.Sheet { return f.sheets[name] }

// shelf keeps the last releases that were read: they never change.
type shelf struct {
	sync.Mutex
	folders []*folder
}

const shelfRoom = 32

// folder reads a release, or takes it from the shelf.
func (s *shelf) folder(of release.Release) (*folder, error) {
	s.Lock()
	defer s.Unlock()
	if i := slices.IndexFunc(s.folders, func(f *folder) bool { return f.ID == of.ID }); i >= 0 {
		return s.folders[i], nil
	}
	c, err := of.Read()
	if err != nil {
		return nil, err
	}
	f := &folder{ID: of.ID, Content: c, sheets: map[string]threshold.Sheet{}}
	for _, t := range c.Tables {
		f.sheets[t.Name] = threshold.Read(c, t.Name)
	}
	f.sheets[release.Stacking] = threshold.Read(c, release.Stacking)
	if s.folders = append(s.folders, f); len(s.folders) > shelfRoom {
		s.folders = s.folders[1:]
	}
	return f, nil
}

// shown serves a page with figures of a published release, or says that there is none yet.
func (p *Pages) shown(path string, page func(lab) templ.Component) web.Handler {
	return func(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
		v, err := p.lab(r, actor, r.FormValue("uitgave"))
		if err != nil {
			return err
		}
		v.Path = path
		if v.folder == nil {
			return web.Page(w, r, http.StatusOK, labEmpty(v))
		}
		status := http.StatusOK
		if path == thresholdPath && len(v.asked().wrong) > 0 {
			status = http.StatusBadRequest
		}
		return web.Page(w, r, status, page(v))
	}
}

// lab finds the release that a visitor asks for; the last one when they name none.
func (p *Pages) lab(r *http.Request, actor access.Actor, asked string) (lab, error) {
	ctx := r.Context()
	v := lab{Request: r, Norm: labNorm, Leads: actor.Role == access.RoleAnalyst || actor.Role == access.RolePrivacyOfficer}
	var err error
	if v.All, err = p.Releases.Published(ctx, actor.Tenant); err != nil {
		return v, err
	}
	if p.Factlab != nil {
		if t, err := p.Factlab.Tenants.ByID(ctx, actor.Tenant); err == nil {
			if n, err := steering.ParseNorm(t.Settings[steering.SettingNorm]); err == nil {
				v.Norm = n
			}
		}
	}
	at := 0
	if asked != "" {
		id, err := db.ParseID(asked)
		if err != nil {
			return v, err
		}
		if at = slices.IndexFunc(v.All, func(of release.Release) bool { return of.ID == id }); at < 0 {
			if v.Of, err = p.Releases.One(ctx, actor, id); err != nil {
				return v, err
			}
		}
	}
	if v.Of.ID == 0 {
		if len(v.All) == 0 {
			return v, nil
		}
		v.Of, v.Latest = v.All[at], at == 0
	}
	return v, p.open(ctx, actor.Tenant, &v)
}

// open reads the release that is looked at, and the one before it.
func (p *Pages) open(ctx context.Context, municipality db.ID, v *lab) (err error) {
	v.Places = map[string]string{}
	err = p.Releases.DB.View(ctx, municipality, func(tx *db.Tx) error {
		all, err := tenant.Neighbourhoods(ctx, tx, municipality)
		for _, n := range all {
			v.Places[n.Code] = n.Name
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, of := range v.All {
		f, err := p.shelf.folder(of)
		if err != nil {
			return err
		}
		v.Rounds = append(v.Rounds, f.Round)
	}
	if v.folder, err = p.shelf.folder(v.Of); err != nil {
		return err
	}
	i := slices.IndexFunc(v.All, func(of release.Release) bool { return of.RoundID < v.Of.RoundID })
	if i >= 0 {
		v.Before, err = p.shelf.folder(v.All[i])
	}
	return err
}

// labNorm is the pyramid to compare with, where a municipality has none of its own.
var labNorm = steering.Norm{Origin: "The reference is that of VNG and KING", People: steering.Shares{85, 10, 5}}

func (p *Pages) released(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	v, err := p.lab(r, actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, labReleasePage(v))
}

func (p *Pages) explained(w http.ResponseWriter, r *http.Request, actor access.Actor) error {
	v, err := p.lab(r, actor, "")
	if err != nil {
		return err
	}
	return web.Page(w, r, http.StatusOK, explainPage(v))
}

// here is an address of the Factlab for the release that is looked at, with further names and values of a query.
func (v lab) here(ctx context.Context, path string, query ...string) templ.SafeURL {
	values := url.Values{}
	if v.folder != nil && !v.Latest {
		values.Set("uitgave", v.Of.ID.String())
	}
	for i := 0; i+1 < len(query); i += 2 {
		values.Set(query[i], query[i+1])
	}
	address := string(ui.Path(ctx, "/inzicht/factlab")) + path
	if len(values) > 0 {
		address += "?" + values.Encode()
	}
	return templ.SafeURL(address)
}

// crumbs lead back to the overview.
func (v lab) crumbs(ctx context.Context) []ui.Crumb {
	return []ui.Crumb{{Label: text.T(ctx, "Factlab"), Link: v.here(ctx, "")}}
}

// other is the address of this page for another release, and otherName what it is called.
func (v lab) other(ctx context.Context, i int) templ.SafeURL {
	to := lab{folder: v.folder, Of: v.All[i], Latest: i == 0}
	return to.here(ctx, v.Path)
}

func (v lab) otherName(ctx context.Context, i int) string {
	return text.T(ctx, "Round %d, about %s", v.Rounds[i].Number, monthWords(ctx, v.Rounds[i].Month))
}

// now marks the page that is shown in a menu.
func now(is bool) templ.Attributes {
	if !is {
		return nil
	}
	return templ.Attributes{"aria-current": "page"}
}
