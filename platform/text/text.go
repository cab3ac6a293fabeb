// Package text is every word on the screen: an English sentence in the code, its Dutch in the nl.json of the wing.
//
// Dutch is the default language. A sentence without Dutch is shown in English.
package text

import (
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Nl and En are the languages of the product.
const (
	Nl = "nl"
	En = "en"
)

//go:embed nl.json
var own embed.FS

func init() { Add(own) }

type langKey struct{}

// WithLang returns a context in which sentences are shown in lang.
func WithLang(ctx context.Context, lang string) context.Context {
	if lang != En {
		lang = Nl
	}
	return context.WithValue(ctx, langKey{}, lang)
}

// Lang is the language of the reader: "nl" or "en".
func Lang(ctx context.Context) string {
	if lang, ok := ctx.Value(langKey{}).(string); ok {
		return lang
	}
	return Nl
}

func english(ctx context.Context) bool { return Lang(ctx) == En }

// catalogue holds the Dutch of every registered sentence.
var catalogue = struct {
	sync.RWMutex
	dutch   map[string]string
	clashes []string
}{dutch: map[string]string{}}

// Add registers the nl.json at the root of files: an object of English sentences and their Dutch.
// It panics on a file that it cannot read, since a wing without its words must not start.
func Add(files embed.FS) {
	raw, err := files.ReadFile("nl.json")
	if err != nil {
		panic(fmt.Sprintf("text: %v", err))
	}
	var sentences map[string]string
	if err := json.Unmarshal(raw, &sentences); err != nil {
		panic(fmt.Sprintf("text: nl.json: %v", err))
	}
	AddPairs(sentences)
}

// AddPairs registers English sentences with their Dutch, for a package that has both in its code.
func AddPairs(sentences map[string]string) {
	catalogue.Lock()
	defer catalogue.Unlock()
	for en, nl := range sentences {
		if first, ok := catalogue.dutch[en]; ok && first != nl {
			catalogue.clashes = append(catalogue.clashes, fmt.Sprintf("%q is both %q and %q", en, first, nl))
			continue
		}
		catalogue.dutch[en] = nl
	}
}

// Clashes lists sentences to which two files give a different Dutch. The first one is shown.
func Clashes() []string {
	catalogue.RLock()
	defer catalogue.RUnlock()
	clashes := slices.Clone(catalogue.clashes)
	slices.Sort(clashes)
	return clashes
}

// Has reports whether the English sentence has a Dutch one.
func Has(sentence string) bool {
	catalogue.RLock()
	defer catalogue.RUnlock()
	_, ok := catalogue.dutch[sentence]
	return ok
}

// T is the sentence in the language of the reader, with args put into it as fmt.Sprintf does.
func T(ctx context.Context, sentence string, args ...any) string {
	sentence = translate(ctx, sentence)
	if len(args) == 0 {
		return sentence
	}
	return fmt.Sprintf(sentence, args...)
}

// N is the sentence for a number of things: one for exactly 1, other for the rest.
// The first %d becomes n as people write it ("12.345"); args fill what is left.
func N[I ~int | ~int64](ctx context.Context, n I, one, other string, args ...any) string {
	sentence := other
	if n == 1 {
		sentence = one
	}
	sentence = strings.Replace(translate(ctx, sentence), "%d", Number(ctx, n), 1)
	if len(args) == 0 {
		return sentence
	}
	return fmt.Sprintf(sentence, args...)
}

func translate(ctx context.Context, sentence string) string {
	if english(ctx) {
		return sentence
	}
	catalogue.RLock()
	defer catalogue.RUnlock()
	if dutch, ok := catalogue.dutch[sentence]; ok {
		return dutch
	}
	return sentence
}
