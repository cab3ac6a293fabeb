package keten

import "codeberg.org/samenkracht/samenkracht/care/istandaard"

func niveau2(*istandaard.Bericht) istandaard.Fouten { return nil }
