package web

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
	"sync"

	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
)

// sheet is the style of one house style, made once.
type sheet struct {
	css  []byte
	hash string
}

var sheets sync.Map // brand -> sheet

func themeOf(t tenant.Tenant) (css []byte, hash string) {
	brand := t.Settings[tenant.Brand]
	if s, ok := sheets.Load(brand); ok {
		return s.(sheet).css, s.(sheet).hash
	}
	css = ui.ThemeCSS(brand)
	sum := sha256.Sum256(css)
	s := sheet{css, hex.EncodeToString(sum[:6])}
	sheets.Store(brand, s)
	return s.css, s.hash
}

func (m *Mux) theme(w http.ResponseWriter, r *http.Request) {
	slug, ok := strings.CutSuffix(r.PathValue("file"), ".css")
	t, err := m.tenants.BySlug(r.Context(), slug)
	if err != nil || !ok {
		http.NotFound(w, r)
		return
	}
	css, hash := themeOf(t)
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	if w.Header().Set("Cache-Control", "no-cache"); r.URL.Query().Get("v") == hash {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	_, _ = w.Write(css)
}

func themeHref(t tenant.Tenant) string {
	_, hash := themeOf(t)
	return "/thema/" + t.Slug + ".css?v=" + hash
}
