// Command bundle makes platform/ui/static from platform/ui/css and platform/ui/js: one style, one script, two fonts.
//
// It leaves out what no component uses, both the rules of the NL Design System and its tokens,
// so that a first visit stays small. Run it from the root of the repository, and commit the result.
package main

import (
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/evanw/esbuild/pkg/api"

	"codeberg.org/samenkracht/samenkracht/platform/ui"
)

// browsers are the oldest that the style and the script are written for.
var browsers = []api.Engine{
	{Name: api.EngineChrome, Version: "109"},
	{Name: api.EngineFirefox, Version: "115"},
	{Name: api.EngineSafari, Version: "15.6"},
}

func main() {
	log.SetFlags(0)
	static := filepath.Join("platform", "ui", "static")
	files, err := bundle(filepath.Join("platform", "ui"))
	if err != nil {
		log.Fatal(err)
	}
	stale, err := filepath.Glob(filepath.Join(static, "*.woff2"))
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range stale {
		if err := os.Remove(f); err != nil {
			log.Fatal(err)
		}
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(static, name), content, 0o644); err != nil {
			log.Fatal(err)
		}
		log.Printf("%-32s %7d bytes", name, len(content))
	}
}

// bundle returns the files for the static folder, by name.
func bundle(dir string) (map[string][]byte, error) {
	style, fonts, err := build(filepath.Join(dir, "css", "app.css"))
	if err != nil {
		return nil, err
	}
	used, err := classNames(dir)
	if err != nil {
		return nil, err
	}
	rules := pruneTokens(purge(parse(string(style)), used))
	css, err := minify(string(ui.ThemeCSS(""))+write(rules), api.LoaderCSS)
	if err != nil {
		return nil, err
	}
	script, _, err := build(filepath.Join(dir, "js", "app.js"))
	if err != nil {
		return nil, err
	}
	js, err := minify(string(script), api.LoaderJS)
	if err != nil {
		return nil, err
	}
	fonts["app.css"], fonts["app.js"] = css, js
	return fonts, nil
}

// build joins everything that entry imports; fonts are returned apart.
func build(entry string) (joined []byte, fonts map[string][]byte, err error) {
	result := api.Build(api.BuildOptions{
		EntryPoints:   []string{entry},
		Bundle:        true,
		Outdir:        "out",
		AssetNames:    "[name]-[hash]",
		LegalComments: api.LegalCommentsNone,
		Format:        api.FormatIIFE,
		Loader:        map[string]api.Loader{".woff2": api.LoaderFile},
		Engines:       browsers,
		LogLevel:      api.LogLevelSilent,
	})
	if err := failed(result.Errors); err != nil {
		return nil, nil, err
	}
	fonts = map[string][]byte{}
	for _, f := range result.OutputFiles {
		if filepath.Ext(f.Path) == ".woff2" {
			fonts[filepath.Base(f.Path)] = f.Contents
		} else {
			joined = f.Contents
		}
	}
	return joined, fonts, nil
}

func minify(source string, loader api.Loader) ([]byte, error) {
	result := api.Transform(source, api.TransformOptions{
		Loader:            loader,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		LegalComments:     api.LegalCommentsNone,
		Engines:           browsers,
	})
	return result.Code, failed(result.Errors)
}

func failed(messages []api.Message) error {
	var errs []error
	for _, m := range messages {
		where := ""
		if m.Location != nil {
			where = fmt.Sprintf("%s:%d: ", m.Location.File, m.Location.Line)
		}
		errs = append(errs, errors.New(where+m.Text))
	}
	return errors.Join(errs...)
}
