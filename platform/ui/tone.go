package ui

// Tone is the mood of a message, a badge or a term.
type Tone string

// A tone is always said in words as well as in colour.
const (
	Neutral Tone = ""
	Info    Tone = "info"
	OK      Tone = "ok"
	Warning Tone = "warning"
	Danger  Tone = "error"
)

func (t Tone) alertClass() string {
	switch t {
	case OK:
		return "utrecht-alert--ok"
	case Warning:
		return "utrecht-alert--warning"
	case Danger:
		return "utrecht-alert--error"
	default:
		return "utrecht-alert--info"
	}
}

func (t Tone) badgeClass() string {
	switch t {
	case Info:
		return "sk-badge--info"
	case OK:
		return "sk-badge--ok"
	case Warning:
		return "sk-badge--warning"
	case Danger:
		return "sk-badge--error"
	default:
		return "sk-badge--neutral"
	}
}

func (t Tone) icon() string {
	switch t {
	case OK:
		return "check"
	case Warning:
		return "warning"
	case Danger:
		return "error"
	default:
		return "info"
	}
}
