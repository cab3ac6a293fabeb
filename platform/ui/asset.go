package ui

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"slices"
	"strings"
)

// static holds the bundled style, script, fonts and icons, made by cmd/bundle.
//
//go:embed static
var static embed.FS

// hashes gives every asset the address that changes when it does.
var hashes = hashAssets()

func hashAssets() map[string]string {
	found := map[string]string{}
	entries, err := static.ReadDir("static")
	if err != nil {
		panic(err)
	}
	for _, e := range entries {
		b, err := static.ReadFile("static/" + e.Name())
		if err != nil {
			panic(err)
		}
		sum := sha256.Sum256(b)
		found[e.Name()] = hex.EncodeToString(sum[:6])
	}
	return found
}

// Asset is the address of a bundled file, such as Asset("app.css").
func Asset(name string) string {
	return "/static/" + name + "?v=" + hashes[name]
}

// fonts are the addresses of the fonts, which a page asks for early so that letters do not jump.
func fonts() []string {
	var found []string
	for name := range hashes {
		if strings.HasSuffix(name, ".woff2") {
			found = append(found, "/static/"+name)
		}
	}
	slices.Sort(found)
	return found
}

// Static serves the bundled files under /static/. They may be kept for a year, since their address changes with them.
func Static() http.Handler {
	files, err := fs.Sub(static, "static")
	if err != nil {
		panic(err)
	}
	serve := http.StripPrefix("/static/", http.FileServerFS(files))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		serve.ServeHTTP(w, r)
	})
}
