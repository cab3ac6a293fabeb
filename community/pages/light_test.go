package pages_test

import (
	"io"
	"net/http"
	"regexp"
	"testing"
)

type answer struct {
	status int
	size   int // as it comes over the line
	body   string
}

// fetch gets an address as a browser does, compressed.
func fetch(t *testing.T, url string) answer {
	t.Helper()
	read := func(compressed bool) (int, []byte) {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
		if err != nil {
			t.Fatal(err)
		}
		if compressed {
			r.Header.Set("Accept-Encoding", "gzip")
		}
		resp, err := http.DefaultTransport.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return resp.StatusCode, body
	}
	status, small := read(true)
	_, whole := read(false)
	return answer{status, len(small), string(whole)}
}

var (
	asset = regexp.MustCompile(`(?:href|src)="(/(?:static|thema)/[^"]+\.(?:css|js|svg)[^"]*)"`)
	font  = regexp.MustCompile(`url\(["']?(?:\./)?([^"')]+\.woff2[^"')]*)`)
)

// firstView is the bytes of a page with its style, script and fonts.
func firstView(t *testing.T, base, path string) int {
	t.Helper()
	page := fetch(t, base+path)
	if page.status != http.StatusOK {
		t.Errorf("%s: status %d", path, page.status)
	}
	n, seen := page.size, map[string]bool{}
	for _, m := range asset.FindAllStringSubmatch(page.body, -1) {
		if seen[m[1]] {
			continue
		}
		seen[m[1]] = true
		a := fetch(t, base+m[1])
		n += a.size
		for _, f := range font.FindAllStringSubmatch(a.body, -1) {
			if !seen[f[1]] {
				seen[f[1]] = true
				n += fetch(t, base+"/static/"+f[1]).size
			}
		}
	}
	return n
}
