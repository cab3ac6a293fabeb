package places

import (
	"encoding/json"
	"fmt"
	"strings"

	"codeberg.org/samenkracht/samenkracht/community/near"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

// House (huis van de wijk) is a place in a neighbourhood where everybody may walk in.
type House struct {
	TenantID db.ID
	ID       db.ID
	Name     string
	About    string
	Address  string
	Place    string // name of the neighbourhood
	Lat, Lon float64
	Phone    string
	Hours    Hours
	Version  int64
	Km       float64 `db:"-"` // from where somebody looks; negative when that is not known
}

// Point is where the house is.
func (h House) Point() near.Point { return near.Point{Lat: h.Lat, Lon: h.Lon} }

// Validate returns what is wrong with a house, by field.
func (h House) Validate() error {
	wrong := fault.Invalid{}
	if name := strings.TrimSpace(h.Name); name == "" {
		wrong.Say("name", "Fill in a name")
	} else if len([]rune(name)) > maxName {
		wrong.Say("name", "Use at most 120 characters for the name")
	}
	if strings.TrimSpace(h.Address) == "" {
		wrong.Say("address", "Fill in the address")
	}
	for _, o := range h.Hours {
		if o.Weekday < 1 || o.Weekday > 7 || o.Ends <= o.Starts {
			wrong.Say("hours", "The end must be after the start")
		}
	}
	return wrong.Err()
}

// Opening is when a house is open on a day of the week.
type Opening struct {
	Weekday int   `json:"day"` // 1 Monday to 7 Sunday
	Starts  Clock `json:"from"`
	Ends    Clock `json:"to"`
}

// Hours are the openings of a house in the order of the week. They are kept as text.
type Hours []Opening

// OpenAt reports whether the house is open at a time of a weekday, and until when.
func (h Hours) OpenAt(weekday int, at Clock) (until Clock, open bool) {
	for _, o := range h {
		if o.Weekday == weekday && o.Starts <= at && at < o.Ends {
			return o.Ends, true
		}
	}
	return 0, false
}

// MarshalText writes the hours as they are kept.
func (h Hours) MarshalText() ([]byte, error) {
	if len(h) == 0 {
		return []byte("[]"), nil
	}
	return json.Marshal([]Opening(h))
}

// Scan reads the hours as they are kept.
func (h *Hours) Scan(src any) error {
	switch v := src.(type) {
	case string:
		return json.Unmarshal([]byte(v), (*[]Opening)(h))
	case []byte:
		return json.Unmarshal(v, (*[]Opening)(h))
	}
	return fmt.Errorf("scan hours: %T", src)
}
