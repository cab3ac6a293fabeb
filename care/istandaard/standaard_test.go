package istandaard

import (
	"testing"

	"codeberg.org/samenkracht/samenkracht/care/istandaard/standaardtest"
)

// standaard is a path below the published material of the standard.
func standaard(t testing.TB, deel ...string) string {
	t.Helper()
	return standaardtest.Map(t, deel...)
}

// voorbeelden are the example messages by path below the material of the standard.
func voorbeelden(t testing.TB) map[string][]byte {
	t.Helper()
	return standaardtest.Voorbeelden(t)
}
