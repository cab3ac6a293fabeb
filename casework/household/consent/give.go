package consent

import (
	"slices"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

// Say is who must say yes to a share of a resident's data.
type Say struct{ Self, Parents bool }

// WhoSays is who must say yes for somebody of an age: under twelve the parents, from twelve to sixteen both,
// from sixteen the young person alone. Without a known age it is the resident.
func WhoSays(age int, known bool) Say {
	switch {
	// Jeugdwet art. 7.3.4
	case !known, age >= 16:
		return Say{Self: true}
	case age >= 12:
		return Say{Self: true, Parents: true}
	}
	return Say{Parents: true}
}

// Exception is why a young person from twelve to sixteen may say yes without a parent.
type Exception string

// The exceptions.
const (
	NoException    Exception = ""
	SeriousHarm    Exception = "serious_harm"
	PersistentWish Exception = "persistent_wish"
)

// Exceptions lists the exceptions, in the order in which a person is shown them.
var Exceptions = []Exception{NoException, SeriousHarm, PersistentWish}

// Name is the exception in words, an English sentence.
func (e Exception) Name() string {
	switch e {
	case SeriousHarm:
		return "Asking a parent would seriously harm the young person"
	case PersistentWish:
		return "The young person keeps wishing this, after good thought"
	}
	return "No exception"
}

// MayGive checks that those who must say yes for a resident of an age did. Parents are known by the relations; a parent may live
// elsewhere, so it is enough that somebody other than the child said yes.
func (c Consent) MayGive(age int, known bool) error {
	if c.Ground != ByConsent {
		return nil
	}
	say := WhoSays(age, known)
	self := slices.Contains(c.GivenBy, c.ResidentID)
	other := slices.ContainsFunc(c.GivenBy, func(by db.ID) bool { return by != c.ResidentID })
	if say.Self && say.Parents {
		if self && (other || c.Without != NoException) {
			return nil
		}
		return fault.Invalid{"given_by": "The young person and a parent must both say yes"}
	}
	switch {
	case say.Parents && !other:
		return fault.Invalid{"given_by": "A parent must say yes for a child under twelve"}
	case say.Self && !self:
		return fault.Invalid{"given_by": "The resident must say yes"}
	}
	return nil
}
