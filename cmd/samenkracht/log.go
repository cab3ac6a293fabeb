package main

import (
	"io"
	"log/slog"
	"os"
	"regexp"
	"strings"

	"codeberg.org/samenkracht/samenkracht/platform/ident"
)

// newLog is the program's log. Errors hold no personal data; should one of another library, or of a partner, do so
// all the same, then what can be recognised is left out.
func newLog(out io.Writer) *slog.Logger {
	return slog.New(slog.NewTextHandler(out, &slog.HandlerOptions{Level: logLevel(), ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		switch v := a.Value.Any().(type) {
		case string:
			a.Value = slog.StringValue(masked(v))
		case error:
			a.Value = slog.StringValue(masked(v.Error()))
		}
		return a
	}}))
}

var (
	mailForm   = regexp.MustCompile(`[^\s<>"'=:;,]+@[^\s<>"';,]+`)
	numberForm = regexp.MustCompile(`\b[0-9]{8,9}\b`)
	ibanForm   = regexp.MustCompile(`\b[A-Z]{2}[0-9]{2} ?[A-Z]{4} ?[0-9 ]{10,13}\b`)
)

// masked leaves mail addresses, account numbers and citizen service numbers out.
func masked(words string) string {
	words = mailForm.ReplaceAllString(words, "[mail]")
	words = ibanForm.ReplaceAllString(words, "[iban]")
	return numberForm.ReplaceAllStringFunc(words, func(n string) string {
		if _, err := ident.ParseBSN(n); err != nil {
			return n
		}
		return "[bsn]"
	})
}

func logLevel() slog.Level {
	if strings.EqualFold(os.Getenv("SAMENKRACHT_LOG"), "debug") {
		return slog.LevelDebug
	}
	return slog.LevelInfo
}
