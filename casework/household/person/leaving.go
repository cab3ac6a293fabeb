package person

// Leaving is why somebody is no longer of the household.
type Leaving string

// The reasons.
const (
	Here      Leaving = ""
	LeftHome  Leaving = "left_home"
	WentAway  Leaving = "moved" // with the household, out of the municipality
	InCare    Leaving = "in_care"
	HasDied   Leaving = "died"
	WasClosed Leaving = "closed" // the household was closed
)

// Leavings lists the reasons for which one resident leaves a household.
var Leavings = []Leaving{LeftHome, InCare, HasDied}

// Name is the reason in words, an English sentence.
func (l Leaving) Name() string {
	switch l {
	case LeftHome:
		return "Lives elsewhere now"
	case InCare:
		return "Stays with a provider or foster parents"
	case HasDied:
		return "Died"
	case WentAway:
		return "Moved to another municipality"
	case WasClosed:
		return "The household was closed"
	}
	return ""
}
