package app

import (
	"embed"

	"codeberg.org/samenkracht/samenkracht/platform/text"
)

//go:embed nl.json
var words embed.FS

func init() { text.Add(words) }
